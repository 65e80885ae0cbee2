"""Which places stand beside which in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .context import PlaceContext
from .found import FoundPlace
from .index import NameIndex
from .words import PlaceWords

__all__ = ["Beside", "Neighbours"]

_PROVINCE: Final = 3
_MARKS: Final = " ,;()/-–—\t"


@dataclass(frozen=True, slots=True)
class Beside:
    """The country, and the division of it, that stands after a place.

    Attributes:
        country: ISO 3166-1 code.
        division: Code of a division; empty where it is not told or not known.
        name: As the text writes it.
        end: Where it ends.
    """

    country: str
    division: str
    name: str
    end: int


@dataclass(slots=True)
class Neighbours:
    """What stands beside each candidate, by where its name begins.

    Attributes:
        after: The country or division written after a place.
        placed: The same by the key of the name.
        listed: Places that stand in a list with other places.
        sentences: Countries named in each sentence.
        countries: How often the article names each country.
    """

    after: dict[int, Beside] = field(default_factory=dict[int, Beside])
    placed: dict[str, Beside] = field(default_factory=dict[str, Beside])
    listed: set[int] = field(default_factory=set[int])
    sentences: dict[int, set[str]] = field(default_factory=dict[int, set[str]])
    countries: Counter[str] = field(default_factory=Counter[str])

    @classmethod
    def of(
        cls, found: Sequence[FoundPlace], context: PlaceContext, words: PlaceWords, index: NameIndex
    ) -> Neighbours:
        """Return what stands beside each of an article's candidates, given in order."""
        neighbours = cls()
        text = context.layout.text
        previous: FoundPlace | None = None
        for each in found:
            if each.country:
                neighbours.countries[each.country] += 1
                neighbours.sentences.setdefault(each.sentence, set()).add(each.country)
            if previous is not None and previous.sentence == each.sentence:
                neighbours._pair(previous, each, text[previous.end : each.start], words, index)
            previous = each
        return neighbours

    def _pair(
        self, first: FoundPlace, second: FoundPlace, gap: str, words: PlaceWords, index: NameIndex
    ) -> None:
        between = gap.strip(_MARKS).lower()
        if len(gap) > 24 or (gap and gap[0] not in " ,;(/-–—'’"):
            return
        if first.is_city_name and (between in words.inside or (not between and gap.strip() not in ("", ";"))):
            country = second.country
            if country is None and second.phrase is None:
                provinces = [each for each in index.bearers(second.key) if each.level == _PROVINCE]
                country = provinces[0].country if provinces else None
            if country and not (second.phrase and second.phrase.kind == "adjective") and "-" not in gap:
                division = second.phrase.division if second.phrase else ""
                beside = Beside(country, division, second.name, second.end)
                self.after[first.name_start] = beside
                self.placed.setdefault(first.key, beside)
                return
        if between in words.conjunctions or (not between and gap.strip() in (",", ";", "/", "–", "-", "—")):
            self.listed.update((first.name_start, second.name_start))
