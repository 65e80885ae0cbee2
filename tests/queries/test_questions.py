"""Every ready query gives the answer that a reader of the documents works out by hand.

``world`` holds the three documents in the folder of that name, ``seeds`` the five articles.
"""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.queries import Answer, Queryable, ask, find_query, load_catalogue

Row = tuple[str | None, ...]
Case = tuple[str, dict[str, str], str, list[Row]]
FIFTEEN, TWENTY, DRAFT = "harian-2015", "harian-2020", "draf-2021"

WORLD: list[Case] = [
    # Surabaya left in 2018, Yogyakarta is a candidate, Padang's membership is a draft.
    (
        "members-on",
        {"network": "citynet"},
        "memberName roles since review denials articles",
        [
            ("Bandung", "member", "2010", "accepted", "0", f"{FIFTEEN} {TWENTY}"),
            ("Kyoto", "member", "2010-06", "accepted", "0", FIFTEEN),
            ("Padang", "member", None, "draft", "0", DRAFT),
        ],
    ),
    (
        "members-on",
        {"network": "citynet", "on": "2018-12-31"},
        "memberName",
        [("Bandung",), ("Kyoto",), ("Padang",), ("Surabaya",)],
    ),
    (
        "members-on",
        {"network": "citynet", "on": "2019-01-01"},
        "memberName",
        [("Bandung",), ("Kyoto",), ("Padang",)],
    ),
    (
        "members-on",
        {"network": "citynet", "on": "2010-05-31"},
        "memberName",
        [("Bandung",), ("Padang",), ("Surabaya",)],
    ),
    (
        "members-on",
        {"network": "apeksi"},
        "memberName denials",
        [("Bandung", "1"), ("Malang", "0"), ("Surabaya", "0")],
    ),
    (
        "networks-of-city",
        {"city": "Bandung, ID"},
        "networkName denials sources",
        [("Association of Indonesian Municipalities", "1", "1"), ("CITYNET", "0", "2")],
    ),
    (
        "networks-of-city",
        {"city": "Surabaya, ID"},
        "networkName",
        [("Association of Indonesian Municipalities",)],
    ),
    ("networks-of-city", {"city": "Yogyakarta, ID"}, "networkName", []),
    (
        "in-both-networks",
        {"network": "citynet", "other": "apeksi"},
        "cityName articles otherArticles",
        [("Bandung", f"{FIFTEEN} {TWENTY}", FIFTEEN)],
    ),
    ("in-both-networks", {"network": "apkasi", "other": "apeksi"}, "cityName", []),
    (
        "members-without",
        {"network": "citynet", "other": "apeksi"},
        "cityName review",
        [("Kyoto", "accepted"), ("Padang", "draft")],
    ),
    ("members-without", {"network": "apeksi", "other": "citynet"}, "cityName", [("Malang",), ("Surabaya",)]),
    ("members-without-partners", {"network": "apeksi"}, "cityName", [("Malang",)]),
    (
        "network-countries",
        {"network": "citynet"},
        "country members memberNames",
        [("ID", "2", "Bandung | Padang"), ("JP", "1", "Kyoto")],
    ),
    (
        "joined-by-year",
        {"network": "citynet"},
        "year members memberNames",
        [("2010", "2", "Bandung | Kyoto")],
    ),
    ("joined-by-year", {"network": "apeksi"}, "year", []),
    (
        "participants-not-members",
        {"network": "citynet"},
        "cityName thingNames",
        [("Braunschweig", "Forum Kota Kembar"), ("Suwon", "Forum Kota Kembar")],
    ),
    # Surabaya - Suwon - Bandung; what ended (Yogyakarta - Kyoto) and what was planned leads nowhere.
    ("partners-of-partners", {"city": "Surabaya, ID"}, "candidateName viaNames", [("Bandung", "Suwon")]),
    (
        "partners-of-partners",
        {"city": "Suwon, KR"},
        "candidateName viaNames articles",
        [("Braunschweig", "Bandung", f"{FIFTEEN} {TWENTY}")],
    ),
    ("partners-of-partners", {"city": "Yogyakarta, ID"}, "candidateName", []),
    (
        "between-countries",
        {"country": "id", "other": "KR"},
        "cityName partnerName forms since",
        [("Bandung", "Suwon", "sister-city", "1997"), ("Surabaya", "Suwon", "sister-city", None)],
    ),
    ("between-countries", {"country": "ID", "other": "JP"}, "cityName", []),
    (
        "bridging-cities",
        {"first": "DE", "second": "KR"},
        "cityName partnerNames otherNames",
        [("Bandung", "Braunschweig", "Suwon")],
    ),
    ("bridging-cities", {"first": "JP", "second": "KR"}, "cityName", []),
    (
        "sister-cities",
        {"country": "ID"},
        "cityName partnerName partnerCountry since sources",
        [
            ("Bandung", "Braunschweig", "DE", "1960", "2"),
            ("Bandung", "Suwon", "KR", "1997", "1"),
            ("Surabaya", "Suwon", "KR", None, "1"),
        ],
    ),
    ("sister-cities", {"country": "JP"}, "cityName", []),
    # The plan of Surabaya and Suwon came true in another form.
    ("unfulfilled-plans", {}, "cityName partnerName modality", [("Padang", "Suwon", "planned")]),
    ("unfulfilled-plans", {"party": "Surabaya, ID"}, "cityName", []),
    (
        "not-agreed",
        {},
        "cityName partnerName stage",
        [("Padang", "Suwon", None), ("Surabaya", "Suwon", "exploring")],
    ),
    ("partnerships-within", {}, "within", []),
    (
        "partnerships",
        {"party": "Yogyakarta, ID"},
        "partnerName modality article",
        [("Kyoto", "asserted", FIFTEEN), ("Kyoto", "ended", TWENTY)],
    ),
    (
        "ended-ties",
        {},
        "kind who what until",
        [("membership", "Surabaya", "CITYNET", "2018"), ("partnership", "Kyoto | Yogyakarta", None, None)],
    ),
    ("ended-ties", {"city": "Bandung, ID"}, "kind", []),
    (
        "organisation-partners",
        {},
        "organisationName part what",
        [("Universitas Padjadjaran", "collaborator", "Taman Persahabatan")],
    ),
    ("organisation-partners", {"city": "Kyoto, JP"}, "organisationName", []),
    ("hosts", {}, "hostName events", [("Bandung", "1"), ("Suwon", "1")]),
    ("co-hosts", {}, "eventName hostNames", [("Forum Kota Kembar", "Bandung | Suwon")]),
    ("co-hosts", {"city": "Kyoto, JP"}, "eventName hostNames", [("Forum Kota Kembar", "Bandung | Suwon")]),
    ("co-hosts", {"city": "Padang, ID"}, "eventName", []),
    ("events-by-year", {}, "year topicName events", [("2019", "sister cities", "1")]),
    (
        "topics-of-city",
        {"city": "Bandung, ID"},
        "topicName facts kinds",
        [("sister cities", "2", "event | initiative"), ("parks", "1", "initiative")],
    ),
    ("topics-of-city", {"city": "Padang, ID"}, "topicName", []),
    (
        "cities-on-topic",
        {"topic": "sister cities"},
        "cityName facts",
        [("Bandung", "2"), ("Kyoto", "1"), ("Suwon", "1")],
    ),
    (
        "ties-on",
        {"city": "Bandung, ID", "on": "2019-06-04"},
        "kind who what article",
        [
            ("event", "Bandung", "Forum Kota Kembar", TWENTY),
            ("membership", "Bandung", "Association of Indonesian Municipalities", FIFTEEN),
            ("membership", "Bandung", "CITYNET", FIFTEEN),
            ("membership", "Bandung", "CITYNET", TWENTY),
            ("partnership", "Bandung | Suwon", None, FIFTEEN),
            ("partnership", "Bandung | Braunschweig", None, FIFTEEN),
            ("partnership", "Bandung | Braunschweig", None, TWENTY),
        ],
    ),
    (
        "ties-on",
        {"city": "Yogyakarta, ID", "on": "2015-05-05"},
        "kind who",
        [("partnership", "Kyoto | Yogyakarta")],
    ),
    ("ties-on", {"city": "Yogyakarta, ID", "on": "2020-03-10"}, "kind", []),
    (
        "spokespeople",
        {"city": "Kyoto, JP"},
        "personName capacity thingName",
        [("Daisaku Kadokawa", "represents", "Forum Kota Kembar")],
    ),
    (
        "spokespeople",
        {"city": "Bandung, ID", "on": "2020-12-31"},
        "personName office",
        [("Oded Danial", "Wali Kota")],
    ),
    ("spokespeople", {"city": "Bandung, ID", "on": "2021-01-01"}, "personName", []),
    (
        "between-cities",
        {"city": "Bandung, ID", "other": "Suwon, KR"},
        "tie form thingName",
        [
            ("initiative", None, "Taman Persahabatan"),
            ("partnership", "sister-city", "1650357-1835553-sister-city-9ff6dc48"),
            ("took part in the same", None, "Forum Kota Kembar"),
        ],
    ),
    (
        "between-cities",
        {"city": "Bandung, ID", "other": "Kyoto, JP"},
        "tie thingName articles otherArticles",
        [
            ("same network", "CITYNET", f"{FIFTEEN} {TWENTY}", FIFTEEN),
            ("took part in the same", "Forum Kota Kembar", TWENTY, TWENTY),
        ],
    ),
    ("between-cities", {"city": "Malang, ID", "other": "Kabupaten Malang, ID"}, "tie", []),
    (
        "contradicted",
        {"article": FIFTEEN},
        "kind who modality disagreement values status other otherModality",
        [
            (
                "membership",
                "Bandung",
                "asserted",
                "asserted-and-denied",
                "asserted | denied",
                "open",
                TWENTY,
                "denied",
            )
        ],
    ),
    ("contradicted", {"article": DRAFT}, "kind", []),
    ("open-conflicts", {}, "kind values sources", [("asserted-and-denied", "asserted | denied", "2")]),
    ("open-conflicts", {"city": "Kyoto, JP"}, "kind", []),
    (
        "facts-by-publisher",
        {},
        "publisherName modality review facts",
        [
            ("Harian Dua", "asserted", "accepted", "11"),
            ("Harian Dua", "asserted", "draft", "2"),
            ("Harian Dua", "denied", "accepted", "1"),
            ("Harian Dua", "ended", "accepted", "2"),
            ("Harian Satu", "asserted", "accepted", "11"),
            ("Harian Satu", "planned", "accepted", "3"),
        ],
    ),
    (
        "stale-facts",
        {"before": "2019-01-01"},
        "kind who what",
        [
            ("membership", "Yogyakarta", "CITYNET"),
            ("membership", "Surabaya", "Association of Indonesian Municipalities"),
            ("membership", "Kyoto", "CITYNET"),
            ("partnership", "Bandung | Suwon", None),
            ("partnership", "Braunschweig | Kyoto", None),
        ],
    ),
    ("stale-facts", {"before": "2015-05-05"}, "kind", []),
    (
        "figures-compared",
        {"about": "citynet"},
        "measure numbers values sources",
        [("member cities", "2", "2015: 90 | 2020: about 100", "2")],
    ),
    (
        "drafts",
        {},
        "kind who confidence rule",
        [("office", "Oded Danial", "0.4", "title"), ("membership", "Padang", "0.6", "joins")],
    ),
    ("drafts", {"article": FIFTEEN}, "kind", []),
    (
        "same-name",
        {"country": "ID"},
        "cityName otherName",
        [("Malang", "Kabupaten Malang"), ("Yogyakarta", "Special Region of Yogyakarta")],
    ),
    ("same-name", {"country": "KR"}, "cityName", []),
    (
        "also-known-as",
        {"city": "Kabupaten Malang, ID"},
        "cityName otherNames",
        [("Kabupaten Malang", "Malang")],
    ),
]

SEEDS: list[Case] = [
    (
        "members-on",
        {"network": "ascn"},
        "memberName roles",
        [
            ("Kabupaten Banyuwangi", "member"),
            ("Kementerian Dalam Negeri", "shepherd"),
            ("Makassar", "member"),
        ],
    ),
    ("members-on", {"network": "gnlc", "on": "2024-01-31"}, "memberName", []),
    ("members-on", {"network": "gnlc", "on": "2024-02-01"}, "memberName since", [("Son La", "2024-02")]),
    ("in-both-networks", {"network": "apeksi", "other": "uclg-aspac"}, "cityName", [("Palembang",)]),
    ("members-without-partners", {"network": "ascn"}, "cityName", [("Kabupaten Banyuwangi",), ("Makassar",)]),
    (
        "joined-by-year",
        {},
        "networkName year memberNames",
        [
            ("UNESCO Global Network of Learning Cities", "2024", "Son La"),
        ],
    ),
    ("participants-not-members", {"network": "uclg-aspac"}, "cityName", [("Surabaya",)]),
    # Nineteen cities share a programme; only two of them are partners, so nobody is a partner's partner.
    ("partners-of-partners", {"city": "Jakarta, ID"}, "candidateName", []),
    ("between-countries", {"country": "ID", "other": "IT"}, "cityName partnerName", [("Jakarta", "Milan")]),
    ("between-countries", {"country": "ID", "other": "KR"}, "cityName", []),
    ("unfulfilled-plans", {}, "cityName partnerName stage", [("Malang", "Nonsan", "exploring")]),
    (
        "partnerships-within",
        {"within": "Leadership Exchange Programme"},
        "cityName partnerName",
        [("Jakarta", "Milan")],
    ),
    (
        "organisation-partners",
        {"city": "Kabupaten Banyuwangi, ID"},
        "organisationName part",
        [("MLIT Jepang", "collaborator")],
    ),
    (
        "hosts",
        {},
        "hostName events",
        [
            ("Malang", "2"),
            ("Bangkok", "1"),
            ("Luang Prabang", "1"),
            ("Surabaya", "1"),
        ],
    ),
    (
        "topics-of-city",
        {"city": "Malang, ID"},
        "topicName facts",
        [
            ("creative cities", "3"),
            ("community participation", "1"),
            ("slum upgrading", "1"),
        ],
    ),
    (
        "cities-on-topic",
        {"topic": "film cities"},
        "cityName",
        [
            ("London",),
            ("Los Angeles",),
            ("Montréal",),
            ("New York",),
            ("Toronto",),
            ("Vancouver",),
        ],
    ),
    (
        "ties-on",
        {"city": "Son La, VN", "on": "2024-10-30"},
        "kind role saidByName",
        [
            ("membership", "member", "Ha Trung Chien"),
            ("participation", "delegate", None),
            ("participation", "speaker", None),
        ],
    ),
    (
        "spokespeople",
        {"city": "Palembang, ID"},
        "personName capacity office",
        [
            ("Akhmad Najib", "office", "Penjabat (Pj) Walikota"),
            ("Akhmad Najib", "represents", None),
        ],
    ),
    (
        "between-cities",
        {"city": "Jakarta, ID", "other": "Milan, IT"},
        "tie thingName",
        [
            ("initiative", "Titik Temu"),
            ("partnership", "Leadership Exchange Programme"),
            ("took part in the same", "Leadership Exchange Programme"),
        ],
    ),
    ("between-cities", {"city": "London, GB", "other": "Toronto, CA"}, "tie", [("took part in the same",)]),
    ("figures-compared", {"about": "wccf"}, "measure values", [("member cities", "2025: ≥ 45")]),
    (
        "stale-facts",
        {"before": "2018-01-01", "city": "Malang, ID"},
        "kind what",
        [
            ("initiative", "kampung kreatif"),
            ("office", "Malang"),
            (
                "participation",
                "Rapat Kerja Nasional (Rakernas) Asosiasi Pemerintah Kota Seluruh Indonesia (Apeksi)",
            ),
        ],
    ),
    *((name, {}, "articles", []) for name in ("co-hosts", "open-conflicts")),
    *((name, {}, "fact", []) for name in ("drafts", "ended-ties")),
    ("same-name", {}, "cityName", []),
    ("contradicted", {"article": "wccf-jakarta"}, "fact", []),
    ("sister-cities", {"country": "ID"}, "cityName", []),
    ("bridging-cities", {"first": "ID", "second": "IT"}, "cityName", []),
]


def rows(answer: Answer, columns: str) -> list[Row]:
    """The wanted columns as texts, articles by their ids."""
    picked = [answer.columns.index(column) for column in columns.split()]
    return [
        tuple(None if (cell := row[i]) is None else cell.value.replace(_ARTICLE, "") for i in picked)
        for row in answer.rows
    ]


_ARTICLE = "https://w3id.org/citygraph/article/"


@pytest.mark.parametrize(("name", "asked", "columns", "expected"), WORLD)
def test_the_answer_on_documents_that_contradict_each_other(
    world: Queryable, name: str, asked: dict[str, str], columns: str, expected: list[Row]
) -> None:
    assert rows(ask(world, find_query(name), asked), columns) == expected


@pytest.mark.parametrize(("name", "asked", "columns", "expected"), SEEDS)
def test_the_answer_on_the_five_articles(
    seeds: Queryable, name: str, asked: dict[str, str], columns: str, expected: list[Row]
) -> None:
    assert rows(ask(seeds, find_query(name), asked), columns) == expected


def test_every_query_has_an_answer_somewhere_and_an_empty_one() -> None:
    full = {name for name, _, _, expected in (*WORLD, *SEEDS) if expected}
    older = {"article-facts", "conflicts", "events", "figures", "memberships", "offices", "participants"}
    older |= {"said-about-city", "single-source"}  # tests/queries/test_answer.py
    assert full | older == set(load_catalogue())


@pytest.mark.parametrize("name", load_catalogue())
def test_what_review_rejected_is_in_no_answer(world: Queryable, name: str) -> None:
    """Padang's membership of APEKSI was rejected."""
    query = find_query(name)
    given = {"city": "Padang, ID", "network": "apeksi", "article": FIFTEEN}
    asked = {one.name: given.get(one.type, one.example) for one in query.parameters if one.required}
    asked |= {"topic": "sister cities"} if query.parameter("topic") and name == "cities-on-topic" else {}
    if query.parameter("other") and query.parameter("city"):
        asked["other"] = "Suwon, KR"
    elif name in ("in-both-networks", "members-without"):
        asked["other"] = "citynet"
    answer = ask(world, query, asked)
    assert not [
        row for row in answer.rows if any("1633419-apeksi" in (cell.value if cell else "") for cell in row)
    ]


def test_the_core_of_a_file_answers_by_hand_as_the_whole_query_does(world: Queryable) -> None:
    for query in load_catalogue().values():
        core = world.query(query.core)
        whole = world.query(query.sparql)
        assert isinstance(core, ox.QuerySolutions) and isinstance(whole, ox.QuerySolutions)
        assert bool(list(core)) == bool(list(whole)), query.name
