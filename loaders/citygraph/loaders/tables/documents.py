"""From the facts of a table to documents of bounded size: one that describes it, and parts that hold its facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from citygraph.graph import SourceDocument
from citygraph.loaders.facts import Article, FactDocument, Places, Programme, name_key
from citygraph.loaders.facts.kinds import Participation, Partnership
from citygraph.loaders.facts.positions import Lines
from citygraph.loaders.gazetteer import Gazetteer, Government
from citygraph.loaders.mapping import Kinds, Scope, Stating, Triples, individual, iri, shipped_things
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology import (
    CG,
    DCTERMS,
    OA,
    ORG,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
    Identifiers,
    Place,
    slug,
)

from .description import Description
from .rows import Row, Table
from .stated import RowSource, StatedFact

__all__ = ["PART", "Part", "TableDocuments"]

PART: Final = "-part-"
"""What stands in a part's id between the id of its source and its number."""

_SIZE: Final = 200
_ADDRESS: Final = ("http://", "https://")
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_FRAGMENTS: Final = "http://tools.ietf.org/rfc/rfc7111"


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the facts of one source: those of one document.

    Attributes:
        id: The document's id.
        source: Id of the source.
        facts: The facts.
    """

    id: str
    source: str
    facts: tuple[StatedFact, ...]


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
        self._programmes = {name_key(each.name): each for each in description.programmes}

    def heads(self, facts: Iterable[StatedFact]) -> Iterator[SourceDocument]:
        """Yield the document that describes the table, and those that describe the sources which its rows state."""
        yield self._head(self._id, None)
        sources = dict.fromkeys(fact.source for fact in facts)
        for source in sources:
            if source is not None:
                yield self._head(self._source_id(source), source)

    def parts(self, facts: Sequence[StatedFact]) -> list[Part]:
        """Return the facts in parts, by id; a source with up to 200 facts has one part, with more 2, 4, 8 …"""
        by_source: dict[str, list[tuple[str, StatedFact]]] = {}
        for fact in facts:
            source = self._id if fact.source is None else self._source_id(fact.source)
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
            for number, bucket in sorted(buckets.items()):
                bucket.sort(key=lambda fact: (fact.rows[0].number, repr(fact.key)))
                parts.append(Part(f"{source}{PART}{number:x}", source, tuple(bucket)))
        return parts

    def document(self, part: Part) -> SourceDocument:
        """Return a part as triples, with the rows where its facts stand."""
        facts = [each.fact for each in part.facts]
        rows = [each.rows for each in part.facts]
        for name, takers in self._taken_part_in(part).items():
            rule = self._programmes[name]
            facts.append(Programme(**rule.model_dump(), rule=self._description.name))
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
        scope = Scope(document, found, self._networks, self._known, self._ids, out, new_networks=new)
        source = self._ids.table(part.source)
        stating = Stating(document, scope, self._ids, out, source=source)
        kinds = Kinds(scope, self._ids, document.places, info.language, out)
        places: dict[str, Place] = {}
        for index, (fact, own) in enumerate(zip(facts, rows, strict=True)):
            place = self._table.place(own[0])
            subject = kinds.state(index, fact)
            assert subject is not None, scope.problems  # since every government was found before
            evidence = [self._evidence(row, out, places) for row in own]
            stating.fact(subject, fact, place, evidence=evidence)
            places[subject] = place
        return SourceDocument(part.id, iri(source), out.frozen(), frozenset(scope.reference), places)

    def _taken_part_in(self, part: Part) -> dict[str, tuple[Row, ...]]:
        """Return the programmes that the facts of a part name, each with the rows that do."""
        rows: dict[str, list[Row]] = {}
        for each in part.facts:
            match each.fact:
                case Participation(in_=name) | Partnership(within=str(name)):
                    if name_key(name) in self._programmes:
                        rows.setdefault(name_key(name), []).extend(each.rows)
                case _:
                    pass
        return {name: tuple(own) for name, own in rows.items()}

    def _evidence(self, row: Row, out: Triples, places: dict[str, Place]) -> str:
        """State that a row is evidence: which row of the table, and what its cells say."""
        table = self._ids.table(self._id)
        evidence = self._ids.row(self._id, row.number)
        if evidence in places:
            return evidence
        fragment, quote = f"{table}#fragment={row.number}", f"{table}#exact={row.number}"
        out.type(evidence, OA + "SpecificResource")
        out.link(evidence, OA + "hasSource", table)
        out.link(evidence, OA + "hasSelector", fragment)
        out.link(evidence, OA + "hasSelector", quote)
        out.type(fragment, OA + "FragmentSelector")
        out.link(fragment, DCTERMS + "conformsTo", _FRAGMENTS)
        out.text(fragment, RDF + "value", f"row={row.number}")
        out.add(fragment, CG + "row", ox.Literal(str(row.number), datatype=ox.NamedNode(XSD + "integer")))
        out.type(quote, OA + "TextQuoteSelector")
        out.text(quote, OA + "exact", row.quoted())
        place = self._table.place(row)
        places.update(dict.fromkeys((evidence, fragment, quote), place))
        return evidence

    def _head(self, identifier: str, source: RowSource | None) -> SourceDocument:
        info, out = self._description.table, Triples()
        subject = self._ids.table(identifier)
        title = info.title or Path(self._table.file).name
        out.type(subject, SCHEMA + "Dataset", PROV + "Entity")
        if source is None:
            out.text(subject, SCHEMA + "headline", title, info.language)
            out.text(subject, CG + "textSha256", self._table.sha256)
            if info.url is not None:
                out.link(subject, SCHEMA + "url", info.url)
            if info.licence is not None:
                out.link(subject, SCHEMA + "license", info.licence)
            if info.retrieved is not None and info.retrieved.last is not None:
                out.date(subject, CG + "retrieved", info.retrieved.last)
        else:
            out.text(subject, SCHEMA + "headline", f"{title}: {source.text}"[:1000], info.language)
            out.link(subject, SCHEMA + "isPartOf", self._ids.table(self._id))
            if _is_address(source.text):
                out.link(subject, SCHEMA + "url", source.text)
        if info.publisher is not None and source is None:
            publisher = self._ids.organisation(info.publisher)
            out.type(publisher, ORG + "Organization")
            out.text(publisher, RDFS + "label", info.publisher)
            out.link(subject, SCHEMA + "publisher", publisher)
        published = info.published if source is None else source.published
        if published is not None and published.first and published.last and published.start_precision:
            out.date(subject, SCHEMA + "datePublished", published.first)
            out.date(subject, CG + "publishedUntil", published.last)
            out.link(subject, CG + "publishedPrecision", individual(published.start_precision))
            out.flag(subject, CG + "publishedApproximate", published.start_approximate)
        out.text(subject, SCHEMA + "inLanguage", info.language)
        places = {subject: self._table.place(None)}
        return SourceDocument(identifier, iri(subject), out.frozen(), frozenset(), places)

    def _source_id(self, source: RowSource) -> str:
        words = source.text.partition("://")[2] if _is_address(source.text) else source.text
        exact = f"{source.text}\n{source.published or ''}"
        digits = hashlib.sha256(exact.encode()).hexdigest()[:8]
        return f"{self._id}-{slug(words[:40])}-{digits}"


def _is_address(text: str) -> bool:
    return text.startswith(_ADDRESS) and not any(sign.isspace() or sign in '<>"{}|\\^`' for sign in text)
