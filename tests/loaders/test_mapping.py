"""Mapping: which statements are of one thing, across articles and languages, and which are kept apart."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph
from citygraph.loaders.facts import DocumentRefused, parse_document
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.mapping import Mapped, Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology import BASE, CG, DCTERMS, RDF, Identifiers


@pytest.fixture(scope="module")
def mapping(gazetteer: Gazetteer) -> Mapping:
    return Mapping(gazetteer, NetworkRegister.open(), Identifiers())


def mapped(mapping: Mapping, *facts: str) -> Mapped:
    lines = "".join(f"- {{{fact}, evidence: a passage}}\n" for fact in facts)
    return mapping.map(parse_document(f"article: {{id: example}}\nfacts:\n{lines}", syntax="yaml"))


def subjects(done: Mapped, kind: str) -> list[str]:
    """Return the names behind the base of everything of a class, sorted."""
    return sorted(
        triple.subject.value.removeprefix(BASE)
        for triple in done.source.triples
        if isinstance(triple.subject, ox.NamedNode)
        and triple.predicate.value == RDF + "type"
        and triple.object == ox.NamedNode(CG + kind)
    )


def event(mapping: Mapping, name: str, form: str, organiser: str, more: str = "") -> str:
    (found,) = subjects(
        mapped(mapping, f"kind: event, name: {name!r}, form: {form}, organiser: [{organiser}]{more}"), "Event"
    )
    return found


def objects(done: Mapped, subject: str, predicate: str) -> Sequence[str]:
    return sorted(
        triple.object.value
        for triple in done.source.triples
        if triple.subject == ox.NamedNode(BASE + subject)
        and triple.predicate.value == predicate
        and isinstance(triple.object, (ox.NamedNode, ox.Literal))
    )


class TestOneEvent:
    @pytest.mark.parametrize(
        "name",
        [
            "Kongres ke-7 UCLG ASPAC",
            "7th UCLG ASPAC CONGRESS",
            "Kongres VII UCLG ASPAC",
            "Kongres UCLG ASPAC ke-7",
        ],
    )
    def test_a_congress_is_one_in_every_language(self, mapping: Mapping, name: str) -> None:
        assert event(mapping, name, "congress", "uclg-aspac") == "event/uclg-aspac-congress-7"

    @pytest.mark.parametrize(
        "name",
        [
            "Rapat Kerja Nasional (Rakernas) XIV Asosiasi Pemerintah Kota Seluruh Indonesia",
            "Rapat Kerja Nasional Asosiasi Pemerintah Kota Seluruh Indonesia (Apeksi) XIV",
            "rakernas APEKSI yang ke-14",
        ],
    )
    def test_a_named_series_of_meetings_is_one_by_its_ordinal(self, mapping: Mapping, name: str) -> None:
        assert event(mapping, name, "meeting", "apeksi") == "event/apeksi-rakernas-14"

    @pytest.mark.parametrize(
        ("name", "form", "expected"),
        [
            ("UCLG Congress 2019", "congress", "event/uclg-congress-2019"),
            ("Kongres V UCLG", "congress", "event/uclg-congress-5"),
            ("UCLG Congress 2019 in the 21st century", "congress", "event/uclg-congress-2019"),
        ],
    )
    def test_a_series_is_told_by_ordinal_or_year(
        self, mapping: Mapping, name: str, form: str, expected: str
    ) -> None:
        assert event(mapping, name, form, "uclg") == expected

    def test_a_gathering_of_no_series_is_one_by_name_host_and_day(self, mapping: Mapping) -> None:
        more = ", host: 'Malang, ID', when: 2019-03-01/2019-03-02"
        assert event(mapping, "Forum Kota Hijau", "forum", "apeksi", more) == (
            "event/forum-kota-hijau-1636722-2019-03-01"
        )


class TestDifferentEvents:
    @pytest.mark.parametrize("form", ["meeting", "congress", "conference"])
    def test_the_number_of_a_region_is_no_edition(self, mapping: Mapping, form: str) -> None:
        first = event(mapping, "Rapat Kerja Komwil IV Apeksi 2019", form, "apeksi", ", host: 'Malang, ID'")
        second = event(mapping, "Rapat Kerja Komwil IV Apeksi 2020", form, "apeksi", ", host: 'Bandung, ID'")
        third = event(mapping, "Rapat Kerja Komwil III Apeksi 2019", form, "apeksi")
        assert len({first, second, third}) == 3

    @pytest.mark.parametrize(
        "name",
        [
            "I Love Jakarta",
            "Kongres di Zona V",
            "Congress for the 10th anniversary",
            "Kota abad ke-21",
            "Kongres 7",
            "Congress Vienna",
            "Forum Indonesia",
            "Kongres XIIIX",
        ],
    )
    def test_a_numeral_that_counts_something_else_is_no_edition(self, mapping: Mapping, name: str) -> None:
        assert not event(mapping, name, "congress", "uclg").startswith("event/uclg-congress")

    @pytest.mark.parametrize(
        "form", ["meeting", "visit", "training", "signing", "conference", "festival", "forum"]
    )
    def test_a_year_alone_is_no_identity_where_a_network_holds_several_a_year(
        self, mapping: Mapping, form: str
    ) -> None:
        bureau = f"kind: event, name: UCLG ASPAC Executive Bureau Meeting 2018, form: {form}, organiser: uclg-aspac"
        council = f"kind: event, name: UCLG ASPAC Council Meeting 2018, form: {form}, organiser: uclg-aspac"
        assert len(subjects(mapped(mapping, bureau, council), "Event")) == 2

    def test_a_gathering_about_a_meeting_is_not_that_meeting(self, mapping: Mapping) -> None:
        assert event(mapping, "Rakernas XIV Apeksi", "meeting", "apeksi") != event(
            mapping, "rapat persiapan Rakernas XIV Apeksi", "meeting", "apeksi"
        )

    def test_a_part_of_a_congress_is_not_the_congress(self, mapping: Mapping) -> None:
        done = mapped(
            mapping,
            "kind: event, name: 7th UCLG ASPAC Congress, form: congress, organiser: uclg-aspac",
            "kind: event, name: Opening of the 7th Congress, form: congress, organiser: uclg-aspac,"
            " part_of: 7th UCLG ASPAC Congress",
        )
        assert subjects(done, "Event") == ["event/opening-of-the-7th-congress", "event/uclg-aspac-congress-7"]

    def test_names_with_two_ordinals_or_another_year_leave_the_edition_open(self, mapping: Mapping) -> None:
        assert "congress-" not in event(mapping, "5th Council and 7th Congress", "congress", "uclg")
        assert (
            event(mapping, "Congress on the 2030 Agenda", "congress", "uclg", ", when: 2019")
            == "event/congress-on-the-2030-agenda-2019-01-01"
        )


class TestNamesInOneDocument:
    MALANG = "kind: initiative, city: 'Malang, ID', name: Bank Sampah"
    BANDUNG = "kind: initiative, city: 'Bandung, ID', name: Bank Sampah"

    def test_two_cities_may_have_an_initiative_of_one_name(self, mapping: Mapping) -> None:
        done = mapped(mapping, self.MALANG, self.BANDUNG)
        found = subjects(done, "Initiative")
        assert found == ["initiative/1636722-bank-sampah", "initiative/1650357-bank-sampah"]
        assert [objects(done, name, CG + "ledBy") for name in found] == [
            [f"{BASE}city/1636722"],
            [f"{BASE}city/1650357"],
        ]

    def test_an_initiative_may_have_an_events_name(self, mapping: Mapping) -> None:
        done = mapped(mapping, "kind: event, name: Bank Sampah", self.MALANG)
        assert subjects(done, "Event") == ["event/bank-sampah"]
        assert subjects(done, "Initiative") == ["initiative/1636722-bank-sampah"]

    @pytest.mark.parametrize(
        ("things", "reference", "field"),
        [
            ((MALANG, BANDUNG), "kind: figure, about: Bank Sampah, measure: members, value: 9", "about"),
            (
                (MALANG + ", aliases: [BSM]", BANDUNG + ", aliases: [BSM]"),
                "kind: figure, about: BSM, measure: members, value: 9",
                "about",
            ),
            (
                ("kind: event, name: Bank Sampah", MALANG),
                "kind: participation, participant: 'Batu, ID', in: Bank Sampah",
                "in",
            ),
            (
                ("kind: programme, name: Bank Sampah", MALANG),
                "kind: partnership, partners: ['Batu, ID', 'Malang, ID'], within: Bank Sampah",
                "within",
            ),
            (
                ("kind: event, name: Bank Sampah", MALANG),
                "kind: event, name: A panel, part_of: Bank Sampah",
                "part_of",
            ),
        ],
    )
    def test_a_reference_that_may_mean_two_things_is_refused(
        self, mapping: Mapping, things: tuple[str, str], reference: str, field: str
    ) -> None:
        with pytest.raises(DocumentRefused) as caught:
            mapped(mapping, *things, reference)
        assert [problem.code for problem in caught.value.problems] == ["ambiguous-reference"]
        assert "fact 1 in line 3 and fact 2 in line 4" in str(caught.value)
        assert caught.value.problems[0].place.field == field

    def test_a_name_of_its_own_tells_one_of_two_things(self, mapping: Mapping) -> None:
        done = mapped(
            mapping,
            self.MALANG + ", aliases: [BSM]",
            self.BANDUNG,
            "kind: figure, about: BSM, measure: members, value: 9",
        )
        (figure,) = subjects(done, "Figure")
        assert objects(done, figure, CG + "about") == [f"{BASE}initiative/1636722-bank-sampah"]


class TestOneFact:
    def test_figures_of_one_measure_in_two_units_are_two(self, mapping: Mapping) -> None:
        figure = "kind: figure, about: apeksi, measure: reach, value: 3"
        assert (
            len(
                subjects(
                    mapped(mapping, figure, figure + ", unit: kota", figure + ", unit: provinsi"), "Figure"
                )
            )
            == 3
        )

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (
                "kind: office, person: Sutiaji, title: Wali Kota, of: 'Malang, ID', when: 2010/2015",
                "kind: office, person: Sutiaji, title: Wali Kota, of: 'Malang, ID', when: 2018/2023",
            ),
            (
                "kind: membership, member: 'Malang, ID', network: apeksi, modality: ended, until: 2005",
                "kind: membership, member: 'Malang, ID', network: apeksi, since: 2010",
            ),
            (
                "kind: partnership, partners: ['Malang, ID', 'Batu, ID'], form: memorandum, since: 2010",
                "kind: partnership, partners: ['Batu, ID', 'Malang, ID'], form: memorandum, since: 2020",
            ),
        ],
    )
    def test_dates_and_modality_make_no_second_fact_and_the_refusal_says_so(
        self, mapping: Mapping, first: str, second: str
    ) -> None:
        with pytest.raises(DocumentRefused, match="dates, stage and modality do not make two") as caught:
            mapped(mapping, first, second)
        assert [problem.code for problem in caught.value.problems] == ["duplicate-fact"]

    def test_the_id_of_a_fact_is_its_identifier(self, mapping: Mapping) -> None:
        done = mapped(mapping, "kind: membership, member: 'Malang, ID', network: apeksi, id: m-1")
        (membership,) = subjects(done, "Membership")
        assert objects(done, membership, DCTERMS + "identifier") == ["m-1"]
        with CityGraph.open() as graph:
            assert graph.add(done.source).change == "added"


@pytest.mark.parametrize(
    "fact",
    [
        "kind: event, name: A congress, rule: " + "a" * 200,
        "kind: figure, about: apeksi, measure: "
        + "m" * 300
        + ", value: "
        + "v" * 200
        + ", unit: "
        + "u" * 100,
    ],
)
def test_what_the_reader_takes_the_gate_takes(mapping: Mapping, fact: str) -> None:
    with CityGraph.open() as graph:
        assert graph.add(mapped(mapping, fact).source).change == "added"
