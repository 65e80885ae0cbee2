"""How a sentence states a thing: as done, as planned, as denied or as ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Candidates, Expression, Match, Symbols, compile_pattern
from citygraph.loaders.extraction.records import record

__all__ = ["Modality", "modality_of", "stated_by"]

_BEFORE: Final = 6
_AFTER: Final = 2
_ORDER: Final = ("ended", "denied", "planned")
_FAR: Final = 14
_FURTHER: Final = ("asserted", "staying", "refuted", "failed")


@record(frozen=True, slots=True)
class Modality:
    """How something is stated.

    Attributes:
        value: ``asserted``, ``planned``, ``denied`` or ``ended``.
        word: The words that say so, folded; empty for an assertion.
    """

    value: str
    word: str = ""


@cache
def _words(language: str) -> Mapping[str, Candidates]:
    words: dict[str, list[Expression]] = {value: [] for value in (*_ORDER, *_FURTHER)}
    for tag in chain(language):
        data = lexicon(tag, "modality")
        classes: Mapping[str, Sequence[str]] = data.get("classes", {})
        for value, rows in words.items():
            rows += [compile_pattern(row, classes, f"{tag}.modality") for row in data.get(value, ())]
    return {value: Candidates(rows) for value, rows in words.items()}


def modality_of(symbols: Symbols, first: int, last: int, language: str) -> Modality:
    """Return how a stretch of a sentence is stated.

    Args:
        symbols: The sentence.
        first: Index of the first symbol of the stretch.
        last: Index of its last symbol.
        language: BCP 47 tag.
    """
    words = _words(language)
    starts = symbols.starts
    far = _from_afar(symbols, first, last, words)
    if far is not None:
        return far
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
    barred = [found.span() for found in words["asserted"].found(symbols, starts[begin], stop)]
    barred += [found.span() for found in words["staying"].found(symbols, starts[begin], stop)]
    for value in _ORDER:
        for found in words[value].found(symbols, starts[begin], stop):
            if not any(start <= found.start() < finish for start, finish in barred):
                return Modality(value, found[0].strip())
    return Modality("asserted")


def stated_by(symbols: Symbols, match: Match, language: str) -> Modality:
    """Return how a match is stated: as its rule says, unless its words deny the end that the rule reads.

    Args:
        symbols: The sentence.
        match: The match.
        language: BCP 47 tag.
    """
    said = match.rule.modality
    if not said:
        return modality_of(symbols, match.first, match.last, language)
    words = _words(language)
    if said == "ended":
        starts = symbols.starts
        stop = starts[match.last + 1] if match.last + 1 < len(starts) else len(symbols.text)
        if any(True for _ in words["staying"].found(symbols, starts[match.first], stop)):
            return Modality("asserted")
    elif said != "denied":
        far = _from_afar(symbols, match.first, match.last, words)
        if far is not None:
            return far
    return Modality(said)


def _from_afar(symbols: Symbols, first: int, last: int, words: Mapping[str, Candidates]) -> Modality | None:
    """Return a denial that stands before or after what it denies, with no other city in between.

    *Talk that A will twin with B has been denied*, *the bid of A for B fell through*.
    """
    starts = symbols.starts
    if not any(words[name].possible(symbols) for name in ("refuted", "failed")):
        return None
    end = len(starts)
    for at in range(last + 1, len(starts)):
        if symbols.text.startswith(("; ", ". "), starts[at]) or symbols.party_at(at):
            end = at
            break
    stop = starts[end] if end < len(starts) else len(symbols.text)
    for name in ("refuted", "failed"):
        for found in words[name].found(symbols, starts[last], stop):
            return Modality("denied", found[0].strip())
    begin = max(0, first - _FAR)
    for at in range(first - 1, begin - 1, -1):
        if symbols.text.startswith(("; ", ". "), starts[at]) or symbols.party_at(at):
            begin = at + 1
            break
    for found in words["refuted"].found(symbols, starts[begin], starts[first]):
        return Modality("denied", found[0].strip())
    return None
