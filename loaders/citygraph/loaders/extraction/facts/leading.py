"""Cities whose officials lead a network: *the president of Eurocities, Burkhard Jung, who is mayor of Leipzig*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import PersonMention
from citygraph.loaders.extraction.tokens import fold_word

from .drawing import Reading

__all__ = ["city_of_holder", "leading_drafts"]

_CONFIDENCE: Final = 0.8
_ROLES: Final = ("none", "treasurer", "vice-president", "president")
_NEAR: Final = 400  # characters between a person and the pronoun that means them


def leading_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the memberships of cities one of whose officials is said to lead a network."""
    language = reading.analysis.language
    leading: list[tuple[PersonMention, str, str]] = []
    homes = _homes(reading)
    for person in reading.analysis.persons:
        if person.of is None or person.title is None or person.of.network is None:
            continue
        role = _role(person.title, language)
        if role is not None:
            leading.append((person, person.of.network, role))
    for person, network, role in leading:
        home = homes.get(person.name)
        city = _city_of(reading, home) if home is not None else None
        if home is None or city is None:
            continue
        body = city.body
        modality = "ended" if person.ended else "planned" if person.planned else "asserted"
        yield Draft(
            "membership",
            {"member": body, "network": network, "role": role},
            _passages(person, home),
            f"{language}.membership.leading",
            _CONFIDENCE,
            modality,
            (f"{person.name} is {person.title} of {network} and {home.title} of {body}",),
        )


def city_of_holder(reading: Reading, offset: int) -> Party | None:
    """Return the city in which the person told of last before an offset holds office, if a city's they hold."""
    last = max(
        (person for person in reading.analysis.persons if offset - _NEAR <= person.start < offset),
        key=lambda person: person.start,
        default=None,
    )
    home = _homes(reading).get(last.name) if last is not None else None
    return _city_of(reading, home) if home is not None else None


def _homes(reading: Reading) -> dict[str, PersonMention]:
    """Return by name the persons who hold office in a city, with the mention that says so."""
    homes: dict[str, PersonMention] = {}
    for person in reading.analysis.persons:
        if (
            person.of is not None
            and person.of.place is not None
            and person.title is not None
            and not person.ended
            and _role(person.title, reading.analysis.language, "aside") is None
        ):
            homes.setdefault(person.name, person)
    return homes


def _city_of(reading: Reading, home: PersonMention) -> Party | None:
    """Return the city of an office held in one."""
    place = home.of.place if home.of is not None else None
    if place is None:
        return None
    return next(
        (
            city
            for city in reading.discourse.cities
            if city.place is not None and city.place.government == place.government
        ),
        None,
    )


def _passages(person: PersonMention, home: PersonMention) -> tuple[Span, ...]:
    """Return where both offices are told; once where the passages overlap."""
    first, second = person.span, home.span
    if first[0] < second[1] and second[0] < first[1]:
        return ((min(first[0], second[0]), max(first[1], second[1])),)
    return first, second


def _role(title: str, language: str, *roles: str) -> str | None:
    """Return the role that a title's words give; of some roles only, where these are named."""
    words = {fold_word(word) for word in title.replace("-", " ").split()}
    for role, rows in _titles(language).items():
        if role in (roles or _ROLES) and not words.isdisjoint(rows):
            return None if role == "none" else role
    return None


@cache
def _titles(language: str) -> Mapping[str, frozenset[str]]:
    """Return the words of titles by the role that they give a city, those that forbid others first.

    Those of ``aside`` are words of the titles that somebody has at home and that speak for no city.
    """
    found: dict[str, set[str]] = {"aside": set(), **{role: set() for role in _ROLES}}
    for tag in chain(language):
        data = lexicon(tag, "membership").get("leading", {})
        for role, words in found.items():
            words.update(data.get(role, ()))
    return {role: frozenset(words) for role, words in found.items()}
