"""Answers and reports as text, CSV and JSON, each carrying where it came from."""

from __future__ import annotations

import csv
import io
import json

import pytest
from citygraph.queries import (
    Table,
    answer_json,
    answer_table,
    ask,
    find_query,
    find_recipe,
    load_columns,
    report_json,
    report_table,
    to_csv,
    to_text,
)
from citygraph.queries.centrality import centrality_report


@pytest.fixture(scope="module")
def report(graph):
    return centrality_report(graph, find_recipe("shared-themes"))


def test_a_report_in_text_ends_with_recipe_counts_and_caveats(report) -> None:
    text = to_text(report_table(report))
    assert text.splitlines()[2].split()[:2] == ["city/2643743", "London"]
    assert f"sha256 {report.recipe.digest}" in text
    assert "19 cities (0 isolated), 53 ties, components 15 + 2 + 2" in text
    assert "! Working on the same theme is not a partnership." in text
    assert "bukan kemitraan" in to_text(report_table(report, language="id"))


def test_a_report_in_csv_reads_back_and_says_its_recipe_on_every_row(report) -> None:
    text = to_csv(report_table(report))
    assert text.count("\r\n") == 20
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == 19
    assert float(rows[0]["betweenness"]) == report.rows[0].betweenness
    assert {row["recipe_sha256"] for row in rows} == {report.recipe.digest}
    assert {row["dataset"] for row in rows} == {report.dataset}


def test_a_report_in_json_carries_the_recipe_and_the_ties_with_their_facts(report) -> None:
    content = json.loads(report_json(report))
    assert content["recipe"]["name"] == "shared-themes"
    assert content["recipe"]["modalities"] == ["asserted"]
    assert content["counts"]["ties"] == len(content["ties"]) == 53
    assert all(tie["facts"] and tie["sources"] for tie in content["ties"])
    assert list(content["rows"][0])[:4] == ["city", "name", "level", "country"]
    assert report_json(report) == report_json(report)


def test_every_column_of_a_report_has_a_heading(report) -> None:
    assert set(report_table(report).columns) <= set(load_columns())


def test_an_answer_keeps_types_in_json_and_nothing_stated_is_null(graph) -> None:
    content = json.loads(answer_json(ask(graph, find_query("figures"))))
    (row,) = content["rows"]
    assert (row["value"], row["approximate"], row["unit"]) == (800, False, None)
    assert content["dataset"] == graph.digest


def test_an_answer_in_text_drops_empty_columns_and_names_the_question(graph) -> None:
    text = to_text(answer_table(ask(graph, find_query("memberships"), {"network": "ascn"}), language="id"))
    assert "since" not in text.splitlines()[0]
    assert "Kota mana menjadi anggota jaringan mana" in text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    out = to_csv(Table(("a", "b"), ((text, -1),)))
    assert list(csv.reader(io.StringIO(out, newline="")))[1] == [f"'{text}", "-1"]


def test_quotes_commas_and_lines_survive_csv() -> None:
    cells = ('say "hi", now', "two\r\nlines", "São Paulo")
    out = to_csv(Table(("a", "b", "c"), (cells,)))
    assert tuple(list(csv.reader(io.StringIO(out, newline="")))[1]) == cells


def test_text_tables_show_no_control_characters_and_keep_columns_in_line() -> None:
    table = Table(("name", "n"), (("\x1b[31mred\u202e", 1), ("東京", 20.5), ("x" * 99, None)))
    lines = to_text(table).splitlines()
    assert "\x1b" not in lines[2] and "\u202e" not in lines[2]
    assert lines[3].endswith("20.500000")
    assert "…" in lines[4]


def test_a_table_without_rows_still_has_its_head() -> None:
    assert to_text(Table(("city", "degree"), ())) == "city  degree\n----  ------\n"
