"""The JSON Schema of an answer: the facts of a part of an article, as the fact format has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from citygraph.loaders.facts import FactBase
from citygraph.loaders.facts.explanations import KINDS

__all__ = ["answer_schema", "fields_of_kind"]

_ABOUT_EVERY_FACT: Final = ("modality", "confidence")


@cache
def fields_of_kind(kind: str) -> tuple[str, ...]:
    """Return the fields that a model is asked for in a fact of a kind, its own ones, in the format's order.

    >>> fields_of_kind("membership")
    ('member', 'network', 'role', 'since', 'until')
    """
    fields = KINDS[kind].model_fields
    return tuple(
        each.serialization_alias or name
        for name, each in fields.items()
        if name not in FactBase.model_fields and name != "kind"
    )


def answer_schema() -> dict[str, Any]:
    """Return the schema, in the part of JSON Schema that servers turn into a grammar.

    Every field is required, and may be null where a fact need not have it, as OpenAI's strict mode wants it.
    The passage comes before what is read in it.
    """
    return {
        "type": "object",
        "properties": {"facts": {"type": "array", "items": {"anyOf": [_kind(kind) for kind in KINDS]}}},
        "required": ["facts"],
        "additionalProperties": False,
    }


def _kind(kind: str) -> dict[str, Any]:
    schema = KINDS[kind].model_json_schema(by_alias=True, mode="validation")
    properties, definitions = schema["properties"], schema.get("$defs", {})
    required = set(schema["required"])
    wanted: dict[str, Any] = {
        "kind": {"type": "string", "enum": [kind]},
        "evidence": {"type": "array", "items": {"type": "string"}},
    }
    for name in (*fields_of_kind(kind), *_ABOUT_EVERY_FACT):
        wanted[name] = _simple(properties[name], definitions, needed=name in required)
    return {
        "type": "object",
        "properties": wanted,
        "required": list(wanted),
        "additionalProperties": False,
    }


def _simple(field: Mapping[str, Any], definitions: Mapping[str, Any], *, needed: bool) -> dict[str, Any]:
    """Return a field's type, without the limits that a grammar cannot hold; null allowed if not needed."""
    forms = [each for each in field.get("anyOf", [field]) if each.get("type") != "null"]
    form: Mapping[str, Any] = forms[0]
    form = definitions[form["$ref"].rpartition("/")[2]] if "$ref" in form else form
    if "enum" in form:
        return {"type": "string" if needed else ["string", "null"], "enum": [*form["enum"], *_none(needed)]}
    kinds = [str(form.get("type", "string"))]
    if kinds == ["number"] and len(forms) > 1:
        kinds.append("string")
    told: dict[str, Any] = {"type": kinds[0] if needed and len(kinds) == 1 else [*kinds, *_null(needed)]}
    if kinds == ["array"]:
        told["items"] = {"type": "string"}
    return told


def _none(needed: bool) -> list[None]:
    return [] if needed else [None]


def _null(needed: bool) -> list[str]:
    return [] if needed else ["null"]
