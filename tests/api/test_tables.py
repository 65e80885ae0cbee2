"""Tables on the pages: rows as evidence, their sources, and the way back from a score to a row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from citygraph.api import Settings
from citygraph.graph import CityGraph
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.tables import TableLoader, parse_description

from .conftest import serving

HTML = {"Accept": "text/html"}
TIES = """city,partner,source
Malang,Palembang,https://example.org/one
Malang,Bandung,https://example.org/one
Palembang,Malang,a printed list
"""
MAPPING = """
[table]
id = "ties"
title = "Ties of <b>Malang</b>"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
retrieved = "2024-05-02"
publisher = "A secretariat"
language = "en"
country = "ID"
source = "source"
[[facts]]
kind = "partnership"
partners = ["city", "partner"]
form = { value = "sister-city" }
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Iterator[httpx.Client]:
    """A client of a server over one table of three rows."""
    path = tmp_path_factory.mktemp("tables") / "ties.csv"
    path.write_text(TIES, encoding="utf-8")
    with CityGraph.open() as graph:
        loader = TableLoader(gazetteer, NetworkRegister.open(), graph.identifiers)
        loader.load(graph, loader.prepare(Path(path), parse_description(MAPPING, name="ties")))
        with serving(graph, Settings()) as client:
            yield client


def ask(client: httpx.Client, query: str) -> list[dict[str, str]]:
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


def test_a_table_is_counted_listed_and_has_a_page(tables: httpx.Client) -> None:
    assert re.search(r"<b>1</b>\s*tables", tables.get("/", headers=HTML).text)
    listed = tables.get("/table", headers=HTML).text
    assert listed.count('href="/table/ties') >= 3
    page = tables.get("/table/ties", headers=HTML, follow_redirects=True).text
    assert (
        "Ties of &lt;b&gt;Malang&lt;/b&gt;" in page and "2024-05-02" in page and "publicdomain/zero" in page
    )


def test_the_page_of_a_source_shows_its_facts_in_the_order_of_the_rows(tables: httpx.Client) -> None:
    (source,) = {row["s"] for row in ask(tables, "SELECT ?s { ?s schema:url <https://example.org/one> }")}
    path = source.removeprefix("https://w3id.org/citygraph")
    page = tables.get(path, headers=HTML, follow_redirects=True).text
    assert page.index("row 2") < page.index("row 3") and "city: Malang; partner: Palembang" in page
    assert "Each row is the evidence" in page and 'href="/table/ties"' in page


def test_a_tie_that_two_sources_of_one_file_state_rests_on_two(tables: httpx.Client) -> None:
    rows = ask(
        tables,
        "SELECT ?f (COUNT(DISTINCT ?s) AS ?n) { ?f a cg:Partnership ; prov:wasDerivedFrom ?s } GROUP BY ?f ORDER BY ?n",
    )
    assert [row["n"] for row in rows] == ["1", "2"]
    page = tables.get(
        rows[1]["f"].removeprefix("https://w3id.org/citygraph"), headers=HTML, follow_redirects=True
    )
    assert "row 2" in page.text and "row 4" in page.text and "a printed list" in page.text


def test_from_a_city_to_the_row_in_every_format(tables: httpx.Client) -> None:
    (city,) = [row["c"] for row in ask(tables, "SELECT ?c { ?c a cg:City ; rdfs:label 'Bandung'@id }")]
    path = city.removeprefix("https://w3id.org/citygraph")
    (row,) = csv.DictReader(tables.get(f"{path}.csv").text.splitlines())
    assert row["passages"] == "row=3" and row["headline"] == "Ties of <b>Malang</b>: https://example.org/one"
    turtle = tables.get(f"{path}.ttl").text
    assert "cg:row 3" in turtle or 'row> "3"' in turtle
    page = tables.get(f"{path}.html").text
    (embedded,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, flags=re.DOTALL)
    assert json.loads(embedded)["@type"] == "GovernmentOrganization"


def test_ready_queries_take_a_table_for_an_article(tables: httpx.Client) -> None:
    answer = tables.get("/queries/said-about-city.json", params={"city": "Bandung"})
    assert answer.status_code == 200 and "city: Malang; partner: Bandung" in answer.text
    for name in ("ties", "table/ties"):
        told = tables.get("/queries/article-facts.json", params={"article": name})
        assert told.status_code == 200, told.text


def test_the_page_of_a_table_speaks_indonesian_too(tables: httpx.Client) -> None:
    page = tables.get("/table/ties.html", headers={"Accept-Language": "id"}).text
    assert "Tabel" in page and "menurut urutan barisnya" in page
