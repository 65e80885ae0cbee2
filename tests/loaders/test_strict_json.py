"""JSON: whatever is read is what the standard library reads, and nothing else is."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from citygraph.loaders.facts.strict_json import read_json
from citygraph.loaders.facts.syntax import Limits, SyntaxRefused
from hypothesis import given
from hypothesis import strategies as st

LIMITS = Limits(depth=50)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def standard(text: str) -> Any:
    def unlike_ours(word: str) -> Any:
        raise ValueError(word)

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _ in pairs}) < len(pairs):
            raise ValueError("twice")
        return dict(pairs)

    return json.loads(text, parse_float=Decimal, parse_constant=unlike_ours, object_pairs_hook=once)


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_written_values_read_back(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert read_json(text, LIMITS).value == standard(text)


@given(VALUES, st.data())
def test_damaged_texts_are_refused_where_the_standard_library_refuses(
    value: Any, data: st.DataObject
) -> None:
    text = json.dumps(value)
    at = data.draw(st.integers(0, len(text)))
    text = (
        text[:at]
        + data.draw(st.sampled_from(["", "]", "}", ",", '"', "\\", "\t", "0", ".", "e", "x", ":", " "]))
        + text[at + 1 :]
    )
    try:
        expected = standard(text)
    except (ValueError, RecursionError):
        with pytest.raises(SyntaxRefused):
            read_json(text, LIMITS)
    else:
        assert read_json(text, LIMITS).value == expected


def test_lines_are_those_of_the_values() -> None:
    lines = read_json('{\n "a": 1,\n "b": [\n  2,\n  {"c":\n   3}\n ]\n}', LIMITS).lines
    assert [lines.at(path) for path in ((), ("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "c"), ("z",))] == [
        1,
        2,
        3,
        4,
        5,
        6,
        1,
    ]


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    with pytest.raises(SyntaxRefused, match="more than 50 lists"):
        read_json("[" * 1_000_000, LIMITS)


def test_a_long_text_without_end_is_refused_in_linear_time() -> None:
    with pytest.raises(SyntaxRefused):
        read_json('"' + "\\u0041x" * 500_000, LIMITS)
