"""The ready queries answer, row by row, on a graph small enough to read."""

from __future__ import annotations

import random

import pytest
from citygraph.queries import (
    Answer,
    BadParameter,
    MissingParameter,
    UnknownName,
    UnknownParameter,
    ask,
    bound,
    find_query,
    load_catalogue,
)

VALUES = {
    "city": ["Palembang, ID", "Surabaya, ID"],
    "network": ["apeksi", "uclg-aspac"],
    "article": ["uclg-aspac-palembang"],
    "topic": ["night-time economy"],
    "country": ["ID", "IT"],
    "date": ["2018-09-13"],
}


def required(name: str) -> dict[str, str]:
    """Values that the graph knows for the required parameters of a query."""
    left = {kind: list(values) for kind, values in VALUES.items()}
    return {one.name: left[one.type].pop(0) for one in find_query(name).parameters if one.required}


def rows(answer: Answer, *columns: str) -> list[tuple[str | None, ...]]:
    picked = [answer.columns.index(column) for column in columns]
    return [tuple(row[i].value if row[i] is not None else None for i in picked) for row in answer.rows]


def test_memberships_say_since_when_and_who_says_so(graph) -> None:
    answer = ask(graph, find_query("memberships"), {"network": "gnlc"})
    assert rows(answer, "cityName", "country", "since", "article") == [
        ("Son La (en)", "VN", None, "https://w3id.org/citygraph/article/ascn-luang-prabang"),
        ("Son La (en)", "VN", "2024-02", "https://w3id.org/citygraph/article/gnlc-son-la"),
    ]


def test_city_and_regency_keep_their_level(graph) -> None:
    answer = ask(graph, find_query("memberships"), {"network": "ASCN", "language": "id"})
    assert rows(answer, "cityName", "level", "country") == [
        ("Kabupaten Banyuwangi (id)", "regency", "ID"),
        ("Makassar (id)", "city", "ID"),
    ]


def test_membership_on_a_day(graph) -> None:
    query = find_query("memberships")
    before = ask(graph, query, {"city": "Son La", "on": "2024-01-31"})
    after = ask(graph, query, {"city": "Son La", "on": "2024-02-01"})
    assert (len(before.rows), len(after.rows)) == (1, 2)  # one article gives no date


def test_the_exchange_by_theme(graph) -> None:
    query = find_query("participants")
    everyone = ask(graph, query, {"programme": "Leadership Exchange Programme"})
    assert len(everyone.rows) == 27
    assert len({row[4] for row in everyone.rows}) == 19
    night = ask(graph, query, {"topic": "night-time economy"})
    names = [name.removesuffix(" (en)") for (name,) in rows(night, "cityName") if name]
    assert names == sorted(
        ["Amsterdam", "Cologne", "Dubai", "Guangzhou", "London", "San Francisco", "Stockholm", "Toronto"]
    )


def test_what_is_said_about_a_city(graph) -> None:
    answer = ask(graph, find_query("said-about-city"), {"city": "Palembang, ID"})
    assert rows(answer, "kind", "modality", "what", "start", "end", "quote") == [
        ("membership", "asserted", "Network apeksi", "100", "190", "tergabung"),
        ("membership", "asserted", "Network uclg-aspac", "100", "190", "tergabung"),
        ("office", "asserted", "Palembang (en)", "0", "9", None),
        ("participation", "asserted", "Kongres ke-7 UCLG ASPAC", "0", "9", None),
    ]


def test_partnerships_mark_plans_as_plans(graph) -> None:
    answer = ask(graph, find_query("partnerships"))
    assert rows(answer, "cityName", "partnerName", "modality", "stage", "form") == [
        ("Jakarta (en)", "Milan (en)", "asserted", "agreed", "programme-pairing"),
        ("Malang (en)", "Nonsan (en)", "planned", "exploring", "cooperation"),
    ]
    assert len(ask(graph, find_query("partnerships"), {"party": "Milan"}).rows) == 1
    plans = ask(graph, find_query("not-agreed"))
    assert rows(plans, "cityName", "partnerName") == [("Malang (en)", "Nonsan (en)")]


def test_conflicts_show_resolution_and_reason(graph) -> None:
    answer = ask(graph, find_query("conflicts"))
    assert rows(answer, "kind", "concernsName", "status", "resolution", "values") == [
        ("acronym-mismatch", "Network apeksi", "resolved", "the full name decides", "APEKSI | Apkasi")
    ]


def test_events_have_host_dates_and_all_organisers(graph) -> None:
    query = find_query("events")
    answer = ask(graph, query, {"organiser": "apeksi", "from": "2018-09-15", "to": "2018-09-15"})
    assert rows(answer, "eventName", "hostName", "since", "until", "organisers") == [
        (
            "Kongres ke-7 UCLG ASPAC",
            "Surabaya (en)",
            "2018-09-12",
            "2018-09-15",
            "Network apeksi | Network uclg-aspac",
        )
    ]
    assert ask(graph, query, {"from": "2018-09-16"}).rows == ()
    assert ask(graph, query, {"city": "Palembang"}).rows == ()


def test_single_source_leaves_out_what_two_articles_state(graph) -> None:
    answer = ask(graph, find_query("single-source"), {"kind": "membership"})
    assert [row for row in rows(answer, "who") if "Son La (en)" in row] == []
    assert len(answer.rows) == 4


def test_offices_and_figures(graph) -> None:
    offices = ask(graph, find_query("offices"), {"body": "Palembang"})
    assert rows(offices, "personName", "office") == [("Akhmad Najib", "Penjabat Walikota")]
    figures = ask(graph, find_query("figures"), {"about": "Kongres ke-7 UCLG ASPAC"})
    assert rows(figures, "measure", "value", "bound", "approximate") == [
        ("participants", "800", "at-least", "false")
    ]


def test_a_date_is_printed_no_finer_than_stated(graph) -> None:
    answer = ask(graph, find_query("article-facts"), {"article": "wccf-jakarta"})
    assert {row[0] for row in rows(answer, "published")} == {"2025-10~"}
    assert {row for row in rows(answer, "kind", "since") if row[1]} == {("programme", "2018")}


@pytest.mark.parametrize("name", load_catalogue())
def test_the_order_of_loading_changes_no_answer(graph, name: str) -> None:
    shuffled = type(graph)(random.Random(5).sample(graph.quads, len(graph.quads)))
    query = find_query(name)
    first, second = (ask(one, query, required(name)) for one in (graph, shuffled))
    assert first.rows == second.rows


@pytest.mark.parametrize("name", load_catalogue())
def test_a_row_is_one_statement_and_does_not_multiply_by_labels(graph, name: str) -> None:
    answer = ask(graph, find_query(name), required(name))
    assert len(set(answer.rows)) == len(answer.rows)
    languages = ask(graph, find_query(name), {**required(name), "language": "id"})
    assert len(languages.rows) == len(answer.rows)


def test_the_bound_query_runs_anywhere(graph) -> None:
    sparql = bound(graph, find_query("memberships"), {"network": "gnlc"})
    assert "<https://w3id.org/citygraph/network/gnlc>" in sparql
    assert len(list(graph.query(sparql))) == 2


def test_wrong_parameters_are_refused(graph) -> None:
    with pytest.raises(UnknownParameter, match="did you mean 'network'") as unknown:
        ask(graph, find_query("memberships"), {"netwrk": "gnlc"})
    assert unknown.value.code == "unknown-parameter"
    with pytest.raises(MissingParameter, match="needs the parameter 'city'"):
        ask(graph, find_query("said-about-city"), {"city": " "})
    with pytest.raises(BadParameter, match="is not a date"):
        ask(graph, find_query("memberships"), {"on": "2024-02"})
    with pytest.raises(UnknownName, match="knows no network 'wcff'; did you mean 'wccf'"):
        ask(graph, find_query("memberships"), {"network": "wcff"})
