"""YAML: the values of the safe loader without its types, and the lines of everything."""

from __future__ import annotations

from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
import yaml
from citygraph.loaders.facts import strict_yaml
from citygraph.loaders.facts.article import Article, MadeBy
from citygraph.loaders.facts.evidence import Offsets, ResolvedEvidence
from citygraph.loaders.facts.explanations import KINDS, fields_of
from citygraph.loaders.facts.strict_yaml import NUMBER_FIELDS, SWITCH_FIELDS, read_yaml
from citygraph.loaders.facts.syntax import Limits, SyntaxRefused
from hypothesis import given
from hypothesis import strategies as st

LIMITS = Limits()
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=20)
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=15,
)


def scalar_types(annotation: Any) -> set[Any]:
    if get_origin(annotation) is Annotated:
        return scalar_types(get_args(annotation)[0])
    inner = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()
    return set().union(*map(scalar_types, inner)) if inner else {annotation}


@given(VALUES, st.booleans())
def test_texts_read_back_as_they_were_written(value: Any, flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    assert read_yaml(text, LIMITS).value == value


def test_the_parser_in_python_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: {b: [x, 'y', \"z\\u00e9\"], value: 1.5}\nc: |\n  two\n  lines\nd: !!str x\n"
    assert strict_yaml._LOADER is getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    good = text[: text.index("d:")]
    fast = read_yaml(good, LIMITS)
    monkeypatch.setattr(strict_yaml, "_LOADER", yaml.SafeLoader)
    assert read_yaml(good, LIMITS) == fast
    with pytest.raises(SyntaxRefused, match="the tag"):
        read_yaml(text, LIMITS)


def test_lines_are_those_of_the_values() -> None:
    lines = read_yaml("a: 1\nb:\n- 2\n- c:\n    3\n", LIMITS).lines
    assert [lines.at(path) for path in ((), ("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "c"))] == [
        1,
        1,
        2,
        3,
        4,
        5,
    ]


def test_number_and_truth_fields_are_those_of_the_models() -> None:
    numbers: set[str] = {"geonames"}
    switches: set[str] = set()
    for model in (Article, MadeBy, Offsets, ResolvedEvidence, *KINDS.values()):
        for name, field in zip(fields_of(model), model.model_fields.values(), strict=True):
            types = scalar_types(field.annotation)
            if bool in types:
                switches.add(name)
            elif types & {int, Decimal}:
                numbers.add(name)
    assert numbers == NUMBER_FIELDS
    assert switches == SWITCH_FIELDS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1", "yaml-feature"),
        ("a: *x", "yaml-feature"),
        ("a: !x 1", "yaml-feature"),
        ("a: !!int 1", "yaml-feature"),
        ("a: ! 1", "yaml-feature"),
        ("&x a: 1", "yaml-feature"),
        ("? [a]\n: 1", "yaml-feature"),
        ("a: 1\n---\nb: 2", "yaml-feature"),
        ("%TAG ! tag:x,2000:\n---\na: 1", "yaml-feature"),
        ("{a: 1, a: 2}", "duplicate-key"),
        ("a: 1\n'a': 2", "duplicate-key"),
        ("", "empty-document"),
        ("a: 'x", "yaml-syntax"),
        ("\ta: 1", "yaml-syntax"),
        ("a: 1\n b: 2", "yaml-syntax"),
        ("[" * 100_000, "too-deep"),
        ("a: [1", "yaml-syntax"),
        ("a: \x07", "control-character"),
        ("@a: 1", "yaml-syntax"),
    ],
)
def test_what_is_not_allowed_is_refused(text: str, code: str) -> None:
    with pytest.raises(SyntaxRefused) as caught:
        read_yaml(text, LIMITS)
    assert caught.value.code == code
