"""What the sentence after a tie says of it: *Is Malang a member? Not yet.* *That bond has since lapsed.*"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Candidates, Expression, Symbols, compile_pattern

from .drawing import Reading

__all__ = ["answered"]

_KINDS: Final = frozenset({"membership", "partnership"})
_SHORT: Final = 8
"""Symbols of a sentence that may be a denial and nothing else."""
_AFTER: Final = 2
"""Sentences after one that may still speak of its tie."""
_PARTLY: Final = 4
"""Before so many words of a sentence."""
_KEPT: Final = frozenset({"denied", "ended"})


def answered(drafts: Iterable[Draft], reading: Reading) -> Iterator[Draft]:
    """Yield memberships and partnerships, denied or ended where a sentence after them says so.

    After a question any answer counts that begins with a denial, after another sentence only a short one. One of the
    next two sentences of the paragraph ends or denies a tie where it speaks of nobody else, and of the tie itself
    (*ikatan tersebut*) or of who denies it (*Sekda membantah*).

    Args:
        drafts: The drafts.
        reading: The article.
    """
    starts = [each.sentence.start for each in reading.sentences]
    language = reading.analysis.language
    for each in drafts:
        if each.kind in _KINDS and each.modality not in _KEPT:
            at = bisect_right(starts, each.evidence[0][0]) - 1
            said = _said_after(reading, at, each, language) if 0 <= at < len(starts) - 1 else None
            if said is not None:
                values = {name: value for name, value in each.values.items() if name != "stage"}
                if said == "ended" and each.kind == "partnership":
                    values["stage"] = "ended"
                because = (*each.because, f"{said} in a sentence after it")
                each = replace(each, values=values, modality=said, because=because)
        yield each


def _said_after(reading: Reading, at: int, draft: Draft, language: str) -> str | None:
    """Return how the sentences after one state a tie; None where they say nothing of it."""
    sentences = reading.sentences
    if _denied(sentences[at], sentences[at + 1], language):
        return "denied"
    if draft.modality != "asserted":
        return None
    own = draft.values.get("partners") or [draft.values.get("member")]
    words = _aftermath(language)
    for after in sentences[at + 1 : at + 1 + _AFTER]:
        if after.sentence.block != sentences[at].sentence.block or not _of_these(after, own):
            return None
        for said, rows in words.items():
            if rows.matched(after):
                return said
    return None


def _of_these(after: Symbols, own: object) -> bool:
    """Return whether a sentence names no city but these, and no network."""
    return "N" not in after.letters and all(
        member.again or member.body in (own if isinstance(own, list) else ())
        for chunk in after.chunks
        if chunk.letter in "CP"
        for member in chunk.members
        if isinstance(member, Party) and member.body
    )


@cache
def _aftermath(language: str) -> Mapping[str, Candidates]:
    found: dict[str, list[Expression]] = {"denied": [], "ended": []}
    for tag in chain(language):
        data = lexicon(tag, "modality").get("aftermath", {})
        for said, rows in found.items():
            rows += [compile_pattern(row, {}, f"{tag}.modality.aftermath") for row in data.get(said, ())]
    return {said: Candidates(rows) for said, rows in found.items()}


def _denied(said: Symbols, after: Symbols, language: str) -> bool:
    words = _words(language)
    asked = _asks(said)
    if not words.possible(after) or not (asked or len(after.spans) <= _SHORT):
        return False
    if not asked and (
        after.sentence.block != said.sentence.block
        or not _partly(language).isdisjoint(after.words[1:_PARTLY])
    ):
        return False
    return any(found.start() == 0 for found in words.found(after, 0, len(after.text)))


@cache
def _partly(language: str) -> frozenset[str]:
    """Return the words after a denial that make it one of a part only: *not all of them*."""
    return frozenset(word for tag in chain(language) for word in lexicon(tag, "modality").get("partly", ()))


def _asks(said: Symbols) -> bool:
    return "? " in said.text[-4:]


@cache
def _words(language: str) -> Candidates:
    return Candidates(
        compile_pattern(row, {}, f"{tag}.modality.answered")
        for tag in chain(language)
        for row in lexicon(tag, "modality").get("answered", ())
    )
