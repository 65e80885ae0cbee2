"""Rules: what a sentence must and must not have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from citygraph.loaders.extraction.patterns import Chunk, Rule, RuleBook, compile_pattern, symbols_of
from citygraph.loaders.extraction.segmenting import segment

RULE = Rule("test", (compile_pattern("including {who:places}", {}, "test"),), {}, None, 0.8, ())


def matches(rule: Rule, text: str) -> int:
    chunk = Chunk("C", text.index("Lima"), text.index("Lima") + 4, ("lima",))
    symbols = symbols_of(segment(text).sentences[0], (chunk,))
    return sum(1 for _ in RuleBook([rule]).matches(symbols))


@pytest.mark.parametrize(
    ("text", "needs", "unless", "expected"),
    [
        ("Many came, including Lima.", (), (), 1),
        ("Many came, including Lima.", ("(came | attended)",), (), 1),
        ("Many joined, including Lima.", ("(came | attended)",), (), 0),
        ("Many came, including Lima.", (), ("many came",), 0),
        ("Many came, including Lima.", ("came",), ("members",), 1),
    ],
)
def test_needs_and_unless(text: str, needs: tuple[str, ...], unless: tuple[str, ...], expected: int) -> None:
    compiled = {
        name: tuple(compile_pattern(pattern, {}, "test") for pattern in patterns)
        for name, patterns in (("needs", needs), ("unless", unless))
    }
    assert matches(replace(RULE, **compiled), text) == expected
