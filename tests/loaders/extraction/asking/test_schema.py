"""The JSON Schema of answers."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from citygraph.loaders.extraction.asking.schema import answer_schema, fields_of_kind
from citygraph.loaders.facts.explanations import KINDS

MODEL_FACT: dict[str, Any] = {
    "kind": "figure",
    "evidence": ["98 mayors came"],
    "about": "Congress",
    "measure": "mayors attending",
    "value": 98,
    "unit": None,
    "when": None,
    "approximate": False,
    "bound": None,
    "modality": "asserted",
    "confidence": 0.5,
}


def objects(schema: Any) -> list[dict[str, Any]]:
    """Return every object in a schema."""
    found = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    return [*found, *(each for part in inner for each in objects(part))]


def test_it_is_a_schema_that_strict_servers_take() -> None:
    schema = answer_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert len(objects(schema)) == 1 + len(KINDS)
    for each in objects(schema):
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])
    words = {"$ref", "$defs", "pattern", "maxLength", "minItems", "default", "format"}
    assert not words & {
        key for each in objects(schema) for field in each["properties"].values() for key in field
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_fields_the_passage_first(kind: str) -> None:
    [told] = [
        each
        for each in answer_schema()["properties"]["facts"]["items"]["anyOf"]
        if each["properties"]["kind"]["enum"] == [kind]
    ]
    assert list(told["properties"]) == ["kind", "evidence", *fields_of_kind(kind), "modality", "confidence"]


def test_what_is_needed_may_not_be_null() -> None:
    [told] = [
        each["properties"]
        for each in answer_schema()["properties"]["facts"]["items"]["anyOf"]
        if each["properties"]["kind"]["enum"] == ["partnership"]
    ]
    assert told["partners"] == {"type": "array", "items": {"type": "string"}}
    assert told["topics"] == {"type": ["array", "null"], "items": {"type": "string"}}
    assert told["since"] == {"type": ["string", "null"]}
    assert told["stage"]["enum"] == ["exploring", "agreed", "renewed", "suspended", "ended", None]
    assert told["confidence"] == {"type": ["number", "null"]}


def test_answers() -> None:
    jsonschema.validate({"facts": [MODEL_FACT]}, answer_schema())
    jsonschema.validate({"facts": [MODEL_FACT | {"value": "98 to 100"}]}, answer_schema())
    for wrong in ({"about": None}, {"bound": "exactly"}, {"kind": "rumour"}, {"rule": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({"facts": [MODEL_FACT | wrong]}, answer_schema())
