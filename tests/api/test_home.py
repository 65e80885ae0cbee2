from __future__ import annotations

import re
import time
from collections.abc import Callable

import httpx
import pytest

_PATIENCE = 200  # half seconds
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_the_first_page_has_what_it_promises(page: Callable[..., str]) -> None:
    text = page("/")
    for article in (
        "apeksi-malang",
        "ascn-luang-prabang",
        "gnlc-son-la",
        "uclg-aspac-palembang",
        "wccf-jakarta",
    ):
        assert f'href="/article/{article}"' in text
    assert text.count('<details class="question"') == 5
    assert '<span class="badge planned">planned</span>' in text
    assert '<a href="/city/2643743">London</a>' in text
    assert "<script" not in text


def test_the_first_page_ranks_cities_once_that_is_computed(page: Callable[..., str]) -> None:
    for _ in range(_PATIENCE):
        text = page("/")
        assert "/reports/shared-themes" in text and "No recipe ties two cities" not in text
        if "Still being computed" not in text:
            break
        time.sleep(0.5)
    assert "Taking part in the same thing is not a partnership." in text


def test_a_ranking_that_is_not_there_yet_is_not_told_to_be_none(page: Callable[..., str]) -> None:
    text = page("/?lang=id")
    assert "/reports/shared-themes" in text and "Belum ada resep" not in text


def test_counts_are_those_of_the_graph(page: Callable[..., str], client: httpx.Client) -> None:
    text = page("/")
    counted = dict(re.findall(r"<b>(\d+)</b> ([a-z ,]+)</a>", text)[i][::-1] for i in range(5))
    assert counted["articles"] == "5"
    query = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f cg:modality ?m }"
    facts = client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"]
    assert counted["facts, each counted once"] == facts


def test_the_page_speaks_indonesian_and_keeps_to_it(page: Callable[..., str], client: httpx.Client) -> None:
    text = page("/", lang="id")
    assert '<html lang="id">' in text
    assert "Bagaimana kota bekerja sama" in text
    assert 'href="/city?lang=id"' in text
    assert "Sudah" not in text
    by_header = client.get("/", headers={"Accept": BROWSER, "Accept-Language": "id-ID,id;q=0.9"})
    assert by_header.headers["content-language"] == "id"
    assert "Accept-Language" in by_header.headers["vary"]


def test_every_link_of_the_first_page_answers(page: Callable[..., str], client: httpx.Client) -> None:
    links = set(re.findall(r'(?:href|src)="(/[^"]*)"', page("/")))
    assert len(links) > 40
    for link in sorted(links):
        answer = client.get(link.replace("&amp;", "&"), headers={"Accept": BROWSER}, follow_redirects=True)
        assert answer.status_code == 200, link


def test_an_empty_graph_has_a_first_page_too(empty: httpx.Client) -> None:
    answer = empty.get("/", headers={"Accept": BROWSER})
    assert answer.status_code == 200
    assert "Nothing yet." in answer.text


def test_conflicts_are_shown_with_their_resolution(page: Callable[..., str], client: httpx.Client) -> None:
    found = client.get("/conflicts.json").json()
    acronym = next(conflict for conflict in found if conflict["kind"].endswith("AcronymMismatch"))
    assert acronym["resolution"]
    assert any(source.endswith("uclg-aspac-palembang") for source in acronym["sources"])
    text = page("/conflicts")
    assert "Apkasi" in text
    assert 'href="/article/uclg-aspac-palembang"' in text


@pytest.mark.parametrize(
    "path", ["/", "/city", "/sparql", "/docs", "/health", "/nothing", "/static/citygraph.css"]
)
def test_every_answer_carries_the_headers_that_keep_it_safe(client: httpx.Client, path: str) -> None:
    headers = client.get(path, headers={"Accept": BROWSER}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
