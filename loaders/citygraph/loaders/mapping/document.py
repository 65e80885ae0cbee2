"""Turns a fact document into what the graph takes."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox
from citygraph.graph import Register, SourceDocument
from citygraph.loaders.facts import Article, DocumentRefused, FactDocument, Problem
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology import CG, ORG, PROV, RDFS, RESERVED_DOCUMENTS, SCHEMA, Identifiers, Place

from .kinds import Kinds
from .scope import Scope
from .statements import Stating, individual
from .triples import Triples, integer, iri

__all__ = ["Mapped", "Mapping", "shipped_things"]


def shipped_things(identifiers: Identifiers) -> frozenset[str]:
    """Return the IRIs that the shipped data describe: networks, roles, forms and topics."""
    triples = Register.shipped(identifiers).triples
    return frozenset(t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode))


@dataclass(frozen=True, slots=True)
class Mapped:
    """A document ready for the graph.

    Attributes:
        source: The document as triples, with the places of its facts.
        warnings: What its author should look at.
    """

    source: SourceDocument
    warnings: tuple[Problem, ...]


class Mapping:
    """Turns fact documents into triples.

    Args:
        gazetteer: Knows the local governments.
        networks: Knows the city networks.
        identifiers: Mints the IRIs; must be the graph's.
    """

    def __init__(self, gazetteer: Gazetteer, networks: NetworkRegister, identifiers: Identifiers) -> None:
        self._gazetteer = gazetteer
        self._networks = networks
        self._ids = identifiers
        self._known = shipped_things(identifiers)

    def map(self, document: FactDocument) -> Mapped:
        """Return the document as triples.

        Raises:
            DocumentRefused: A name cannot be resolved, or two facts are one; with every problem found.
        """
        article = document.article
        out = Triples()
        scope = Scope(document, self._gazetteer, self._networks, self._known, self._ids, out)
        stating = Stating(document, scope, self._ids, out)
        kinds = Kinds(scope, self._ids, document.places, article.language, out)
        places: dict[str, Place] = {}
        for index, fact in enumerate(document.facts):
            place = document.places.fact(index)
            subject = kinds.state(index, fact)
            if subject is None:
                continue
            if subject in places:
                first = places[subject]
                scope.problems.append(
                    Problem(
                        "duplicate-fact",
                        f"this is the same {fact.kind} as fact {first.fact}"
                        + (f" in line {first.line}" if first.line is not None else ""),
                        place,
                        "make one fact of them, with the evidence of both; dates, stage and modality do not"
                        " make two",
                    )
                )
                continue
            places[subject] = place
            for evidence in stating.fact(subject, fact, place):
                places.setdefault(evidence, place)
                places.setdefault(evidence.replace("#char=", "#position="), place)
        if article.id in RESERVED_DOCUMENTS:
            what = f"the id '{article.id}' is the name of one of the graph's own parts"
            scope.problems.append(
                Problem("reserved-id", what, document.places.at(("article", "id")), "choose another")
            )
        if scope.problems:
            raise DocumentRefused(scope.problems, file=document.places.file)
        self._article(article, out)
        subject = self._ids.article(article.id)
        places[subject] = document.places.at(("article",))
        source = SourceDocument(article.id, iri(subject), out.frozen(), frozenset(scope.reference), places)
        return Mapped(source, (*document.warnings, *scope.warnings))

    def _article(self, article: Article, out: Triples) -> None:
        subject = self._ids.article(article.id)
        out.type(subject, SCHEMA + "NewsArticle", PROV + "Entity")
        out.text(subject, SCHEMA + "headline", article.title, article.language)
        if article.publisher is not None:
            publisher = self._ids.organisation(article.publisher)
            out.type(publisher, ORG + "Organization")
            out.text(publisher, RDFS + "label", article.publisher)
            out.link(subject, SCHEMA + "publisher", publisher)
        out.text(subject, SCHEMA + "author", article.author)
        published = article.published
        if published is not None and published.first and published.last and published.start_precision:
            out.date(subject, SCHEMA + "datePublished", published.first)
            out.date(subject, CG + "publishedUntil", published.last)
            out.link(subject, CG + "publishedPrecision", individual(published.start_precision))
            out.flag(subject, CG + "publishedApproximate", published.start_approximate)
        out.text(subject, SCHEMA + "inLanguage", article.language)
        if article.url is not None:
            out.link(subject, SCHEMA + "url", article.url)
        out.text(subject, CG + "textSha256", article.sha256)
        if article.length is not None:
            out.add(subject, CG + "textLength", integer(article.length))
        out.flag(subject, CG + "advertorial", article.advertorial)
        out.flag(subject, CG + "machineTranslated", article.machine_translated)
