"""What the names of an article may mean: the places that bear each, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from citygraph.loaders.gazetteer import Gazetteer, Government, Level
from citygraph.loaders.gazetteer.rows import place_id
from citygraph.ontology import CityGraphError

from .context import PlaceContext
from .found import FoundPlace
from .index import Bearer, NameIndex
from .neighbours import Beside, Neighbours
from .senses import Clues, Sense, is_close, rank, shared_by
from .words import PlaceWords, key_of

__all__ = ["Name", "NameReader"]

_WEIGHED: Final = 8  # of the places that bear a name, those weighed when no country is written after it
_SHORT: Final = 3  # letters of a name that is mostly a word
_USUAL: Final = -1  # kind of name: what the language's data says that it means
_LEVELS: Final[tuple[Level, ...]] = ("city", "metropolitan-area", "regency", "province")

Name = tuple[str, Level | None]
"""A name by its letters alone, and the level that a word beside it says."""


class NameReader:
    """Reads the names of articles.

    Args:
        gazetteer: Knows the governments.
        index: The names of that gazetteer.
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        self._gazetteer = gazetteer
        self._index = index
        self.resolved = lru_cache(maxsize=4096)(self._resolve)
        self.government = lru_cache(maxsize=16_384)(gazetteer.by_number)

    def read(
        self, names: Mapping[Name, Sequence[FoundPlace]], neighbours: Neighbours, context: PlaceContext,
        words: PlaceWords,
    ) -> dict[Name, list[Sense]]:  # fmt: skip
        """Return the readings of each name, the best first.

        Args:
            names: The candidates that bear each.
            neighbours: What is written beside and around them.
            context: What else is known of the article.
            words: The words of its language.
        """
        levels: dict[str, set[Level]] = {}
        for key, level in names:
            if level is not None:
                levels.setdefault(key, set()).add(level)
        senses = {
            name: self._senses(name, group, levels, neighbours, context, words, {})
            for name, group in names.items()
        }
        sure = self._sure(names, senses, words)
        for name, group in names.items():
            if is_close(senses[name]):
                shared = shared_by(country for key, country in sure.items() if key != name[0])
                senses[name] = self._senses(name, group, levels, neighbours, context, words, shared)
        return senses

    def _sure(
        self,
        names: Mapping[Name, Sequence[FoundPlace]],
        senses: Mapping[Name, Sequence[Sense]],
        words: PlaceWords,
    ) -> dict[str, str]:
        """Return the country of each name that is no word and of a town, or has a word of a place beside it."""
        found: dict[str, str] = {}
        for name, group in names.items():
            key, level = name
            if not senses[name] or key in words.common or len(key) <= _SHORT:
                continue
            told = level is not None or any(each.located for each in group)
            if not self._index.is_weak(key) or told:
                found.setdefault(key, senses[name][0].bearer.country)
        return found

    def _senses(
        self, name: Name, found: Sequence[FoundPlace], levels: Mapping[str, set[Level]], neighbours: Neighbours,
        context: PlaceContext, words: PlaceWords, shared: Mapping[str, float],
    ) -> list[Sense]:  # fmt: skip
        """Return the readings of a name, the best first."""
        bearers = self._bearers(found[0])
        beside = [neighbours.after[each.name_start] for each in found if each.name_start in neighbours.after]
        if not beside and name[0] in neighbours.placed:
            beside = [neighbours.placed[name[0]]]
        for near in beside:
            inside = [each for each in bearers if each.country == near.country]
            if near.division:
                inside = [each for each in inside if self._lies_in(each, near.division)] or inside
            if not inside and (also := words.also.get(key_of(near.name))) is not None:
                inside = [
                    each
                    for each in bearers
                    if each.country == also.country and self._lies_in(each, also.division)
                ]
            if inside:
                bearers = inside
                break
        else:
            bearers = bearers[:_WEIGHED]
        clues = Clues(
            level=name[1],
            levels=frozenset(levels.get(name[0], ())),
            beside=beside[0].country if beside else None,
            near=frozenset(c for each in found for c in neighbours.sentences.get(each.sentence, ())),
            named=frozenset(neighbours.countries),
            shared=shared,
            unknown=_is_unknown(bearers, beside),
            home=words.home,
            likely=context.countries,
        )
        return rank(bearers, clues)

    def _bearers(self, found: FoundPlace) -> Sequence[Bearer]:
        """Return what may bear the name."""
        phrase = found.phrase
        if phrase is None:
            return self._index.bearers(found.key)
        if phrase.country and phrase.kind in ("country", "capital"):
            capital = self._index.capital(phrase.country)
            return () if capital is None else (capital,)
        meant = self._meant(phrase.place)
        if phrase.kind != "name":
            return () if meant is None else (meant,)
        others = self._index.bearers(found.key)
        if meant is None:
            return others
        scripts = next((each.scripts for each in others if each.place == meant.place), 0)
        usual = meant._replace(scripts=scripts)
        return (usual, *(each for each in others if each.place != meant.place))

    def _meant(self, place: str) -> Bearer | None:
        government = self.resolved(place)
        if government is None:
            return None
        number = place_id(government.iri_key) if government.in_gazetteer else None
        level = _LEVELS.index(government.level)
        return Bearer(number or 0, government.population or 0, government.country, level, _USUAL)

    def _resolve(self, place: str) -> Government | None:
        try:
            return self._gazetteer.resolve(place)
        except CityGraphError:
            return None

    def _lies_in(self, bearer: Bearer, division: str) -> bool:
        government = self.government(bearer.place)
        return government is not None and government.admin1 == division


def _is_unknown(bearers: Sequence[Bearer], beside: Sequence[Beside]) -> bool:
    """Return whether a country stands behind a name in which no place bears it."""
    countries = {each.country for each in beside}
    return (
        bool(beside)
        and not any(each.division for each in beside)
        and not any(each.country in countries for each in bearers)
    )
