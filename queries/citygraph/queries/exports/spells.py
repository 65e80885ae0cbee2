"""When two cities are tied: the periods that the articles give for what they share."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
from citygraph.graph.exports import Source
from citygraph.queries.binding import bind
from citygraph.queries.incidence import Incidence
from citygraph.queries.projection import Affiliation, Network, Tie
from citygraph.queries.queryable import Term, select

__all__ = ["Spell", "Timing", "merged_spells"]

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Spell:
    """A period; None is a day that nobody states.

    Attributes:
        first: Its first day.
        last: Its last day.
    """

    first: datetime.date | None
    last: datetime.date | None

    def __str__(self) -> str:
        """Return it as an interval of ISO 8601-2, ``..`` for an open side."""
        return f"{self.first or '..'}/{self.last or '..'}"


class Timing:
    """When the ties of a network hold.

    A partnership or membership holds as long as its article says. Whoever shares an event or programme does so in the
    days of its own participation or, where the article gives none, in those of the event or programme. Two cities
    share something in the days that both have; where one article states both, it is heard alone.

    Args:
        source: Where the facts are.
        network: The network.
    """

    def __init__(self, source: Source, network: Network) -> None:
        things: set[str] = set()
        for one in network.affiliations:
            things.add(one.iri)
            things.update(incidence.fact for having in one.members.values() for incidence in having)
        self._periods = _periods(source, sorted(things))

    def spells(self, tie: Tie) -> tuple[Spell, ...]:
        """Return when the two cities are tied, in order, periods that overlap as one; empty where nobody says."""
        return merged_spells(spell for one in tie.shared for spell in self._shared(one, tie.left, tie.right))

    def undated(self, tie: Tie) -> int:
        """Return how many of the things shared have no period."""
        return sum(not self._shared(one, tie.left, tie.right) for one in tie.shared)

    def _shared(self, one: Affiliation, left: str, right: str) -> list[Spell]:
        pairs = [(mine, theirs) for mine in one.members[left] for theirs in one.members[right]]
        together = [pair for pair in pairs if pair[0].article == pair[1].article] or pairs
        found: list[Spell] = []
        for mine, theirs in together:
            common = _common(self._period(mine), self._period(theirs))
            if common is not None:
                found.append(common)
        return found

    def _period(self, one: Incidence) -> Spell | None:
        return (
            self._periods.get((one.fact, one.article))
            or self._periods.get((one.tie, one.article))
            or self._periods.get((one.tie, ""))
        )


def merged_spells(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Return the spells in order, those that overlap or touch as one.

    >>> day = datetime.date
    >>> spells = [Spell(day(2020, 1, 1), None), Spell(day(2018, 1, 1), day(2018, 12, 31)), Spell(None, day(2018, 6, 1))]
    >>> [str(spell) for spell in merged_spells(spells)]
    ['../2018-12-31', '2020-01-01/..']
    """
    earliest, latest = datetime.date.min, datetime.date.max
    merged: list[tuple[datetime.date, datetime.date]] = []
    for first, last in sorted({(one.first or earliest, one.last or latest) for one in spells}):
        if merged and (merged[-1][1] == latest or first <= merged[-1][1] + datetime.timedelta(days=1)):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(
        Spell(None if first == earliest else first, None if last == latest else last)
        for first, last in merged
    )


def _common(one: Spell | None, other: Spell | None) -> Spell | None:
    if one is None or other is None:
        return one or other
    firsts = [day for day in (one.first, other.first) if day is not None]
    lasts = [day for day in (one.last, other.last) if day is not None]
    common = Spell(max(firsts, default=None), min(lasts, default=None))
    if common.first is not None and common.last is not None and common.first > common.last:
        return None
    return common


def _periods(source: Source, things: Sequence[str]) -> Mapping[tuple[str, str], Spell]:
    """Return the period of each thing by thing and article, and under no article the whole that articles give."""
    sparql = (files("citygraph.queries.exports") / "rq" / "periods.rq").read_text(encoding="utf-8")
    found: defaultdict[tuple[str, str], list[Spell]] = defaultdict(list)
    for start in range(0, len(things), _AT_ONCE):
        terms: list[Term] = [ox.NamedNode(thing) for thing in things[start : start + _AT_ONCE]]
        _, rows = select(source, bind(sparql, {"thing": terms}))
        for thing, article, first, last in rows:
            if thing is None or article is None:
                continue
            spell = Spell(_day(first), _day(last))
            if spell.first is not None or spell.last is not None:
                found[thing.value, article.value].append(spell)
                found[thing.value, ""].append(spell)
    return {key: _whole(spells) for key, spells in found.items()}


def _whole(spells: Sequence[Spell]) -> Spell:
    firsts, lasts = [one.first for one in spells], [one.last for one in spells]
    return Spell(
        None if None in firsts else min(day for day in firsts if day is not None),
        None if None in lasts else max(day for day in lasts if day is not None),
    )


def _day(term: Term | None) -> datetime.date | None:
    try:
        return None if term is None else datetime.date.fromisoformat(term.value[:10])
    except ValueError:
        return None
