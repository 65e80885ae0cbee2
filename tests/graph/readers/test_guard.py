from __future__ import annotations

import pytest
from citygraph.graph import QueryRefused, QuerySyntax, QueryTooLong
from citygraph.graph.readers.guard import check_query


def check(text: str) -> None:
    check_query(
        text, longest=10_000, deepest=100, is_local_graph=lambda name: name == "https://example.org/here"
    )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        "PREFIX SERVICE: <http://x/> SELECT * { ?s SERVICE:a 'SERVICE <http://x/> {}' }",
        "SELECT ?service { ?service ?p ?o } # SERVICE <http://x/> { }",
        "SELECT * FROM <https://example.org/here> { ?s ?p ?o }",
        "PREFIX e: <https://example.org/> SELECT * FROM NAMED e:here { ?s ?p ?o }",
        "BASE <https://example.org/> SELECT * FROM <here> { ?s ?p ?o }",
        "SELECT ?from { ?from ?p ?o }",
        "ASK { FILTER(" + "(" * 90 + "1" + ")" * 90 + ") }",
        "SELECT * FROM nowhere:x { ?s ?p ?o }",
        "SELECT * FROM { not sparql",
    ],
)
def test_harmless_text_passes_to_the_engine(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x/> { ?s ?p ?o } }",
        "SELECT * { #\rSERVICE <http://x/> { ?s ?p ?o }\n }",
        'SELECT * { VALUES ?x { "\\u0022 #" } SERVICE <http://x/> {\n }}',
        "PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "PREFIX SERVICE: <http://y/> SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
        "SELECT * { ?a ?b trueSERVICE<http://x/>{ ?s ?p ?o } }",
        "PREFIX a: <http://[::1]> SELECT * { ?a ?b a:SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS { { ?a ?b ?c } UNION { SERVICE ?p { ?a ?b ?c } } } }",
        "SELECT (EXISTS { SERVICE <http://x/> { ?s ?p ?o } } AS ?k) { }",
        "SELECT * { } ORDER BY (EXISTS { SERVICE <http://x/> { } })",
        "SELECT * { } HAVING (EXISTS { SERVICE <http://x/> { } })",
        "DESCRIBE ?x { SERVICE <http://x/> { ?x ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE <http://x/> { ?s ?p ?o } } } }",
        "SELECT * { SERVICE <http://x/> {",
        "SELECT * {" + "{" * 50 + "SERVICE <http://x/> {}" + "}" * 51,
    ],
)
def test_asking_another_server_is_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match="SERVICE"):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERV\\u0049CE <http://x/> { ?s ?p ?o } }",
        "SELECT * { SERV\\U00000049CE <http://x/> { ?s ?p ?o } }",
        'SELECT * { VALUES ?x { """a" } SERVICE <http://x/> { ?s ?p ?o } } #\\q """\n',
        'SELECT * { FILTER(?a<?b#>"""\n) SERVICE <http://x/> { ?s ?p ?o } } #"""',
        "ASK { ?s ?p 'open }",
    ],
)
def test_text_that_could_hide_a_service_is_a_syntax_error(text: str) -> None:
    with pytest.raises(QuerySyntax, match="not valid SPARQL"):
        check(text)


@pytest.mark.parametrize("name", ["<http://elsewhere.example/>", "<file:///etc/passwd>", "cg:x"])
@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
def test_a_graph_outside_the_store_is_refused(clause: str, name: str) -> None:
    with pytest.raises(QueryRefused, match="no graph of that name"):
        check(f"SELECT * {clause} {name} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "text",
    [
        "ASK " + "{" * 101 + "}" * 101,
        "ASK { FILTER(" + "(" * 5000,
        "ASK { FILTER(" + "! " * 101 + "1) }",
        "ASK { ?s ?p " + "[" * 200,
    ],
)
def test_deep_nesting_is_refused_before_any_parser(text: str) -> None:
    with pytest.raises(QueryRefused, match="nested"):
        check_query(text, longest=100_000, deepest=100, is_local_graph=lambda _: False)


def check_long(text: str) -> None:
    check_query(text, longest=1_000_000, deepest=100, is_local_graph=lambda _: False)


@pytest.mark.parametrize(
    "text", ["ASK { FILTER" + "(#)\n" * 101, "{#}\n" * 15_000, "ASK {" + "('(')" + "{'}'" * 101]
)
def test_brackets_in_comments_and_strings_do_not_count(text: str) -> None:
    with pytest.raises(QueryRefused, match="nested"):
        check_long(text)
    check_long("ASK { FILTER('" + "(" * 500 + "' = '') } #" + "{" * 500)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(1" + "||1" * 1001 + ") }",
        "ASK { FILTER(1" + "-1" * 1001 + ") }",
        "ASK { FILTER(true" + "-true" * 1001 + ") }",
        "ASK { {} " + "UNION {}" * 1001 + "}",
        "ASK {" + "OPTIONAL {}" * 1001 + "}",
        "ASK {" + "MINUS {}" * 1001 + "}",
        "ASK {" + "BIND(1 AS ?x)" * 1001 + "}",
        "ASK {" + "?s?p?o." * 1001 + "}",
        "ASK { ?s ?p 0" + ",0" * 1001 + "}",
        "ASK { ?s ?p (" + "1 " * 1002 + ") }",
        "ASK {} HAVING " + "(1)" * 1001,
    ],
)
def test_a_long_chain_is_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match="more than 1,000"):
        check_long(text)


@pytest.mark.parametrize("sign", ["/", "|", "/^"])
def test_a_long_path_is_refused(sign: str) -> None:
    check_long("ASK { ?s " + "<a:a>/" * 100 + "<a:a> ?o }")
    with pytest.raises(QueryRefused, match="property paths"):
        check_long("ASK { ?s " + f"<a:a>{sign}" * 101 + "<a:a> ?o }")


def test_rows_of_values_and_members_of_in_do_not_count() -> None:
    check_long("ASK { VALUES (?a ?b) {" + "(-6.2 <https://example.org/a#b>)" * 5000 + "} }")
    check_long("ASK { ?s ?p ?o FILTER(?o IN (1" + ", 1" * 5000 + ")) }")
    with pytest.raises(QueryRefused):
        check_long("ASK { VALUES ?a { 1 } ?s ?p ?o " + ", ?o" * 1001 + "}")


def test_length_is_counted_in_bytes() -> None:
    check_query("ASK { } #" + "x" * 91, longest=100, deepest=100, is_local_graph=lambda _: False)
    with pytest.raises(QueryTooLong):
        check_query("ASK { } #" + "é" * 91, longest=100, deepest=100, is_local_graph=lambda _: False)


@pytest.mark.parametrize("text", ["ASK { } \x00", "ASK { ?s ?p '\\uD800' }", "ASK { ?s ?p '\\UFFFFFFFF' }"])
def test_what_is_no_character_is_refused(text: str) -> None:
    with pytest.raises((QueryRefused, QuerySyntax)):
        check(text)
