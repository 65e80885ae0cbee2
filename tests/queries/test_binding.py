"""Values are bound by their own serialisation and can never end the block that they stand in."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.queries.binding import bind, bindable
from hypothesis import given
from hypothesis import strategies as st

QUERY = "SELECT ?text WHERE { VALUES ?text { UNDEF } }"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    result = ox.Store().query(bind(QUERY, {"text": [ox.Literal(text)]}))
    assert isinstance(result, ox.QuerySolutions)
    assert [solution["text"].value for solution in result] == [text]


@pytest.mark.parametrize("text", ['" } DROP ALL #', "' } } SELECT * {", "\\", "\n}", '"""', "?text"])
def test_text_that_looks_like_a_query_stays_text(text: str) -> None:
    result = ox.Store().query(bind(QUERY, {"text": [ox.Literal(text)]}))
    assert isinstance(result, ox.QuerySolutions)
    assert [solution["text"].value for solution in result] == [text]


def test_several_terms_and_untouched_blocks() -> None:
    query = 'SELECT * { VALUES ?a { UNDEF } VALUES ?b { "kept" } }'
    bound = bind(query, {"a": [ox.Literal(1), ox.NamedNode("https://example.org/x")], "b": []})
    assert 'VALUES ?b { "kept" }' in bound
    assert "<https://example.org/x> }" in bound
    assert bindable(query) == {"a": False, "b": True}
