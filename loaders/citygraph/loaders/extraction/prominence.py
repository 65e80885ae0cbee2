"""How much an article speaks of each city: what it tells of its own is not told of others."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from .analysis import Analysis, Party
from .epithets import countries_named
from .languages import chain, lexicon
from .layout import Span
from .mentions import PlaceMention
from .tokens import fold_word

__all__ = ["at_home", "weights_of"]

_HEADLINE: Final = 3
_BESIDE: Final = 0.2  # of a city named as another one's partner (``its sister city Ghent``)
_WHERE: Final = 0.4  # of a city that something happens in, goes to or comes from
_GOVERNING: Final = 1.6  # of a city named by its government or an office of it
_DATELINE: Final = 1.0
_ABROAD: Final = 0.5  # of a city that the article has to tell the country of
_READERS: Final = 2.2  # of a city in a country whose papers are written in the article's language
_GAP: Final = 10  # characters between a city and its country
_HOPS: Final = 2  # places between the two
_LEAD: Final = 2
_LEAD_SENTENCES: Final = 4
_BEFORE: Final = 4  # words before a city that say how it stands
_LONGEST: Final = 3  # words of a country's name


@cache
def _standing(language: str) -> Mapping[tuple[str, ...], float]:
    """Return what a mention of a city counts by the words before it."""
    found: dict[tuple[str, ...], float] = {}
    for tag in chain(language):
        words = lexicon(tag, "discourse").get("standing", {})
        for name, value in (("beside", _BESIDE), ("where", _WHERE)):
            for row in words.get(name, ()):
                found.setdefault(tuple(fold_word(word) for word in row.split()), value)
    return found


@cache
def _readers(language: str) -> frozenset[str]:
    """Return the countries whose papers are written in a language."""
    data = (lexicon(tag, "discourse").get("readers") for tag in chain(language))
    return frozenset(next((found for found in data if found), ()))


def weights_of(analysis: Analysis, cities: Sequence[Party]) -> Mapping[str, float]:
    """Return how much an article speaks of each city, by its body.

    A mention counts more in the headline and the first sentences, and where it governs; less where something only
    happens there. A city whose country the article has to tell counts half.

    Args:
        analysis: What the article mentions.
        cities: Every mention of a local government, in order.
    """
    weights: dict[str, float] = defaultdict(float)
    lead = _lead(analysis)
    for city in cities:
        weight = 1.0
        if lead and city.start < lead[-1][1]:
            weight = _HEADLINE if city.start < lead[0][1] else _LEAD
        weights[city.body] += weight * _stands(analysis, city)
    for body in _abroad(analysis, cities):
        weights[body] *= _ABROAD
    home = analysis.dateline
    for city in cities:
        if home is not None and city.place is home:
            weights[city.body] += _DATELINE
    return weights


def at_home(language: str, city: Party) -> float:
    """Return how much likelier a city is to be an article's own for lying where papers are in its language."""
    return _READERS if city.body.rpartition(", ")[2] in _readers(language) else 1.0


def _lead(analysis: Analysis) -> Sequence[Span]:
    """Return where the article's first sentences are."""
    own = (each for each in analysis.layout.sentences if not each.furniture)
    return [(each.start, each.end) for each, _ in zip(own, range(_LEAD_SENTENCES + 1), strict=False)]


def _abroad(analysis: Analysis, cities: Sequence[Party]) -> set[str]:
    """Return the cities that an article tells the country of: readers at home would know it."""
    places = analysis.places
    written = {city.start: city.body for city in cities}
    found: set[str] = set()
    for at, place in enumerate(places):
        body = written.get(place.start)
        if body is None or body in found or place is analysis.dateline:
            continue
        if _explained(analysis, place, places[at + 1 : at + 2 + _HOPS]) or _called(analysis, place):
            found.add(body)
    return found


def _explained(analysis: Analysis, place: PlaceMention, following: Sequence[PlaceMention]) -> bool:
    """Return whether its country stands behind a place: *Kalmar, Sweden*."""
    text, end = analysis.layout.text, place.end
    for further in following:
        if further.start - end > _GAP or any(mark in text[end : further.start] for mark in ".;\n"):
            return False
        if further.is_country:
            return further.country == place.country
        end = further.end
    return False


def _called(analysis: Analysis, place: PlaceMention) -> bool:
    """Return whether the words before a place say of which country it is: *the German city of Herne*."""
    sentence = analysis.layout.sentence_at(place.start)
    if sentence is None:
        return False
    countries = countries_named(analysis.language)
    at = bisect_left(sentence.starts, place.start)
    before = sentence.folded[max(0, at - _BEFORE) : at]
    return any(
        countries.get(before[first:last]) == place.country
        for first in range(len(before))
        for last in range(first + 1, min(first + _LONGEST, len(before)) + 1)
    )


def _stands(analysis: Analysis, city: Party) -> float:
    """Return what a mention counts by the words around it: what governs, and where things happen only."""
    standing = 1.0
    sentence = analysis.layout.sentence_at(city.start)
    if sentence is not None:
        words = _standing(analysis.language)
        at = bisect_left(sentence.starts, city.start)
        before = sentence.folded[max(0, at - _BEFORE) : at]
        standing = next((words[before[n:]] for n in range(len(before)) if before[n:] in words), 1.0)
    place = city.place
    return standing * _GOVERNING if place is not None and place.level is not None else standing
