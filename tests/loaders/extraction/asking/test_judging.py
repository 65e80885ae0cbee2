"""What is kept of a model's facts."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from citygraph.loaders.extraction.asking.grounding import Grounding
from citygraph.loaders.extraction.asking.judging import Judge, Judged, Statement
from citygraph.loaders.extraction.asking.passages import Passages
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister

TEXT = (
    "Wali Kota Bandung Ridwan Sentosa membuka Forum Kota Sungai di Bandung, 3 Juli 2019. "
    "Surakarta dan Hamamatsu ikut; Forum Sungai itu dihadiri 40 utusan. Bandung anggota Citynet."
)
Said = Callable[..., Judged]


@pytest.fixture
def said(gazetteer: Gazetteer, networks: NetworkRegister) -> Said:
    """Judges facts about the text."""

    def judged(*facts: Any) -> Judged:
        article = {"id": "a", "sha256": "0" * 64, "length": len(TEXT)}
        judge = Judge(article, Passages(TEXT), Grounding(gazetteer, networks), "m")
        return judge.judged([Statement(each, (0, len(TEXT))) for each in facts])

    return judged


def event(**changes: Any) -> dict[str, Any]:
    """Return an event of the text."""
    told = {"kind": "event", "evidence": "membuka Forum Kota Sungai di Bandung", "name": "Forum Kota Sungai"}
    return told | {"aliases": ["Forum Sungai"], "host": "Bandung, ID", "when": "2019-07-03"} | changes


def joining(**changes: Any) -> dict[str, Any]:
    """Return a participation of the text."""
    told = {
        "kind": "participation",
        "evidence": ["Surakarta dan Hamamatsu ikut"],
        "participant": "Surakarta, ID",
    }
    return told | {"in": "forum sungai"} | changes


def member(**changes: Any) -> dict[str, Any]:
    """Return a membership of the text."""
    told = {"kind": "membership", "evidence": "Bandung anggota Citynet", "member": "Bandung, ID"}
    return told | {"network": "citynet"} | changes


def codes(judged: Judged) -> list[str]:
    """Return why facts were dropped."""
    return [each.code for each in judged.dropped]


def test_facts_that_are_taken(said: Said) -> None:
    judged = said(event(confidence=Decimal("0.55")), joining(role=None, topics=[], person=" "))
    assert (judged.dropped, judged.unresolved) == ((), ())
    first, second = judged.drafts
    assert first.values == {
        "name": "Forum Kota Sungai",
        "aliases": ["Forum Sungai"],
        "when": "2019-07-03",
        "host": "Bandung, ID",
    }
    assert (first.rule, first.confidence, first.modality) == ("model.event", 0.55, "asserted")
    assert TEXT[slice(*first.evidence[0])] == "membuka Forum Kota Sungai di Bandung"
    assert second.values == {"participant": "Surakarta, ID", "in": "Forum Sungai"}
    assert second.confidence == 0.5


@pytest.mark.parametrize(
    ("own", "taken"),
    [(1, 0.6), (Decimal("0.61"), 0.6), (95, 0.6), (0.45, 0.45), (-3, 0), (None, 0.5), ("sure", 0.5), (True, 0.5)],
)  # fmt: skip
def test_confidence_is_clipped(said: Said, own: object, taken: float) -> None:
    assert said(member(confidence=own)).drafts[0].confidence == taken


@pytest.mark.parametrize(
    "evidence",
    [
        None, "", [], "Bandung keluar dari Citynet", ["Bandung anggota Citynet", "dan bahagia"], {"start": 0, "end": 9},
        [{"start": 0, "end": 9}], 3, [["Bandung anggota Citynet"]], ["Bandung anggota Citynet"] * 30, "ang",
    ],
)  # fmt: skip
def test_facts_without_a_passage_of_the_text(said: Said, evidence: object) -> None:
    judged = said(member(evidence=evidence))
    assert (judged.drafts, codes(judged)) == ((), ["not-in-text"])


@pytest.mark.parametrize(
    "fact", [None, 3, "x", [], {}, {"kind": "rumour"}, {"kind": ["event"]}, {"kind": None}]
)
def test_what_is_no_fact(said: Said, fact: object) -> None:
    assert codes(said(fact)) == ["wrong-type"]


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        (member(since="last year"), "bad-date"),
        (member(mood="good"), "unknown-field"),
        (member(modality="maybe"), "unknown-value"),
        (member(member=None), "missing-field"),
        (member(member=5), "wrong-type"),
        (member(member="Bandung, XX"), "bad-country"),
        (member(since="2019", until="2018"), "end-before-start"),
        (event(host="Bandung"), "no-country"),
        (event(name="x" * 400), "too-long"),
        ({**member(), "kind": "partnership", "partners": ["Bandung, ID"]}, "unknown-field"),
        (
            {
                "kind": "partnership",
                "evidence": "Surakarta dan Hamamatsu ikut",
                "partners": ["Surakarta, ID"],
            },
            "too-few-partners",
        ),
        (
            {
                "kind": "partnership",
                "evidence": "Surakarta dan Hamamatsu",
                "partners": ["Kota Solo, ID", "Surakarta, ID"],
            },
            "too-few-partners",
        ),
    ],
)
def test_facts_that_are_invalid(said: Said, fact: object, code: str) -> None:
    judged = said(fact)
    assert (judged.drafts, codes(judged)) == ((), [code])


@pytest.mark.parametrize(
    "city", ["Atlantia, ID", "Springfield, US", "Gyeonggi Province, KR", "Bandung", "Kota Bandung"]
)
def test_cities_that_are_not_known_go_to_the_queue(said: Said, city: str) -> None:
    judged = said(member(member=city))
    assert (judged.drafts, codes(judged)) == ((), ["unresolved"])
    [left] = judged.unresolved
    assert left.name == city
    assert TEXT[left.start : left.end] == "Bandung anggota Citynet"
    assert left.reasons[-1] == "named by the engine"
    assert bool(left.candidates) == (city not in ("Atlantia, ID", "Gyeonggi Province, KR"))


def test_one_open_city_keeps_a_whole_partnership_out(said: Said) -> None:
    partners = ["Surakarta, ID", "Atlantia, ID", "Atlantia, ID 2"]
    judged = said({"kind": "partnership", "evidence": "Surakarta dan Hamamatsu ikut", "partners": partners})
    assert judged.drafts == ()
    assert [each.name for each in judged.unresolved] == ["Atlantia, ID"]


def test_an_id_that_a_model_recalls_proves_nothing(said: Said) -> None:
    judged = said(member(member={"name": "Bandung", "country": "ID", "geonames": 1}))
    assert judged.drafts[0].values["member"] == "Bandung, ID"


def test_cities_are_written_as_the_rules_write_them(said: Said) -> None:
    assert (
        said(joining(participant="Kota Solo, ID"), event()).drafts[0].values["participant"] == "Surakarta, ID"
    )


@pytest.mark.parametrize("network", ["citynet", "CITYNET", "CityNet"])
def test_networks_by_any_name(said: Said, network: str) -> None:
    assert said(member(network=network)).drafts[0].values["network"] == "citynet"


def test_a_network_that_the_register_has_not(said: Said) -> None:
    assert said(member(network="Jaringan Kota Sungai")).drafts[0].values["network"] == "jaringan-kota-sungai"


def test_references(said: Said) -> None:
    assert codes(said(joining())) == ["unknown-name"]
    assert codes(said(joining(**{"in": "forum"}))) == ["unknown-name"]
    assert said(joining(**{"in": "CITYNET"})).drafts[0].values["in"] == "citynet"
    lost = said(event(host="Atlantia, ID"), joining(**{"in": "Forum Kota Sungai"}))
    assert codes(lost) == ["unresolved", "unknown-name"]


def test_what_the_text_does_not_name_is_doubted(said: Said) -> None:
    office = {"kind": "office", "evidence": "Wali Kota Bandung", "title": "Wali Kota", "of": "Bandung, ID"}
    known, unknown = said(office | {"person": "Ridwan Sentosa"}, office | {"person": "Budi Karya"}).drafts
    assert (known.confidence, unknown.confidence) == (0.5, 0.3)
    assert "the text does not write Budi Karya" in unknown.because
    [elsewhere] = said(member(member="Paris, FR")).drafts
    assert elsewhere.confidence == 0.3


def test_what_is_not_the_models_to_say_is_left_out(said: Said) -> None:
    [draft] = said(
        member(id="x", review="accepted", rule="id.membership", resolution="so", said_by="me")
    ).drafts
    assert draft.values == {"member": "Bandung, ID", "network": "citynet"}
    assert draft.rule == "model.membership"


def test_a_body_that_is_no_city(said: Said) -> None:
    [draft] = said(member(member="Kementerian Sungai", confidence=0.4)).drafts
    assert draft.values["member"] == "Kementerian Sungai"


def test_a_figure_about_the_event(said: Said) -> None:
    told = {
        "kind": "figure",
        "evidence": "dihadiri 40 utusan",
        "about": "Forum Sungai",
        "measure": "delegates",
        "value": 40,
    }
    judged = said(event(), told)
    assert judged.drafts[1].values == {"about": "Forum Sungai", "measure": "delegates", "value": 40}
