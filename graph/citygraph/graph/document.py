"""A source document as the graph takes it: what one article says, as triples, and what it names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox
from citygraph.ontology import PROV, Place

__all__ = ["DERIVED_FROM", "SourceDocument", "digest_of", "facts_in", "named_in", "subjects_of"]

DERIVED_FROM = ox.NamedNode(PROV + "wasDerivedFrom")
"""The property that makes a node a fact: the article it comes from."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """What one source document says, ready to be validated and stored.

    Attributes:
        id: The document's id, a slug; its graph is ``graph/{id}``.
        iri: IRI of the article or list.
        triples: Everything that the document says. No blank nodes.
        reference: Descriptions of the local governments that the document names. They go to the common
            reference graph, grouped by subject, and leave it when no document names the subject any more.
        places: Where in the input each fact stands, by the fact's IRI, for messages.
    """

    id: str
    iri: ox.NamedNode
    triples: frozenset[ox.Triple]
    reference: frozenset[ox.Triple] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict[str, Place])

    @property
    def digest(self) -> str:
        """SHA-256 of the document's triples as sorted N-Triples, in hexadecimal."""
        return digest_of(self.triples)

    @property
    def facts(self) -> frozenset[str]:
        """IRIs of the facts that the document states."""
        return facts_in(self.triples)


def digest_of(statements: Iterable[ox.Triple] | Iterable[ox.Quad]) -> str:
    """Return the SHA-256, in hexadecimal, of the statements as sorted N-Triples or N-Quads lines.

    The order of the statements does not matter; there must be no blank nodes among them.
    """
    text = ox.serialize(statements, format=ox.RdfFormat.N_QUADS)
    assert text is not None  # since no file was given to write to
    lines = sorted(text.splitlines())
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def facts_in(triples: Iterable[ox.Triple]) -> frozenset[str]:
    """Return the IRIs of the facts among the subjects: what is derived from an article."""
    return frozenset(
        t.subject.value
        for t in triples
        if t.predicate == DERIVED_FROM and isinstance(t.subject, ox.NamedNode)
    )


def named_in(statements: Iterable[ox.Quad] | Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """Return the IRIs that stand as objects."""
    return {each.object for each in statements if isinstance(each.object, ox.NamedNode)}


def subjects_of(statements: Iterable[ox.Quad] | Iterable[ox.Triple]) -> set[ox.NamedNode]:
    """Return the IRIs that stand as subjects."""
    return {each.subject for each in statements if isinstance(each.subject, ox.NamedNode)}
