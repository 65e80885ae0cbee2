"""The two-mode table under a network: which city has part in what, by which fact of which article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
from citygraph.ontology import CG, Identifiers

from .binding import bind, bindable
from .queryable import Cell, Queryable, Term, select
from .recipe import Recipe

__all__ = ["Description", "Incidence", "describe", "incidences"]

_STAGES: Final[dict[str, Term]] = {
    "exploring": ox.NamedNode(f"{CG}Exploring"),
    "agreed": ox.NamedNode(f"{CG}Agreed"),
    "renewed": ox.NamedNode(f"{CG}Renewed"),
    "suspended": ox.NamedNode(f"{CG}Suspended"),
    "ended": ox.NamedNode(f"{CG}StageEnded"),
    "unstated": ox.Literal("unstated"),
}
_SETTINGS: Final[dict[str, str]] = {"event": "Event", "programme": "Programme", "network": "CityNetwork"}


@dataclass(frozen=True, slots=True, order=True)
class Incidence:
    """One city's part in one thing.

    Attributes:
        kind: What sort of part: partnership, membership, participation, host or theme.
        tie: IRI of the partnership, network, event or programme.
        theme: IRI of the theme within it, or the empty string.
        city: IRI of the city.
        fact: IRI of the fact that says so.
        article: IRI of the article that states the fact.
    """

    kind: str
    tie: str
    theme: str
    city: str
    fact: str
    article: str


@dataclass(frozen=True, slots=True)
class Description:
    """What to call a thing.

    Attributes:
        iri: Its IRI.
        name: Its name in the language asked for, where the graph has one; else the last part of its IRI.
        level: city, regency, province or metropolitan-area for a local government.
        country: ISO 3166-1 alpha-2 code of a local government.
    """

    iri: str
    name: str
    level: str | None
    country: str | None


def incidences(
    graph: Queryable, recipe: Recipe, *, identifiers: Identifiers | None = None
) -> tuple[Incidence, ...]:
    """Return every incidence that the recipe selects, each once, in the order of its fields.

    Args:
        graph: Where to look.
        recipe: What counts.
        identifiers: The base of instance IRIs, if not the default one.
    """
    values = _values(recipe, identifiers or Identifiers())
    found: set[Incidence] = set()
    for kind in recipe.tie_kinds:
        found.update(_read(graph, kind, values))
        if kind == "participation" and recipe.hosts and "event" in recipe.settings:
            found.update(_read(graph, "host", values))
    return tuple(sorted(found))


def describe(graph: Queryable, iris: Iterable[str], *, language: str = "en") -> dict[str, Description]:
    """Return what to call each of these things.

    Args:
        graph: Where to look.
        iris: The things.
        language: BCP 47 tag of the language in which names are preferred.
    """
    wanted = sorted(set(iris))
    found: dict[str, Description] = {}
    if wanted:
        sparql = (files("citygraph.queries") / "descriptions.rq").read_text(encoding="utf-8")
        things = [ox.NamedNode(iri) for iri in wanted]
        _, rows = select(graph, bind(sparql, {"thing": things, "language": [ox.Literal(language)]}))
        for thing, name, level, country in rows:
            iri = _text(thing)
            found[iri] = Description(iri, _text(name), _text(level) or None, _text(country) or None)
    for iri in wanted:
        if iri not in found or not found[iri].name:
            last = iri.rstrip("/").rsplit("/", 1)[-1]
            known = found.get(iri)
            found[iri] = Description(
                iri, last, known.level if known else None, known.country if known else None
            )
    return found


def _values(recipe: Recipe, identifiers: Identifiers) -> Mapping[str, list[Term]]:
    settled = dict.fromkeys(("asserted", "ended", *recipe.modalities))
    standing = dict.fromkeys(("draft", "accepted", *recipe.reviews))
    return {
        "modality": [_individual(name) for name in recipe.modalities],
        "tieModality": [_individual(name) for name in settled],
        "review": [_individual(name) for name in recipe.reviews],
        "tieReview": [_individual(name) for name in standing],
        "stage": [_STAGES[name] for name in recipe.stages],
        "form": [ox.NamedNode(identifiers.concept("form", name)) for name in recipe.forms],
        "excludedRole": [ox.NamedNode(identifiers.concept("role", name)) for name in recipe.roles_excluded],
        "excludedForm": [
            ox.NamedNode(identifiers.concept("form", name)) for name in recipe.event_forms_excluded
        ],
        "setting": [ox.NamedNode(f"{CG}{_SETTINGS[name]}") for name in recipe.settings],
        "within": [ox.NamedNode(recipe.within)] if recipe.within else [],
        "country": [ox.Literal(code) for code in recipe.countries],
    }


def _read(graph: Queryable, kind: str, values: Mapping[str, list[Term]]) -> Iterable[Incidence]:
    sparql = (files("citygraph.queries") / "incidences" / f"{kind}.rq").read_text(encoding="utf-8")
    taken = {name: values[name] for name in bindable(sparql)}
    _, rows = select(graph, bind(sparql, taken))
    for city, tie, theme, fact, article in rows:
        yield Incidence(_shared(kind), _text(tie), _text(theme), _text(city), _text(fact), _text(article))


def _shared(kind: str) -> str:
    return "participation" if kind == "host" else kind


def _individual(word: str) -> ox.NamedNode:
    return ox.NamedNode(f"{CG}{word.capitalize()}")


def _text(cell: Cell) -> str:
    return cell.value if cell is not None else ""
