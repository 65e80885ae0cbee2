from __future__ import annotations

import csv
import io
from collections.abc import Callable

import httpx
import pytest
from citygraph.queries import load_catalogue

QUERIES = load_catalogue()


def examples(name: str) -> dict[str, str]:
    """The example values of the required parameters."""
    return {one.name: one.example for one in QUERIES[name].parameters if one.required}


@pytest.mark.parametrize("name", QUERIES)
def test_every_question_answers_in_json_csv_and_html(
    client: httpx.Client, page: Callable[..., str], name: str
) -> None:
    asked = examples(name)
    found = client.get(f"/queries/{name}", params=asked)
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json"
    content = found.json()
    assert content["query"] == name
    table = list(csv.reader(io.StringIO(client.get(f"/queries/{name}.csv", params=asked).text)))
    assert table[0][: len(content["columns"])] == content["columns"]
    assert len(table) - 1 == len(content["rows"])
    text = page(f"/queries/{name}", **asked)
    assert QUERIES[name].title.en.replace("'", "&#39;") in text
    assert f"/queries/{name}.json" in text
    assert QUERIES[name].title.id in page(f"/queries/{name}", **asked, lang="id")


def test_a_question_that_needs_a_parameter_shows_its_form_first(page: Callable[..., str]) -> None:
    text = page("/queries/said-about-city")
    assert 'name="city"' in text
    assert "for example Palembang, ID" in text


def test_the_list_of_questions(client: httpx.Client, page: Callable[..., str]) -> None:
    listed = client.get("/queries.json").json()
    assert [query["name"] for query in listed] == list(QUERIES)
    assert all(query["title"]["id"] and query["sparql"] for query in listed)
    text = page("/queries")
    assert all(f'href="/queries/{name}"' in text for name in QUERIES)
    assert client.get("/queries", headers={"Accept": "application/json"}).json() == listed


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/queries/nothing", 404, "unknown-query"),
        ("/queries/said-about-city", 400, "missing-parameter"),
        ("/queries/said-about-city?city=Atlantis", 404, "unknown-name"),
        ("/queries/memberships?on=yesterday", 400, "bad-parameter"),
        ("/queries/memberships?colour=red", 400, "unknown-parameter"),
    ],
)
def test_wrong_questions(client: httpx.Client, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    shown = client.get(path, headers={"Accept": "text/html"})
    assert shown.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "value", ['"} } #', "> } UNION { ?s ?p ?o", "<script>alert(1)</script>", "\\u0022", "'; DROP"]
)
def test_parameters_full_of_sparql_bind_as_text(client: httpx.Client, value: str) -> None:
    answer = client.get("/queries/said-about-city", params={"city": value})
    assert answer.status_code in (400, 404)
    shown = client.get("/queries/said-about-city", params={"city": value}, headers={"Accept": "text/html"})
    assert "<script>" not in shown.text
