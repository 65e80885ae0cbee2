"""The published JSON Schema: up to date, and of one mind with the reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from citygraph.loaders.facts import as_plain, document_schema, read_document, schema_text
from citygraph.loaders.facts.explanations import KINDS, fields_of
from citygraph.loaders.seeds import seed_paths

ROOT = Path(__file__).parents[2]
CHECKER = jsonschema.Draft202012Validator(document_schema())

ONLY_THE_READER_SEES = {
    "bad-country.yaml",
    "mistaken-country.yaml",
    "small-country.yaml",
    "end-before-start.yaml",
    "until-before-since.yaml",
    "impossible-date.yaml",
    "impossible-month.yaml",
    "offset-outside.yaml",
    "offset-reversed.yaml",
    "offsets-without-digest.yaml",
    "duplicate-id.yaml",
    "duplicate-fact.yaml",
    "duplicate-name.yaml",
    "unresolvable-in.yaml",
    "unresolvable-within.yaml",
    "part-of-nothing.yaml",
    "part-of-itself.yaml",
    "ambiguous-about.yaml",
    "ambiguous-in.yaml",
    "duplicate-key.yaml",
    "yaml-anchor.yaml",
    "value-nan.yaml",
    "value-too-long.yaml",
    "json-nan.json",
    "json-infinity.json",
    "json-huge-number.json",
    "json-duplicate-key.json",
    "json-surrogate.json",
}


def test_the_published_schema_is_up_to_date() -> None:
    assert (ROOT / "docs" / "fact-document.schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(document_schema())


@pytest.mark.parametrize("path", seed_paths(), ids=lambda path: path.stem)
def test_the_seeds_are_accepted(path: Path) -> None:
    plain = json.loads(json.dumps(as_plain(read_document(path))))
    assert [error.message for error in CHECKER.iter_errors(plain)] == []


def _value(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return _typed(json.loads(text) if path.suffix == ".json" else yaml.load(text, yaml.BaseLoader))


def _is_well_formed(path: Path) -> bool:
    try:
        _value(path)
    except (ValueError, yaml.YAMLError):
        return False
    return True


def _typed(value: Any) -> Any:
    """Return numbers and truth values for what stands unquoted in number and truth fields."""
    if isinstance(value, dict):
        numbers = {"start", "end", "value", "confidence", "length", "geonames"}
        return {
            key: int(item)
            if key in numbers and str(item).lstrip("-").isdigit() and item != "12"
            else _typed(item)
            for key, item in value.items()
        }
    return [_typed(item) for item in value] if isinstance(value, list) else value


WELL_FORMED = sorted(
    path.name
    for path in (Path(__file__).parent / "bad").iterdir()
    if path.name != "expected.yaml" and _is_well_formed(path)
)


@pytest.mark.parametrize("bad_document", sorted(set(WELL_FORMED) - ONLY_THE_READER_SEES), indirect=True)
def test_broken_documents_are_refused(bad_document: Any) -> None:
    assert not CHECKER.is_valid(_value(bad_document.path))


@pytest.mark.parametrize("bad_document", sorted(set(WELL_FORMED) & ONLY_THE_READER_SEES), indirect=True)
def test_only_the_reader_sees_what_needs_more_than_one_field(bad_document: Any) -> None:
    assert CHECKER.is_valid(_value(bad_document.path))


def test_every_fact_needs_a_passage() -> None:
    fact = {"kind": "event", "name": "A congress", "evidence": "a congress"}
    document = {"article": {"id": "example"}, "facts": [fact]}
    assert CHECKER.is_valid(document)
    assert not CHECKER.is_valid(document | {"facts": [fact | {"evidence": []}]})
    del fact["evidence"]
    assert not CHECKER.is_valid(document)


def test_every_field_is_described() -> None:
    schema = document_schema()
    for model in KINDS.values():
        properties = schema["$defs"][model.__name__]["properties"]
        assert set(properties) == set(fields_of(model))
        assert all("description" in field or name == "kind" for name, field in properties.items())


@pytest.mark.parametrize("field", ["aliases", "topics", "organiser", "evidence"])
def test_one_value_may_stand_for_a_list_of_one(field: str, tmp_path: Path) -> None:
    value = {
        "article": {"id": "example"},
        "facts": [{"kind": "event", "name": "A congress", "evidence": "a passage", field: "one thing"}],
    }
    assert CHECKER.is_valid(value)
    path = tmp_path / "one.json"
    path.write_text(json.dumps(value))
    assert len(getattr(read_document(path).facts[0], field)) == 1
