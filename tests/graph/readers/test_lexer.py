from __future__ import annotations

import pytest
from citygraph.graph import QuerySyntax
from citygraph.graph.readers.lexer import tokens
from citygraph.queries import load_catalogue


def read(text: str) -> list[str]:
    return [f"{token.kind} {token.text}" for token in tokens(text)]


def test_strings_iris_and_comments_are_told_from_code() -> None:
    assert read("""?a <b#c> '''x'y''' "q\\"#"@en-GB #no\rx:y\\#z.""") == [
        "variable ?a",
        "iri <b#c>",
        "string '''x'y'''",
        'string "q\\"#"',
        "tag @en-GB",
        "name x:y\\#z",
        "sign .",
    ]


def test_less_than_is_told_from_an_iri() -> None:
    assert read("(?a<?b&&?c>?d)")[2] == "sign <"
    assert read("(?a <http://x/#y>)")[2] == "iri <http://x/#y>"
    with pytest.raises(QuerySyntax, match="may compare"):
        read("(?a<?b#>")


def test_depth_follows_brackets_that_match() -> None:
    assert [token.depth for token in tokens("{([<<>>])}")] == [1, 2, 3, 4, 3, 2, 1, 0]
    with pytest.raises(QuerySyntax) as caught:
        read("{\n )")
    assert (caught.value.line, caught.value.column) == (2, 2)


def test_every_ready_query_can_be_read() -> None:
    for each in load_catalogue().values():
        assert read(each.sparql)
