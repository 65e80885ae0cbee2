"""Which names of an article are names of one and the same gathering."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .classes import GatheringClass, covers
from .naming import NamedStretch

__all__ = ["Gathering", "group"]


@dataclass(slots=True)
class Gathering:
    """One gathering and all the stretches that name it.

    Attributes:
        stretches: Its names in the text, in order.
    """

    stretches: list[NamedStretch] = field(default_factory=list)

    @property
    def longest(self) -> NamedStretch:
        """Its longest name, one outside headlines where there is one."""
        body = [each for each in self.stretches if not each.sentence.heading] or self.stretches
        return max(body, key=lambda each: (each.end - each.start, -each.start))

    @property
    def type(self) -> GatheringClass:
        """What it is."""
        return self.longest.type

    @property
    def classes(self) -> frozenset[str]:
        """Classes of all the head words of its names."""
        return frozenset(name for each in self.stretches for name in each.classes)

    @property
    def network(self) -> str | None:
        """The network whose name it carries."""
        return next((each.network for each in self.stretches if each.network), None)

    def name(self, text: str) -> str:
        """Return its name in the longest form."""
        return text[self.longest.start : self.longest.end]

    def takes(self, stretch: NamedStretch) -> bool:
        """Return whether another name may be a name of this gathering."""
        return any(_same(each, stretch) for each in self.stretches)


def _same(one: NamedStretch, other: NamedStretch) -> bool:
    """Return whether two names agree in class, number and year, and in half of the words of the smaller."""
    if one.type.kind != other.type.kind:
        return False
    if not (
        one.classes & other.classes
        or covers(one.type.name, other.classes)
        or covers(other.type.name, one.classes)
    ):
        return False
    if one.ordinal is not None and other.ordinal is not None and one.ordinal != other.ordinal:
        return False
    if one.year and other.year and one.year != other.year:
        return False
    if one.network and other.network:
        if one.network != other.network:
            return False
        if one.type.name == other.type.name or min(len(one.content), len(other.content)) == 0:
            return True
    smaller = min(len(one.content), len(other.content))
    shared = len(one.content & other.content)
    if one.type.name != other.type.name:
        return smaller > 0 and shared == smaller
    return smaller > 0 and 2 * shared >= smaller


def group(stretches: Iterable[NamedStretch]) -> Sequence[Gathering]:
    """Return the gatherings that names stand for, in the order in which the article names them first."""
    gatherings: list[Gathering] = []
    for stretch in stretches:
        home = next((each for each in gatherings if each.takes(stretch)), None)
        if home is None:
            home = Gathering()
            gatherings.append(home)
        home.stretches.append(stretch)
    return gatherings
