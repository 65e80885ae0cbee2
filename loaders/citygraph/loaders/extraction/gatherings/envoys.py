"""Those who come for a body or a state, by their title alone: *the Ambassador of Spain*, *utusan Dewan Air*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.mentions import OrganisationMention

from .company import Actor, Company
from .visit_words import VisitWords

__all__ = ["envoys_of", "governing", "unknown"]

_LONGEST: Final = 7
_BESIDE: Final = 2


def governing(here: Company, actor: Actor, words: VisitWords) -> bool:
    """Return whether the words at an actor's place mean its government: *Pemkot Padang*, *Cork City Council*."""
    tokens = here.sentence.tokens
    first = bisect_left(here.sentence.starts, actor.start)
    last = bisect_left(here.sentence.starts, actor.end)
    return any(each.folded in words.bodies for each in tokens[max(0, first - _BESIDE) : last + _BESIDE])


def envoys_of(here: Company, words: VisitWords) -> Iterator[OrganisationMention]:
    """Yield the envoys of a sentence as the bodies that their titles name, where no local government is in them.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
    """
    if here.sentence.words.isdisjoint(words.envoys):
        return
    tokens = here.sentence.tokens
    past = 0
    for index, token in enumerate(tokens):
        if index < past or token.folded not in words.envoys:
            continue
        last = index + 1
        while (
            last < len(tokens)
            and last - index < _LONGEST
            and (
                tokens[last].capital
                or tokens[last].folded in words.envoys
                or tokens[last].folded in words.linking
            )
        ):
            last += 1
        while last > index + 1 and not tokens[last - 1].capital:
            last -= 1
        past = last
        start, end = token.start, tokens[last - 1].end
        if last == index + 1 or any(
            start <= each.start < end and each.place.government is not None for each in here.actors
        ):
            continue
        yield OrganisationMention(start, end, " ".join(each.text for each in tokens[index:last]))


def unknown(tokens: Sequence[Token], party: int, words: VisitWords) -> OrganisationMention | None:
    """Return the name beside a word for guests, of a place that no gazetteer has: *a Tarnmoor delegation*.

    Args:
        tokens: The sentence's tokens.
        party: Which of them is the word for guests.
        words: What the language knows about visits.
    """
    first = last = party
    if party > 1 and tokens[party - 1].capital:
        first = party - 1
        while first > 1 and tokens[first - 1].capital:
            first -= 1
    else:
        first = party + 2 if party + 1 < len(tokens) and tokens[party + 1].folded in words.of else party + 1
        last = first
        while last < len(tokens) and tokens[last].capital:
            last += 1
    if first == last:
        return None
    name = " ".join(each.text for each in tokens[first:last])
    return OrganisationMention(tokens[first].start, tokens[last - 1].end, name)
