"""The gate finds what is wrong with each document, alone or among many."""

from __future__ import annotations

import pytest
from citygraph.graph import Finding, Register
from citygraph.graph.gate import Gate
from citygraph.ontology import Identifiers

from .conftest import city, document, membership

MALANG = city("1", "Malang")


@pytest.fixture(scope="module")
def gate() -> Gate:
    shipped = Register.shipped(Identifiers())
    return Gate(shipped.shapes, shipped.triples)


def violations(findings: tuple[Finding, ...]) -> set[str]:
    return {f.shape for f in findings if f.is_violation}


def test_each_document_of_a_batch_gets_its_own_findings(gate: Gate) -> None:
    good = document("good", membership("good", "1", "apeksi"), cities=(MALANG,))
    wrong = document("wrong", membership("wrong", "1", "apeksi", modality="Perhaps"), cities=(MALANG,))
    dated = document(
        "dated",
        membership("dated", "1", "apeksi", more='schema:startDate "2021-02-30"^^xsd:date'),
        cities=(MALANG,),
    )
    found = gate.check([good, wrong, dated, good])
    assert [violations(f) for f in found] == [set(), {"FactModality"}, {"Start"}, set()]
    for alone, together in zip([good, wrong, dated], found, strict=False):
        assert gate.check([alone])[0] == together


def test_what_is_wrong_with_a_city_is_found_for_every_document_that_names_it(gate: Gate) -> None:
    nowhere = city("1", "Malang").replace('cg:country "ID" ;', "")
    naming = [document(n, membership(n, "1", "apeksi"), cities=(nowhere,)) for n in ("a", "b")]
    other = document("c", membership("c", "2", "apeksi"), cities=(city("2", "Makassar"),))
    found = gate.check([*naming, other])
    assert [bool(violations(f)) for f in found] == [True, True, False]


def test_a_finding_reads_as_one_line_with_shape_place_and_value(gate: Gate) -> None:
    wrong = document("wrong", membership("wrong", "1", "apeksi", modality="Perhaps"), cities=(MALANG,))
    (finding,) = [f for f in gate.check([wrong])[0] if f.is_violation]
    assert str(finding).startswith("line 3: fact 1: violation: FactModality: ")
    assert "Perhaps" in str(finding)
    assert "apart" not in str(finding)
    assert dict(finding.messages).keys() == {"en", "id"}


def test_no_documents_have_no_findings(gate: Gate) -> None:
    assert gate.check([]) == []
