"""Writing: whatever is written reads back to the same document."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from citygraph.loaders.facts import (
    FactDocument,
    as_json,
    as_plain,
    as_yaml,
    parse_document,
    read_document,
)
from citygraph.loaders.facts.names import NOT_IN_NAMES
from citygraph.loaders.seeds import seed_paths
from hypothesis import given
from hypothesis import strategies as st

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda text: (
        text == text.strip()
        and not NOT_IN_NAMES.search(text)
        and not text.lower().startswith("sdg")
        and "," not in text
    )
) | st.sampled_from(
    [
        "NO",
        "null",
        "~",
        "98",
        "2018-09-12",
        "1_000",
        "- a",
        "a: b",
        "#c",
        "'",
        '"',
        "=",
        "<<",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "true",
    ]
)
PASSAGES = st.text(
    st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120
) | st.sampled_from(["a\nb", " a\n\n b\t", "x\u2028y", "\x85"])
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1) | st.decimals(-1000, 1000, places=3) | NAMES
FACTS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries(
        {
            "kind": st.just("figure"),
            "about": NAMES,
            "measure": NAMES,
            "value": NUMBERS,
            "evidence": PASSAGES,
        },
        optional={
            "approximate": st.booleans(),
            "bound": st.sampled_from(["at-least", "at-most"]),
            "confidence": st.decimals(0, 1, places=2),
            "when": st.sampled_from(["2018", "2018-09~/..", "/2019"]),
        },
    ),
    st.fixed_dictionaries(
        {
            "kind": st.just("membership"),
            "network": st.just("apeksi"),
            "evidence": st.lists(PASSAGES, min_size=1, max_size=3),
            "member": st.builds(lambda name: {"name": name, "country": "ID", "geonames": 1}, NAMES) | NAMES,
        },
        optional={
            "id": st.just("one"),
            "role": st.just("member"),
            "modality": st.sampled_from(["asserted", "planned"]),
            "review": st.just("draft"),
            "said_by": NAMES,
        },
    ),
)


@given(FACTS, NAMES, st.booleans())
def test_a_document_reads_back_from_what_was_written(
    fact: dict[str, Any], title: str, advertorial: bool
) -> None:
    article = {"id": "example", "title": title, "advertorial": advertorial}
    document = FactDocument.model_validate({"article": article, "facts": [fact]})
    assert parse_document(as_yaml(document), syntax="yaml") == document
    assert parse_document(as_json(document), syntax="json") == document
    assert as_yaml(parse_document(as_json(document), syntax="json")) == as_yaml(document)


def test_the_seeds_are_in_the_canonical_form() -> None:
    for path in seed_paths():
        assert as_yaml(read_document(path)) == path.read_text(encoding="utf-8")


def test_other_readers_see_the_same_texts_and_numbers() -> None:
    fact = {"kind": "figure", "about": "apeksi", "measure": "NO", "value": Decimal("1.5"), "when": "2018"}
    document = FactDocument.model_validate({"article": {"id": "example"}, "facts": [fact]})
    for seen in (yaml.safe_load(as_yaml(document)), json.loads(as_json(document))):
        assert seen["facts"] == [fact | {"value": 1.5}]


def test_what_says_nothing_new_is_left_out() -> None:
    fact = {
        "kind": "event",
        "name": "A congress",
        "modality": "asserted",
        "topics": [],
        "aliases": None or [],
    }
    document = FactDocument.model_validate(
        {"article": {"id": "example", "review": "accepted"}, "facts": [fact]}
    )
    assert as_plain(document) == {
        "article": {"id": "example"},
        "facts": [{"kind": "event", "name": "A congress"}],
    }


def test_the_corpus_reads_back(shared: Path) -> None:
    for path in sorted(shared.glob("corpus/*/*.yaml")):
        document = read_document(path)
        assert parse_document(as_yaml(document), syntax="yaml") == document
        assert parse_document(as_json(document), syntax="json") == document
