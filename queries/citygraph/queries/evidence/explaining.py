"""Reads what a city's numbers rest on: its ties, their facts, and the sentences and rows of their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
from citygraph.queries.binding import bind
from citygraph.queries.errors import BadParameter, NotAnalysable
from citygraph.queries.incidence import Description, Incidence, describe
from citygraph.queries.projection import Affiliation, Network, Tie
from citygraph.queries.queryable import Queryable, Term, select_texts

from .result import CityEvidence, Passage, SharedThing, Source, StatedFact, TieEvidence

__all__ = ["evidence_of"]

_AT_ONCE: Final = 500
_SHOWN: Final = {"Year": 4, "Month": 7}
"""How much of a date is stated, where it is no day."""

_WORDS: Final = {"Partnership": "partnership", "Membership": "membership", "Event": "event"}


def evidence_of(
    graph: Queryable, network: Network, city: str, *, page: int = 1, size: int = 20, most_facts: int = 50
) -> CityEvidence:
    """Return what a city's numbers rest on: a page of its ties, with their facts and where these are stated.

    Args:
        graph: What the network was read from.
        network: The network.
        city: IRI of a city in it.
        page: Which page of ties.
        size: Ties on a page, at most 200.
        most_facts: Statements shown for each tie; how many there are in all is told.

    Raises:
        BadParameter: There is no such page, or a page has no such size.
        NotAnalysable: The city has part in nothing that the recipe counts.
    """
    _check("size", size, 200)
    _check("most_facts", most_facts, 1000)
    planned = [tie for tie in network.plans if city in (tie.left, tie.right)]
    if city not in network.cities and not planned:
        raise NotAnalysable(
            f"{describe(graph, [city])[city].name} has part in nothing that the recipe {network.recipe.name!r} counts",
            hint="choose another recipe, or a city that is in the network",
        )
    counted = list(network.ties_of(city)) if city in network.cities else []
    strengths = {tie.other(city): network.strength(tie) for tie in counted}
    counted.sort(key=lambda tie: (-strengths[tie.other(city)], *_order(network, tie, city)))
    planned.sort(key=lambda tie: _order(network, tie, city))
    ties = [*counted, *planned]
    pages = max(-(-len(ties) // size), 1)
    _check("page", page, pages)
    shown = ties[(page - 1) * size : page * size]
    reader = _Reader(graph, network)
    reader.read(one for tie in shown for one in _incidences(tie)[:most_facts])
    known = _called(network, city)
    return CityEvidence(
        city=city,
        name=known.name,
        country=known.country,
        degree=len(counted),
        strength=float(sum(strengths.values())),
        facts=len({fact for tie in counted for fact in tie.facts}),
        sources=len({article for tie in counted for article in tie.articles}),
        ties=tuple(reader.tie(tie, city, strengths, most_facts) for tie in shown),
        page=page,
        pages=pages,
        ties_in_all=len(ties),
        recipe=network.recipe,
        caveats=network.recipe.caveats,
        dataset=graph.digest,
        version=version("citygraph"),
    )


class _Reader:
    """Reads the statements behind some ties, each query for many of them at once."""

    def __init__(self, graph: Queryable, network: Network) -> None:
        self._graph = graph
        self._network = network
        self._kinds: dict[str, str] = {}
        self._passages: defaultdict[tuple[str, str], set[Passage]] = defaultdict(set)
        self._sources: dict[str, Source] = {}

    def read(self, incidences: Iterable[Incidence]) -> None:
        wanted = {(one.fact, one.article) for one in incidences}
        stated = [
            row
            for row in self._rows("stated", "fact", {fact for fact, _ in wanted})
            if (row[0], row[2]) in wanted
        ]
        passages = self._read_passages({passage for *_, passage in stated})
        for fact, kind, source, passage in stated:
            local = kind.rpartition("#")[2]
            self._kinds[fact] = _WORDS.get(local, "participation")
            self._passages[fact, source].add(passages[passage])
        for iri, title, publisher, day, precision, url in self._rows(
            "sources", "source", {source for _, source in wanted}
        ):
            published = day[: _SHOWN.get(precision.rpartition("#")[2], 10)]
            self._sources[iri] = Source(
                iri, title or _last(iri), publisher or None, published or None, url or None
            )

    def tie(self, tie: Tie, city: str, strengths: Mapping[str, float], most: int) -> TieEvidence:
        other = tie.other(city)
        known = _called(self._network, other)
        incidences = _incidences(tie)
        return TieEvidence(
            city=other,
            name=known.name,
            country=known.country,
            strength=strengths.get(other, 0.0),
            planned=other not in strengths,
            shared=tuple(self._thing(one) for one in tie.shared),
            facts=tuple(self._fact(one) for one in incidences[:most]),
            facts_in_all=len(incidences),
        )

    def _thing(self, one: Affiliation) -> SharedThing:
        return SharedThing(
            kind=one.kind,
            iri=one.iri,
            name=_called(self._network, one.iri).name,
            theme=one.theme or None,
            theme_name=_called(self._network, one.theme).name if one.theme else None,
            cities=len(one.members),
        )

    def _fact(self, one: Incidence) -> StatedFact:
        passages = self._passages[one.fact, one.article]
        return StatedFact(
            fact=one.fact,
            kind=self._kinds.get(one.fact, one.kind),
            source=self._sources.get(one.article)
            or Source(one.article, _last(one.article), None, None, None),
            modality=one.modality,
            review=one.review,
            confidence=one.confidence,
            passages=tuple(sorted(passages, key=_place)),
        )

    def _read_passages(self, iris: set[str]) -> dict[str, Passage]:
        found: dict[str, dict[str, str]] = {iri: {} for iri in iris}
        for iri, start, end, row, words in sorted(self._rows("passages", "passage", iris)):
            said = {"start": start, "end": end, "row": row, "words": words}
            found[iri] |= {name: value for name, value in said.items() if value}
        return {
            iri: Passage(
                iri, _number(said, "start"), _number(said, "end"), _number(said, "row"), said.get("words")
            )
            for iri, said in found.items()
        }

    def _rows(self, name: str, variable: str, iris: set[str]) -> list[tuple[str, ...]]:
        sparql = (files("citygraph.queries.evidence") / f"{name}.rq").read_text(encoding="utf-8")
        ordered, found = sorted(iris), list[tuple[str, ...]]()
        for start in range(0, len(ordered), _AT_ONCE):
            terms: list[Term] = [ox.NamedNode(iri) for iri in ordered[start : start + _AT_ONCE]]
            found += select_texts(self._graph, bind(sparql, {variable: terms}))
        return found


def _incidences(tie: Tie) -> Sequence[Incidence]:
    """Return the statements that a tie rests on, each fact of each source once, in order."""
    found = {
        (one.fact, one.article): one
        for thing in tie.shared
        for city in (tie.left, tie.right)
        for one in thing.members[city]
    }
    return [found[key] for key in sorted(found)]


def _called(network: Network, iri: str) -> Description:
    return network.names.get(iri) or Description(iri, _last(iri), None, None)


def _order(network: Network, tie: Tie, city: str) -> tuple[str, str]:
    return _called(network, tie.other(city)).name, tie.other(city)


def _place(passage: Passage) -> tuple[int, str]:
    at = passage.start if passage.start is not None else passage.row
    return (-1 if at is None else at, passage.iri)


def _number(said: Mapping[str, str], name: str) -> int | None:
    return int(said[name]) if name in said else None


def _last(iri: str) -> str:
    return iri.rstrip("/").rsplit("/", 1)[-1]


def _check(name: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise BadParameter(name, str(value), f"a whole number from 1 to {most}")
