"""What pairs with what, kind by kind."""

from __future__ import annotations

from typing import Any

import pytest
from citygraph.loaders.evaluation import PlaceNames
from citygraph.loaders.evaluation.rules import Rules
from citygraph.loaders.evaluation.statements import KINDS, Fact, Statements, stated

TEXT = "Forum Kota Hijau berlangsung di Malang."
MEMBER: dict[str, Any] = {"kind": "membership", "member": "Malang, ID", "network": "uclg-aspac"}
EVENT: dict[str, Any] = {"kind": "event", "name": "Forum Kota Hijau", "host": "Malang, ID", "when": "2018-09"}
VISIT: dict[str, Any] = {"kind": "event", "name": "kunjungan delegasi resmi pejabat tinggi"}
PART: dict[str, Any] = {
    "kind": "participation",
    "participant": "Malang, ID",
    "in": "Forum Hijau",
    "role": "host",
}
OFFICE: dict[str, Any] = {
    "kind": "office",
    "person": "Ani Budi Cahya",
    "title": "Wali Kota",
    "of": "Malang, ID",
}
FIGURE: dict[str, Any] = {"kind": "figure", "about": "Forum Hijau", "measure": "guests", "value": 90}
INITIATIVE: dict[str, Any] = {"kind": "initiative", "city": "Malang, ID", "name": "Kampung Warna Warni"}
PARTNERS: dict[str, Any] = {"kind": "partnership", "partners": ["Malang, ID", "Suwon, KR"]}


@pytest.fixture(scope="module")
def places() -> PlaceNames:
    return PlaceNames(towns=())  # no two names of one place


def pair(gold: Fact, predicted: Fact, places: PlaceNames, *, with_gold: Fact | None = None) -> bool:
    """Whether one statement of a document pairs with one of another; the gold may hold a second fact."""
    ours: Statements = stated([gold, *([with_gold] if with_gold else [])], TEXT)
    theirs = stated([predicted], TEXT)
    return Rules(ours, theirs, places).pair(ours.all[0], theirs.all[0])


RIGHT: list[tuple[Fact, dict[str, Any]]] = [
    (MEMBER, {"network": "UCLG ASPAC", "role": "candidate"}),
    (PARTNERS, {"partners": ["Suwon, KR", "Kota Malang, ID"]}),
    (EVENT, {"name": "Forum ke-2 Hijau Dunia", "host": "Seoul, KR"}),
    (EVENT, {"name": "pertemuan", "when": "2018-09-12/2018-09-15"}),
    (VISIT, {"name": "kunjungan delegasi Suwon datang jauh sekali"}),
    (PART, {"in": "Forum Hijau Sedunia"}),
    (OFFICE, {"person": "Ani Budi", "title": "Mayor"}),
    (FIGURE, {"value": "90.0"}),
    (FIGURE | {"value": "hundreds"}, {"value": "hundreds"}),
    (INITIATIVE, {"name": "Kampung Warna"}),
]
WRONG: list[tuple[Fact, dict[str, Any]]] = [
    (MEMBER, {"network": "uclg"}),
    (MEMBER, {"member": "Kabupaten Malang, ID"}),
    (MEMBER, {"member": "Malang"}),
    (MEMBER, {"modality": "denied"}),
    (MEMBER, {"role": "former"}),
    (MEMBER, {"kind": "event"}),
    (PARTNERS, {"partners": ["Malang, ID", "Seoul, KR"]}),
    (PARTNERS, {"stage": "ended"}),
    (EVENT, {"name": "pertemuan", "when": "2019"}),
    (EVENT, {"name": "pertemuan", "host": "Seoul, KR"}),
    (EVENT, {"name": "pertemuan", "when": None}),
    (VISIT, {"name": "delegasi Suwon datang jauh sekali"}),
    (VISIT, {"name": "kunjungan delegasi Suwon datang jauh sekali", "aliases": ["Forum Kota Hijau"]}),
    (PART, {"role": "speaker"}),
    (PART, {"participant": "Suwon, KR"}),
    (OFFICE, {"person": "Ani Dewi"}),
    (OFFICE, {"of": "Suwon, KR"}),
    (FIGURE, {"value": 91}),
    (FIGURE, {"about": "Malang, ID"}),
    (INITIATIVE, {"city": "Suwon, KR"}),
]


@pytest.mark.parametrize(("gold", "change"), RIGHT)
def test_these_pair(gold: Fact, change: dict[str, Any], places: PlaceNames) -> None:
    assert pair(gold, {**gold, **change}, places) and pair(gold, gold, places)


@pytest.mark.parametrize(("gold", "change"), WRONG)
def test_these_do_not(gold: Fact, change: dict[str, Any], places: PlaceNames) -> None:
    assert not pair(gold, {**gold, **change}, places)


def test_planned_pairs_with_asserted_and_ended_with_denied(places: PlaceNames) -> None:
    assert pair(MEMBER, MEMBER | {"modality": "planned"}, places)
    assert pair(MEMBER | {"role": "former"}, MEMBER | {"modality": "denied"}, places)


def test_an_alias_stands_for_its_name_wherever_it_is_used(places: PlaceNames) -> None:
    event = {"kind": "event", "name": "Forum Hijau", "aliases": ["Green Summit"]}
    there = PART | {"in": "Green Summit"}
    assert not pair(PART, there, places)
    assert pair(PART, there, places, with_gold=event)
    assert pair(FIGURE, FIGURE | {"about": "Green Summit"}, places, with_gold=event)


def test_every_kind_pairs_with_itself_with_nothing_but_what_it_needs(places: PlaceNames) -> None:
    facts = [
        MEMBER,
        PARTNERS,
        VISIT,
        PART,
        {"kind": "programme", "name": "Pertukaran"},
        INITIATIVE,
        OFFICE,
        FIGURE,
    ]
    assert [fact["kind"] for fact in facts] == list(KINDS)
    assert all(pair(fact, fact, places) for fact in facts)
    assert not any(pair(fact, {"kind": fact["kind"], "partners": [None, None]}, places) for fact in facts)


def test_a_partnership_of_three_is_three_pairs() -> None:
    found = stated([PARTNERS | {"partners": ["A, ID", "B, ID", "C, ID"]}], TEXT).all
    assert [one.pair for one in found] == [("A, ID", "B, ID"), ("A, ID", "C, ID"), ("B, ID", "C, ID")]
