from __future__ import annotations

import csv
import io
from collections.abc import Callable

import httpx
import pytest


def test_the_exchange_has_the_known_numbers(client: httpx.Client) -> None:
    report = client.get("/reports/centrality", params={"recipe": "shared-themes"}).json()
    assert report["counts"]["cities"] == 19
    assert report["counts"]["ties"] == 53
    assert report["components"] == [15, 2, 2]
    london = next(row for row in report["rows"] if row["name"] == "London")
    assert london["degree"] == 14
    assert london["betweenness"] == pytest.approx(31.8333, abs=1e-4)
    assert london["betweenness_normalized"] == pytest.approx(0.208061, abs=1e-6)
    assert london["constraint"] == pytest.approx(0.236306, abs=1e-6)


def test_partnerships_tie_only_when_asked_for(client: httpx.Client) -> None:
    for asked, kinds in (("false", {"theme"}), ("true", {"theme", "partnership"})):
        report = client.get(f"/reports/centrality?recipe=shared-themes&partnerships={asked}").json()
        assert report["counts"]["ties"] == 53
        assert {shared["kind"] for tie in report["ties"] for shared in tie["shared"]} == kinds


def test_the_report_as_csv_and_by_suffix(client: httpx.Client) -> None:
    by_accept = client.get("/reports/centrality?recipe=shared-themes", headers={"Accept": "text/csv"})
    by_suffix = client.get("/reports/centrality.csv?recipe=shared-themes", headers={"Accept": "text/html"})
    assert by_accept.headers["content-type"] == "text/csv; charset=utf-8"
    assert by_accept.content == by_suffix.content
    rows = list(csv.DictReader(io.StringIO(by_accept.text)))
    assert (len(rows), rows[0]["name"], rows[0]["degree"]) == (19, "London", "14")
    assert client.get("/reports/centrality.json").headers["content-type"] == "application/json"


def test_the_page_names_its_recipe_and_its_caveats(page: Callable[..., str]) -> None:
    text = page("/reports/centrality", recipe="shared-themes")
    assert "Read this first" in text
    assert "not a partnership" in text
    assert '<a href="/city/2643743">London</a>' in text
    assert "15 + 2 + 2" in text
    assert "Bacalah ini dahulu" in page("/reports/centrality", recipe="shared-themes", lang="id")


def test_every_recipe_is_listed_and_answers(client: httpx.Client, page: Callable[..., str]) -> None:
    names = [recipe["name"] for recipe in client.get("/reports.json").json()]
    assert "shared-themes" in names
    listing = page("/reports")
    for name in names:
        assert f"/reports/centrality?recipe={name}" in listing
        assert "<h1>" in page("/reports/centrality", recipe=name)


def test_an_unknown_recipe_or_report_is_404_with_a_suggestion(client: httpx.Client) -> None:
    answer = client.get("/reports/centrality?recipe=shared-theme")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-recipe")
    assert "shared-themes" in answer.json()["hint"]
    assert client.get("/reports/nothing").status_code == 404


def test_no_ties_is_a_plain_message(empty: httpx.Client) -> None:
    answer = empty.get("/reports/centrality")
    assert (answer.status_code, answer.json()["code"]) == (404, "empty-network")
    shown = empty.get("/reports/centrality", headers={"Accept": "text/html"})
    assert shown.status_code == 200
    assert "No two cities are tied" in shown.text
