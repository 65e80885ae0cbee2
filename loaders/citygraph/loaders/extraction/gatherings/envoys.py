"""Those who come for a body or a state, by their title alone: *the Ambassador of Spain*, *utusan Dewan Air*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from citygraph.loaders.extraction.layout import Token, past_bracket
from citygraph.loaders.extraction.mentions import PersonMention

from .company import Actor, Company, Visitor, local
from .visit_words import VisitWords

__all__ = ["envoys_of", "governing", "spoken_for", "unknown", "visitor_before", "whence"]

_LONGEST: Final = 7
_BESIDE: Final = 2
_DEPARTMENT: Final = 9
_BRACKETS: Final = "()"
_SHORT: Final = 3  # tokens of a short form in brackets: *(Konjen)*
_NEAR: Final = 110


def governing(here: Company, actor: Actor, words: VisitWords) -> bool:
    """Return whether the words at an actor's place mean its government: *Pemkot Padang*, *Cork City Council*.

    So does a department whose name ends with the place: *Dinas Perhubungan (Dishub) Kota Padang*.
    """
    tokens = here.sentence.tokens
    first = bisect_left(here.sentence.starts, actor.start)
    last = bisect_left(here.sentence.starts, actor.end)
    if any(each.folded in words.bodies for each in tokens[max(0, first - _BESIDE) : last + _BESIDE]):
        return True
    name = takewhile(
        lambda each: each.capital or each.text in _BRACKETS or each.folded in words.joining,
        reversed(tokens[max(0, first - _DEPARTMENT) : first]),
    )
    return any(each.folded in words.bodies for each in name)


def spoken_for(here: Company, actor: Actor, words: VisitWords) -> bool:
    """Return whether officials who are not named stand beside a place: *the mayors of A and B*, *A officials*.

    Between them and the place stand only words that join or name places.
    """
    tokens = here.sentence.tokens
    first = bisect_left(here.sentence.starts, actor.start)
    last = bisect_left(here.sentence.starts, actor.end)
    if last < len(tokens) and tokens[last].folded in words.officials:
        return True
    led = False
    for each in reversed(tokens[max(0, first - _LONGEST) : first]):
        if each.folded in words.officials:
            return led
        leads = each.folded in words.linking or each.folded in words.inside
        led = led or leads
        within = any(other.start <= each.start < other.end for other in here.actors)
        if not (within or leads or each.folded in words.kinds):
            return False
    return False


def whence(tokens: Sequence[Token], actor: Actor, words: VisitWords) -> bool:
    """Return whether the words before a place make it the home of guests: *from A*, *residents of A*."""
    before = [each for each in tokens if each.end <= actor.start][-_BESIDE:]
    if any(each.folded in words.of or each.folded in words.delegation for each in before[-1:]):
        return True
    if len(before) < _BESIDE:
        return False
    one, other = before
    return one.folded in words.of or (one.folded in words.delegation and other.folded in words.homes)


def envoys_of(here: Company, words: VisitWords) -> Iterator[Visitor]:
    """Yield the envoys of a sentence, with the bodies that their titles name, where no local government is in them.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
    """
    if here.sentence.words.isdisjoint(words.envoys):
        return
    tokens = here.sentence.tokens
    past = 0
    for index, token in enumerate(tokens):
        if (
            index < past
            or token.folded not in words.envoys
            or any(each.of is not None and each.start <= token.start < each.end for each in here.persons)
        ):
            continue
        envoy, past = _sent(here, index, words) or _titled(here, index, words)
        if envoy is not None and not any(
            envoy.start <= each.start < envoy.end and each.place.government is not None
            for each in here.actors
        ):
            yield envoy


def _sent(here: Company, index: int, words: VisitWords) -> tuple[Visitor, int] | None:
    """Return the envoy of a country whose title begins at a token, with its mission, and the token behind."""
    tokens = here.sentence.tokens
    size = next(
        (
            size
            for size in (2, 1)
            if " ".join(each.folded for each in tokens[index : index + size]) in words.missions
        ),
        0,
    )
    if not size:
        return None
    mission = words.missions[" ".join(each.folded for each in tokens[index : index + size])]
    at = past_bracket(tokens, index + size, _SHORT)
    at += at < len(tokens) and tokens[at].folded in words.of
    country = next(
        (
            each
            for each in here.actors
            if each.place.is_country and at < len(tokens) and each.start == tokens[at].start
        ),
        None,
    )
    if country is None:
        return None
    past = at + 1
    while past < len(tokens) and tokens[past].start < country.end:
        past += 1
    of = " ".join(each.text for each in tokens[past_bracket(tokens, index + size, _SHORT) : past])
    title = " ".join((*(each.text for each in tokens[index : index + size]), of))
    return Visitor(tokens[index].start, country.end, title, f"{mission} {of}"), past


def _titled(here: Company, index: int, words: VisitWords) -> tuple[Visitor | None, int]:
    """Return whom a title at a token names in the words behind it, and the token behind these."""
    tokens = here.sentence.tokens
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
    if last == index + 1:
        return None, last
    start, end = tokens[index].start, tokens[last - 1].end
    name = " ".join(each.text for each in tokens[index:last])
    return Visitor(start, end, name, _body(here, tokens[index:last], words)), last


def _body(here: Company, tokens: Sequence[Token], words: VisitWords) -> str | None:
    """Return the body that the words of a title name: a known one, a ministry, or whose delegation it is."""
    known = next((each for each in here.bodies if tokens[0].start <= each.start < tokens[-1].end), None)
    if known is not None:
        return known.body
    if tokens[0].folded in words.states:
        states = (each for each in here.actors if each.place.is_country)
        named = any(tokens[0].start < each.start < tokens[-1].end for each in states)
        return " ".join(each.text for each in tokens) if named else None
    if any(each.folded in words.bodies for each in tokens):
        return None
    for at, token in enumerate(tokens[:-1]):
        ministry = words.ministries.get(token.folded)
        if ministry is not None:
            return " ".join((ministry, *(each.text for each in tokens[at + 1 :])))
        if token.folded not in words.delegation and token.folded not in words.linking:
            return None if at == 0 else " ".join(each.text for each in tokens[at:])
    return tokens[-1].text


def unknown(tokens: Sequence[Token], party: int, words: VisitWords) -> Visitor | None:
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
    return Visitor(tokens[first].start, tokens[last - 1].end, name)


def visitor_before(
    here: Company, words: VisitWords, host: Actor, offset: int
) -> Visitor | PersonMention | None:
    """Return the body or its envoy named last before a verb of going, where it is a government that is visited.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
        host: Who is visited.
        offset: Where the verb begins.
    """
    at_home = here.home is not None and host.key == here.home.key
    if not (at_home or host.person is not None or governing(here, host, words)):
        return None
    sent: list[Visitor | PersonMention] = [
        *envoys_of(here, words),
        *here.bodies,
        *(each for each in here.persons if each.of is not None and not local(each)),
    ]
    found = [each for each in sent if each.end <= offset and offset - each.start <= _NEAR]
    return max(found, key=lambda each: each.end, default=None)
