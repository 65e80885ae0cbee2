"""The SHACL gate: what a document must be before the graph takes it.

pySHACL spends most of its time once for each shape, so documents are validated many at a time: their own nodes
are renamed apart, so that two documents that speak of the same fact are still judged one by one, and all of them
lie in one data graph beside the descriptions of what they name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

import pyoxigraph as ox
import rdflib
from citygraph.ontology import CG, RDF, RDFS, SH
from pyshacl.graph_abstraction import DataGraph
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib.term import Identifier, Node

from .document import SourceDocument, subjects_of
from .findings import Finding
from .rdflib_terms import to_rdflib_term, to_rdflib_triple

__all__ = ["Gate"]

_SH = rdflib.Namespace(SH)
_SEVERITY: dict[Node, str] = {_SH.Violation: "violation", _SH.Warning: "warning", _SH.Info: "info"}
_RANK = {"violation": 0, "warning": 1, "info": 2}
_NEEDED = frozenset(ox.NamedNode(iri) for iri in (RDF + "type", RDFS + "label", CG + "country", CG + "level"))
"""What the validity of a document depends on in the description of a government that it names."""

_MOST_DESCRIBED = 500_000

_APART = "~apart~"


class Gate:
    """Validates documents against shapes that are parsed once.

    Args:
        shapes: The SHACL shapes, as Turtle.
        register: What every document may refer to besides what it describes itself: schemes, topics, networks.
    """

    def __init__(self, shapes: bytes, register: Iterable[ox.Triple] = ()) -> None:
        graph = rdflib.Graph().parse(data=shapes, format="turtle")
        self._shapes = ShapesGraph(graph)
        self._described: set[ox.Triple] = set()
        self._register = [to_rdflib_triple(t) for t in register]

    def check(self, documents: Sequence[SourceDocument]) -> list[tuple[Finding, ...]]:
        """Return what the shapes find about each document, in the documents' order, violations first."""
        data = rdflib.Graph(bind_namespaces="none")
        naming: dict[str, list[int]] = defaultdict(list)
        mentioned: set[Identifier] = set()
        for index, document in enumerate(documents):
            own = {t.subject for t in document.triples}
            for t in document.triples:
                mentioned.add(triple_object := _apart(t.object, own, index))
                data.add((_apart(t.subject, own, index), to_rdflib_term(t.predicate), triple_object))
            for subject in subjects_of(document.reference):
                naming[subject.value].append(index)
        described = {t for document in documents for t in document.reference}
        for t in described:
            if t.predicate in _NEEDED or t not in self._described:
                data.add(to_rdflib_triple(t))
        # Of the register, only what is mentioned: its own validity is not the documents' affair.
        for s, p, o in self._register:
            if s in mentioned:
                data.add((s, p, o))
        found: list[set[Finding]] = [set() for _ in documents]
        for result in self._run(data):
            focus, _, apart = result.focus.partition(_APART)
            for index in [int(apart)] if apart else naming.get(focus, ()):
                found[index].add(replace(result, focus=focus, place=documents[index].places.get(focus)))
        if not any(any(finding.is_violation for finding in each) for each in found):
            self._remember(described)
        return [tuple(sorted(each, key=_order)) for each in found]

    def _remember(self, described: set[ox.Triple]) -> None:
        """Keep in mind which descriptions have passed: another document that names the same city need not wait."""
        if len(self._described) > _MOST_DESCRIBED:
            self._described.clear()
        self._described |= described

    def _run(self, data: rdflib.Graph) -> list[Finding]:
        validator = Validator(
            DataGraph.from_rdflib_graph(data), shacl_graph=rdflib.Graph(), options={"inplace": True}
        )
        validator.shacl_graph = self._shapes
        run: Callable[[], tuple[bool, rdflib.Graph, str]] = validator.run
        _conforms, report, _text = run()
        return [_finding(report, node) for node in report.objects(None, _SH.result)]


def _apart(term: object, own: Collection[object], index: int) -> Identifier:
    if term in own and isinstance(term, ox.NamedNode):
        return rdflib.URIRef(f"{term.value}{_APART}{index}")
    return to_rdflib_term(term)


def _finding(report: rdflib.Graph, result: Node) -> Finding:
    def text(predicate: rdflib.URIRef) -> str | None:
        value = report.value(result, predicate)
        return None if value is None else str(value).partition(_APART)[0]

    messages = {
        (m.language or "en"): str(m)
        for m in report.objects(result, _SH.resultMessage)
        if isinstance(m, rdflib.Literal)
    }
    shape = report.value(result, _SH.sourceShape)
    return Finding(
        severity=_SEVERITY.get(report.value(result, _SH.resultSeverity) or _SH.Violation, "violation"),
        shape=str(shape).replace("/", "#").rpartition("#")[2],
        focus=str(report.value(result, _SH.focusNode)),
        path=text(_SH.resultPath)
        if isinstance(report.value(result, _SH.resultPath), rdflib.URIRef)
        else None,
        value=text(_SH.value),
        messages=tuple(sorted(messages.items())),
    )


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    line = finding.place.line if finding.place is not None and finding.place.line is not None else 0
    return _RANK[finding.severity], line, finding.focus, finding.shape, finding.value or ""
