"""Visits told by a noun: *his guest, the mayor of B*; *A was the goal of a study visit of the council of B*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.mentions import PersonMention

from .company import Actor, Company, Pair, Visitor, before, local
from .envoys import envoys_of, governing
from .visit_words import VisitWords

__all__ = ["goals_of"]

_CLOSE: Final = 30
_NEAR: Final = 70
_STEPS: Final = 3
_RECENT: Final = 300
_LIKELY, _GUESSED = 0.6, 0.5


def goals_of(here: Company, words: VisitWords) -> Iterator[Pair]:
    """Yield who visits whom by a noun for guests, or by one for where a visit leads.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
    """
    if here.busy or here.sentence.heading:
        return
    for index in here.sentence.spots(words.guests | words.goals):
        noun = here.sentence.tokens[index]
        pair = _guested(here, words, noun) if noun.folded in words.guests else _goal(here, words, index)
        if pair is not None:
            yield pair
            return


def _guested(here: Company, words: VisitWords, noun: Token) -> Pair | None:
    """Return the guest named behind *his guest*, else the city spoken of last, and who has that guest."""
    guest = _beside(here, words, noun) or _unsaid(here, words, noun)
    if guest is None:
        return None
    key = guest.key if isinstance(guest, Actor) else None
    others = [
        each
        for each in here.actors
        if each.key != key and not each.place.is_country and not guest.start <= each.start < guest.end
    ]
    held = [each for each in others if each.person is not None]
    host = before(others, noun.start) or next(iter(held), None) or here.home
    return Pair(guest, host, _LIKELY) if host is not None and host.key != key else None


def _unsaid(here: Company, words: VisitWords, noun: Token) -> Actor | None:
    """Return the city spoken of last where its guests are received by words that do not name them, on a day told."""
    tokens, last = here.sentence.tokens, here.last
    at = here.sentence.starts.index(noun.start)
    received = at > 0 and words.receiving.at(tokens, at - 1) > 0
    near = last is not None and here.sentence.start - last.end <= _RECENT
    return last if received and near and here.timed and not here.crowded else None


def _beside(here: Company, words: VisitWords, noun: Token) -> Actor | PersonMention | Visitor | None:
    """Return whom a noun for guests is explained by: only marks, *from* and titles part the two."""
    found: list[Actor | PersonMention | Visitor] = [
        *(each for each in here.actors if not each.place.is_country),
        *(each for each in here.persons if each.of is not None and not local(each)),
        *envoys_of(here, words),
        *here.bodies,
    ]
    near = [each for each in found if 0 <= each.start - noun.end <= _CLOSE]
    one = min(near, key=lambda each: each.start, default=None)
    if one is None:
        return None
    between = [each for each in here.sentence.tokens if noun.end <= each.start < one.start]
    plain = all(each.text in ",(" or each.capital or each.folded in words.titling for each in between)
    return one if between and plain else None


def _goal(here: Company, words: VisitWords, index: int) -> Pair | None:
    """Return who is said to choose a place as the goal of a visit, or whose goal it is."""
    tokens = here.sentence.tokens
    visit = next(
        (
            each
            for each in tokens[index + 1 : index + 1 + _STEPS]
            if each.folded in words.visit or each.folded in words.seeing
        ),
        None,
    )
    if visit is None or not _becoming(tokens, index, words):
        return None
    cities = [each for each in here.actors if not each.place.is_country]
    past = [each for each in cities if each.end <= tokens[index].start]
    behind = [each for each in cities if 0 <= each.start - visit.end <= _NEAR]
    host = past[-1] if past else here.home
    if host is None:
        return None
    others = [each for each in (*behind, *reversed(past)) if each.key != host.key]
    guest = next((each for each in others if each.person is not None or governing(here, each, words)), None)
    return Pair(guest, host, _LIKELY) if guest is not None else None


def _becoming(tokens: Sequence[Token], index: int, words: VisitWords) -> bool:
    """Return whether a noun is what a place becomes or is chosen as."""
    return index > 0 and tokens[index - 1].folded in words.becoming
