"""Cities that a sentence about a visit only points at: *a team from there*, *guests from Japan*, *the Swedish city*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from citygraph.loaders.extraction.epithets import epithets
from citygraph.loaders.extraction.layout import Sentence

from .company import Actor
from .visit_words import VisitWords

__all__ = ["with_standins"]

_PARTY: Final = 9


def with_standins(
    sentence: Sentence,
    actors: Sequence[Actor],
    words: VisitWords,
    language: str,
    *,
    cities: Mapping[str, Actor],
    last: Actor | None,
    spoken: Sequence[Actor | None] = (),
) -> Sequence[Actor]:
    """Return who can visit or be visited in a sentence, those that it only points at included.

    Args:
        sentence: The sentence.
        actors: Who is named in it.
        words: What the language knows about visits.
        language: Its BCP 47 tag.
        cities: The local government of each country that the article speaks of most.
        last: The other local government spoken of last before the sentence.
        spoken: Whom a description may mean that somebody goes to (*mengunjungi kota itu*), the likeliest first.
    """
    sent = not (sentence.words.isdisjoint(words.of) or sentence.words.isdisjoint(words.delegation))
    found = list(_pointed(sentence, words, language, cities, last)) if sent else []
    found += _led_to(sentence, actors, words, language, spoken)
    if not found:
        return actors
    kept = [
        each for each in actors if not any(each.start < one.end and one.start < each.end for one in found)
    ]
    return sorted([*kept, *found], key=lambda each: each.start)


def _pointed(
    sentence: Sentence, words: VisitWords, language: str, cities: Mapping[str, Actor], last: Actor | None
) -> Iterator[Actor]:
    """Yield the cities behind words such as *a team from*."""
    tokens = sentence.tokens
    described: dict[int, tuple[int, str | None]] | None = None
    for index, token in enumerate(tokens[:-1]):
        if token.folded not in words.of or not any(
            each.folded in words.delegation for each in tokens[max(0, index - _PARTY) : index]
        ):
            continue
        follower = tokens[index + 1]
        if follower.folded in words.there:
            if last is not None:
                yield Actor(follower.start, follower.end, last.place, None)
            continue
        if described is None:
            described = {each.start: (each.end, each.country) for each in epithets(sentence, language)}
        if follower.start in described:
            end, country = described[follower.start]
            city = last if country is None else cities.get(country)
            if city is not None:
                yield Actor(follower.start, end, city.place, None)


def _led_to(
    sentence: Sentence,
    actors: Sequence[Actor],
    words: VisitWords,
    language: str,
    spoken: Sequence[Actor | None],
) -> Iterator[Actor]:
    """Yield the cities that somebody goes to whom a description alone tells: one that nobody before it comes from."""
    ends: frozenset[int] | None = None
    for each in epithets(sentence, language):
        if ends is None:
            ends = _led_ends(sentence, words)
        named = {actor.key for actor in actors if actor.start < each.start}
        city = next(
            (
                one
                for one in spoken
                if one is not None and one.key not in named and each.country in (None, one.place.country)
            ),
            None,
        )
        at = bisect_left(sentence.starts, each.start)
        if city is not None and at in ends:
            yield Actor(each.start, each.end, city.place, None)


def _led_ends(sentence: Sentence, words: VisitWords) -> frozenset[int]:
    """Return the tokens that stand just behind words for going somewhere."""
    tokens = sentence.tokens
    return frozenset(
        at + max(words.going.at(tokens, at), int(token.folded in words.to)) for at, token in enumerate(tokens)
    )
