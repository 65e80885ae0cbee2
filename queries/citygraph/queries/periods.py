"""Whether what an article states may hold on the days that a recipe asks about."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .recipe import Recipe, Undated
from .statements import Reading, Source, Statement

__all__ = ["Asked", "Period", "endings", "has_ended", "period_of"]

Verdict = Literal["holds", "days", "undated"]


@dataclass(frozen=True, slots=True)
class Period:
    """The days that an article gives; None is a day that it does not say.

    Attributes:
        first: The first day.
        last: The last day.
    """

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The days that a recipe asks about.

    Attributes:
        since: The first of them, None for the beginning of time.
        until: The last, None for its end.
        undated: What becomes of what has no date.
    """

    since: datetime.date
    until: datetime.date
    undated: Undated

    @classmethod
    def of(cls, recipe: Recipe) -> Asked | None:
        """Return the days that the recipe asks about, or None where it asks about none."""
        if not recipe.dated:
            return None
        since, until = recipe.on or recipe.since, recipe.on or recipe.until
        return cls(since or datetime.date.min, until or datetime.date.max, recipe.undated)

    def verdict(self, period: Period, published: datetime.date | None, *, happens_once: bool) -> Verdict:
        """Return whether something may hold on one of the days: it does, or its days say no, or it has none.

        What has a beginning and no end goes on. An event happens once: without an end it is over after its
        first day, and without any date it is undated, whatever the recipe does with such things.
        """
        first, last = period.first, period.last
        if first is None and last is None:
            if happens_once or self.undated == "left-out":
                return "undated"
            if self.undated == "counted":
                return "holds"
            if published is None:
                return "undated"
            first = published
        elif happens_once:
            last = last or first
        held = (first or datetime.date.min) <= self.until and (last or datetime.date.max) >= self.since
        return "holds" if held else "days"


def period_of(reading: Reading, one: Statement) -> Period:
    """Return the period of a statement: its own, or for part in an event or programme that thing's.

    Where the article gives the thing no period, it is the whole that other articles give.
    """
    if one.first is not None or one.last is not None or one.source not in ("participation", "host"):
        return Period(one.first, one.last)
    said = reading.occasions.get(one.tie, {})
    own = said.get(one.article)
    if own is not None and (own.first is not None or own.last is not None):
        return Period(own.first, own.last)
    others = [each for each in said.values() if each.review != "rejected"]
    firsts = [each.first for each in others if each.first is not None]
    lasts = [each.last for each in others if each.last is not None]
    return Period(min(firsts, default=None), max(lasts, default=None))


def endings(
    reading: Reading, source: Source, articles_excluded: Collection[str] = ()
) -> Mapping[str, tuple[Statement, ...]]:
    """Return the statements that something has ended, by fact, without those that review rejected."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in reading.statements(source):
        if one.modality == "ended" and one.review != "rejected" and one.article not in articles_excluded:
            found[one.fact].append(one)
    return {fact: tuple(ended) for fact, ended in found.items()}


def has_ended(one: Statement, ended: Iterable[Statement], asked: Asked | None) -> bool:
    """Return whether something asserted had ended before the days asked for, or by now where none are.

    An article that is older than the assertion ends nothing. One that gives no last day ends it from the day
    that it appeared on.
    """
    if asked is None and one.last is not None and one.published is not None and one.last < one.published:
        return True
    for each in ended:
        if each.published is not None and one.published is not None and each.published < one.published:
            continue
        if asked is None:
            return True
        over = each.last or each.published
        if over is None or over < asked.since or (each.last is None and over == asked.since):
            return True
    return False
