from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from citygraph.api import Settings
from citygraph.graph import CityGraph

from .conftest import BROWSER, serving


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
        assert f'href="/reports/{name}"' in listing
    assert "<h1>" in page("/reports/co-membership")


def test_an_unknown_recipe_or_report_is_404_with_a_suggestion(client: httpx.Client) -> None:
    answer = client.get("/reports/centrality?recipe=shared-theme")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-recipe")
    assert "shared-themes" in answer.json()["hint"]
    assert client.get("/reports/nothing").status_code == 404


def test_no_ties_is_a_plain_message(empty: httpx.Client) -> None:
    answer = empty.get("/reports/centrality")
    assert (answer.status_code, answer.json()["code"]) == (404, "empty-network")
    shown = empty.get("/reports/centrality", headers={"Accept": "text/html"})
    assert shown.status_code == 303
    shown = empty.get(shown.headers["location"], headers={"Accept": "text/html"})
    assert shown.status_code == 200
    assert "No two cities are tied" in shown.text


def test_a_report_has_a_permanent_address_with_all_its_files(client: httpx.Client) -> None:
    sent = client.get("/reports/shared-themes", headers={"Accept": BROWSER})
    assert sent.status_code == 303
    place = sent.headers["location"]
    assert re.fullmatch(r"/reports/shared-themes/[0-9a-f]{64}", place)
    shown = client.get(place, headers={"Accept": BROWSER})
    assert f'{place}>; rel="cite-as"' in shown.headers["link"]
    assert (
        client.get(place, headers={"Accept": BROWSER, "If-None-Match": shown.headers["etag"]}).status_code
        == 304
    )
    alone = client.get(f"{place}/report.html")
    assert alone.headers["content-security-policy"].startswith("default-src 'none'")
    assert "src=" not in alone.text.replace("default-src", "") and "<script" not in alone.text
    assert client.get(f"{place}.json").json()["citation"]["text"].startswith("Cities on the same themes")
    assert client.get(f"{place}.json?lang=id").json()["language"] == "id"
    assert client.get(f"{place}.csv").content == client.get("/reports/centrality.csv").content
    assert client.get(f"{place}/ranking.parquet").content[:4] == b"PAR1"
    assert client.get(f"{place}.md").text.startswith("# Cities on the same themes")
    assert client.get(f"{place}/map.svg").headers["content-type"] == "image/svg+xml"
    assert client.get(f"{place}/network.png").content[1:4] == b"PNG"
    assert (
        client.get("/reports/shared-themes.csv", follow_redirects=True)
        .headers["content-type"]
        .startswith("text/csv")
    )
    for wrong in ("/origin.json", "/body.html", "/map.gif", "/%2e%2e"):
        assert client.get(place + wrong).status_code == 404


def test_who_does_not_wait_is_told_how_far_a_report_is_and_can_cancel_it(
    graph: CityGraph, tmp_path: Path
) -> None:
    settings = Settings(computations_patience=0, computed=tmp_path)
    with serving(graph, settings) as client:
        place = f"/reports/partnership/{graph.digest}"
        asked = client.get(f"{place}/map.png", headers={"Accept": "application/json"})
        assert asked.status_code == 202 and asked.headers["retry-after"]
        told = asked.json()
        assert told["state"] in ("waiting", "running") and told["result"].startswith(place)
        shown = client.get(told["computation"], headers={"Accept": BROWSER})
        assert 'http-equiv="refresh"' in shown.text and "Cancel" in shown.text
        ended = client.delete(told["computation"]).json()
        assert ended["state"] == "cancelled" and ended["code"] == "computation-cancelled"
        assert "Start it again" in client.get(told["computation"], headers={"Accept": BROWSER}).text
        page = client.get(place, headers={"Accept": BROWSER})
        assert page.status_code == 202
        button = re.search(r'action="([^"]+/cancel)"', page.text)
        assert button is not None
        assert client.post(button[1]).status_code == 303
        assert client.get(f"/computations/{'0' * 32}").status_code == 404


def test_a_report_of_former_data_is_given_while_it_is_kept_and_then_gone(client: httpx.Client) -> None:
    gone = client.get(f"/reports/shared-themes/{'a' * 64}")
    assert (gone.status_code, gone.json()["code"]) == (410, "report-gone")
    assert client.get("/reports/shared-themes/nothing").status_code == 404


def test_names_cannot_break_out_of_a_report(hostile: httpx.Client) -> None:
    for recipe in ("partnership", "co-membership", "co-participation"):
        answer = hostile.get(f"/reports/{recipe}", headers={"Accept": BROWSER}, follow_redirects=True)
        assert answer.status_code == 200
        assert "<script>" not in answer.text and "javascript:" not in answer.text
