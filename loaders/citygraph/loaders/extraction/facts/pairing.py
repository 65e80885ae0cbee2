"""Pairs: cities that are named two by two, each tied to the one beside it and to none of the others."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.patterns import Symbols
from citygraph.loaders.extraction.records import record
from citygraph.loaders.extraction.tokens import fold_word

from .drawing import Reading
from .modality import STAGES, modality_of

__all__ = ["PAIRS", "Pairing", "pairings"]

PAIRS: Final = "partnership.pairs"
"""How the name of the rule ends."""
_CONFIDENCE: Final = 0.85
_TWO: Final = 2
_NEAR: Final = 4
"""So many sentences before may say what ties the pairs that stand in lines."""
_FORMS: Final = ("programme-pairing", "memorandum", "sister-city")
_OPENING: Final = frozenset("([")
_CLOSING: Final = frozenset(")]")
_LIST: Final = frozenset(",;")


@record(frozen=True, slots=True)
class _Words:
    """How a language names cities two by two.

    Attributes:
        tying: Words and marks that tie a city to the next wherever they stand.
        either: Those that tie two in some rows, and join two pairs in others.
        between: What stands between two pairs.
        passed: Words that say nothing.
        forms: The words that tell the form of the ties.
    """

    tying: frozenset[str]
    either: frozenset[str]
    between: frozenset[str]
    passed: frozenset[str]
    forms: Mapping[str, frozenset[str]]


@cache
def _words(language: str) -> _Words:
    def row(name: str) -> frozenset[str]:
        return frozenset(
            fold_word(word)
            for tag in chain(language)
            for word in lexicon(tag, "partnership").get("pairs", {}).get(name, ())
        )

    return _Words(
        row("tying"), row("either"), row("between"), row("passed"), {form: row(form) for form in _FORMS}
    )


@record(frozen=True, slots=True)
class Pairing:
    """The pairs of an article.

    Attributes:
        drafts: A partnership for each.
        sentences: Indexes of the sentences that they stand in.
    """

    drafts: Sequence[Draft]
    sentences: frozenset[int]


def pairings(reading: Reading) -> Pairing:
    """Return the pairs that an article names: *A with B, C with D*, *A and B, C and D*, lines of *A + B*.

    Args:
        reading: The article.
    """
    words = _words(reading.analysis.language)
    drafts: list[Draft] = []
    sentences: set[int] = set()
    lines: list[tuple[Symbols, list[Party]]] = []
    told: list[Symbols] = []

    def close(lines: list[tuple[Symbols, list[Party]]]) -> None:
        if len(lines) > 1 and (form := _form(told[-_NEAR:], words)):
            for line, pair in lines:
                drafts.append(_draft(reading, line, pair, form))
                sentences.add(line.sentence.index)
        lines.clear()

    named = _named(reading)
    for symbols in reading.sentences:
        cities = named.get(symbols.sentence.index, [])
        if (
            len(cities) == _TWO
            and _alone(symbols)
            and _joints(reading, symbols, cities, words)[0] in words.either
        ):
            lines.append((symbols, cities))
            continue
        close(lines)
        told.append(symbols)
        if len(cities) >= 2 * _TWO and (form := _form(told[-2:], words)):
            for pair in _pairs(cities, _joints(reading, symbols, cities, words), words):
                drafts.append(_draft(reading, symbols, pair, form))
                sentences.add(symbols.sentence.index)
    close(lines)
    return Pairing(drafts, frozenset(sentences))


def _alone(symbols: Symbols) -> bool:
    """Return whether a sentence is a line by itself: an item, or one that no full stop ends."""
    sentence = symbols.sentence
    return sentence.item or sentence.heading or symbols.words[-1] not in (".", "!", "?")


def _named(reading: Reading) -> dict[int, list[Party]]:
    """Return the cities that each sentence names, by its index."""
    named: dict[int, list[Party]] = {}
    for city in reading.discourse.cities:
        sentence = reading.analysis.layout.sentence_at(city.start)
        if sentence is not None:
            named.setdefault(sentence.index, []).append(city)
    return named


def _joints(reading: Reading, symbols: Symbols, cities: Sequence[Party], words: _Words) -> list[str]:
    return [_joint(reading, symbols.sentence, one, other, words) for one, other in pairwise(cities)]


def _joint(reading: Reading, sentence: Sentence, one: Party, other: Party, words: _Words) -> str:
    """Return what stands between two cities beside their countries: one word or mark, or several with a blank."""
    low, high = bisect_left(sentence.starts, one.end), bisect_left(sentence.starts, other.start)
    places = [
        place for place in reading.analysis.places if one.end <= place.start and place.end <= other.start
    ]
    between: list[str] = []
    brackets = 0
    for token in sentence.tokens[low:high]:
        brackets += (token.text in _OPENING) - (token.text in _CLOSING)
        bracketed = brackets > 0 or token.text in _CLOSING
        located = any(place.start <= token.start < place.end for place in places)
        if not (bracketed or located or token.kind == "number" or token.folded in words.passed):
            between.append(token.folded)
    if low == high:  # a hyphen joins the two to one token
        between += reading.analysis.layout.text[one.end : other.start].split()
    if places and len(between) > 1 and between[0] == ",":  # the comma before a country
        del between[0]
    return " ".join(between)


def _pairs(cities: Sequence[Party], joints: Sequence[str], words: _Words) -> Iterator[list[Party]]:
    """Yield the pairs of a sentence: all its cities from the first that is tied to the next, two by two."""
    for first, tie in enumerate(joints):
        if tie not in words.tying and tie not in words.either:
            continue
        at = first
        found: list[list[Party]] = []
        while at < len(joints) and joints[at] == tie:
            found.append([cities[at], cities[at + 1]])
            between = joints[at + 1] if at + 1 < len(joints) else ""
            at += 2
            if not between or (between not in _LIST and between not in words.between) or between == tie:
                break
        if len(found) > 1 and (tie in words.tying or (first == 0 and at >= len(cities) and _abroad(found))):
            yield from found
        return


def _abroad(pairs: Sequence[Sequence[Party]]) -> bool:
    """Return whether each pair is of two countries: *A and B in Japan, C and D in Korea* are no pairs."""
    return all(one.body.rpartition(", ")[2] != other.body.rpartition(", ")[2] for one, other in pairs)


def _form(told: Sequence[Symbols], words: _Words) -> str | None:
    """Return the form of the ties that sentences speak of; None where they speak of none."""
    for symbols in reversed(told):
        for form, signs in words.forms.items():
            if not signs.isdisjoint(symbols.sentence.words):
                return form
    return None


def _draft(reading: Reading, symbols: Symbols, pair: Sequence[Party], form: str) -> Draft:
    language = reading.analysis.language
    said = modality_of(symbols, 0, len(symbols.words) - 1, language).value
    modality = said if said in STAGES else "asserted"
    return Draft(
        "partnership",
        {"partners": [city.body for city in pair], "form": form, "stage": STAGES[modality]},
        ((pair[0].start, pair[1].end),),
        f"{language}.{PAIRS}",
        _CONFIDENCE,
        modality,
        ("named two by two",),
    )
