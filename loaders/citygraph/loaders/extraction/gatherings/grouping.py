"""Which names of an article are names of one and the same gathering."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from .classes import CLASSES, TAGGED, GatheringClass
from .stretches import NamedStretch

__all__ = ["Gathering", "group"]

_MOST: Final = 64
_FORMS: Final = 12
_ANY: Final = frozenset({TAGGED["event"].name})


@dataclass
class Gathering:
    """One gathering and all the stretches that name it; what follows from them is asked once all are known.

    Attributes:
        stretches: Its names in the text, in order.
        forms: Those among them that differ, the first few.
    """

    stretches: list[NamedStretch] = field(default_factory=list[NamedStretch])
    forms: list[NamedStretch] = field(default_factory=list[NamedStretch])

    @cached_property
    def longest(self) -> NamedStretch:
        """Its longest name, one outside headlines where there is one."""
        body = [each for each in self.stretches if not each.sentence.heading] or self.stretches
        return max(body, key=lambda each: (each.end - each.start, -each.start))

    @property
    def type(self) -> GatheringClass:
        """What it is."""
        return self.longest.type

    @cached_property
    def classes(self) -> frozenset[str]:
        """Classes of all the head words of its names."""
        return frozenset(name for each in self.stretches for name in each.classes)

    @cached_property
    def network(self) -> str | None:
        """The network whose name it carries, the narrowest of them (*UCLG ASPAC*, not *UCLG*)."""
        slugs = [each.network for each in self.stretches if each.network]
        return max(slugs, key=len, default=None)

    @cached_property
    def tagged(self) -> bool:
        """Whether no rule finds any of its names."""
        return all(each.tagged for each in self.stretches)

    def name(self, text: str) -> str:
        """Return its name in the longest form."""
        return text[self.longest.start : self.longest.end]

    def takes(self, stretch: NamedStretch) -> bool:
        """Return whether another name may be a name of this gathering: never one of another number or year."""
        ordinal, year = stretch.content.ordinal, stretch.content.year
        if ordinal is not None and self._differs(ordinal, {each.content.ordinal for each in self.forms}):
            return False
        if year is not None and self._differs(year, {each.content.year for each in self.forms}):
            return False
        return any(_same(each, stretch) for each in self.forms)

    @staticmethod
    def _differs(one: int | str, others: set[int | None] | set[str | None]) -> bool:
        return bool(others - {None}) and one not in others


def _related(one: str, other: str) -> bool:
    """Return whether two networks are one, or one a section of the other."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _of_class(one: NamedStretch, other: NamedStretch) -> bool:
    """Return whether the classes of two names allow them to name the same."""
    if one.classes & other.classes:
        return True
    for narrow, wide in ((one, other), (other, one)):
        # A name whose head word is general and not capitalised (pertemuan UCLG) may be of a narrower class.
        if not wide.upper and CLASSES[narrow.type.name].parent == wide.type.name:
            return True
    return False


def _is_short(one: NamedStretch, other: NamedStretch) -> bool:
    """Return whether a name that the model tells, without a head word, is but part of another (*CRIF*)."""
    words = one.content.words
    return one.tagged and one.classes == _ANY and bool(words) and words <= other.content.words


def _same(one: NamedStretch, other: NamedStretch) -> bool:
    """Return whether two names agree in class, number and year, and in half of the words of the smaller."""
    if one.type.kind != other.type.kind:
        return False
    if not (_of_class(one, other) or _is_short(one, other) or _is_short(other, one)):
        return False
    a, b = one.content, other.content
    if a.ordinal is not None and b.ordinal is not None and a.ordinal != b.ordinal:
        return False
    if (a.year and b.year and a.year != b.year) or (a.scopes and b.scopes and not a.scopes & b.scopes):
        return False
    if one.network and other.network and not _related(one.network, other.network):
        return False
    smaller = min(len(a.words), len(b.words))
    if smaller == 0:
        if one.network is not None and other.network is not None:
            return True
        bare = other if one.network else one
        if (one.network or other.network) and one.upper and other.upper and not bare.content.words:
            return bare.type.name in (one if bare is other else other).classes
        numbered = (a.ordinal is not None and a.ordinal == b.ordinal) or (
            a.year is not None and a.year == b.year
        )
        return numbered and one.type.name in other.classes
    return 2 * len(a.words & b.words) >= smaller


def group(stretches: Iterable[NamedStretch]) -> Sequence[Gathering]:
    """Return the gatherings that names stand for, in the order in which the article names them first.

    An article with very many different names is no news article: what comes after the first 64 is left out.
    """
    gatherings: list[Gathering] = []
    known: dict[tuple[object, ...], Gathering] = {}
    bare: list[NamedStretch] = []
    for stretch in stretches:
        if _is_bare(stretch):
            bare.append(stretch)
            continue
        key = stretch.type.name, stretch.classes, stretch.upper, stretch.network, stretch.content
        home = known.get(key)
        if home is None:
            home = next((each for each in gatherings if each.takes(stretch)), None)
            if home is None:
                if len(gatherings) == _MOST:
                    continue
                home = Gathering()
                gatherings.append(home)
            if len(known) < _MOST * _FORMS:
                known[key] = home
            if len(home.forms) < _FORMS:
                home.forms.append(stretch)
        home.stretches.append(stretch)
    for stretch in bare:
        home = _meant(stretch, gatherings)
        if home is not None:
            insort(home.stretches, stretch, key=lambda each: each.start)
        elif len(gatherings) < _MOST:
            gatherings.append(Gathering([stretch], [stretch]))
    return sorted(gatherings, key=lambda each: each.stretches[0].start) if bare else gatherings


def _is_bare(stretch: NamedStretch) -> bool:
    """Return whether a name that the model tells is nothing but what kind of gathering it is (*the Congress*)."""
    content = stretch.content
    return (
        stretch.tagged
        and stretch.network is None
        and content.ordinal is None
        and content.year is None
        and not (content.words or content.scopes)
    )


def _meant(stretch: NamedStretch, gatherings: Sequence[Gathering]) -> Gathering | None:
    """Return the gathering of its class that was named last before a bare name, else the first one after it."""
    found = [
        (each.start, gathering)
        for gathering in gatherings
        if stretch.type.name in gathering.classes
        for each in gathering.stretches
    ]
    before = [each for each in found if each[0] < stretch.start]
    if before:
        return max(before, key=lambda each: each[0])[1]
    return min(found, key=lambda each: each[0])[1] if found else None
