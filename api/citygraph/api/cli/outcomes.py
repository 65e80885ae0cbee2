"""What became of each file that was loaded or checked: lines, JSON, and the sum of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from citygraph.graph import DocumentInvalid, Finding
from citygraph.loaders.facts import DocumentRefused, Problem
from citygraph.loaders.loading import FileLoaded, FileRefused
from citygraph.ontology import CityGraphError, Place

from .console import emit, emit_json, error, is_terminal, json_line, plain, warning
from .progress import progress

if TYPE_CHECKING:
    from .progress import Advance

__all__ = ["Tally", "follow", "problem_as_json", "problems_of", "said"]

_SHOWN: Final = 20
_CHANGES: Final = ("added", "replaced", "unchanged", "valid", "refused")


class Tally:
    """The sum of what became of the files, each told as it comes.

    Args:
        as_json: Whether to tell it as JSON lines.

    Attributes:
        counts: Files by what became of them.
        facts: Facts of the documents that were not refused.
        warnings: What someone should look at.
    """

    def __init__(self, *, as_json: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.facts = 0
        self.warnings: list[str] = []
        self._as_json = as_json
        self._held: list[str] | None = [] if is_terminal() and is_terminal("stdout") else None

    @property
    def refused(self) -> bool:
        """Whether any file was refused."""
        return self.counts["refused"] > 0

    def add(self, outcome: FileLoaded | FileRefused) -> None:
        """Count an outcome and tell it."""
        if isinstance(outcome, FileRefused):
            self.counts["refused"] += 1
            problems = list(problems_of(outcome.error))
            for problem in problems:
                error(said(problem, outcome.path))
            if self._as_json:
                self._put_json(
                    {
                        "type": "file",
                        "file": str(outcome.path),
                        "change": "refused",
                        "errors": [problem_as_json(problem, outcome.path) for problem in problems],
                    }
                )
            return
        self.counts[outcome.change] += 1
        self.facts += outcome.facts
        self.warnings.extend(said(each, outcome.path) for each in outcome.warnings)
        if self._as_json:
            self._put_json(
                {
                    "type": "file",
                    "file": str(outcome.path),
                    "document": outcome.document,
                    "change": outcome.change,
                    "facts": outcome.facts,
                    "warnings": [problem_as_json(each, outcome.path) for each in outcome.warnings],
                }
            )
        else:
            self._put(f"{outcome.change:<9}  {plain(outcome.document)}  ({_number(outcome.facts, 'fact')})\n")

    def finish(self, *, checked_only: bool, all_warnings: bool) -> None:
        """Tell the warnings and the sum."""
        if self._held is not None:
            emit("".join(self._held))
            self._held = None
        shown = self.warnings if all_warnings else self.warnings[:_SHOWN]
        for line in shown:
            warning(line)
        if len(shown) < len(self.warnings):
            warning(f"and {len(self.warnings) - len(shown)} more; --all-warnings lists them")
        names = ("valid", "refused") if checked_only else ("added", "replaced", "unchanged", "refused")
        if self._as_json:
            counted = {name: self.counts[name] for name in names}
            emit_json({"type": "summary", **counted, "facts": self.facts, "warnings": len(self.warnings)})
            return
        counted_text = ", ".join(f"{self.counts[name]} {name}" for name in names)
        total = _number(sum(self.counts[name] for name in _CHANGES), "document")
        facts, warnings = _number(self.facts, "fact"), _number(len(self.warnings), "warning")
        emit(f"{total}: {counted_text}; {facts}; {warnings}\n")

    def _put(self, text: str) -> None:
        """Write data, once the bar is gone where both share a terminal."""
        if self._held is None:
            emit(text)
        else:
            self._held.append(text)

    def _put_json(self, value: object) -> None:
        self._put(json_line(value))


def follow(outcomes: Iterable[FileLoaded | FileRefused], files: int, tally: Tally, *, what: str) -> None:
    """Tell every outcome as it comes, and how far the work is.

    Args:
        outcomes: What the loader yields.
        files: How many there will be.
        tally: Where they are counted.
        what: What is being done.
    """
    with progress(what) as advance:
        _each(outcomes, files, tally, advance)


def _each(outcomes: Iterable[FileLoaded | FileRefused], files: int, tally: Tally, advance: Advance) -> None:
    for done, outcome in enumerate(outcomes, start=1):
        tally.add(outcome)
        advance(done, files)


def problems_of(refusal: CityGraphError) -> Iterator[Problem | Finding | CityGraphError]:
    """Yield each thing for which a document was refused."""
    if isinstance(refusal, DocumentRefused):
        yield from refusal.problems
    elif isinstance(refusal, DocumentInvalid):
        yield from (finding for finding in refusal.findings if finding.is_violation)
    else:
        yield refusal


def said(problem: Problem | Finding | CityGraphError, file: Path) -> str:
    """Return a problem with a file as one line."""
    place = _place(problem.place, file)
    if isinstance(problem, Finding):
        value = f" (found {problem.value})" if problem.value is not None else ""
        return f"{place}: {problem.message.rstrip('.')}{value}; shape {problem.shape}"
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"{place}: {problem.what}{hint}"


def _place(place: Place | None, file: Path) -> Place:
    if place is None:
        return Place(file)
    return place if place.file is not None else Place(file, place.line, place.fact, place.field)


def problem_as_json(problem: Problem | Finding | CityGraphError, file: Path) -> dict[str, object]:
    """Return a problem with a file as JSON tells it."""
    place = _place(problem.place, file)
    where = {"file": str(place.file), "line": place.line, "fact": place.fact, "field": place.field}
    if isinstance(problem, Finding):
        found = {"shape": problem.shape, "focus": problem.focus, "path": problem.path, "value": problem.value}
        return {"code": "shape", "what": problem.message, **where, **found}
    return {"code": problem.code, "what": problem.what, "hint": problem.hint, **where}


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
