"""Looks up the local governments of a table: by id, by name, country, coordinates and people. Nothing is guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from citygraph.loaders.gazetteer import (
    AmbiguousCity,
    Bearer,
    Candidate,
    Gazetteer,
    Government,
    UnknownCity,
)
from citygraph.loaders.gazetteer.folding import fold
from citygraph.loaders.gazetteer.wording import read_wording
from citygraph.ontology import CityGraphError

from .countries import Countries
from .description import WithoutCountry
from .nearness import near, nearest, unlike
from .sought import Found, NotFound, Sought, SoughtKey

__all__ = ["LEFT_OUT", "PlaceResolver"]

LEFT_OUT: Final = "-"
"""The correction that leaves a name's rows out for good."""

_LISTED: Final = 5
_LARGE: Final = 100_000
_OUTSTANDING: Final = 10
_NAMESAKE: Final = 2.0
_ONLY: Final = Decimal("0.99")
_STANDS_OUT: Final = Decimal("0.95")
_ADDED: Final = re.compile(r"\s*\([^()]*\)\s*$")
_CODE: Final = re.compile(r"[1-9][0-9]{0,11}")


class PlaceResolver:
    """Looks up the local governments that a table speaks of.

    Args:
        gazetteer: Knows them.
        without_country: What a name may mean whose country is not known.
        country: Country of all names that state none.
        corrections: ``Name, CC``, a GeoNames id or ``-`` for what a person has decided.
        cities: The same by name alone.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        without_country: WithoutCountry = "refuse",
        country: str | None = None,
        corrections: Mapping[SoughtKey, str] | None = None,
        cities: Mapping[str, str] | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._countries = Countries(gazetteer)
        self._without_country = without_country
        self._country = country
        self._corrections = corrections or {}
        self._cities = cities or {}

    def resolve_all(self, wanted: Iterable[Sought]) -> dict[Sought, Found | NotFound]:
        """Return what became of each, where two ids that bear one name, or mean one place, are not told by name."""
        each_once = list(dict.fromkeys(wanted))
        called = Counter(fold(one.name) for one in each_once)
        results = {one: self.resolve(one, shared=called[fold(one.name)] > 1) for one in each_once}
        known = {
            found.government.iri_key: one
            for one, found in results.items()
            if isinstance(found, Found) and found.verified
        }
        for one, found in results.items():
            if isinstance(found, Found) and found.confidence is not None and one.id:
                other = known.get(found.government.iri_key)
                if other is not None and other.id != one.id and not _same_but_for_level(one, other):
                    why = f"the only place of that name is {other.name} ({other.id}) already"
                    results[one] = NotFound("ambiguous-city", why, (_candidate(found.government),))
        results.update(_namesakes(results))
        return results

    def resolve(self, sought: Sought, *, shared: bool = False) -> Found | NotFound:
        """Return the government that is meant, or why none is taken.

        Args:
            sought: What the table says.
            shared: Whether the table has the name for something else, too.
        """
        corrected = self._corrections.get(sought.key) or self._cities.get(sought.name)
        if corrected:
            return self._corrected(sought, corrected)
        country = self._country
        if sought.country:
            country = self._countries.code(sought.country)
            if country is None and sought.placed is None:
                return NotFound("unknown-country", f"'{sought.country}' is no country")
        if sought.geonames is not None:
            return self._given(sought, sought.geonames, country)
        if not sought.name:
            return NotFound("unknown-city", "there is no name")
        if sought.placed is not None:
            return self._placed(sought, country)
        if country is None:
            return self._anywhere(sought, shared=shared)
        return self._named(sought, country)

    def _corrected(self, sought: Sought, text: str) -> Found | NotFound:
        if text == LEFT_OUT:
            return NotFound("left-out", "left out, as the corrections say")
        try:
            if _CODE.fullmatch(text):
                government = self._gazetteer.by_geonames(int(text))
                if government is None:
                    return NotFound(
                        "unknown-city", f"the correction {text} is no GeoNames id in the gazetteer"
                    )
            else:
                government = self._gazetteer.resolve(text)
        except CityGraphError as error:
            return NotFound(error.code, f"the correction '{text}' tells no place: {error.what}", _of(error))
        return Found(
            government, f"'{sought.name}' is read as {government}, as the corrections say", None, True
        )

    def _given(self, sought: Sought, number: int, country: str | None) -> Found | NotFound:
        government = self._gazetteer.by_geonames(number)
        if government is None:
            return NotFound("city-mismatch", f"GeoNames id {number} is no place in the gazetteer")
        if country is not None and government.country != country:
            why = f"GeoNames id {number} is {government}, not in {country}"
            return NotFound("city-mismatch", why, (_candidate(government),))
        return Found(government, verified=True)

    def _placed(self, sought: Sought, country: str | None) -> Found | NotFound:
        bearers = self._bearers(sought.name, country)
        places = near(sought, bearers)
        abroad = not bearers and country is not None
        if abroad:  # what the table says of the country may be out of date, its coordinates are not
            bearers = [each for each in self._bearers(sought.name, None) if each.by_main_name]
            places = near(sought, bearers)
        chosen = nearest(places)
        if chosen is not None:
            government = chosen.bearer.government
            if unlike(sought, government, by_main_name=chosen.bearer.by_main_name):
                return _unlike(sought, government)
            reason = f"its coordinates lie in {government.country}, not in {country}" if abroad else None
            return Found(government, reason, verified=True)
        if places:
            why = f"{len(places)} places of that name are near"
            return NotFound(
                "ambiguous-city", why, tuple(_candidate(e.bearer.government) for e in places[:_LISTED])
            )
        unplaced = [each for each in bearers if each.government.latitude is None]
        if country is not None and (unplaced or abroad):
            named = self._named(sought, country)
            if isinstance(named, NotFound) or named.government.latitude is None:
                return named
        why = (
            "no place of that name is within 25 km of the coordinates" if bearers else "nothing has that name"
        )
        return NotFound("unknown-city", why, _candidates(bearers))

    def _named(self, sought: Sought, country: str) -> Found | NotFound:
        try:
            government = self._gazetteer.resolve(sought.name, country=country)
        except CityGraphError as error:
            shorter = _ADDED.sub("", sought.name)
            candidates = _of(error) or (_candidates(self._bearers(shorter, country)) if shorter else ())
            return NotFound(error.code, error.what, candidates)
        if unlike(sought, government):
            return _unlike(sought, government)
        reason = None if government.in_gazetteer else "not in the gazetteer, known by its name alone"
        return Found(government, reason)

    def _anywhere(self, sought: Sought, *, shared: bool) -> Found | NotFound:
        bearers = self._bearers(sought.name, None, shorter=False)
        if not bearers:
            return NotFound(
                "unknown-city", "nothing has that name", _candidates(self._bearers(sought.name, None))
            )
        listed = _candidates(bearers)
        if self._without_country == "refuse":
            return NotFound("no-country", "its country is not known", listed)
        if shared and sought.id:
            return NotFound(
                "no-country", "its country is not known, and the table has that name twice", listed
            )
        first = bearers[0].government
        if unlike(sought, first):
            return _unlike(sought, first)
        large = self._without_country == "outstanding" and (first.population or 0) >= _LARGE
        if len(bearers) == 1 and (bearers[0].by_main_name or large):
            return Found(first, f"no country stated: {first} is the only place of that name", _ONLY)
        if large and bearers[0].by_main_name and _stands_out(bearers):
            why = f"no country stated: {first} has ten times the people of any other place of that name"
            return Found(first, why, _STANDS_OUT)
        return NotFound(
            "no-country", f"its country is not known, and {len(bearers)} places have that name", listed
        )

    def _bearers(self, name: str, country: str | None, *, shorter: bool = True) -> list[Bearer]:
        """Return what bears a name, else what bears it without what stands in brackets behind it."""
        bare = _ADDED.sub("", name) if shorter else name
        for each in dict.fromkeys((name, bare)):
            if each and (found := self._gazetteer.bearing(each, country=country)):
                return list({bearer.government.iri_key: bearer for bearer in reversed(found)}.values())[::-1]
        return []


def _stands_out(bearers: list[Bearer]) -> bool:
    """Return whether the first has ten times the people of each other by a main name, and none of the rest more."""
    people = bearers[0].government.population or 0
    return all(
        people >= (_OUTSTANDING if each.by_main_name else 1) * (each.government.population or 1)
        for each in bearers[1:]
    )


def _namesakes(results: Mapping[Sought, Found | NotFound]) -> dict[Sought, NotFound]:
    """Return the ids that mean something else of a place's name: a district of the town's name, say.

    They share name and place with an id whose number of people fits the place better, and have twice as many
    people as the place, or half as many.
    """
    by_place: dict[tuple[str, str], list[tuple[Sought, Government]]] = {}
    for one, found in results.items():
        if isinstance(found, Found) and one.id and one.population and found.government.population:
            by_place.setdefault((found.government.iri_key, fold(one.name)), []).append(
                (one, found.government)
            )
    others: dict[Sought, NotFound] = {}
    for (_, _), meant in by_place.items():
        best = min(meant, key=lambda pair: _times(*pair))[0]
        for one, government in meant:
            if one is not best and _times(one, government) > _NAMESAKE:
                why = f"{best.name} ({best.id}) fits {government} better"
                others[one] = NotFound("ambiguous-city", why, (_candidate(government),))
    return others


def _times(sought: Sought, government: Government) -> float:
    """Return how many times the larger of the two numbers of people is the smaller."""
    here, there = max(sought.population or 1, 1), max(government.population or 1, 1)
    return max(here / there, there / here)


def _same_but_for_level(one: Sought, other: Sought) -> bool:
    """Return whether two names are the same but for a word such as ``Municipality``."""
    return read_wording(one.name).bare == read_wording(other.name).bare


def _unlike(sought: Sought, government: Government) -> NotFound:
    why = f"{government} has {government.population:,} people, and {sought.population:,} are stated"
    return NotFound("city-mismatch", why, (_candidate(government),))


def _candidates(bearers: Iterable[Bearer]) -> tuple[Candidate, ...]:
    return tuple(_candidate(each.government) for each in list(bearers)[:_LISTED])


def _candidate(government: Government) -> Candidate:
    return Candidate(government, 0.0, ())


def _of(error: CityGraphError) -> tuple[Candidate, ...]:
    return error.candidates[:_LISTED] if isinstance(error, (UnknownCity, AmbiguousCity)) else ()
