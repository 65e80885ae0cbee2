"""Cities whose officials lead a network: *the president of Eurocities, Burkhard Jung, who is mayor of Leipzig*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import PersonMention
from citygraph.loaders.extraction.tokens import fold_word

from .drawing import Reading

__all__ = ["leading_drafts"]

_CONFIDENCE: Final = 0.8
_ROLES: Final = ("none", "vice-president", "president")


def leading_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the memberships of cities one of whose officials is said to lead a network."""
    language = reading.analysis.language
    leading: list[tuple[PersonMention, str, str]] = []
    homes: dict[str, PersonMention] = {}
    for person in reading.analysis.persons:
        if person.of is None or person.title is None:
            continue
        if person.of.network is not None:
            role = _role(person.title, language)
            if role is not None:
                leading.append((person, person.of.network, role))
        elif (
            person.of.place is not None
            and not person.ended
            and _role(person.title, language, "aside") is None
        ):
            homes.setdefault(person.name, person)
    for person, network, role in leading:
        home = homes.get(person.name)
        place = home.of.place if home is not None and home.of is not None else None
        body = next(
            (
                city.body
                for city in reading.discourse.cities
                if place is not None and city.place is not None and city.place.government == place.government
            ),
            None,
        )
        if home is None or body is None:
            continue
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
