"""The rules derive the edges and find the conflicts that they promise, and no others."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.ontology import BASE, CG, PREFIXES, conflict_rules, derived_rules

TURTLE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
ARTICLE = "<article/{id}> schema:datePublished '{published}'^^xsd:date .\n"


def stated(identifier: str, *facts: str, published: str = "2020-01-01") -> str:
    """One document's facts in short: unless they say otherwise, they are asserted and accepted."""
    lines = [ARTICLE.format(id=identifier, published=published)]
    for fact in facts:
        modality = "" if "cg:modality" in fact else " ; cg:modality cg:Asserted"
        review = "" if "cg:reviewStatus" in fact else " ; cg:reviewStatus cg:Accepted"
        lines.append(f"{fact}{modality}{review} ; prov:wasDerivedFrom <article/{identifier}> .\n")
    return "".join(lines)


def derived(document: str, base: str = BASE) -> set[tuple[str, str, str]]:
    store = ox.Store()
    store.load(f"@base <{base}> .\n{TURTLE}{document}".encode(), ox.RdfFormat.TURTLE)
    edges = set()
    for rule in derived_rules():
        triples = store.query(rule.query)
        assert isinstance(triples, ox.QueryTriples)
        edges |= {(local(t.subject, base), local(t.predicate, CG), local(t.object, base)) for t in triples}
    return edges


def local(term: object, base: str) -> str:
    value = term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
    return value.removeprefix(CG).removeprefix(base)


class Conflicts:
    """The conflicts that the rules find between documents, by IRI."""

    def __init__(self, *documents: str, reference: str = "", base: str = BASE) -> None:
        store = ox.Store()
        for number, document in enumerate(documents, start=1):
            self._load(store, document, f"{base}graph/d{number}", base)
        self._load(store, reference, f"{base}graph/reference", base)
        self.found: dict[str, dict[str, set[str]]] = {}
        for rule in conflict_rules():
            triples = store.query(rule.query)
            assert isinstance(triples, ox.QueryTriples)
            for t in triples:
                about = self.found.setdefault(local(t.subject, base), {})
                about.setdefault(local(t.predicate, CG), set()).add(local(t.object, base))

    @staticmethod
    def _load(store: ox.Store, text: str, graph: str, base: str) -> None:
        turtle = f"@base <{base}> .\n{TURTLE}{text}".encode()
        store.load(turtle, ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))

    @property
    def only(self) -> dict[str, set[str]]:
        assert len(self.found) == 1, self.found
        return next(iter(self.found.values()))


MEMBER = (
    "<membership/m> a cg:Membership ; org:member <city/1> ; org:organization <network/n>"
    " ; org:role <role/member>"
)
PARTNERS = "<partnership/p> a cg:Partnership ; cg:partner <city/1>, <city/2>"
EVENT = "<event/e> a cg:Event ; cg:host <city/1>"
TAKES_PART = "<participation/t> a cg:Participation ; cg:participant <city/2> ; cg:in <event/e>"


def test_every_rule_has_a_title_in_both_languages() -> None:
    rules = derived_rules() + conflict_rules()
    assert [rule.name for rule in rules] == [
        "hosted",
        "member-of",
        "partner-of",
        "took-part-in",
        "acronym-mismatch",
        "asserted-and-denied",
        "differing-figures",
        "differing-values",
    ]
    assert all(rule.title_en.endswith(".") and rule.title_id.endswith(".") for rule in rules)
    assert all(rule.title_en != rule.title_id for rule in rules)


def test_an_asserted_membership_is_an_edge() -> None:
    assert derived(stated("a", MEMBER)) == {("city/1", "memberOf", "network/n")}


def test_edges_do_not_depend_on_the_base() -> None:
    assert derived(stated("a", MEMBER), "https://example.org/graph/") == {("city/1", "memberOf", "network/n")}


@pytest.mark.parametrize(
    "fact",
    [
        f"{MEMBER} ; cg:modality cg:Planned",
        f"{MEMBER} ; cg:modality cg:Denied",
        f"{MEMBER} ; cg:modality cg:Ended",
        f"{MEMBER} ; cg:reviewStatus cg:Rejected",
        f"{MEMBER} ; schema:endDate '2019-12-31'^^xsd:date",
        *(
            MEMBER.replace("role/member", f"role/{role}")
            for role in ("candidate", "applicant", "observer", "former")
        ),
    ],
)
def test_what_is_no_present_membership_is_no_edge(fact: str) -> None:
    assert derived(stated("a", fact)) == set()


def test_a_membership_that_ends_after_the_article_and_a_draft_are_edges() -> None:
    assert derived(stated("a", f"{MEMBER} ; schema:endDate '2020-01-01'^^xsd:date")) != set()
    assert derived(stated("a", f"{MEMBER} ; cg:reviewStatus cg:Draft")) != set()


def test_each_partner_is_partner_of_each_other() -> None:
    edges = derived(stated("a", PARTNERS.replace("<city/2>", "<city/2>, <city/3>")))
    pairs = {(f"city/{a}", "partnerOf", f"city/{b}") for a in (1, 2, 3) for b in (1, 2, 3) if a != b}
    assert edges == pairs


@pytest.mark.parametrize("stage", ["Exploring", "Suspended", "StageEnded"])
def test_an_unsettled_or_past_partnership_is_no_edge(stage: str) -> None:
    assert derived(stated("a", f"{PARTNERS} ; cg:stage cg:{stage}")) == set()


def test_a_planned_partnership_is_no_edge() -> None:
    assert derived(stated("a", f"{PARTNERS} ; cg:modality cg:Planned ; cg:stage cg:Agreed")) == set()


def test_taking_part_and_hosting_are_edges() -> None:
    assert derived(stated("a", EVENT, TAKES_PART)) == {
        ("city/1", "hosted", "event/e"),
        ("city/2", "tookPartIn", "event/e"),
    }
    assert derived(stated("a", f"{TAKES_PART} ; cg:role <role/host>")) == {
        ("city/2", "hosted", "event/e"),
        ("city/2", "tookPartIn", "event/e"),
    }


@pytest.mark.parametrize("modality", ["Planned", "Denied"])
def test_nobody_took_part_in_or_hosted_what_has_not_happened(modality: str) -> None:
    document = stated("a", f"{EVENT} ; cg:modality cg:{modality}", f"{TAKES_PART} ; cg:role <role/host>")
    assert derived(document) == set()


def test_nobody_took_part_in_or_hosted_what_review_rejected() -> None:
    document = stated("a", f"{EVENT} ; cg:reviewStatus cg:Rejected", f"{TAKES_PART} ; cg:role <role/host>")
    assert derived(document) == set()


def test_a_draft_of_an_event_has_its_participants() -> None:
    document = stated("a", f"{EVENT} ; cg:reviewStatus cg:Draft", TAKES_PART)
    assert derived(document) == {("city/1", "hosted", "event/e"), ("city/2", "tookPartIn", "event/e")}


def test_an_applicant_has_not_taken_part() -> None:
    assert derived(stated("a", f"{TAKES_PART} ; cg:role <role/applicant>")) == set()


APEKSI = """
<network/apeksi> a cg:CityNetwork ; cg:acronym "APEKSI" ; rdfs:label "Association of Indonesian Cities"@en .
<network/apkasi> a cg:CityNetwork ; cg:acronym "APKASI" ; rdfs:label "Regencies of Indonesia"@en .
<network/appsi> a cg:CityNetwork ; cg:acronym "APPSI" .
<network/polis> a cg:CityNetwork ; cg:acronym "POLIS" .
<network/com> a cg:CityNetwork ; cg:acronym "CoM" .
<network/c40> a cg:CityNetwork ; cg:acronym "C40" .
<network/citynet> a cg:CityNetwork ; cg:acronym "CITYNET" .
<network/uclg> a cg:CityNetwork ; cg:acronym "UCLG" .
<network/uclg-aspac> a cg:CityNetwork ; cg:acronym "UCLG ASPAC" ; rdfs:label "UCLG Asia Pacific"@en .
"""
PALEMBANG = (
    "<membership/m> a cg:Membership ; org:member <city/1> ; org:organization <network/apeksi>"
    " ; org:role <role/member>"
    ' ; cg:statedAs "Asosiasi Pemerintah Kota Indonesia (Apkasi)"'
)


def test_an_acronym_of_another_network_is_a_resolved_conflict_with_its_reason() -> None:
    document = stated("palembang", f'{PALEMBANG} ; cg:resolution "the full name decides"')
    conflict = Conflicts(document, reference=APEKSI).only
    assert conflict["conflictKind"] == {"AcronymMismatch"}
    assert conflict["involves"] == {"membership/m"}
    assert conflict["concerns"] == {"network/apkasi"}
    assert conflict["source"] == {"article/palembang"}
    assert conflict["statedValue"] == {"Asosiasi Pemerintah Kota Indonesia (Apkasi)"}
    assert conflict["resolution"] == {"the full name decides"}
    assert conflict["resolutionStatus"] == {"Resolved"}


def test_an_acronym_of_another_network_stays_open_without_a_reason() -> None:
    conflict = Conflicts(stated("palembang", PALEMBANG), reference=APEKSI).only
    assert conflict["resolutionStatus"] == {"Open"} and "resolution" not in conflict


@pytest.mark.parametrize(
    ("network", "name"),
    [
        ("apeksi", "Apeksi"),
        ("apeksi", "Apkasindo"),
        ("uclg-aspac", "United Cities Local Government (UCLG) Asian Pacific (ASPAC)"),
        ("uclg-aspac", "UCLG-ASPAC"),
        ("apeksi", "(.*)+$ [^a] \\\\E"),
        ("apeksi", "apeksi.com"),
        ("apeksi", "APEKSI.COM"),
        ("apeksi", "Com"),
        ("apeksi", "jaringan polis kota"),
        ("com", "com"),
    ],
)
def test_a_networks_own_name_is_no_mismatch(network: str, name: str) -> None:
    fact = f'<membership/m> a cg:Membership ; org:organization <network/{network}> ; cg:statedAs "{name}"'
    assert Conflicts(stated("a", fact), reference=APEKSI).found == {}


@pytest.mark.parametrize(
    ("network", "name", "other"),
    [
        ("uclg", "Asosiasi Pemerintah Kabupaten (Apkasi)", "apkasi"),
        ("uclg", "asosiasi apeksi", "apeksi"),
        ("apeksi", "Regional Network (CityNet)", "citynet"),
        ("apeksi", "Asosiasi Pemerintah Provinsi (Appsi)", "appsi"),
        ("apeksi", "Asosiasi Pemerintah Provinsi (APPSI)", "appsi"),
        ("apeksi", "Jaringan C40", "c40"),
        ("apeksi", "Covenant of Mayors (CoM)", "com"),
        ("apeksi", "Jaringan POLIS", "polis"),
    ],
)
def test_a_short_acronym_is_found_as_printed_or_capitalised_and_a_long_one_in_any_case(
    network: str, name: str, other: str
) -> None:
    fact = f'<membership/m> a cg:Membership ; org:organization <network/{network}> ; cg:statedAs "{name}"'
    assert Conflicts(stated("a", fact), reference=APEKSI).only["concerns"] == {f"network/{other}"}


def test_conflicts_live_under_the_base_and_keep_their_iri() -> None:
    document = stated("palembang", PALEMBANG)
    here = Conflicts(document, reference=APEKSI)
    there = Conflicts(document, reference=APEKSI, base="https://example.org/graph/")
    again = Conflicts(document, reference=APEKSI)
    assert here.found == again.found
    assert all(iri.startswith("conflict/acronym-mismatch-") for iri in (*here.found, *there.found))


DATED = "<membership/m> a cg:Membership ; schema:startDate '{}'^^xsd:date ; cg:startPrecision cg:{}"


def test_two_start_days_of_one_fact_are_a_conflict() -> None:
    conflict = Conflicts(
        stated("a", DATED.format("2018-09-12", "Day")), stated("b", DATED.format("2018-09-13", "Day"))
    ).only
    assert conflict["conflictKind"] == {"DifferingValues"}
    assert conflict["concerns"] == {"https://schema.org/startDate"}
    assert conflict["source"] == {"article/a", "article/b"}
    assert conflict["statedValue"] == {"2018-09-12", "2018-09-13"}
    assert conflict["resolutionStatus"] == {"Open"}


def test_three_sources_of_one_value_make_one_conflict() -> None:
    days = ("2018-09-12", "2018-09-13", "2018-09-14")
    documents = [stated(str(n), DATED.format(day, "Day")) for n, day in enumerate(days)]
    assert Conflicts(*documents).only["statedValue"] == set(days)


@pytest.mark.parametrize(
    "other",
    [
        DATED.format("2018-09-12", "Day"),
        DATED.format("2018-09-01", "Month"),
        DATED.format("2018-01-01", "Year"),
        DATED.format("2017-01-01", "Day") + " ; cg:startApproximate true",
        DATED.format("2017-01-01", "Day") + " ; cg:reviewStatus cg:Rejected",
        "<membership/m> a cg:Membership",
    ],
)
def test_compatible_starts_are_no_conflict(other: str) -> None:
    assert Conflicts(stated("a", DATED.format("2018-09-12", "Day")), stated("b", other)).found == {}


@pytest.mark.parametrize("kind", ["Figure", "OfficeHolding", "Participation"])
def test_the_days_of_what_may_be_so_on_several_are_no_conflict(kind: str) -> None:
    days = [DATED.format(day, "Day").replace("Membership", kind) for day in ("2018-09-12", "2019-09-12")]
    assert Conflicts(stated("a", days[0]), stated("b", days[1])).found == {}


def test_a_host_that_is_another_city_is_a_conflict_but_a_further_host_is_none() -> None:
    two = EVENT.replace("<city/1>", "<city/1>, <city/2>")
    assert Conflicts(stated("a", EVENT), stated("b", two)).found == {}
    conflict = Conflicts(
        stated("a", f"{EVENT} ; cg:startApproximate true"), stated("b", EVENT.replace("city/1", "city/2"))
    ).only
    assert conflict["statedValue"] == {"city/1", "city/2"}


def test_a_later_stage_is_a_development_and_no_conflict() -> None:
    exploring, agreed = f"{PARTNERS} ; cg:stage cg:Exploring", f"{PARTNERS} ; cg:stage cg:Agreed"
    assert Conflicts(stated("a", exploring), stated("b", agreed, published="2021-01-01")).found == {}
    assert Conflicts(stated("a", exploring), stated("b", agreed)).only["concerns"] == {"stage"}


@pytest.mark.parametrize(
    ("asserted", "denied"),
    [
        (MEMBER, MEMBER),
        (MEMBER.replace("role/member", "role/founder"), MEMBER),
        (PARTNERS, PARTNERS),
        (f"{PARTNERS} ; cg:form <form/memorandum>", f"{PARTNERS} ; cg:form <form/cooperation>"),
        (TAKES_PART, TAKES_PART),
        (f"{TAKES_PART} ; cg:role <role/speaker>", f"{TAKES_PART} ; cg:role <role/speaker>"),
    ],
)
def test_what_one_asserts_and_another_denies_is_a_conflict_whatever_the_iri(
    asserted: str, denied: str
) -> None:
    other = (
        denied.replace("/m>", "/m2>").replace("/p>", "/p2>").replace("/t>", "/t2>")
        + " ; cg:modality cg:Denied"
    )
    conflict = Conflicts(stated("a", asserted), stated("b", other)).only
    assert conflict["conflictKind"] == {"AssertedAndDenied"}
    assert len(conflict["involves"]) == 2
    assert conflict["statedValue"] == {"Asserted", "Denied"}
    assert conflict["source"] == {"article/a", "article/b"}


@pytest.mark.parametrize(
    ("asserted", "denied"),
    [
        (MEMBER, MEMBER.replace("city/1", "city/2")),
        (MEMBER, MEMBER.replace("role/member", "role/chair")),
        (MEMBER.replace("role/member", "role/candidate"), MEMBER),
        (PARTNERS, PARTNERS.replace("<city/2>", "<city/2>, <city/3>")),
        (PARTNERS.replace("<city/2>", "<city/2>, <city/3>"), PARTNERS),
        (f"{PARTNERS} ; cg:form <form/memorandum>", f"{PARTNERS} ; cg:form <form/sister-city>"),
        (f"{TAKES_PART} ; cg:role <role/delegate>", f"{TAKES_PART} ; cg:role <role/speaker>"),
        (f"{MEMBER} ; cg:modality cg:Planned", MEMBER),
        (f"{MEMBER} ; cg:reviewStatus cg:Rejected", MEMBER),
    ],
)
def test_a_denial_of_something_else_is_no_conflict(asserted: str, denied: str) -> None:
    assert Conflicts(stated("a", asserted), stated("b", f"{denied} ; cg:modality cg:Denied")).found == {}


ONE_OF_EACH_OTHER_KIND = [
    EVENT,
    "<programme/p> a cg:Programme",
    "<initiative/i> a cg:Initiative ; cg:ledBy <city/1>",
    "<office/o> a cg:OfficeHolding ; org:member <person/p> ; org:organization <city/1>",
    "<figure/f> a cg:Figure ; cg:about <city/1> ; cg:measure 'residents' ; cg:value 50",
]


@pytest.mark.parametrize("fact", ONE_OF_EACH_OTHER_KIND)
def test_a_thing_an_office_or_a_figure_that_another_denies_is_a_conflict(fact: str) -> None:
    asserted, denied = stated("a", fact), stated("b", f"{fact} ; cg:modality cg:Denied")
    for documents in ((asserted, denied), (denied, asserted)):
        conflict = Conflicts(*documents).only
        assert conflict["conflictKind"] == {"AssertedAndDenied"} and conflict["concerns"] == {"modality"}
        assert conflict["involves"] == {fact[1 : fact.index(">")]}
        assert conflict["source"] == {"article/a", "article/b"}
        assert conflict["statedValue"] == {"Asserted", "Denied"}
        assert conflict["resolutionStatus"] == {"Open"}


@pytest.mark.parametrize("fact", ONE_OF_EACH_OTHER_KIND)
def test_only_an_assertion_of_another_document_that_review_let_stand_contradicts_a_denial(fact: str) -> None:
    denied = f"{fact} ; cg:modality cg:Denied"
    for other in ("cg:modality cg:Planned", "cg:modality cg:Ended", "cg:reviewStatus cg:Rejected"):
        assert Conflicts(stated("a", f"{fact} ; {other}"), stated("b", denied)).found == {}
    assert Conflicts(stated("a", fact), stated("b", f"{denied} ; cg:reviewStatus cg:Rejected")).found == {}
    assert Conflicts(stated("a", fact, denied)).found == {}


@pytest.mark.parametrize(
    ("asserted", "denied"),
    [
        ("<figure/f> a cg:Figure ; cg:value 50", "<figure/f> a cg:Figure ; cg:value 80"),
        ("<office/o> a cg:OfficeHolding ; {until}", "<office/o> a cg:OfficeHolding ; {since}"),
        ("<office/o> a cg:OfficeHolding ; {since}", "<office/o> a cg:OfficeHolding ; {until}"),
    ],
)
def test_denying_another_value_or_other_days_is_no_conflict(asserted: str, denied: str) -> None:
    days = {
        "until": "schema:endDate '2015-12-31'^^xsd:date",
        "since": "schema:startDate '2016-01-01'^^xsd:date",
    }
    one, other = asserted.format(**days), f"{denied.format(**days)} ; cg:modality cg:Denied"
    assert Conflicts(stated("a", one), stated("b", other)).found == {}


FIGURE = "<figure/f> a cg:Figure ; cg:value "


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("45", "50"),
        ("45.5", "50"),
        ("45 ; cg:bound cg:AtMost", "50"),
        ("51 ; cg:bound cg:AtLeast", "50"),
        ("51 ; cg:bound cg:AtLeast", "50 ; cg:bound cg:AtMost"),
        ("30 ; cg:approximate true", "50"),
        ('"a few"', '"many"'),
        ('"a few"', "50"),
    ],
)
def test_numbers_that_cannot_both_be_true_are_a_conflict(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        conflict = Conflicts(stated("a", FIGURE + first), stated("b", FIGURE + second)).only
        assert conflict["conflictKind"] == {"DifferingFigures"} and conflict["concerns"] == {"value"}
        assert len(conflict["statedValue"]) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("50", "50"),
        ("50", "50.0"),
        ("45 ; cg:bound cg:AtLeast", "50"),
        ("45 ; cg:bound cg:AtLeast", "60 ; cg:bound cg:AtLeast"),
        ("55 ; cg:bound cg:AtMost", "50"),
        ("48 ; cg:approximate true", "50"),
        ("45 ; cg:approximate true", "50 ; cg:approximate true"),
        ('45 ; cg:unit "percent"', '50 ; cg:unit "clubs"'),
        ("45 ; schema:startDate '2019-01-01'^^xsd:date", "50 ; schema:startDate '2020-01-01'^^xsd:date"),
        ("45 ; cg:modality cg:Denied", "50"),
    ],
)
def test_numbers_that_can_both_be_true_are_no_conflict(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        assert Conflicts(stated("a", FIGURE + first), stated("b", FIGURE + second)).found == {}


@pytest.mark.parametrize(("year", "conflicts"), [("2019", 1), ("2024", 0)])
def test_undated_numbers_of_articles_of_different_years_are_a_development(year: str, conflicts: int) -> None:
    one = stated("a", f"{FIGURE} 45", published="2019-06-01")
    other = stated("b", f"{FIGURE} 50", published=f"{year}-06-01")
    assert len(Conflicts(one, other).found) == conflicts


def test_numbers_of_two_editions_of_a_programme_are_no_conflict() -> None:
    about = f"{FIGURE} {{}} ; cg:about <programme/p>"
    edition = "<programme/p> a cg:Programme ; cg:edition '{}'"
    for other, conflicts in (("third round", 0), ("first round", 1)):
        one = stated("a", about.format(9), edition.format("first round"))
        two = stated("b", about.format(19), edition.format(other))
        assert len(Conflicts(one, two).found) == conflicts
