"""How a sentence states a thing: as done, as planned, as denied or as ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Candidates, Expression, Match, Symbols, compile_pattern
from citygraph.loaders.extraction.records import record

__all__ = ["STAGES", "Modality", "modality_of", "stated_by"]

STAGES: Final[Mapping[str, str]] = {"planned": "exploring", "ended": "ended", "asserted": "agreed"}
"""The stage of a partnership by how it is stated, where its sentence tells no other; none of a denied one."""

_BEFORE: Final = 6
_AFTER: Final = {"ended": 8, "denied": 6, "planned": 2}
_ORDER: Final = ("ended", "denied", "planned")
_FAR: Final = 14
_CLAUSES: Final = (", ", "; ", ": ", ". ")
_AFAR: Final[Mapping[str, str]] = {
    "refuted": "denied",
    "over": "ended",
    "failed": "denied",
    "pending": "planned",
}
"""What words say that may stand far from what they speak of."""
_FURTHER: Final = ("asserted", "staying", "unwilling", "going_on", *_AFAR)


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
    begin = max(0, first - _BEFORE)
    for at in range(first - 1, begin - 1, -1):  # what stands before another clause says nothing of this one
        if symbols.text.startswith(_CLAUSES, starts[at]) or _other_party(symbols, at):
            begin = at + 1
            break
    clause = _clause_end(symbols, last, max(_AFTER.values()), words)
    stop = _offset(symbols, clause)
    barred = [found.span() for found in words["asserted"].found(symbols, starts[begin], stop)]
    barred += [found.span() for found in words["staying"].found(symbols, starts[begin], stop)]
    for value in _ORDER:
        stop = _offset(symbols, min(clause, last + 1 + _AFTER[value]))
        for found in words[value].found(symbols, starts[begin], stop):
            if not any(start <= found.start() < finish for start, finish in barred):
                return Modality(value, found[0].strip())
    return Modality("asserted")


def _clause_end(symbols: Symbols, last: int, reach: int, words: Mapping[str, Candidates]) -> int:
    """Return the symbol that ends the clause of a stretch, at most a reach away: a mark, a new clause, another city."""
    starts = symbols.starts
    limit = min(len(starts), last + 1 + reach)
    stop = _offset(symbols, limit)
    if last + 1 >= len(starts):
        return limit
    onward = min(
        (found.start() for found in words["going_on"].found(symbols, starts[last + 1], stop)), default=stop
    )
    for at in range(last + 1, limit):
        if (
            starts[at] >= onward
            or symbols.text.startswith(_CLAUSES, starts[at])
            or (at > last + 2 and symbols.party_at(at))
        ):
            return at
    return limit


def _offset(symbols: Symbols, at: int) -> int:
    """Return where a symbol begins in the symbols' text."""
    return symbols.starts[at] if at < len(symbols.starts) else len(symbols.text)


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
        if said == "planned":
            begin = symbols.starts[max(0, match.first - 1)]
            for found in words["unwilling"].found(symbols, begin, _offset(symbols, match.last + 1)):
                return Modality("denied", found[0].strip())
    return Modality(said)


def _from_afar(symbols: Symbols, first: int, last: int, words: Mapping[str, Candidates]) -> Modality | None:
    """Return what is said of a thing before or after it, with no other city in between.

    *Talk that A will twin with B has been denied*, *the bid of A for B fell through*, *the twinning of A with B came
    to an end*, *a memorandum of A and B is due to be signed*.
    """
    if not any(words[name].possible(symbols) for name in _AFAR):
        return None
    starts = symbols.starts
    end = comma = len(starts)
    for at in range(last + 1, len(starts)):
        if symbols.text.startswith(("; ", ". "), starts[at]) or _other_party(symbols, at):
            end = at
            break
        if comma == len(starts) and symbols.text.startswith(", ", starts[at]):
            comma = at
    for name, value in _AFAR.items():
        reach = min(end, comma) if value in ("planned", "ended") else end
        for found in words[name].found(symbols, starts[last], _offset(symbols, reach)):
            return Modality(value, found[0].strip())
    begin = max(0, first - _FAR)
    for at in range(first - 1, begin - 1, -1):
        if symbols.text.startswith(("; ", ". "), starts[at]) or _other_party(symbols, at):
            begin = at + 1
            break
    for found in words["refuted"].found(symbols, starts[begin], starts[first]):
        return Modality("denied", found[0].strip())
    return None


def _other_party(symbols: Symbols, at: int) -> bool:
    """Return whether a symbol names a city, and does not just mean one again."""
    return symbols.party_at(at) and not all(
        isinstance(each, Party) and each.again
        for each in symbols.chunk_in(symbols.text[symbols.starts[at] :]).members
    )
