"""Whose ties an article tells of, where a sentence names one side of them only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from citygraph.loaders.extraction.analysis import Party

__all__ = ["Hub"]

_SEVERAL: Final = 2


class Hub:
    """The city that the ties of an article are of: what the article is about, or the partner of that.

    Args:
        topic: What the article is about.
        pairs: The cities that its sentences tie to each other, both of them named.
    """

    def __init__(self, topic: Party | None, pairs: Iterable[tuple[Party, Party]]) -> None:
        self.city = topic
        ends = [pair for one, other in pairs for pair in ((one, other), (other, one))]
        self._partners = [other for one, other in ends if topic is not None and one.body == topic.body]

    def beside(self, others: Sequence[Party]) -> Party | None:
        """Return whose ties those with some cities are.

        An article about the new twin goes on with the others of the city that it has become a twin of: where several
        of them lie in the country of the one, the ties are those of its partner abroad.

        Args:
            others: The cities of one side.
        """
        if self.city is None or _compatriots(self.city, others) < _SEVERAL:
            return self.city
        bodies = {each.body for each in others}
        abroad = (
            each for each in self._partners if each.body not in bodies and not _compatriots(each, others)
        )
        return next(abroad, self.city)


def _compatriots(city: Party, others: Sequence[Party]) -> int:
    """Return how many of some cities lie in the country of another."""
    return sum(each.body.rpartition(", ")[2] == city.body.rpartition(", ")[2] for each in others)
