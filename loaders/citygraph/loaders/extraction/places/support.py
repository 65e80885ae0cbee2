"""What the places of an article say for each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from citygraph.loaders.extraction.records import record

from .evidence import ENOUGH, Evidence
from .found import FoundPlace
from .senses import Sense

__all__ = ["Weighed", "supported"]

_CERTAIN: Final = 3.0  # weight from which a strong mention speaks for the others of its name
_AGAIN: Final = 2.0  # what a strong mention of a name elsewhere in the article adds to the others
_REPEATED: Final = 1.5  # what any other mention that is sure adds
_FREELY: Final = 2.0  # by how much more both count for a name that stands alone and is no word
_DOUBT: Final = -1.0  # what a mention inside another name takes from those that have no word for it
_LIST: Final = (0.7, 3.0, 3.5)  # what a list adds by how many of its other members are places for sure
_LONG_LIST: Final = 3
_UNKNOWN: Final = 1.5  # what a list adds that is longer than that, when none of the others is sure
_MANY: Final = ((8, 1.4), (5, 0.7))  # what so many places for sure in an article add to each other one
_COUNTRY: Final = (
    0.8,
    1.6,
)  # what a sure place adds to small towns of its country, by whether more speaks for them
_LARGE: Final = 100_000  # people of a city that a list of others is enough to know
_ROUNDS: Final = 2


@record(frozen=True, slots=True)
class Weighed:
    """A candidate with the likeliest reading of its name and what speaks for it by itself.

    Attributes:
        found: The candidate.
        senses: The readings, the best first.
        evidence: What stands around it.
    """

    found: FoundPlace
    senses: Sequence[Sense]
    evidence: Evidence

    @property
    def place(self) -> tuple[str, int]:
        """Its name and what it would be."""
        return self.found.key, self.senses[0].bearer.place


def supported(
    weighed: Sequence[Weighed], chains: Iterable[Sequence[FoundPlace]], doubted: frozenset[str]
) -> Mapping[int, float]:
    """Return the weight of each candidate with what the others add, by where its name begins.

    Args:
        weighed: The candidates.
        chains: Lists of them that the text makes.
        doubted: Keys of the names that end other names, such as persons', somewhere in the article.
    """
    by_start = {each.found.name_start: each for each in weighed}
    lists = [
        [by_start[member.name_start] for member in chain if member.name_start in by_start] for chain in chains
    ]
    alone = {
        start: each.evidence.weight
        + (_DOUBT if each.found.key in doubted and not each.evidence.strong else 0.0)
        for start, each in by_start.items()
    }
    weights: Mapping[int, float] = alone
    for _ in range(_ROUNDS if lists else 1):  # what a list makes sure may make the rest of it sure
        weights = _round(by_start, lists, alone, weights)
    return weights


def _is_large(each: Weighed) -> bool:
    """Return whether a candidate would be a large city, which a list of places tells from the word of its name."""
    return each.senses[0].bearer.population >= _LARGE


def _is_name(found: FoundPlace) -> bool:
    """Return whether only a name has the capital that a candidate has where it stands."""
    return not (found.opening or found.titled or found.article or found.name.isupper())


def _round(
    weighed: Mapping[int, Weighed],
    lists: Sequence[Sequence[Weighed]],
    alone: Mapping[int, float],
    weights: Mapping[int, float],
) -> dict[int, float]:
    """Return the weights after one more look at what is sure by now."""
    added: dict[int, float] = {}
    for chain in lists:
        sure = {each.found.key for each in chain if weights[each.found.name_start] >= ENOUGH}
        for each in chain:
            if each.found.is_clear:
                others = min(len(sure) - (each.found.key in sure), 2)
                value = _UNKNOWN if others == 0 and len(chain) > _LONG_LIST else _LIST[others]
                doubtful = each.evidence.common and not (others > 1 and _is_large(each))
                added[each.found.name_start] = value / 2 if doubtful else value
    again: dict[tuple[str, int], float] = {}
    places: set[int] = set()
    countries: set[str] = set()
    for start, each in weighed.items():
        weight = alone[start] + added.get(start, 0.0)
        if weight >= ENOUGH:
            places.add(each.senses[0].bearer.place)
            countries.add(each.senses[0].bearer.country)
        if each.evidence.strong and each.evidence.weight >= _CERTAIN:
            again[each.place] = _AGAIN
        elif weight >= ENOUGH and each.found.is_clear:
            again.setdefault(each.place, _REPEATED)
    many = next((value for least, value in _MANY if len(places) >= least), 0.0)
    after: dict[int, float] = {}
    for start, each in weighed.items():
        weight = alone[start] + added.get(start, 0.0)
        evidence = each.evidence
        free = not evidence.common and each.found.is_clear
        if (not evidence.strong or weight < ENOUGH) and (repeated := again.get(each.place)):
            alike = free or (each.found.is_clear and (each.found.located or _is_name(each.found)))
            weight += repeated + _FREELY if alike else repeated
        if many and free and (evidence.cued or start in added):
            weight += many
        if evidence.stray and free and each.senses[0].bearer.country in countries:
            weight += _COUNTRY[evidence.cued]
        after[start] = weight
    return after
