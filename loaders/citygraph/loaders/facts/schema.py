"""JSON Schema of fact documents, for editors that complete and check while a person writes."""

from __future__ import annotations

import json
from typing import Any, Final

from .document import FactDocument
from .explanations import KINDS

__all__ = ["document_schema", "schema_text"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_ONE_OR_MANY: Final = ("aliases", "topics", "organiser", "evidence")
_ABOUT_FIELDS: Final[tuple[str, ...]] = ("title", "description", "default")


def document_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a fact document.

    It knows every field, type, list of allowed words and limit. What needs more than one field at a time only
    the loader checks: an end before its start, a name not declared, an offset outside the text.
    """
    schema = FactDocument.model_json_schema(by_alias=True, mode="validation")
    definitions: dict[str, Any] = schema["$defs"]
    passage: dict[str, Any] = definitions.pop("Quote")["properties"]["text"]
    definitions["Quote"] = {key: value for key, value in passage.items() if key != "title"} | {
        "title": "Quote"
    }
    for kind, model in KINDS.items():
        definition = definitions[model.__name__]
        properties: dict[str, Any] = definition["properties"]
        properties["kind"] = {"const": kind, "type": "string"}
        definition["required"] = ["kind", *definition.get("required", ()), "evidence"]
        properties["evidence"].pop("default", None)
        properties["evidence"]["minItems"] = 1
        for field in (*_ONE_OR_MANY, *(("partners",) if kind == "initiative" else ())):
            if field in properties:
                properties[field] = _one_or_many(properties[field])
    partners = definitions["Partnership"]["properties"]["partners"]
    partners.update(minItems=2, uniqueItems=True)
    facts = schema["properties"]["facts"]["items"]
    facts.pop("discriminator", None)
    return {
        "$schema": _DIALECT,
        "title": "Fact document",
        "description": "What one article says about cities and their cooperation.",
        **{key: value for key, value in schema.items() if key not in ("title", "description")},
    }


def schema_text() -> str:
    """Return the JSON Schema as it is published."""
    return json.dumps(document_schema(), indent=2, ensure_ascii=True, sort_keys=True) + "\n"


def _one_or_many(field: dict[str, Any]) -> dict[str, Any]:
    described: dict[str, Any] = {key: field[key] for key in _ABOUT_FIELDS if key in field}
    many = {key: value for key, value in field.items() if key not in described}
    return {**described, "anyOf": [many["items"], many]}
