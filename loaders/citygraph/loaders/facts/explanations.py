"""What the models found wrong, in a curator's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .article import Article, MadeBy
from .document import FactDocument
from .evidence import NOT_IN_PASSAGES, Offsets, ResolvedEvidence
from .kinds import (
    Event,
    FactBase,
    Figure,
    Initiative,
    Membership,
    Office,
    Participation,
    Partnership,
    Programme,
)
from .names import NOT_IN_NAMES
from .positions import Places
from .problems import Problem, did_you_mean

__all__ = ["KINDS", "explained", "fields_of"]

KINDS: Final[Mapping[str, type[FactBase]]] = {
    "membership": Membership,
    "partnership": Partnership,
    "event": Event,
    "programme": Programme,
    "participation": Participation,
    "initiative": Initiative,
    "office": Office,
    "figure": Figure,
}
"""The kinds of fact by their word."""

_PASSAGES = {"quote", "offsets", "passage"}
_PASSAGE_FIELDS = {"evidence", "exact", "prefix", "suffix"}
_TYPES: Final[Mapping[str, str]] = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "dict_type": "a mapping of fields",
}
_PATTERNS: Final[Mapping[str, tuple[str, str, str | None]]] = {
    "id": ("bad-slug", "is no slug", "use small letters, digits and single hyphens"),
    "url": ("bad-url", "is no http or https address", None),
    "language": ("bad-language", "is no language tag", "write it like 'id' or 'zh-Hans'"),
    "rule": ("bad-rule", "is no name of a rule", "use letters, digits, dots, hyphens and underscores"),
    "sha256": ("bad-digest", "is no SHA-256", "write its 64 hexadecimal digits in small letters"),
}
_OUT_OF_RANGE = {"greater_than_equal", "greater_than", "less_than_equal", "less_than"}
_PLAIN_TYPES: Final[Mapping[type[object], str]] = {
    dict: "a mapping",
    list: "a list",
    bool: "true or false",
    type(None): "nothing",
    str: "text",
}


def explained(error: ValidationError, places: Places) -> Iterator[Problem]:
    """Yield a problem for everything that a validation found."""
    for detail in error.errors(include_url=False):
        yield _problem(detail, places)


def fields_of(model: type[BaseModel]) -> list[str]:
    """Return the fields of a model under the names that documents use."""
    return [str(field.validation_alias or name) for name, field in model.model_fields.items()]


def _problem(detail: ErrorDetails, places: Places) -> Problem:
    path = _path(detail["loc"])
    code, what, hint = _in_words(detail, path)
    if detail["type"] in ("union_tag_invalid", "union_tag_not_found") and isinstance(detail["input"], dict):
        path = (*path, "kind")
    return Problem(code, what, places.at(path), hint)


def _path(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return the place in the document: pydantic's without the names of the union branches it tried."""
    steps: list[int | str] = []
    for position, step in enumerate(loc):
        if position == 2 and loc[0] == "facts" and step in KINDS:
            continue
        if len(steps) >= 2 and steps[-2] == "evidence" and step in _PASSAGES:
            continue
        if position > 0 and loc[position - 1] == "quote" and step == "text":
            continue
        steps.append(step)
    return tuple(steps)


def _in_words(detail: ErrorDetails, path: tuple[int | str, ...]) -> tuple[str, str, str | None]:
    kind, value = detail["type"], detail["input"]
    context: dict[str, Any] = detail.get("ctx", {})
    field = str(path[-1]) if path else ""
    if kind == "missing":
        return "missing-field", f"the field '{field}' is missing", None
    if kind == "extra_forbidden":
        known = fields_of(_model_at(detail["loc"]))
        hint = did_you_mean(field, known) or f"the fields here are {', '.join(known)}"
        return "unknown-field", f"there is no field '{field[:60]}' here", hint
    if kind == "union_tag_not_found":
        if isinstance(value, dict):
            return "missing-field", "the field 'kind' is missing", f"the kinds are {', '.join(KINDS)}"
        return "wrong-type", f"a mapping of fields is expected, not {_described(value)}", None
    if kind == "union_tag_invalid":
        tag = str(context.get("tag", ""))[:60]
        return (
            "unknown-kind",
            f"there is no kind '{tag}'",
            (did_you_mean(tag, list(KINDS)) or f"the kinds are {', '.join(KINDS)}"),
        )
    if kind in ("enum", "literal_error"):
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        close = did_you_mean(value, allowed) if isinstance(value, str) else None
        return (
            "unknown-value",
            f"'{str(value)[:60]}' is not allowed here",
            close or f"use one of {', '.join(allowed)}",
        )
    if kind in _TYPES:
        return "wrong-type", f"{_TYPES[kind]} is expected, not {_described(value)}", None
    if kind in ("string_too_long", "too_long"):
        unit = "characters" if kind == "string_too_long" else "entries"
        return "too-long", f"longer than {context['max_length']} {unit}", None
    if kind == "string_too_short":
        return "empty", "empty text", "leave the field out"
    if kind == "string_unicode":
        return "control-character", "holds half of a surrogate pair, which is no character", None
    if kind == "string_pattern_mismatch":
        return _mismatch(field, str(value))
    if kind in _OUT_OF_RANGE:
        return "bad-number", f"{value} is out of range", None
    remedy = context.get("hint")
    return kind.replace("_", "-"), detail["msg"], str(remedy) if remedy else None


def _mismatch(field: str, value: str) -> tuple[str, str, str | None]:
    if field in _PATTERNS:
        code, what, hint = _PATTERNS[field]
        return code, f"'{value[:80]}' {what}", hint
    if field in ("network", "role", "form"):
        return "bad-slug", f"'{value[:80]}' is no slug", "use small letters, digits and single hyphens"
    passage = field in _PASSAGE_FIELDS or field.isdigit()
    found = (NOT_IN_PASSAGES if passage else NOT_IN_NAMES).search(value)
    if found:
        return "control-character", f"holds the control character U+{ord(found[0]):04X}", "remove it"
    return "blank-ends", "begins or ends with a blank", None


def _model_at(loc: tuple[int | str, ...]) -> type[BaseModel]:
    if loc[0] == "article":
        return MadeBy if len(loc) > 2 else Article
    if loc[0] == "facts" and len(loc) > 3:
        if "offsets" in loc:
            return Offsets
        if "passage" in loc:
            return ResolvedEvidence
        return KINDS[str(loc[2])]
    return FactDocument


def _described(value: object) -> str:
    if isinstance(value, str) and len(value) <= 40:
        return f"the text '{value}'"
    return _PLAIN_TYPES.get(type(value), "a number")
