"""Every shape accepts its valid example and refuses each invalid one, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from citygraph.ontology import CG, DCTERMS, RDFS, SH, shapes, vocabulary
from pyshacl import validate
from rdflib import OWL, RDF, Graph, Literal, Namespace, URIRef

EXAMPLES = Path(__file__).parent / "examples"
SHAPES = "https://w3id.org/citygraph/shapes#"
sh = Namespace(SH)
rdfs = Namespace(RDFS)


@dataclass(frozen=True)
class Result:
    shape: str
    severity: str
    languages: frozenset[str]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(data=shapes(), format="turtle")


def reporting(graph: Graph) -> set[str]:
    """The shapes that can appear in a report, which are those with a message."""
    return {str(shape).removeprefix(SHAPES) for shape in graph.subjects(sh.message, None)}


def readable(path: Path) -> Graph:
    """The example as a gate must hand it to pySHACL, which cannot compare ill-typed literals: as strings."""
    data = Graph().parse(path)
    for s, p, o in list(data):
        if isinstance(o, Literal) and o.ill_typed:
            data.remove((s, p, o))
            data.add((s, p, Literal(str(o))))
    return data


def results(path: Path, graph: Graph) -> list[Result]:
    _, report, _ = validate(readable(path), shacl_graph=graph)
    found = []
    for result in report.objects(None, sh.result):
        messages = report.objects(result, sh.resultMessage)
        found.append(
            Result(
                shape=str(report.value(result, sh.sourceShape)).removeprefix(SHAPES),
                severity=str(report.value(result, sh.resultSeverity)).removeprefix(SH),
                languages=frozenset(m.language or "" for m in messages if isinstance(m, Literal)),
            )
        )
    return found


def test_the_shapes_are_valid_shacl(graph: Graph) -> None:
    conforms, _, text = validate(Graph(), shacl_graph=graph, meta_shacl=True)
    assert conforms, text


def test_every_shape_has_a_valid_and_an_invalid_example(graph: Graph) -> None:
    assert {folder.name for folder in EXAMPLES.iterdir()} == reporting(graph)
    for folder in EXAMPLES.iterdir():
        names = {path.name for path in folder.iterdir()}
        assert "valid.ttl" in names and any(name.startswith("invalid") for name in names), folder.name


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("valid.ttl")), ids=lambda path: path.parent.name)
def test_a_valid_example_gives_no_result(graph: Graph, path: Path) -> None:
    assert results(path, graph) == []


@pytest.mark.parametrize(
    "path", sorted(EXAMPLES.rglob("invalid*.ttl")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_an_invalid_example_is_reported_by_its_shape_in_both_languages(graph: Graph, path: Path) -> None:
    name = path.parent.name
    severity = graph.value(URIRef(SHAPES + name), sh.severity) or sh.Violation
    found = [result for result in results(path, graph) if result.shape == name]
    assert found, f"no result from {name}"
    assert {result.severity for result in found} == {str(severity).removeprefix(SH)}
    assert {result.languages for result in found} == {frozenset({"en", "id"})}


def test_every_shape_has_an_iri_and_a_label_in_both_languages(graph: Graph) -> None:
    kinds = set(graph.subjects(RDF.type, sh.NodeShape)) | set(graph.subjects(RDF.type, sh.PropertyShape))
    assert len(kinds) > 90
    for shape in kinds:
        assert isinstance(shape, URIRef) and shape.startswith(SHAPES)
        assert {m.language for m in graph.objects(shape, rdfs.label) if isinstance(m, Literal)} == {
            "en",
            "id",
        }, shape
    for shape in graph.subjects(URIRef(DCTERMS + "isPartOf"), None):
        assert (graph.value(shape, URIRef(DCTERMS + "isPartOf")), RDF.type, sh.NodeShape) in graph


def test_every_class_has_a_node_shape(graph: Graph) -> None:
    words = Graph().parse(data=vocabulary(), format="turtle")
    targeted = set(graph.objects(None, sh.targetClass))
    fact = URIRef(CG + "Fact")  # its sub-classes are targeted, so that no data graph needs the vocabulary
    wanted = set(words.subjects(RDF.type, OWL.Class)) - {fact}
    assert wanted <= targeted
    assert set(words.subjects(rdfs.subClassOf, fact)) <= set(
        graph.objects(URIRef(SHAPES + "Fact"), sh.targetClass)
    )


def test_the_shapes_need_no_sparql_and_no_base(graph: Graph) -> None:
    assert not set(graph.objects(None, sh.sparql))
    instances = [str(o) for o in graph.objects() if str(o).startswith("https://w3id.org/citygraph/")]
    assert all(o.startswith((CG, SHAPES)) or o == SHAPES.rstrip("#") for o in instances)


def test_every_pattern_is_anchored_and_has_a_length_limit_beside_it(graph: Graph) -> None:
    for shape, pattern in graph.subject_objects(sh.pattern):
        assert re.fullmatch(r"\^.*\$", str(pattern), re.DOTALL), shape
        assert graph.value(shape, sh.maxLength) is not None, shape


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["a" * 200_000 + "\u200b", "é\u200c" * 100_000 + "\u200b", "a-" * 100_000 + "!\u200b"]
)
def test_a_crafted_text_does_not_stall_a_pattern(graph: Graph, text: str) -> None:
    assert [pattern for pattern in graph.objects(None, sh.pattern) if re.search(str(pattern), text)] == []
