"""How a sentence states a thing: as done, as planned, as denied or as ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Candidates, Expression, Symbols, compile_pattern

__all__ = ["Modality", "modality_of"]

_BEFORE: Final = 6
_AFTER: Final = 2
_ORDER: Final = ("ended", "denied", "planned")


@dataclass(frozen=True, slots=True)
class Modality:
    """How something is stated.

    Attributes:
        value: ``asserted``, ``planned``, ``denied`` or ``ended``.
        word: The words that say so, folded; empty for an assertion.
    """

    value: str
    word: str = ""


@cache
def _words(language: str) -> tuple[Mapping[str, Candidates], Candidates]:
    words: dict[str, list[Expression]] = {value: [] for value in _ORDER}
    not_meant: list[Expression] = []
    for tag in chain(language):
        data = lexicon(tag, "modality")
        classes: Mapping[str, Sequence[str]] = data.get("classes", {})
        for value in _ORDER:
            words[value] += [compile_pattern(row, classes, f"{tag}.modality") for row in data.get(value, ())]
        not_meant += [compile_pattern(row, classes, f"{tag}.modality") for row in data.get("asserted", ())]
    return {value: Candidates(rows) for value, rows in words.items()}, Candidates(not_meant)


def modality_of(symbols: Symbols, first: int, last: int, language: str) -> Modality:
    """Return how a stretch of a sentence is stated.

    Args:
        symbols: The sentence.
        first: Index of the first symbol of the stretch.
        last: Index of its last symbol.
        language: BCP 47 tag.
    """
    words, not_meant = _words(language)
    starts = symbols.starts
    begin, end = max(0, first - _BEFORE), min(len(starts) - 1, last + _AFTER)
    for at in range(first - 1, begin - 1, -1):  # what stands before another clause says nothing of this one
        if symbols.text.startswith((", ", "; ", ": ", ". "), starts[at]):
            begin = at + 1
            break
    for at in range(last + 1, end + 1):
        if symbols.text.startswith((", ", "; ", ": ", ". "), starts[at]):
            end = at - 1
            break
    stop = starts[end + 1] if end + 1 < len(starts) else len(symbols.text)
    barred = [found.span() for found in not_meant.found(symbols, starts[begin], stop)]
    for value in _ORDER:
        for found in words[value].found(symbols, starts[begin], stop):
            if not any(start <= found.start() < finish for start, finish in barred):
                return Modality(value, found[0].strip())
    return Modality("asserted")
