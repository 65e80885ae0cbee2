"""What is known of one thing, in every form that it has a document in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from citygraph.ontology import DCTERMS, FOAF
from citygraph.queries import to_csv
from pyoxigraph import NamedNode, Quad, Triple
from starlette.responses import Response

from .addresses import to_uri
from .answers import graph_answer
from .conflicts import Conflicts
from .documents import LICENCE
from .fact_table import fact_table
from .facts import Facts, Listed
from .geography import feature_collection, is_placed
from .kinds import Kind
from .negotiation import CSV, DATASETS, GEOJSON, GRAPHS, HTML, Media
from .paging import Page, page_of
from .site import View
from .statements import Fact
from .structured import embedded, schema_org

__all__ = ["SUFFIXES", "Description", "Section", "sections"]

_VOID: Final = "http://rdfs.org/ns/void#"

SUFFIXES = (HTML, *GRAPHS, *DATASETS, CSV, GEOJSON)
"""What a thing can have documents in."""


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under one heading of a page.

    Attributes:
        name: The heading: a kind of facts, or ``Unsettled``.
        total: How many facts stand under it on all pages.
        facts: Those on this page.
    """

    name: str
    total: int
    facts: tuple[Fact, ...]


class Description:
    """What is known of one thing.

    Args:
        view: The request.
        kind: The thing's kind.
        iri: The thing.
    """

    def __init__(self, view: View, kind: Kind, iri: str) -> None:
        self._view = view
        self._kind = kind
        self._iri = iri
        self._facts = Facts(view.site.selections, view.labels)

    @cached_property
    def formats(self) -> tuple[Media, ...]:
        """What there are documents in; GeoJSON where there are coordinates."""
        placed = is_placed(self._view, self._iris)
        return SUFFIXES if placed else tuple(media for media in SUFFIXES if media is not GEOJSON)

    @cached_property
    def _iris(self) -> list[str]:
        """The thing's IRI, and those that were merged into it."""
        rows = self._view.site.selections.rows("aliases", this=NamedNode(self._iri))
        return [self._iri, *sorted({row["alias"].value for row in rows} - {self._iri})]

    @property
    def path(self) -> str:
        """The thing's address on this server, percent-encoded."""
        return "/" + to_uri(self._iri.removeprefix(self._view.site.base))

    def written(self, media: Media) -> Response:
        """Return the document in one of the formats."""
        special: dict[str, Callable[[], Response]] = {
            HTML.suffix: self._page,
            CSV.suffix: self._table,
            GEOJSON.suffix: lambda: feature_collection(self._view, self._iris),
        }
        if media.suffix in special:
            return special[media.suffix]()
        if media in DATASETS:
            quads = self._view.site.selections.in_their_graphs(self._triples())
            return graph_answer([*quads, *(Quad(*each) for each in self._about(media))], media)
        return graph_answer([*self._triples(), *self._about(media)], media)

    def _about(self, media: Media) -> list[Triple]:
        """Return what a document says of itself: what it is about, and on what terms it may be used."""
        document = NamedNode(f"{self._iri}.{media.suffix}")
        said = {
            FOAF + "primaryTopic": self._iri,
            DCTERMS + "license": LICENCE,
            _VOID + "inDataset": self._view.site.base,
        }
        return [Triple(document, NamedNode(name), NamedNode(value)) for name, value in said.items()]

    def _triples(self) -> list[Triple]:
        triples = self._view.site.selections.triples
        return list({triple for iri in self._iris for triple in triples("describe", this=NamedNode(iri))})

    def _table(self) -> Response:
        table = fact_table(self._facts.read(self._named()), dataset=self._view.site.graph.digest)
        return Response(to_csv(table), headers={"Content-Type": CSV.content_type})

    def _named(self) -> list[str]:
        """Return the facts of a table: the thing itself where it is one, those that name it, those in conflict."""
        if self._kind.is_source:
            return self._facts.of_article(self._iri)
        own = [self._iri] if self._kind.is_fact else []
        if self._kind.path == "conflict":
            own = self._facts.properties(self._iri).iris("involves")
        return list(dict.fromkeys([*own, *(each.iri for each in self._facts.about(*self._iris))]))

    def _page(self) -> Response:
        view, facts, iri = self._view, self._facts, self._iri
        conflicts = Conflicts(view.site.selections, view.labels, facts)
        thing, said = view.labels.of(iri), facts.properties(iri)
        asked = view.request.query_params.get("page")
        own = facts.one(iri) if self._kind.is_fact else None
        page = view.absolute(f"{self.path}.html")
        context: dict[str, object] = {
            "kind": self._kind,
            "thing": thing,
            "formats": [media for media in self.formats if media is not HTML],
            "links": [media for media in self.formats if media is not HTML],
            "canonical": page,
            "structured": embedded(schema_org(view, self._kind, thing, said, page=page, own=own)),
        }
        if self._kind.path == "conflict":
            return view.page("conflict.html", conflict=conflicts.one(iri), **context)
        if self._kind.is_source:
            numbered = page_of(facts.of_article(iri), asked, view.site.settings.page_facts)
            return view.page(
                "article.html",
                article=facts.article(iri),
                page=numbered,
                facts=facts.read(numbered.items),
                conflicts=conflicts.about(iri),
                **context,
            )
        naming = [each for each in facts.about(*self._iris) if each.iri != iri]
        shown = page_of(naming, asked, view.site.settings.page_facts)
        return view.page(
            "thing.html",
            properties=said,
            own=own,
            page=shown,
            sections=sections(facts, naming, shown),
            conflicts=conflicts.about(iri),
            **context,
        )


def sections(facts: Facts, listed: list[Listed], page: Page[Listed]) -> list[Section]:
    """Return the facts of a page under their headings, each with how many it has on all pages."""
    read = {fact.iri: fact for fact in facts.sorted([each.iri for each in page.items])}
    group_of = {each.iri: each.group for each in page.items}
    found: list[Section] = []
    for name in dict.fromkeys(each.group for each in page.items):
        total = sum(each.group == name for each in listed)
        found.append(Section(name, total, tuple(fact for iri, fact in read.items() if group_of[iri] == name)))
    return found
