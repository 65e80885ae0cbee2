from __future__ import annotations

import csv
import io
import json
import time

import httpx
import pytest
from citygraph.graph import CityGraph
from citygraph.queries import find_recipe
from citygraph.queries.analyses import carry_out, find_analysis, load_analyses, result_json

from .conftest import BROWSER


def _fetch(client: httpx.Client, path: str, accept: str = "application/json", **asked: str) -> httpx.Response:
    """Ask until the computation is over."""
    for _ in range(120):
        answer = client.get(path, params=asked or None, headers={"Accept": accept})
        if answer.status_code != 202:
            return answer
        time.sleep(0.5)
    raise AssertionError("the computation does not end")


def test_every_analysis_is_listed(client: httpx.Client) -> None:
    told = client.get("/analyses", headers={"Accept": "application/json"}).json()
    assert [one["name"] for one in told] == list(load_analyses())
    assert client.get("/analyses.json").json() == told
    page = client.get("/analyses", headers={"Accept": BROWSER}).text
    assert all(f'href="/analyses/{one["name"]}"' in page for one in told)
    assert "Komunitas" in client.get("/analyses?lang=id", headers={"Accept": BROWSER}).text
    assert client.get("/analyses.csv").status_code == 404


def test_json_is_what_the_analysis_gives_here(client: httpx.Client, graph: CityGraph) -> None:
    answer = _fetch(client, "/analyses/communities", seed="3", runs="4")
    options = {"seed": "3", "runs": "4"}
    here = carry_out(graph, find_analysis("communities"), find_recipe("shared-themes"), options)
    assert answer.json() == json.loads(result_json(here))
    assert answer.headers["vary"] == "Accept, Accept-Language"


def test_each_table_is_a_csv(client: httpx.Client) -> None:
    answer = _fetch(client, "/analyses/communities.csv", seed="3", runs="4", table="cities")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 19 and rows[0]["option_seed"] == "3" and rows[0]["recipe"] == "shared-themes"


def test_the_page_names_cities_and_says_what_to_heed(client: httpx.Client) -> None:
    page = _fetch(client, "/analyses/communities", BROWSER, seed="3", runs="4").text
    assert '<a href="/city/2643743">London</a>' in page
    assert "Random networks have communities, too" in page and "doi:10.1038/s41598-019-41695-z" in page
    assert 'href="/analyses/communities.csv?seed=3&amp;runs=4&amp;table=cities"' in page
    assert '<option value="shared-themes" selected>' in page


def test_a_recipe_is_chosen_and_changed(client: httpx.Client) -> None:
    told = _fetch(client, "/analyses/overlap", recipe="shared-themes", set="countries=US,GB,CA").json()
    assert told["recipe"]["countries"] == ["CA", "GB", "US"] and told["basis"]["cities"] == 8


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/analyses/comunities", 404, "unknown-analysis"),
        ("/analyses/communities?recipe=none", 404, "unknown-recipe"),
        ("/analyses/communities?recipe=recipes/a.toml", 404, "unknown-recipe"),
        ("/analyses/communities?set=colour=red", 400, "bad-recipe"),
        ("/analyses/communities.csv?table=rows", 400, "bad-parameter"),
        ("/analyses/communities?runs=1", 400, "bad-parameter"),
        ("/analyses/communities?runs=%00", 400, "bad-parameter"),
        ("/analyses/communities?<b>=1", 400, "unknown-parameter"),
        ("/analyses/communities?recipe=partnership", 422, "not-analysable"),
        ("/analyses/overlap?network=apeksy", 404, "unknown-name"),
    ],
)
def test_what_cannot_be_is_refused(client: httpx.Client, path: str, status: int, code: str) -> None:
    answer = _fetch(client, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    page = _fetch(client, path, BROWSER)
    if ".csv" not in path:
        assert page.status_code == status and "<b>" not in page.text


def test_who_takes_nothing_on_offer_is_told(client: httpx.Client) -> None:
    assert client.get("/analyses/overlap", headers={"Accept": "image/png"}).status_code == 406
