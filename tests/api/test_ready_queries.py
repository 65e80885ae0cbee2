from __future__ import annotations

import csv
import io
from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest
from citygraph.api.negotiation import GRAPHS, RESULTS, Media
from citygraph.ontology import SH
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


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nt", "rdf"])
def test_the_list_and_a_question_as_rdf(client: httpx.Client, suffix: str) -> None:
    form = next(media for media in GRAPHS if media.suffix == suffix)
    for path, said in (("/queries", len(QUERIES)), ("/queries/members-on", 1)):
        answer = client.get(f"{path}.{suffix}")
        assert answer.headers["content-type"] == form.content_type
        triples = {quad.triple for quad in ox.parse(answer.content, format=form.rdf)}
        executables = [t for t in triples if t.object == ox.NamedNode(f"{SH}SPARQLSelectExecutable")]
        assert len(executables) == said
        assert client.get(path, headers={"Accept": form.type}).content == answer.content


@pytest.mark.parametrize("media", RESULTS[1:])
def test_an_answer_in_the_formats_of_sparql(client: httpx.Client, media: Media) -> None:
    asked = {"network": "ascn"}
    rows = client.get("/queries/members-on.json", params=asked).json()["rows"]
    answer = client.get(f"/queries/members-on.{media.suffix}", params=asked)
    assert answer.headers["content-type"] == media.content_type
    if media.suffix != "csv":
        parsed = ox.parse_query_results(answer.content, format=media.results)
        assert isinstance(parsed, ox.QuerySolutions)
        assert [solution["memberName"].value for solution in parsed] == [row["memberName"] for row in rows]


def test_a_page_links_to_every_article_and_to_what_a_name_may_mean(
    client: httpx.Client, page: Callable[..., str]
) -> None:
    text = page("/queries/members-on", network="ascn")
    assert 'href="/article/ascn-luang-prabang">ascn-luang-prabang</a>' in text
    meant = client.get("/queries/members-on?network=ascnn", headers={"Accept": "text/html"}).text
    assert 'href="/queries/members-on?network=ascn"' in meant
    assert 'href="/queries/between-cities?city=Jakarta%2C+ID&amp;other=Milan%2C+IT"' in page(
        "/queries/between-cities"
    )


def test_what_the_list_is_not_offered_in(client: httpx.Client) -> None:
    assert client.get("/queries.docx").status_code == 404
    assert client.get("/queries", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/queries/nothing", 404, "unknown-query"),
        ("/queries/said-about-city", 400, "missing-parameter"),
        ("/queries/said-about-city?city=Atlantis", 404, "unknown-name"),
        ("/queries/memberships?on=yesterday", 400, "bad-parameter"),
        ("/queries/memberships?colour=red", 400, "unknown-parameter"),
        ("/queries/sister-cities?country=Indonesia", 400, "bad-parameter"),
        ("/queries/in-both-networks?network=gnlc", 400, "missing-parameter"),
    ],
)
def test_wrong_questions(client: httpx.Client, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    shown = client.get(path, headers={"Accept": "text/html"})
    assert shown.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "value",
    [
        '"} } #',
        "> } UNION { ?s ?p ?o",
        "<script>alert(1)</script>",
        "\\u0022",
        "'; DROP",
        "a\nb } LIMIT 1",
        "\u202egnp.exe",
        "x" * 4000,
        "http://x/> ?s ?p",
    ],
)
@pytest.mark.parametrize("kind", ["city", "text", "country", "date"])
def test_hostile_values_never_alter_the_query(client: httpx.Client, kind: str, value: str) -> None:
    name, parameter = {
        "city": ("said-about-city", "city"),
        "text": ("single-source", "kind"),
        "country": ("same-name", "country"),
        "date": ("memberships", "on"),
    }[kind]
    answer = client.get(f"/queries/{name}", params={parameter: value})
    if kind == "text":
        assert answer.status_code == 200
        assert answer.json()["rows"] == []
    else:
        assert answer.status_code in (400, 404)


@pytest.mark.parametrize(
    "value", ['"} } #', "> } UNION { ?s ?p ?o", "<script>alert(1)</script>", "\\u0022", "'; DROP"]
)
def test_parameters_full_of_sparql_bind_as_text(client: httpx.Client, value: str) -> None:
    answer = client.get("/queries/said-about-city", params={"city": value})
    assert answer.status_code in (400, 404)
    shown = client.get("/queries/said-about-city", params={"city": value}, headers={"Accept": "text/html"})
    assert "<script>" not in shown.text
