"""What a model's fact names, held against the gazetteer, the register of networks and the article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from citygraph.loaders.extraction.extractor import Unresolved
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.places import fact_name
from citygraph.loaders.facts import CityName, Fact, is_slug
from citygraph.loaders.gazetteer import (
    AmbiguousCity,
    Candidate,
    CityMismatch,
    Gazetteer,
    Government,
    UnknownCity,
    UnknownCountry,
)
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology.identifiers import slug

from .passages import Passages

__all__ = ["BODY_FIELDS", "Grounding", "Settled"]

BODY_FIELDS: Final = (
    "member",
    "partners",
    "participant",
    "host",
    "city",
    "of",
    "about",
    "organiser",
)
"""Fields that may hold a city."""

_LEVELS: Final = ("Kota", "Kabupaten", "Provinsi", "City of")


@dataclass(frozen=True, slots=True)
class Settled:
    """A fact's cities, each taken for a government or left open.

    Attributes:
        written: How the document writes each city of the fact.
        because: What each was taken for.
        unresolved: Those left open.
        unnamed: Cities that the article does not name in any way that the gazetteer knows.
    """

    written: dict[CityName, str]
    because: tuple[str, ...]
    unresolved: tuple[Unresolved, ...]
    unnamed: tuple[str, ...]


class Grounding:
    """Takes cities and networks for what they are.

    Args:
        gazetteer: Knows the cities.
        networks: Knows the networks.
    """

    def __init__(self, gazetteer: Gazetteer, networks: NetworkRegister) -> None:
        self._gazetteer = gazetteer
        self._networks = networks

    def network(self, name: str) -> str:
        """Return a network's slug: the register's where its name or acronym is there, else one of the name.

        Args:
            name: A slug, an acronym or a name.
        """
        if name in self._networks:
            return name
        found = self._networks.named(name.replace("-", " ") if is_slug(name) else name)
        if len(found) == 1:
            return found[0].slug
        return name if is_slug(name) else slug(name)

    def known_network(self, name: str) -> str | None:
        """Return the slug of the one network of the register that has a name, or None."""
        if name in self._networks:
            return name
        found = self._networks.named(name)
        return found[0].slug if len(found) == 1 else None

    def settled(self, fact: Fact, declared: frozenset[str], passages: Passages, where: Span) -> Settled:
        """Return what the cities of a fact are.

        Args:
            fact: The fact, valid in itself.
            declared: Names of the events, programmes and initiatives of the answer.
            passages: The article's text.
            where: Where the fact's first passage stands.
        """
        written: dict[CityName, str] = {}
        because: list[str] = []
        unresolved: list[Unresolved] = []
        unnamed: list[str] = []
        for body in _bodies(fact):
            if isinstance(body, str):
                candidates = () if body in declared else self._bare_city(body)
                if candidates:
                    unresolved.append(_open(body, where, candidates, "the engine names no country for it"))
                continue
            try:
                candidate = self._gazetteer.decide(body.name, country=body.country)
            except (UnknownCity, AmbiguousCity) as error:
                unresolved.append(_open(str(body), where, error.candidates, error.what))
            except (UnknownCountry, CityMismatch) as error:
                unresolved.append(_open(str(body), where, (), error.what))
            else:
                government = candidate.government
                if not government.in_gazetteer:
                    unresolved.append(_open(str(body), where, (), "the gazetteer does not know it"))
                    continue
                written[body] = self._written(government, body)
                because.append(f"{body} is {candidate}")
                if not _named(government, body, passages):
                    unnamed.append(str(body))
        return Settled(written, tuple(because), tuple(unresolved), tuple(unnamed))

    def _written(self, government: Government, body: CityName) -> str:
        name = fact_name(government, self._gazetteer)
        return name if isinstance(name, str) else f"{body.name}, {body.country}"

    def _bare_city(self, name: str) -> tuple[Candidate, ...]:
        """Return the governments that a body's name without a country may mean."""
        if name in self._networks or self._networks.named(name):
            return ()
        return tuple(self._gazetteer.find(name))


def _open(name: str, where: Span, candidates: tuple[Candidate, ...], reason: str) -> Unresolved:
    return Unresolved(name, *where, candidates, (reason, "named by the engine"))


def _bodies(fact: Fact) -> Iterator[CityName | str]:
    """Yield a fact's cities, and other bodies where a city is to be expected."""
    may_be_none = ("organiser", "partners") if fact.kind != "partnership" else ("organiser",)
    for field in BODY_FIELDS:
        value: object = getattr(fact, field, None)
        for each in cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,):
            if isinstance(each, CityName) or (isinstance(each, str) and field not in may_be_none):
                yield each


def _named(government: Government, body: CityName, passages: Passages) -> bool:
    names = [body.name, government.name, *government.names, *(each.text for each in government.labels)]
    for name in dict.fromkeys(names):
        bare = name
        for level in _LEVELS:
            bare = bare.removeprefix(f"{level} ")
        if len(bare) > 2 and passages.holds(bare):
            return True
    return False
