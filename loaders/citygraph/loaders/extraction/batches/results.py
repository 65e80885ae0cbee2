"""What becomes of each article of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, Self

from citygraph.loaders.facts import Problem
from citygraph.loaders.gazetteer import Candidate

from .explanations import Explanation

__all__ = ["Change", "Drafted", "NotRead", "OpenName", "Result"]

Change = Literal["extracted", "unchanged"]
_MOST_CANDIDATES: Final = 10


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that may be a city's and was taken for none, for a person to decide.

    Attributes:
        name: The name as written.
        start: First offset in the article's text.
        end: Offset after the last character.
        candidates: What it may mean, the likeliest first: ``city``, ``level``, ``geonames``,
            ``national_code``, ``population`` and ``score`` of each.
    """

    name: str
    start: int
    end: int
    candidates: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, name: str, start: int, end: int, candidates: tuple[Candidate, ...]) -> Self:
        """Return the name with its likeliest candidates."""
        return cls(name, start, end, tuple(_plain(each) for each in candidates[:_MOST_CANDIDATES]))

    def as_plain(self) -> dict[str, Any]:
        """Return what JSON can hold."""
        return {"name": self.name, "start": self.start, "end": self.end, "candidates": list(self.candidates)}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return what :meth:`as_plain` was made from."""
        return cls(plain["name"], plain["start"], plain["end"], tuple(plain["candidates"]))


@dataclass(frozen=True, slots=True)
class Result:
    """What a process tells about an article that it has read.

    Attributes:
        id: The article's id.
        language: BCP 47 tag.
        published: EDTF date, or None.
        facts: Facts by kind.
        unresolved: Names left open.
        fingerprint: By which copies of the text are known.
        source_digest: SHA-256 of what it was read from.
        out_digest: SHA-256 of the document written; None where none was.
        text_digest: SHA-256 of the text written beside it; None where none was.
        explanation: Why each fact was drawn, where that was asked for.
    """

    id: str
    language: str
    published: str | None
    facts: Mapping[str, int]
    unresolved: tuple[OpenName, ...]
    fingerprint: bytes
    source_digest: str
    out_digest: str | None = None
    text_digest: str | None = None
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """An article that was read.

    Attributes:
        path: The file that it is in.
        part: The part of that file, for an archive.
        change: ``extracted``, or ``unchanged`` where the document was made from the same text by the same engine.
        out: Its document; None where none is written.
        result: What was found.
        copy_of: Id of the article earlier in the batch that it is a copy of.
        seconds: How long it took.
        verified: A copy of the document that holds its passages, where one was asked for.
    """

    path: Path
    part: str | None
    change: Change
    out: Path | None
    result: Result
    copy_of: str | None
    seconds: float
    verified: Path | None = None


@dataclass(frozen=True, slots=True)
class NotRead:
    """An article that nothing came of.

    Attributes:
        path: The file.
        part: The part of that file, for an archive.
        problem: Why.
        seconds: How long it took to find out.
    """

    path: Path
    part: str | None
    problem: Problem
    seconds: float


def _plain(candidate: Candidate) -> dict[str, Any]:
    government = candidate.government
    return {
        "city": str(government),
        "level": str(government.level),
        "geonames": government.geonames,
        "national_code": government.national_code,
        "population": government.population,
        "score": round(candidate.score, 3),
    }
