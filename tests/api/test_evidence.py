"""From score to sentence over HTTP."""

from __future__ import annotations

import httpx
import pytest


def test_the_page_asks_for_a_city_and_then_tells_its_ties(client: httpx.Client) -> None:
    html = {"Accept": "text/html"}
    empty = client.get("/evidence/shared-themes", headers=html)
    assert empty.status_code == 200 and 'name="city"' in empty.text
    page = client.get("/evidence/shared-themes", params={"city": "London, GB", "size": 5}, headers=html)
    assert "Ties: 14 · strength: 18" in page.text
    assert 'rel="next"' in page.text and "page=2" in page.text
    indonesian = client.get("/evidence/shared-themes", params={"city": "London", "lang": "id"}, headers=html)
    assert "14 ikatan, kekuatan 18" in indonesian.text


def test_json_tells_facts_with_their_passages_and_sources(client: httpx.Client) -> None:
    told = client.get("/evidence/shared-themes.json", params={"city": "Jakarta, ID"}).json()
    (tie,) = told["ties"]
    assert tie["name"] == "Milan"
    assert [fact["source"]["iri"].rpartition("/")[2] for fact in tie["facts"]] == ["wccf-jakarta"] * 2
    assert all(passage["start"] < passage["end"] for fact in tie["facts"] for passage in fact["passages"])
    assert len(told["recipe"]["sha256"]) == 64 and told["dataset"]
    one = client.get("/evidence/shared-themes.json", params={"city": "London", "page": 3, "size": 5}).json()
    assert (one["page"], one["pages"], len(one["ties"])) == (3, 3, 4)


@pytest.mark.parametrize(
    ("path", "params", "status", "code"),
    [
        ("none", {"city": "London"}, 404, "unknown-recipe"),
        ("/etc/passwd.toml", {"city": "London"}, 404, "not-found"),
        ("shared-themes", {}, 400, "bad-parameter"),
        ("shared-themes", {"city": "Lundon"}, 404, "unknown-name"),
        ("shared-themes", {"city": "London", "page": 99}, 400, "bad-parameter"),
        ("shared-themes", {"city": "London", "size": 201}, 400, "bad-parameter"),
        ("shared-themes", {"city": "Malang, ID"}, 422, "not-analysable"),
        ("shared-themes", {"city": "London", "set": "contries=ID"}, 400, "bad-recipe"),
        ("shared-themes", {"city": "London", "set": "on=1900-01-01"}, 404, "date-before-facts"),
    ],
)
def test_what_cannot_be_told_is_a_problem(
    client: httpx.Client, path: str, params: dict[str, str], status: int, code: str
) -> None:
    answer = client.get(f"/evidence/{path}", params=params, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_city_that_the_graph_does_not_know_is_answered_with_near_names(client: httpx.Client) -> None:
    problem = client.get("/evidence/shared-themes.json", params={"city": "Lundon"}).json()
    assert "London" in problem["candidates"]


def test_changes_make_another_network(client: httpx.Client) -> None:
    params = {"city": "London", "set": ["countries=GB,ES", "strength=newman"]}
    told = client.get("/evidence/shared-themes.json", params=params).json()
    assert [tie["name"] for tie in told["ties"]] == ["Barcelona"]
    assert told["recipe"]["countries"] == ["ES", "GB"]
