"""Which places stand beside which in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from citygraph.loaders.extraction.records import record

from .context import PlaceContext
from .found import FoundPlace
from .index import NameIndex
from .words import PlaceWords

__all__ = ["Beside", "Neighbours"]

_PROVINCE: Final = 3
_NEAR: Final = 24  # characters between two places of a list
_ASIDE: Final = 90  # the same with an aside in brackets
_BRACKETS: Final = re.compile(r"\s*\([^()\n]*\)")
_CODE: Final = re.compile(r",?\s\(?([A-Z]{2,3})\b(?!\.\w)")
_SHORTENED: Final = re.compile(r",\s((?:[A-Z]\.){1,2}[A-Z][a-z]\.|[A-Z]\.\s?[A-Z]\.|[A-Z][a-z]{1,4}\.)")
_MARKS: Final = " ,;()/-–—\t"
_JOINTS: Final = frozenset((",", ";", "/", "–", "-", "—", "&"))


@record(frozen=True, slots=True)
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
        chains: Lists of places, each with its members in order; countries among them.
        sentences: Countries named in each sentence.
        countries: How often the article names each country.
        letters: Where the letters of a division begin that stand after a place.
    """

    after: dict[int, Beside] = field(default_factory=dict[int, Beside])
    placed: dict[str, Beside] = field(default_factory=dict[str, Beside])
    chains: list[list[FoundPlace]] = field(default_factory=list[list[FoundPlace]])
    sentences: dict[int, set[str]] = field(default_factory=dict[int, set[str]])
    countries: Counter[str] = field(default_factory=Counter[str])
    letters: set[int] = field(default_factory=set[int])

    @classmethod
    def of(
        cls, found: Sequence[FoundPlace], context: PlaceContext, words: PlaceWords, index: NameIndex
    ) -> Neighbours:
        """Return what stands beside each of an article's candidates, given in order."""
        neighbours = cls()
        text = context.layout.text
        previous: FoundPlace | None = None
        chain: list[FoundPlace] = []
        for number, each in enumerate(found):
            neighbours._coded(each, text, words, index)
            if each.country:
                neighbours.countries[each.country] += 1
                neighbours.sentences.setdefault(each.sentence, set()).add(each.country)
            if previous is None or previous.sentence != each.sentence:
                chain = [each]
            else:
                gap = text[previous.end : each.start]
                following = found[number + 1] if number + 1 < len(found) else None
                owned = following is not None and _owns(each, following, gap, text)
                if not owned and neighbours._pair(previous, each, gap, words, index):
                    previous = each
                    continue  # the list goes on behind the country
                if not _is_list(gap, words):
                    chain = [each]
                else:
                    chain.append(each)
                    if len(chain) == 2:
                        neighbours.chains.append(chain)
            previous = each
        return neighbours

    def _coded(self, place: FoundPlace, text: str, words: PlaceWords, index: NameIndex) -> None:
        """Note the letters of a state or province after a place (``Macon, GA``, ``Durham, N.C.``)."""
        if not place.is_city_name:
            return
        letters = _CODE.match(text, place.end) or _SHORTENED.match(text, place.end)
        said = "" if letters is None else letters[1].replace(" ", "")
        country, division = words.codes.get(said, ("", ""))
        if letters is None or not any(each.country == country for each in index.bearers(place.key)):
            return
        self.letters.add(letters.start(1))
        beside = Beside(country, division, said, letters.end())
        self.after[place.name_start] = beside
        self.placed.setdefault(place.key, beside)

    def _pair(
        self, first: FoundPlace, second: FoundPlace, gap: str, words: PlaceWords, index: NameIndex
    ) -> bool:
        """Return whether the second is the country or division that the first lies in."""
        if not first.is_city_name or len(gap) > _NEAR or (gap and gap[0] not in " ,;(/-–—'’") or "-" in gap:
            return False
        between = gap.strip(_MARKS).lower()
        described = second.level is not None and between.rpartition(" ")[0] in words.inside
        if between not in words.inside and not described and (between or gap.strip() in ("", ";")):
            return False
        country = second.country
        if country is None and second.phrase is None:
            provinces = [each for each in index.bearers(second.key) if each.level == _PROVINCE]
            country = provinces[0].country if provinces else None
        if not country or (second.phrase and second.phrase.kind == "adjective"):
            return False
        if country in words.states and all(each.country != country for each in index.bearers(first.key)):
            return False
        beside = Beside(country, second.phrase.division if second.phrase else "", second.name, second.end)
        self.after[first.name_start] = beside
        self.placed.setdefault(first.key, beside)
        return True


def _owns(country: FoundPlace, following: FoundPlace, gap: str, text: str) -> bool:
    """Return whether a country behind a comma belongs to the name right behind it (``dari Peru Cusco``)."""
    return (
        country.country_name
        and gap.startswith(",")
        and gap.strip(_MARKS) != ""
        and following.is_city_name
        and text[country.end : following.name_start] == " "
    )


def _is_list(gap: str, words: PlaceWords) -> bool:
    """Return whether what stands between two places joins them in a list."""
    if "(" in gap and len(gap) <= _ASIDE:
        gap = _BRACKETS.sub("", gap)
    if len(gap) > _NEAR:
        return False
    between = gap.strip(_MARKS).lower()
    return between in words.conjunctions if between else gap.strip(" ()") in _JOINTS
