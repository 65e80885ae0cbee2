"""Who goes by a pronoun or a word for people alone: *we are going to B*, *she will fly to B in May*."""

from __future__ import annotations

from typing import Final

from .company import Actor, Company
from .visit_words import VisitWords

__all__ = ["meant_by", "speaker_of"]

_BETWEEN: Final = 4
_CLOSE: Final = 2


def meant_by(
    here: Company, words: VisitWords, host: Actor, start: int, end: int, *, weak: bool
) -> Actor | None:
    """Return where those come from who are the subject of a verb of going without being named.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
        host: Who is visited.
        start: Where the verb begins.
        end: Where it ends.
        weak: Whether it is said of other things than visits, too: then the host stands close behind it.
    """
    tokens = here.sentence.tokens
    told = here.sentence.words
    if here.sentence.heading or here.home is None or not (here.timed or told & words.when):
        return None
    if told & words.once or told & words.hoping:
        return None
    if weak and sum(end <= each.start < host.start for each in tokens) > _CLOSE:
        return None
    for each in reversed([each for each in tokens if each.end <= start][-_BETWEEN:]):
        if each.kind != "word" or each.folded in words.of or each.folded in words.relatives:
            return None
        if each.folded in words.us:
            return here.home if here.home.key != host.key else None
        if each.folded in words.persons:
            return _abroad(here.told if isinstance(here.told, Actor) else here.home, host)
        if each.folded in words.parties or each.folded in words.ours:
            return _abroad(here.home, host)
        if each.capital:
            return None
    return None


def speaker_of(here: Company, words: VisitWords, start: int) -> Actor | None:
    """Return who says that they go, where their words are told before them: *"We came to A", said the mayor of B*."""
    tokens = here.sentence.tokens
    if not here.sentence.in_quotation(start):
        return None
    before = [each for each in tokens if each.end <= start][-_BETWEEN:]
    if not any(each.folded in words.us for each in before):
        return None
    return next(
        (
            each
            for each in here.actors
            if each.person is not None and each.start > start and not here.sentence.in_quotation(each.start)
        ),
        None,
    )


def _abroad(guest: Actor, host: Actor) -> Actor | None:
    """Return who goes, where that is to another country: within the own one it may be guests who are shown round."""
    return guest if guest.place.country != host.place.country else None
