"""Reads what the ties of a report rest on: facts, what sources say of them, and where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
from citygraph.ontology import CG
from citygraph.queries.binding import bind
from citygraph.queries.projection import Network, Tie
from citygraph.queries.queryable import Cell, Queryable, Term, select
from citygraph.queries.report import CentralityRow

from .document import CityStory, FactStory, Passage, Position, Source, Statement, TieStory

__all__ = ["read_positions", "tell"]

_AT_ONCE: Final = 2000
_KINDS: Final = ("Partnership", "Membership", "Participation", "Event")


def tell(
    graph: Queryable, network: Network, rows: Sequence[CentralityRow], *, ties: int, facts: int
) -> tuple[CityStory, ...]:
    """Return what the numbers of some cities rest on.

    Args:
        graph: Where the facts are.
        network: The network.
        rows: The cities.
        ties: Most ties for each city, the strongest first.
        facts: Most facts for each tie.
    """
    chosen: list[tuple[CentralityRow, int, list[tuple[Tie, tuple[str, ...]]]]] = []
    for row in rows:
        found = sorted(network.ties_of(row.city), key=lambda tie: _order(network, tie, row.city))
        chosen.append((row, len(found), [(tie, tie.facts) for tie in found[:ties]]))
    wanted = {fact for _, _, found in chosen for _, all_facts in found for fact in all_facts[:facts]}
    stated = _read_facts(graph, wanted)
    return tuple(
        CityStory(
            row,
            tuple(_story(network, row.city, tie, all_facts, stated, facts) for tie, all_facts in found),
            count,
        )
        for row, count, found in chosen
    )


def read_positions(graph: Queryable, cities: Iterable[str]) -> dict[str, Position]:
    """Return where each of these cities is, of those of which the graph says so."""
    found: dict[str, Position] = {}
    for city, latitude, longitude in _rows(graph, "places", "city", cities):
        found[city] = Position(float(latitude), float(longitude))
    return found


def _order(network: Network, tie: Tie, city: str) -> tuple[float, str, str]:
    other = tie.other(city)
    return -network.strength(tie), _name(network, other), other


def _story(
    network: Network,
    city: str,
    tie: Tie,
    all_facts: tuple[str, ...],
    stated: dict[str, FactStory],
    most: int,
) -> TieStory:
    other = tie.other(city)
    known = network.names.get(other)
    return TieStory(
        other=other,
        name=_name(network, other),
        country=known.country if known else None,
        strength=network.strength(tie),
        shared=tuple(dict.fromkeys(_shared(network, one.iri, one.theme, one.kind) for one in tie.shared)),
        facts=tuple(stated[fact] for fact in all_facts[:most] if fact in stated),
        fact_count=len(all_facts),
    )


def _shared(network: Network, iri: str, theme: str, kind: str) -> str:
    if kind == "partnership":
        return ""
    return f"{_name(network, iri)}: {_name(network, theme)}" if theme else _name(network, iri)


def _name(network: Network, iri: str) -> str:
    known = network.names.get(iri)
    return known.name if known else iri.rstrip("/").rsplit("/", 1)[-1]


def _read_facts(graph: Queryable, facts: Iterable[str]) -> dict[str, FactStory]:
    kinds: dict[str, str] = {}
    said: dict[str, dict[str, tuple[str, str]]] = {}
    passages: dict[tuple[str, str], list[Passage]] = {}
    for fact, kind, article, modality, review, start, end, exact in _rows(graph, "evidence", "fact", facts):
        if kind.removeprefix(CG) in _KINDS:
            kinds[fact] = kind.removeprefix(CG)
        said.setdefault(fact, {})[article] = (_word(modality), _word(review))
        if start or exact:
            passage = Passage(int(start) if start else None, int(end) if end else None, exact)
            before = passages.setdefault((fact, article), [])
            if passage not in before:
                before.append(passage)
    sources = _read_sources(graph, {article for by_article in said.values() for article in by_article})
    return {
        fact: FactStory(
            fact,
            kinds.get(fact, ""),
            tuple(
                Statement(sources[article], modality, review, tuple(passages.get((fact, article), ())))
                for article, (modality, review) in by_article.items()
            ),
        )
        for fact, by_article in said.items()
    }


def _read_sources(graph: Queryable, articles: Iterable[str]) -> dict[str, Source]:
    wanted = set(articles)
    found = {iri: Source(iri, iri.rstrip("/").rsplit("/", 1)[-1], "", "", "") for iri in wanted}
    for iri, title, publisher, published, precision, url in _rows(graph, "sources", "article", wanted):
        digits = {"month": 7, "year": 4}.get(_word(precision), 10)
        shown = url if url.startswith(("http://", "https://")) else ""
        found[iri] = Source(iri, title or found[iri].title, publisher, published[:digits], shown)
    return found


def _rows(graph: Queryable, name: str, variable: str, iris: Iterable[str]) -> list[tuple[str, ...]]:
    sparql = (files("citygraph.queries") / "reporting" / "rq" / f"{name}.rq").read_text(encoding="utf-8")
    wanted = sorted(set(iris))
    found: list[tuple[str, ...]] = []
    for first in range(0, len(wanted), _AT_ONCE):
        things: list[Term] = [ox.NamedNode(iri) for iri in wanted[first : first + _AT_ONCE]]
        _, rows = select(graph, bind(sparql, {variable: things}))
        found += [tuple(_text(cell) for cell in row) for row in rows]
    return found


def _word(iri: str) -> str:
    return iri.rpartition("#")[2].lower()


def _text(cell: Cell) -> str:
    return cell.value if cell is not None else ""
