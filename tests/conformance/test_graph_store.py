"""The SPARQL 1.1 Graph Store HTTP Protocol, section by section, against a server that really runs.

Written from the text of the specification (https://www.w3.org/TR/sparql11-http-rdf-update/); every case begins with an
empty dataset.
"""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest

NAME = "http://graphs.example/person/1.ttl"
NAMED = {"graph": NAME}
DEFAULT = {"default": ""}
TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
JOHN = """@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<http://p.example/1> foaf:name "John" ; foaf:knows [ foaf:name "X" ] ."""
JANE = '@prefix foaf: <http://xmlns.com/foaf/0.1/> . <http://p.example/2> foaf:name "Jane" .'
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
CASES: list[Callable[[httpx.Client], None]] = []


def case(function: Callable[[httpx.Client], None]) -> Callable[[httpx.Client], None]:
    CASES.append(function)
    return function


def put(client: httpx.Client, body: str, params: dict[str, str] = NAMED, **headers: str) -> httpx.Response:
    return client.put("/store", params=params, content=body, headers=headers or TURTLE)


def holds(client: httpx.Client, *bodies: str, params: dict[str, str] = NAMED) -> None:
    """A graph is the merge of these, up to the names of its blank nodes."""
    answer = client.get("/store", params=params, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/turtle")
    expected = ox.Dataset(
        quad
        for body in bodies
        for quad in ox.parse(body, format=ox.RdfFormat.TURTLE, base_iri=NAME, rename_blank_nodes=True)
    )
    found = ox.Dataset(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
    for dataset in (expected, found):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert found == expected


@case
def put_makes_a_graph(client: httpx.Client) -> None:
    answer = put(client, JOHN)
    assert (answer.status_code, answer.content) == (201, b"")
    holds(client, JOHN)


@case
def put_names_where_the_new_graph_is(client: httpx.Client) -> None:
    location = put(client, JOHN).headers["location"]
    assert client.get(location, headers={"Accept": "application/n-triples"}).status_code == 200


@case
def put_takes_the_place_of_a_graph(client: httpx.Client) -> None:
    put(client, JOHN)
    assert put(client, JANE).status_code in (200, 204)
    holds(client, JANE)


@case
def put_replaces_the_default_graph_alone(client: httpx.Client) -> None:
    put(client, JOHN)
    assert put(client, JANE, DEFAULT).status_code in (200, 201, 204)
    holds(client, JANE, params=DEFAULT)
    holds(client, JOHN)


@case
def put_of_what_is_not_the_media_type_is_bad(client: httpx.Client) -> None:
    put(client, JOHN)
    answer = put(client, JANE, **{"Content-Type": "application/rdf+xml"})
    assert answer.status_code == 400
    assert answer.json()["code"] == "payload-unreadable"
    holds(client, JOHN)


@case
def put_of_an_unknown_media_type_is_not_taken(client: httpx.Client) -> None:
    assert put(client, JANE, **{"Content-Type": "application/octet-stream"}).status_code == 415
    assert client.put("/store", params=NAMED, content=b"").status_code == 415


@case
def put_of_nothing_makes_an_empty_graph(client: httpx.Client) -> None:
    assert put(client, "").status_code == 201
    holds(client)


@case
def put_empties_a_graph(client: httpx.Client) -> None:
    put(client, JOHN)
    assert put(client, "").status_code in (200, 204)
    holds(client)


@case
def put_fills_an_empty_graph(client: httpx.Client) -> None:
    put(client, "")
    assert put(client, JOHN).status_code in (200, 204)
    holds(client, JOHN)


@case
def relative_iris_are_relative_to_the_graph(client: httpx.Client) -> None:
    put(client, "<#a> <b> <> .")
    holds(
        client,
        f"<{NAME}#a> <http://graphs.example/person/b> <{NAME}> .",
    )


@case
def get_in_every_format(client: httpx.Client) -> None:
    put(client, JOHN)
    for media, form in FORMATS.items():
        answer = client.get("/store", params=NAMED, headers={"Accept": media})
        assert answer.headers["content-type"].partition(";")[0] == media
        assert len(list(ox.parse(answer.content, format=form))) == 3


@case
def put_in_every_format(client: httpx.Client) -> None:
    for media, form in FORMATS.items():
        body = ox.serialize((q.triple for q in ox.parse(JOHN, format=ox.RdfFormat.TURTLE)), format=form)
        assert client.put(
            "/store", params=NAMED, content=body, headers={"Content-Type": media}
        ).status_code in (201, 204)
        holds(client, JOHN)


@case
def get_of_no_graph_is_not_found(client: httpx.Client) -> None:
    answer = client.get("/store", params=NAMED)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-graph")


@case
def get_in_a_format_that_there_is_none_of(client: httpx.Client) -> None:
    put(client, JOHN)
    assert client.get("/store", params=NAMED, headers={"Accept": "image/png"}).status_code == 406


@case
def head_of_a_graph_has_no_body(client: httpx.Client) -> None:
    put(client, JOHN)
    answer = client.head("/store", params=NAMED)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/turtle")


@case
def head_of_no_graph_is_not_found(client: httpx.Client) -> None:
    assert client.head("/store", params=NAMED).status_code == 404


@case
def delete_takes_a_graph_away(client: httpx.Client) -> None:
    put(client, JOHN)
    put(client, JANE, DEFAULT)
    assert client.delete("/store", params=NAMED).status_code in (200, 204)
    assert client.get("/store", params=NAMED).status_code == 404
    holds(client, JANE, params=DEFAULT)


@case
def delete_of_no_graph_is_not_found(client: httpx.Client) -> None:
    assert client.delete("/store", params=NAMED).status_code == 404


@case
def delete_empties_the_default_graph(client: httpx.Client) -> None:
    put(client, JANE, DEFAULT)
    assert client.delete("/store", params=DEFAULT).status_code in (200, 204)
    holds(client, params=DEFAULT)


@case
def post_adds_to_a_graph(client: httpx.Client) -> None:
    put(client, JOHN)
    assert client.post("/store", params=NAMED, content=JANE, headers=TURTLE).status_code in (200, 204)
    holds(client, JOHN, JANE)


@case
def post_makes_a_graph_of_a_name(client: httpx.Client) -> None:
    assert client.post("/store", params=NAMED, content=JANE, headers=TURTLE).status_code == 201
    holds(client, JANE)


@case
def post_adds_the_files_of_a_form(client: httpx.Client) -> None:
    put(client, "")
    files = [("one", ("1.ttl", JOHN, "text/turtle")), ("two", ("2.ttl", JANE, "application/octet-stream"))]
    assert client.post("/store", params=NAMED, files=files).status_code in (200, 204)
    holds(client, JOHN, JANE)


@case
def post_of_a_form_without_files_is_bad(client: httpx.Client) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert client.post("/store", params=NAMED, content=body, headers=headers).status_code == 400
    broken = {"Content-Type": "multipart/form-data"}
    assert client.post("/store", params=NAMED, content=body, headers=broken).status_code == 400


@case
def post_to_the_store_makes_a_graph_with_an_address(client: httpx.Client) -> None:
    answer = client.post("/store", content=JOHN, headers=TURTLE)
    assert answer.status_code == 201
    location = answer.headers["location"]
    assert location.startswith(f"{client.base_url}".rstrip("/") + "/store/")
    found = client.get(location, headers={"Accept": "application/n-triples"})
    assert len(list(ox.parse(found.content, format=ox.RdfFormat.N_TRIPLES))) == 3
    assert client.put(location, content=JANE, headers=TURTLE).status_code in (200, 204)
    holds(client, JANE, params={"graph": location})


@case
def post_of_nothing_changes_nothing(client: httpx.Client) -> None:
    put(client, JOHN)
    assert client.post("/store", params=NAMED, content="", headers=TURTLE).status_code in (200, 204)
    holds(client, JOHN)


@case
def a_graph_may_be_named_by_its_address(client: httpx.Client) -> None:
    own = f"{client.base_url}".rstrip("/") + "/store/people/1"
    assert client.put("/store/people/1", content=JOHN, headers=TURTLE).status_code == 201
    holds(client, JOHN, params={"graph": own})
    assert client.delete("/store/people/1").status_code in (200, 204)


@case
def one_graph_must_be_named(client: httpx.Client) -> None:
    for params in ({}, {"graph": "relative"}, {"graph": NAME, "default": ""}, {"graph": [NAME, "a:b"]}):
        for method in ("GET", "PUT", "DELETE"):
            answer = client.request(method, "/store", params=params, headers=TURTLE)
            assert answer.status_code == 400, (method, params)


@case
def other_methods_are_not_taken(client: httpx.Client) -> None:
    answer = client.patch(
        "/store", params=NAMED, content="DROP ALL", headers={"Content-Type": "application/sparql-update"}
    )
    assert answer.status_code == 405
    assert {"GET", "HEAD", "PUT", "POST", "DELETE"} <= set(answer.headers["allow"].split(", "))


@case
def a_graph_that_has_not_changed_is_not_sent_again(client: httpx.Client) -> None:
    put(client, JOHN)
    tag = client.get("/store", params=NAMED).headers["etag"]
    assert client.get("/store", params=NAMED, headers={"If-None-Match": f'"x", W/{tag}'}).status_code == 304
    as_xml = {"Accept": "application/rdf+xml", "If-None-Match": tag}
    assert client.get("/store", params=NAMED, headers=as_xml).status_code == 200
    put(client, JANE)
    assert client.get("/store", params=NAMED, headers={"If-None-Match": tag}).status_code == 200


@case
def a_graph_is_written_only_in_the_state_that_the_client_knows(client: httpx.Client) -> None:
    put(client, JOHN)
    known = {**TURTLE, "If-Match": client.get("/store", params=NAMED).headers["etag"]}
    assert put(client, JANE, **known).status_code == 204
    refused = put(client, JOHN, **known)
    assert (refused.status_code, refused.json()["code"]) == (412, "precondition-failed")
    assert client.delete("/store", params=NAMED, headers={"If-Match": known["If-Match"]}).status_code == 412
    holds(client, JANE)


@case
def a_graph_is_made_only_where_there_is_none(client: httpx.Client) -> None:
    new = {**TURTLE, "If-None-Match": "*"}
    assert put(client, JOHN, **new).status_code == 201
    assert put(client, JANE, **new).status_code == 412
    assert (
        put(client, JANE, params={"graph": "urn:x:other"}, **{**TURTLE, "If-Match": "*"}).status_code == 412
    )
    holds(client, JOHN)


@case
def a_payload_in_another_charset_is_not_taken(client: httpx.Client) -> None:
    put(client, JOHN)
    for charset in ("utf-16", "iso-8859-1"):
        body = JANE.replace("Jane", "Jané").encode(charset)
        answer = client.put(
            "/store", params=NAMED, content=body, headers={"Content-Type": f"text/turtle; charset={charset}"}
        )
        assert answer.status_code == 415
    assert (
        client.put("/store", params=NAMED, content=b"<a:a> <a:b> '\xe9' .", headers=TURTLE).status_code == 400
    )
    holds(client, JOHN)


@case
def a_payload_that_names_a_graph_of_its_own_is_bad(client: httpx.Client) -> None:
    for media, body in (
        ("application/n-quads", "<a:a> <a:b> <a:c> <a:g> ."),
        ("application/trig", "<a:g> { <a:a> <a:b> <a:c> }"),
    ):
        answer = put(client, body, **{"Content-Type": media})
        assert (answer.status_code, answer.json()["code"]) == (400, "payload-unreadable")
    assert client.get("/store", params=NAMED).status_code == 404


@case
def a_form_makes_a_graph_and_its_blank_nodes_stay_apart(client: httpx.Client) -> None:
    one, two = "<a:a> <a:b> _:x . _:x <a:c> 1 .", '_:x <a:c> "2" .'
    files = [("f", ("1.ttl", one, "text/turtle")), ("f", ("2.nt", two, "application/n-triples"))]
    answer = client.post("/store", params=NAMED, files=files)
    assert answer.status_code == 201
    assert client.get(answer.headers["location"]).status_code == 200
    holds(client, one, two)


@case
def a_form_with_one_bad_file_changes_nothing(client: httpx.Client) -> None:
    put(client, JOHN)
    files = [("f", ("1.ttl", JANE, "text/turtle")), ("f", ("2.rdf", "<x", "application/rdf+xml"))]
    assert client.post("/store", params=NAMED, files=files).status_code == 400
    holds(client, JOHN)


@case
def post_of_nothing_makes_an_empty_graph(client: httpx.Client) -> None:
    assert client.post("/store", params=NAMED, content="", headers=TURTLE).status_code == 201
    holds(client)


@case
def a_graph_that_was_taken_away_is_gone_for_every_method(client: httpx.Client) -> None:
    path = "/store/people/a%20b"
    own = f"{client.base_url}".rstrip("/") + path
    answer = client.put(path, content="<x> <#y> <> .", headers=TURTLE)
    assert (answer.status_code, answer.headers["location"]) == (201, own)
    holds(client, f"<{own[:-5]}x> <{own}#y> <{own}> .", params={"graph": own})
    assert client.delete(path).status_code in (200, 204)
    for method in ("GET", "HEAD", "DELETE"):
        assert client.request(method, path).status_code == 404, method


@case
def names_of_graphs_may_hold_any_sign_of_an_iri(client: httpx.Client) -> None:
    for name in ("http://g.example/a?b=c&d=e#f", "urn:uuid:0", "http://g.example/é%20(x)", "tag:x,2026:y+z"):
        assert put(client, JANE, {"graph": name}).status_code == 201
        holds(client, JANE, params={"graph": name})


def test_every_section_is_covered() -> None:
    assert len(CASES) == 38


@pytest.mark.parametrize("each", CASES, ids=lambda each: each.__name__)
def test_graph_store(client: httpx.Client, each: Callable[[httpx.Client], None]) -> None:
    each(client)


def test_strangers_may_read_and_not_write(client: httpx.Client, stranger: httpx.Client) -> None:
    put(client, JOHN)
    holds(stranger, JOHN)
    for answer in (
        put(stranger, JANE),
        stranger.post("/store", params=NAMED, content=JANE, headers=TURTLE),
        stranger.delete("/store", params=NAMED),
        stranger.post("/update", data={"update": "DROP ALL"}),
        stranger.post("/update", data={"update": "DROP ALL"}, headers={"Authorization": "Bearer guess"}),
        stranger.post("/update", data={"update": "DROP ALL"}, headers={"Authorization": "Basic YTpi"}),
    ):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.json()["code"] == "token-wrong"
    holds(client, JOHN)
