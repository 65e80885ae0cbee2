"""Meetings of two officials that have no name: *the mayor of A met the governor of B*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Span, Token
from citygraph.loaders.extraction.mentions import PersonMention

from .company import Actor, Company, Pair, Visitor
from .envoys import envoys_of, governing, spoken_for
from .scenes import has_phrase
from .visit_words import VisitWords

__all__ = ["meetings_of"]

_NEAR: Final = 70
_BETWEEN: Final = 12
_BESIDE: Final = 45
_DENIED: Final = 3
_SURE, _LIKELY = 0.75, 0.6
_Other = Actor | PersonMention | Visitor


def meetings_of(here: Company, words: VisitWords) -> Iterator[Pair]:
    """Yield who meets whom by the words of a sentence: holders of office of two governments, or of one and a body.

    Where the article names events, only what is told with its day or its place is one.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
    """
    sentence = here.sentence
    if here.busy or sentence.heading or sentence.words.isdisjoint(words.meeting.by_first):
        return
    tokens = sentence.tokens
    people = _people(here, words)
    past = 0
    for index, token in enumerate(tokens):
        if index < past or token.folded not in words.meeting.by_first:
            continue
        size = words.meeting.at(tokens, index)
        if not size:
            continue
        past = index + size
        before = tokens[max(0, index - _DENIED) : index]
        if any(each.folded in words.nots or each.folded in words.once for each in before):
            continue
        span = token.start, tokens[past - 1].end
        pair = (
            _both(here, words, people, span)
            or _listed(here, people, span)
            or _alone(here, words, people, span)
        )
        if pair is not None:
            called = bool(words.hosted.at(tokens, index))
            found = _placed(here, words, *pair, called=called, offset=token.start)
            if here.timed or found.confidence == _SURE or not here.crowded:
                yield found
            return


def _people(here: Company, words: VisitWords) -> list[_Other]:
    """Return who may meet in a sentence, in order: those of a government, and those of other bodies."""
    actors: list[_Other] = [
        each
        for each in here.actors
        if each.person is not None
        or (not each.place.is_country and (governing(here, each, words) or spoken_for(here, each, words)))
    ]
    taken = {each.start for each in actors}
    others: list[_Other] = [
        each
        for each in here.persons
        if each.start not in taken
        and each.of is not None
        and each.of.place is None
        and (each.of.network is not None or each.of.organisation is not None)
    ]
    found = [*actors, *others]
    found += [
        each
        for each in envoys_of(here, words)
        if not any(other.start < each.end and each.start < other.end for other in found)
    ]
    return sorted(found, key=lambda each: each.start)


def _both(
    here: Company, words: VisitWords, people: Sequence[_Other], span: Span
) -> tuple[_Other, _Other] | None:
    """Return who stands on both sides of a word for meeting, or behind it (*pertemuan A dengan B*).

    Those who are not named are behind it only where it is a noun: somebody else *met the mayors of A and B*.
    """
    before = [each for each in people if each.end <= span[0] and span[0] - each.end <= _NEAR]
    after = [each for each in people if each.start >= span[1] and each.start - span[1] <= _NEAR]
    if before and after and _apart(before[-1], after[0]):
        return before[-1], after[0]
    if any(isinstance(each, Actor) and each.person is None for each in after[:2]) and not any(
        span[0] <= each.start < span[1] and each.folded in words.encounters for each in here.sentence.tokens
    ):
        return None
    joined = len(after) > 1 and after[1].start - after[0].end <= _BESIDE and _apart(after[0], after[1])
    if joined and any(
        each.folded in words.joining
        for each in here.sentence.tokens
        if after[0].end <= each.start < after[1].start
    ):
        return after[0], after[1]
    return None


def _listed(here: Company, people: Sequence[_Other], span: Span) -> tuple[_Other, _Other] | None:
    """Return the two who stand side by side before the word: *the mayors of A, X, and of B, Y, met*."""
    before = [each for each in people if each.end <= span[0]]
    if len(before) < 2:
        return None
    one, other = before[-2:]
    own = (
        each.end
        for each in here.actors
        if isinstance(other, Actor) and each.key == other.key and other.end <= each.start < span[0]
    )
    end = max(own, default=other.end)
    if span[0] - end > _BETWEEN or other.start - one.end > _BESIDE or not _apart(one, other):
        return None
    follower = next((each for each in here.sentence.tokens if each.start >= span[1]), None)
    return None if follower is not None and follower.capital else (one, other)


def _apart(one: _Other, other: _Other) -> bool:
    """Return whether two are of different bodies, at least one of a local government."""
    if isinstance(one, Actor) and isinstance(other, Actor):
        return one.key != other.key
    return isinstance(one, Actor) or isinstance(other, Actor)


def _alone(
    here: Company, words: VisitWords, people: Sequence[_Other], span: Span
) -> tuple[_Other, _Other] | None:
    """Return who is not said again and whom they meet, where only these are named: *met with the mayor of B*.

    The former is the city spoken of, or who was told of last.
    """
    held = [each for each in (*people, *here.actors) if each.end <= span[0]]
    if here.home is None or any(not _outer(here, each, words) for each in held):
        return None
    other = next((each for each in people if 0 <= each.start - span[1] <= _BESIDE), None)
    if other is None:
        return None
    told = here.told
    if told is not None and _apart(told, other):
        return told, other
    last = next(each for each in reversed(here.sentence.tokens) if each.end <= other.start)
    between = [last, *(each for each in here.sentence.tokens if span[0] <= each.start < other.start)]
    if told is not None or not any(each.folded in words.joining for each in between):
        return None
    one = here.last if isinstance(other, Actor) and other.key == here.home.key else here.home
    return (one, other) if one is not None and _apart(one, other) else None


def _outer(here: Company, one: _Other, words: VisitWords) -> bool:
    """Return whether somebody named before a word for meeting is only where it takes place."""
    return isinstance(one, Actor) and one.person is None and _led(here.sentence.tokens, one, words)


def _placed(
    here: Company, words: VisitWords, one: _Other, other: _Other, *, called: bool, offset: int
) -> Pair:
    """Return two who meet as guest and host: the host is where it takes place, else at home, else the second.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
        one: One of the two.
        other: The other.
        called: Whether the words say that the one called on the other.
        offset: Where the words for meeting begin.
    """
    parties = [each for each in (one, other) if isinstance(each, Actor)]
    keys = [each.key for each in parties]
    sites = [
        each
        for each in here.actors
        if each.person is None
        and not each.place.is_country
        and not any(party.start <= each.start < party.end for party in (one, other))
        and not (each.end <= offset and _seat(here.sentence.tokens, one, each))
        and _led(here.sentence.tokens, each, words)
    ]
    sites += [each for each in parties if each.person is None and _inside(here.sentence.tokens, each, words)]
    sited = next((each for each in sites if each.key in keys), sites[-1] if sites else None)
    abroad = sited is None and any(
        each.place.is_country and _led(here.sentence.tokens, each, words) for each in here.actors
    )
    host: Actor | None = None
    if sited is not None:
        there = (sited.key, sited.place.name)
        host = next((each for each in parties if each.key == there[0] or each.place.name == there[1]), None)
    elif called and isinstance(other, Actor) and not abroad:
        host = other
    elif here.home is not None and here.home.key in keys and not abroad:
        host = parties[keys.index(here.home.key)]
    if host is None and sited is None:
        host = other if isinstance(other, Actor) else parties[-1]
    sure = _SURE if sited is not None or has_phrase(here.sentence, words.homing) else _LIKELY
    if host is None:
        return Pair(one, other if isinstance(other, Actor) else parties[-1], sure, form="meeting", site=sited)
    return Pair(other if host is one else one, host, sure, form="meeting")


def _seat(tokens: Sequence[Token], party: _Other, place: Actor) -> bool:
    """Return whether one word parts an envoy from a place: *the Consul General of Japan in A*."""
    between = (each for each in tokens if party.end <= each.start < place.start)
    return not isinstance(party, Actor) and party.end <= place.start and sum(1 for _ in between) == 1


def _inside(tokens: Sequence[Token], actor: Actor, words: VisitWords) -> bool:
    """Return whether the word before somebody's place tells where something is: *their counterparts in A*."""
    return any(
        each.folded in words.inside for each in [each for each in tokens if each.end <= actor.start][-1:]
    )


def _led(tokens: Sequence[Token], actor: Actor, words: VisitWords) -> bool:
    """Return whether a place stands behind a word that tells where something is, or whither a visit led."""
    before = [each for each in tokens if each.end <= actor.start][-4:]
    return any(
        each.folded in words.inside or (each.folded in words.to and _visits(before[:at], words))
        for at, each in enumerate(before)
    )


def _visits(tokens: Sequence[Token], words: VisitWords) -> bool:
    return any(each.folded in words.visit or each.folded.startswith(tuple(words.visit)) for each in tokens)
