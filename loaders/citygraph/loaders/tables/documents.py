"""From the facts of a table to documents of bounded size: one that describes it, and parts that hold its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox
from citygraph.graph import SourceDocument
from citygraph.loaders.facts import Article, FactDocument, Places, Programme, name_key
from citygraph.loaders.facts.kinds import Participation, Partnership
from citygraph.loaders.facts.positions import Lines
from citygraph.loaders.gazetteer import Gazetteer, Government
from citygraph.loaders.mapping import Kinds, Scope, Stating, Triples, iri, shipped_things
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology import (
    RDFS,
    SKOS,
    Identifiers,
    Place,
)

from .description import Description
from .evidence import RowEvidence
from .rows import Row, Table
from .sources import SourceDescribing, source_id
from .stated import StatedFact

__all__ = ["PART", "Part", "TableDocuments"]

PART: Final = "-part-"
"""What stands in a part's id between the id of its source and its number."""

_SIZE: Final = 200
_MOST_ROWS: Final = 100
_WIKIDATA: Final = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the facts of one source: those of one document.

    Attributes:
        id: The document's id.
        source: Id of the source.
        facts: The facts.
        programmes: The programmes that it states: each part of a source may name one, the first states it.
    """

    id: str
    source: str
    facts: tuple[StatedFact, ...]
    programmes: frozenset[str]


@dataclass(slots=True)
class _Found:
    """What was found in the gazetteer before, by the names that facts have for it."""

    gazetteer: Gazetteer
    by_name: dict[str, Government] = field(default_factory=dict[str, Government])

    def resolve(self, name: str, *, country: str | None = None, geonames: int | None = None) -> Government:
        """Return the government of a key."""
        return self.by_name[name]

    def by_key(self, key: str) -> Government | None:
        """Return the government of the last part of its IRI, or None."""
        return self.by_name.get(key) or self.gazetteer.by_key(key)


class TableDocuments:
    """Makes documents of the facts of one table.

    Which part a fact stands in follows from the fact alone, so that a row which comes or goes changes one part.

    Args:
        table: The table.
        description: Its description.
        identifier: Its id.
        gazetteer: Knows the local governments.
        networks: Knows the city networks.
        identifiers: Mints the IRIs; must be the graph's.
    """

    def __init__(
        self,
        table: Table,
        description: Description,
        identifier: str,
        gazetteer: Gazetteer,
        networks: NetworkRegister,
        identifiers: Identifiers,
    ) -> None:
        self._table = table
        self._description = description
        self._id = identifier
        self._gazetteer = gazetteer
        self._networks = networks
        self._ids = identifiers
        self._known = shipped_things(identifiers)
        self._descriptions: dict[str, tuple[ox.Triple, ...]] = {}
        self._programmes = {name_key(each.name): each for each in description.programmes}

    def heads(self, facts: Iterable[StatedFact]) -> Iterator[SourceDocument]:
        """Yield the document that describes the table, and those that describe the sources which its rows state."""
        described = SourceDescribing(self._table, self._description.table, self._id, self._ids)
        yield described.table()
        for source in dict.fromkeys(fact.source for fact in facts):
            if source is not None:
                yield described.source(source_id(self._id, source), source)

    def parts(self, facts: Sequence[StatedFact]) -> list[Part]:
        """Return the facts in parts, by id; a source with up to 200 facts has one part, with more 2, 4, 8 …"""
        by_source: dict[str, list[tuple[str, StatedFact]]] = {}
        for fact in facts:
            source = self._id if fact.source is None else source_id(self._id, fact.source)
            digits = hashlib.sha256(repr(fact.key).encode()).hexdigest()
            by_source.setdefault(source, []).append((digits, fact))
        parts: list[Part] = []
        for source, listed in sorted(by_source.items()):
            count = 1
            while count * _SIZE < len(listed):
                count *= 2
            buckets: dict[int, list[StatedFact]] = {}
            for digits, fact in listed:
                buckets.setdefault(int(digits[:8], 16) % count, []).append(fact)
            stated: set[str] = set()
            for number, bucket in sorted(buckets.items()):
                bucket.sort(key=lambda fact: (fact.rows[0].number, repr(fact.key)))
                named = frozenset(self._taken_part_in(bucket)) - stated
                stated |= named
                parts.append(Part(f"{source}{PART}{number:x}", source, tuple(bucket), named))
        return parts

    def document(self, part: Part) -> SourceDocument:
        """Return a part as triples, with the rows where its facts stand."""
        facts = [each.fact for each in part.facts]
        rows = [each.rows for each in part.facts]
        taken_part_in = self._taken_part_in(part.facts)
        for name, takers in sorted(taken_part_in.items(), key=lambda item: item[0] not in part.programmes):
            rule = self._programmes[name]
            facts.append(Programme(**rule.model_dump(), rule=self._description.name))
            if name in part.programmes:
                rows.append(takers)
        lines = Lines(1, {number: Lines(each[0].line) for number, each in enumerate(rows)})
        info = self._description.table
        document = FactDocument(
            article=Article(id=part.source, language=info.language, review=info.review), facts=tuple(facts)
        ).annotated(places=Places(self._table.file, Lines(1, {"facts": lines})))
        found = _Found(self._gazetteer)
        out = Triples()
        for each in part.facts:
            found.by_name.update((city.name, government) for city, government in each.governments.items())
            for item, key in each.items.items():
                out.link(f"{_WIKIDATA}{item}", SKOS + "exactMatch", self._ids.city(key))
        new = self._description.new_networks
        scope = Scope(
            document,
            found,
            self._networks,
            self._known,
            self._ids,
            out,
            new_networks=new,
            descriptions=self._descriptions,
        )
        source = self._ids.table(part.source)
        stating = Stating(document, scope, self._ids, out, source=source)
        kinds = Kinds(scope, self._ids, document.places, info.language, out)
        rows_stated = RowEvidence(self._table, self._id, self._ids, out)
        places: dict[str, Place] = {}
        for index, (fact, own) in enumerate(zip(facts, rows, strict=False)):
            place = self._table.place(own[0])
            subject = kinds.state(index, fact)
            assert subject is not None, scope.problems  # since every government was found before
            evidence = [rows_stated.of(row) for row in own[:_MOST_ROWS]]
            stating.fact(subject, fact, place, evidence=evidence)
            places[subject] = place
        for name in taken_part_in.keys() - part.programmes:
            programme = self._programmes[name].name
            out.text(
                scope.thing(programme, self._table.place(None)) or "",
                RDFS + "label",
                programme,
                info.language,
            )
        places |= rows_stated.places
        return SourceDocument(part.id, iri(source), out.frozen(), frozenset(scope.reference), places)

    def _taken_part_in(self, facts: Iterable[StatedFact]) -> dict[str, tuple[Row, ...]]:
        """Return the programmes that facts name, each with the rows that do."""
        rows: dict[str, list[Row]] = {}
        for each in facts:
            match each.fact:
                case Participation(in_=name) | Partnership(within=str(name)):
                    if name_key(name) in self._programmes:
                        rows.setdefault(name_key(name), []).extend(each.rows)
                case _:
                    pass
        return {name: tuple(own) for name, own in rows.items()}
