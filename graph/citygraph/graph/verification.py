"""Compares what a store holds with what its manifest says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from citygraph.ontology import GRAPH_CONFLICTS, GRAPH_REFERENCE, Identifiers

from .document import digest_of, facts_in
from .manifest import Damage, DocumentRecord, Manifest

__all__ = ["Verification", "is_merged", "record_of", "stored_documents", "verify_documents"]

_UNMERGED = "ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"
_UNSTATED = "ASK { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of comparing a store with its manifest.

    Attributes:
        damage: Documents that were reported as loaded and are missing or not as they were.
        settled: What documents that were begun, and not reported, turned out to be; None: not there.
        lost: Documents that were begun, were never reported as loaded, and are not there.
    """

    damage: tuple[Damage, ...]
    settled: dict[str, DocumentRecord | None]
    lost: tuple[str, ...]


def stored_documents(store: ox.Store, identifiers: Identifiers) -> dict[str, ox.NamedNode]:
    """Return the documents' graphs that are in the store, by document id; the decisions are one of them."""
    prefix = identifiers.document_graph("")
    common = {identifiers.common_graph(n) for n in (GRAPH_REFERENCE, GRAPH_CONFLICTS)}
    return {
        graph.value.removeprefix(prefix): graph
        for graph in store.named_graphs()
        if isinstance(graph, ox.NamedNode) and graph.value.startswith(prefix) and graph.value not in common
    }


def record_of(store: ox.Store, identifier: str, graph: ox.NamedNode) -> DocumentRecord:
    """Return the record of a document from what the store holds of it."""
    triples = {quad.triple for quad in store.quads_for_pattern(None, None, None, graph)}
    return DocumentRecord(identifier, digest_of(triples), len(triples), len(facts_in(triples)))


def verify_documents(
    store: ox.Store, manifest: Manifest, identifiers: Identifiers, *, digests: bool
) -> Verification:
    """Compare the store's documents with the manifest.

    Args:
        store: The store as it was found.
        manifest: What should be there.
        identifiers: Names the graphs.
        digests: Whether to compute every document's digest, or only to see that each is there.
    """
    present = stored_documents(store, identifiers)
    settled: dict[str, DocumentRecord | None] = {}
    damage: list[Damage] = []
    lost: list[str] = []
    for identifier, meant in manifest.pending.items():
        found = record_of(store, identifier, present[identifier]) if identifier in present else None
        before = manifest.records.get(identifier)
        if found not in (meant, before):
            damage.append(Damage(identifier, "damaged", _difference(meant, found)))
        elif found != meant:
            lost.append(identifier)
        settled[identifier] = found
    damage.extend(_of_recorded(store, manifest, present, digests))
    damage.extend(
        Damage(identifier, "unrecorded", "it is in the store, the manifest does not know it")
        for identifier in sorted(present.keys() - manifest.records.keys() - manifest.pending.keys())
    )
    return Verification(tuple(damage), settled, tuple(lost))


def is_merged(store: ox.Store) -> bool:
    """Whether the default graph is exactly the merge of the named graphs."""
    return not any(bool(store.query(query)) for query in (_UNMERGED, _UNSTATED))


def _of_recorded(
    store: ox.Store, manifest: Manifest, present: dict[str, ox.NamedNode], digests: bool
) -> Iterator[Damage]:
    for identifier, record in sorted(manifest.records.items()):
        if identifier in manifest.pending:
            continue
        if identifier not in present:
            yield Damage(
                identifier, "missing", f"{record.facts} facts in {record.triples} triples were loaded"
            )
        elif digests:
            found = record_of(store, identifier, present[identifier])
            if found != record:
                yield Damage(identifier, "damaged", _difference(record, found))


def _difference(meant: DocumentRecord | None, found: DocumentRecord | None) -> str:
    def state(record: DocumentRecord | None) -> str:
        return "nothing" if record is None else f"{record.triples} triples with digest {record.digest[:12]}"

    return f"expected {state(meant)}, found {state(found)}"
