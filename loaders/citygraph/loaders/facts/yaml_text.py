"""The plain fields of a fact document as YAML lines, just as PyYAML writes them but many times as fast."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from io import StringIO
from typing import Any, Final, cast

import yaml
import yaml.emitter
import yaml.resolver

__all__ = ["ESCAPED", "field_text"]

ESCAPED: Final = re.compile("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]")
"""What is written as an escape, so that nobody overlooks it."""

_WIDEST: Final = 105
_TEXT: Final = "tag:yaml.org,2002:str"


def field_text(name: str, value: object, indent: int) -> str | None:
    """Return a field's line or lines; None for one that only PyYAML can be trusted with.

    Args:
        name: The field.
        value: Its value, as mappings, lists and scalars.
        indent: Blanks before it.

    >>> print(field_text("evidence", {"start": 3, "end": 9}, 4))
        evidence: {start: 3, end: 9}
    """
    head = f"{' ' * indent}{name}:"
    if isinstance(value, list):
        items = cast("list[object]", value)
        if items and all(isinstance(each, dict) for each in items):
            lines = [_flow(cast("dict[str, object]", each)) for each in items]
            if None in lines:
                return None
            return "\n".join([head, *(f"{' ' * indent}  - {line}" for line in lines)])
        inner = [_scalar(each, flow=True) for each in items]
        text = None if not items or None in inner else f"[{', '.join(cast('list[str]', inner))}]"
        # PyYAML sets a list of names in one line only where they are short: what comes near is left to it.
        if not all(isinstance(each, str) for each in items) or sum(len(str(each)) + 4 for each in items) > 60:
            return None
    elif isinstance(value, dict):
        mapping = cast("dict[str, object]", value)
        text = _flow(mapping)
        if text is None:
            return _block(head, mapping, indent + 2)
    else:
        text = _scalar(value, flow=False)
    if text is None or len(head) + 1 + len(text) > _WIDEST:
        return None
    return f"{head} {text}"


def _flow(mapping: Mapping[str, object]) -> str | None:
    """Return a short mapping in braces: a passage's place, or a city with its GeoNames id."""
    if not (mapping.keys() <= {"start", "end"} or mapping.keys() <= {"name", "country", "geonames"}):
        return None
    parts: list[str] = []
    for name, value in mapping.items():
        text = _scalar(value, flow=True)
        if text is None:
            return None
        parts.append(f"{name}: {text}")
    text = f"{{{', '.join(parts)}}}"
    return text if len(text) < 80 else None


def _block(head: str, mapping: Mapping[str, object], indent: int) -> str | None:
    """Return a mapping of short texts with a line for each."""
    lines = [head]
    for name, value in mapping.items():
        text = _string(value, False) if isinstance(value, str) else None
        if text is None or indent + len(name) + 2 + len(text) > _WIDEST:
            return None
        lines.append(f"{' ' * indent}{name}: {text}")
    return "\n".join(lines) if mapping else None


def _scalar(value: object, *, flow: bool) -> str | None:
    if isinstance(value, str):
        return _string(value, flow)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    return None


@lru_cache(maxsize=16_384)
def _string(text: str, flow: bool) -> str | None:
    """Return a text plain or in single quotation marks, as PyYAML decides; None where it needs another style."""
    emitter: Any = yaml.emitter.Emitter(StringIO(), allow_unicode=True)
    found: Any = emitter.analyze_scalar(text)
    if not text or found.multiline or not found.allow_single_quoted or ESCAPED.search(text):
        return None
    means: Any = yaml.resolver.Resolver()
    plain = found.allow_flow_plain if flow else found.allow_block_plain
    if plain and means.resolve(yaml.ScalarNode, text, (True, False)) == _TEXT:
        return text
    return "'" + text.replace("'", "''") + "'"
