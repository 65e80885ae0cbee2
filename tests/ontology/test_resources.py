"""The ontology's files are read on demand, whole, and under any base."""

from __future__ import annotations

import json
import subprocess
import sys

import pyoxigraph as ox
import pytest
from citygraph import ontology
from citygraph.ontology import (
    BASE,
    BrokenResource,
    alignment,
    conflict_rules,
    context,
    derived_rules,
    networks,
    resources,
    schemes,
    shapes,
    topics,
    vocabulary,
)
from citygraph.ontology.resources import example
from pyshacl import validate
from rdflib import Graph
from rdflib.compare import isomorphic

ELSEWHERE = "https://cities.example.org/data/"
NATURAL = b"""{
  "@context": {"@base": "https://w3id.org/citygraph/"},
  "id": "membership/m",
  "type": ["Membership", "org:Membership"],
  "member": "city/1",
  "organization": "network/n",
  "memberRole": "role/member",
  "modality": "Asserted",
  "confidence": "0.83",
  "startDate": "2024-02-01",
  "startPrecision": "Month",
  "derivedFrom": {"id": "article/a", "type": "Article", "textLength": 12, "advertorial": true}
}"""


def triples(data: bytes, media: ox.RdfFormat = ox.RdfFormat.TURTLE) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(data, format=media)}


@pytest.mark.parametrize("read", [vocabulary, shapes, schemes, topics, networks, example])
def test_every_turtle_file_reads_alike_in_rdflib_and_pyoxigraph(read: object) -> None:
    assert callable(read)
    data = read()
    again = Graph().parse(
        data=ox.serialize(ox.parse(data, format=ox.RdfFormat.TURTLE), format=ox.RdfFormat.N_TRIPLES)
    )
    assert isomorphic(Graph().parse(data=data, format="turtle"), again)


@pytest.mark.parametrize("read", [schemes, topics, networks])
def test_instances_move_to_another_base_and_the_vocabulary_stays(read: object) -> None:
    assert callable(read)
    here, there = triples(read()), triples(read(ELSEWHERE))
    assert len(here) == len(there)
    text = "\n".join(str(t) for t in there)
    assert ELSEWHERE in text
    for iri in ("city", "network", "role", "form", "topic"):
        assert f"{BASE}{iri}" not in text
    assert f"{ELSEWHERE}ontology" not in text


def test_importing_the_ontology_reads_no_file_of_its_own() -> None:
    program = (
        "import sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import citygraph.ontology\n"
        "sys.exit([name for name in opened if name.endswith(('.ttl', '.rq', '.json', '.jsonld'))] or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_everything_exported_exists() -> None:
    assert sorted(ontology.__all__) == sorted(set(ontology.__all__))
    assert all(hasattr(ontology, name) for name in ontology.__all__)


def test_a_changed_context_does_not_change_the_next() -> None:
    context()["@context"].clear()
    assert context()["@context"]
    alignment().clear()
    assert alignment()


def test_a_rule_without_titles_is_a_broken_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    resources.derived_rules.cache_clear()
    monkeypatch.setattr(resources, "_read", lambda path: b"# no title\nASK {}")
    with pytest.raises(BrokenResource, match="no title in English and Indonesian"):
        derived_rules()
    monkeypatch.undo()
    resources.derived_rules.cache_clear()


def test_rules_are_the_files_in_their_folders() -> None:
    assert len(derived_rules()) == 4
    assert len(conflict_rules()) == 4
    assert all("CONSTRUCT" in rule.query for rule in derived_rules() + conflict_rules())


def test_the_example_conforms() -> None:
    data = Graph().parse(data=example(), format="turtle")
    for read in (networks, schemes):
        data.parse(data=read(), format="turtle")
    conforms, _, report = validate(data, shacl_graph=Graph().parse(data=shapes(), format="turtle"))
    assert conforms, report


def test_json_ld_made_with_the_context_reads_back_in_rdflib_and_pyoxigraph() -> None:
    graph = Graph().parse(data=example(), format="turtle")
    written = graph.serialize(format="json-ld", context=context()["@context"], auto_compact=False).encode()
    assert b'"modality": "Asserted"' in written
    assert isomorphic(graph, Graph().parse(data=written, format="json-ld"))
    lines = ox.serialize(ox.parse(written, format=ox.RdfFormat.JSON_LD), format=ox.RdfFormat.N_QUADS)
    assert isomorphic(graph, Graph().parse(data=lines, format="nt"))


def test_a_document_that_reads_naturally_means_the_same_to_both() -> None:
    document = json.loads(NATURAL)
    document["@context"] = [context()["@context"], document["@context"]]
    data = json.dumps(document).encode()
    rdf = Graph().parse(data=data, format="json-ld")
    lines = ox.serialize(ox.parse(data, format=ox.RdfFormat.JSON_LD), format=ox.RdfFormat.N_QUADS)
    assert isomorphic(rdf, Graph().parse(data=lines, format="nt"))
    turtle = (
        "@base <https://w3id.org/citygraph/> . @prefix cg: <https://w3id.org/citygraph/ontology#> . "
        "@prefix org: <http://www.w3.org/ns/org#> . @prefix prov: <http://www.w3.org/ns/prov#> . "
        "@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
        "<membership/m> a cg:Membership, org:Membership ; "
        "org:member <city/1> ; org:organization <network/n> ; "
        "org:role <role/member> ; cg:modality cg:Asserted ; cg:confidence 0.83 ; "
        "schema:startDate '2024-02-01'^^xsd:date ; cg:startPrecision cg:Month ; "
        "prov:wasDerivedFrom <article/a> . "
        "<article/a> a schema:NewsArticle ; cg:textLength 12 ; cg:advertorial true ."
    )
    assert isomorphic(rdf, Graph().parse(data=turtle, format="turtle"))
