"""What numbers count in articles about cities, and the words that tell of what they count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Token, stand_behind
from citygraph.loaders.extraction.numbers.vocabulary import Phrases, phrases
from citygraph.loaders.extraction.records import record

__all__ = ["CountWords", "Counted", "count_words", "match_at", "match_back"]


@record(frozen=True, slots=True)
class Counted:
    """A group of nouns that mean the same when a number stands before them.

    Attributes:
        name: Name of the group.
        measure: What a figure calls it.
        about: What is counted so: ``network``, ``event``, ``programme``, ``initiative``, ``city``, the likeliest first.
        cue: Which words the sentence must hold: ``attended``, ``either`` (that or ``joined``), or none.
        unit: What it is measured in, or None.
    """

    name: str
    measure: str
    about: tuple[str, ...]
    cue: str | None
    unit: str | None = None


@record(frozen=True, slots=True)
class CountWords:
    """What a language and those that it borrows from know of counting.

    Attributes:
        nouns: Name of the group of each noun.
        groups: The groups by name.
        adjectives: Words that may stand between the number and its noun.
        others: Words that say that one more than those counted takes part ("18 other cities").
        elided: Name of the group that words before a number without a noun tell ("a delegation of 14").
        between: Words that may stand between a number and the countries that what it counts comes from.
        nothing: Words behind a number that it counts nothing of ("14 and", "14 o'clock").
        known: Words before a number of those told of before ("those 12 cities").
        cues: What words around a number say: ``joined``, ``attended``, ``planned``, ``lasting`` or ``apiece``.
        events: Nouns that mean a gathering of a kind.
        guests: Words for those who visit together.
        sending: Verbs of sending people, and of their coming.
        counters: Words between a number and its noun that count persons where no noun follows (``140 orang``).
        meetings: Nouns that mean any gathering.
        visits: First words of the names of visits.
        retelling: Words before a number that tell more of what it counts: ``inhabitants``, ``twins``.
        parts: Words behind a number of some of those counted before it (``of them``).
        ordinals: Ordinals in words.
        ranked: Name of the group of nouns behind an ordinal.
        ranked_before: The same of nouns before one.
        totals: Words right before a number that tell how many there are of what was named before it.
    """

    nouns: Phrases
    groups: Mapping[str, Counted]
    adjectives: frozenset[str]
    others: frozenset[str]
    elided: Phrases
    between: frozenset[str]
    nothing: frozenset[str]
    known: frozenset[str]
    cues: Phrases
    events: frozenset[str]
    retelling: Phrases
    parts: Phrases
    ordinals: Mapping[str, int]
    ranked: Phrases
    ranked_before: Phrases
    counters: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()
    sending: frozenset[str] = frozenset()
    meetings: frozenset[str] = frozenset()
    visits: tuple[str, ...] = ()
    totals: frozenset[str] = frozenset()


@cache
def count_words(tag: str) -> CountWords:
    """Return what is known of counting for a language."""
    data = [lexicon(each, "figures") for each in chain(tag)]
    groups: dict[str, Counted] = {}
    for each in data:
        for name, group in each.get("groups", {}).items():
            groups.setdefault(name, _counted(name, group))
    return CountWords(
        phrases({name: group["words"] for name, group in each.get("groups", {}).items()} for each in data),
        groups,
        frozenset(word for each in data for word in each.get("adjectives", ())),
        frozenset(word for each in data for word in each.get("others", ())),
        phrases((each.get("elided", {}) for each in data), backwards=True),
        frozenset(word for each in data for word in each.get("between", ())),
        frozenset(word for each in data for word in each.get("nothing", ())),
        frozenset(word for each in data for word in each.get("known", ())),
        phrases(
            {cue: each.get(cue, ()) for cue in ("joined", "attended", "planned", "lasting", "apiece")}
            for each in data
        ),
        frozenset(word for each in data for word in each.get("events", ())),
        counters=frozenset(word for each in data for word in each.get("counters", ())),
        guests=frozenset(word for each in data for word in each.get("guests", ())),
        sending=frozenset(word for each in data for word in each.get("sending", ())),
        meetings=frozenset(word for each in data for word in each.get("meetings", ())),
        visits=tuple(word for each in data for word in each.get("visits", ())),
        totals=frozenset(word for each in data for word in each.get("totals", ())),
        retelling=phrases((each.get("retelling", {}) for each in data), backwards=True),
        parts=phrases({"part": each.get("parts", ())} for each in data),
        ordinals={
            word: at + 1 for each in data for at, word in enumerate(each.get("ordinals", {}).get("words", ()))
        },
        ranked=phrases(each.get("ranked", {}) for each in data),
        ranked_before=phrases((each.get("ranked_before", {}) for each in data), backwards=True),
    )


def _counted(name: str, group: Mapping[str, Any]) -> Counted:
    return Counted(
        name, group.get("measure", ""), tuple(group.get("about", ())), group.get("cue"), group.get("unit")
    )


def match_back(tokens: Sequence[Token], at: int, listed: Phrases) -> str | None:
    """Return what the longest phrase that ends at a token says."""
    if at < 0:
        return None
    for rest, meaning in listed.get(tokens[at].folded, ()):
        if len(rest) <= at and tuple(tokens[at - 1 - step].folded for step in range(len(rest))) == rest:
            return meaning
    return None


def match_at(tokens: Sequence[Token], at: int, listed: Phrases) -> tuple[str, int] | None:
    """Return what the longest phrase at a token says, and its number of words."""
    if at >= len(tokens):
        return None
    for rest, meaning in listed.get(tokens[at].folded, ()):
        if not rest or stand_behind(tokens, at, rest):
            return meaning, 1 + len(rest)
    return None
