"""What a language knows about those who move and where to, compiled from its data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record

__all__ = ["JourneyWords", "journey_words_of"]


@record(frozen=True, slots=True)
class JourneyWords:
    """The compiled words of a language and of those it borrows from.

    Attributes:
        coming: Verbs of guests that lead to the city at home where no other is told.
        going: Verbs of those who leave, whose goal is told.
        being: Verbs of being, which say that guests are there where the city at home follows.
        players: Words for people, besides those of visits, who travel together or for their city.
        own: Words for a city and its people that stand for the one at home as a subject.
        whose: Words between a city and its people: *A, whose choir came*.
        towards: Prepositions before the goal.
        here: Words for the city at home.
        filling: Words between a preposition and the name of a place.
        nouns: Those among the verbs that are nouns, behind an article as well: *a trip to B*.
        the: Articles before a people.
        auxiliary: Verbs between a people and the verb.
        peoples: Codes of countries by the words for their people.
        triggers: Verbs of which a sentence has one.
    """

    coming: frozenset[str]
    going: frozenset[str]
    being: frozenset[str]
    players: frozenset[str]
    own: frozenset[str]
    whose: frozenset[str]
    towards: frozenset[str]
    here: frozenset[str]
    filling: frozenset[str]
    nouns: frozenset[str]
    the: frozenset[str]
    auxiliary: frozenset[str]
    peoples: Mapping[str, str]
    triggers: frozenset[str]


@cache
def journey_words_of(language: str) -> JourneyWords:
    """Return what a language knows about journeys."""
    data = [lexicon(tag, "gatherings").get("journeys", {}) for tag in chain(language)]

    def union(key: str) -> frozenset[str]:
        return frozenset(word for each in data for word in each.get(key, ()))

    peoples = {
        word: country for each in data for country, names in each.get("peoples", {}).items() for word in names
    }
    sending = frozenset(
        word
        for tag in chain(language)
        for word in lexicon(tag, "gatherings").get("visits", {}).get("sending", ())
    )
    names = (
        "coming",
        "going",
        "being",
        "players",
        "own",
        "whose",
        "towards",
        "here",
        "filling",
        "nouns",
        "the",
        "auxiliary",
    )
    row = {name: union(name) for name in names}
    return JourneyWords(
        **row, peoples=peoples, triggers=row["coming"] | row["going"] | row["being"] | sending
    )
