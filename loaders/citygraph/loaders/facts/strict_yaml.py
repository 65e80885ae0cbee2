"""YAML without its traps: texts stay texts, every key once, no anchors, aliases or tags, bounded depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, Protocol, cast

import yaml

from .positions import Lines
from .syntax import Limits, SyntaxRefused, Tree, Value
from .values import read_number

__all__ = ["NUMBER_FIELDS", "SWITCH_FIELDS", "read_yaml"]

NUMBER_FIELDS: Final = frozenset({"start", "end", "length", "geonames", "value", "confidence"})
"""Fields whose unquoted scalars are numbers; everywhere else ``98`` is text."""

SWITCH_FIELDS: Final = frozenset({"approximate", "advertorial", "machine_translated"})
"""Fields whose unquoted ``true`` and ``false`` are truth values."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_SWITCHES = {"true": True, "false": False}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PARSE = cast("Callable[..., Iterator[Any]]", yaml.parse)  # pyright: ignore[reportUnknownMemberType]


class _Properties(Protocol):
    """What may stand before a value in YAML."""

    anchor: str | None
    tag: str | None


@dataclass(slots=True)
class _Open:
    """A mapping or list that has begun and not ended; a mapping waits for a key while ``key`` is None."""

    value: dict[str, Value] | list[Value]
    lines: Lines
    key: str | None = None
    key_line: int = 0


def read_yaml(text: str, limits: Limits) -> Tree:
    """Return the one document in a text of YAML.

    Unquoted scalars are text, whatever they look like (``NO``, ``2018-09-12``, ``12:30:45``), except in the
    number and truth fields; an empty one, ``null`` and ``~`` are nothing.

    Raises:
        SyntaxRefused: The text is not well-formed, or uses what is not allowed here.
    """
    try:
        return _build(_PARSE(text, Loader=_LOADER), limits)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ", ".join(str(part) for part in (error.context, error.problem) if part)
        if error.context_mark is not None and mark is not None and error.context_mark.line < mark.line:
            what += f" (it begins in line {error.context_mark.line + 1})"
        raise SyntaxRefused(
            "yaml-syntax", f"this is no YAML: {what}", mark.line + 1 if mark else 1, _remedy(what)
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position if isinstance(error.position, int) else 0) + 1
        raise SyntaxRefused(
            "control-character", "the file holds a control character", line, "remove it"
        ) from error


def _remedy(what: str) -> str | None:
    if "\\t" in what or "tab" in what:
        return "indent with blanks, not tabs"
    if "mapping values are not allowed" in what:
        return "put a text that holds ': ' into quotation marks"
    return None


def _build(events: Iterator[Any], limits: Limits) -> Tree:
    stack: list[_Open] = []
    root: Tree | None = None
    nodes = 0
    for event in events:
        kind = cast("type[object]", type(event))
        if kind is yaml.ScalarEvent:
            line = event.start_mark.line + 1
            _refuse_extras(event, line)
            value: Value = event.value
            parent = stack[-1] if stack else None
            if parent is not None and parent.key is None and type(parent.value) is dict:
                _take_key(parent, event.value, line)
                continue
            if event.implicit[0]:
                value = _decoded(event.value, parent.key if parent is not None else None)
            nodes += 1
            if parent is None:
                root = Tree(value, Lines(line))
            else:
                _put(parent, value, line)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            line = event.start_mark.line + 1
            _refuse_extras(event, line)
            if stack and stack[-1].key is None and type(stack[-1].value) is dict:
                raise SyntaxRefused("yaml-feature", "a field name has to be a text", line)
            if len(stack) >= limits.depth:
                raise SyntaxRefused(
                    "too-deep", f"more than {limits.depth} lists and mappings inside one another", line
                )
            container: dict[str, Value] | list[Value] = {} if kind is yaml.MappingStartEvent else []
            lines = Lines(line)
            nodes += 1
            if stack:
                _put(stack[-1], container, lines)
            else:
                root = Tree(container, lines)
            stack.append(_Open(container, lines))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
        elif kind is yaml.AliasEvent:
            raise SyntaxRefused(
                "yaml-feature",
                f"the alias *{event.anchor} is not allowed",
                event.start_mark.line + 1,
                "write the value again",
            )
        elif kind is yaml.DocumentStartEvent:
            if root is not None:
                raise SyntaxRefused(
                    "yaml-feature",
                    "a second document begins",
                    event.start_mark.line + 1,
                    "write one document to a file",
                )
            if event.tags:
                raise SyntaxRefused("yaml-feature", "%TAG is not allowed", event.start_mark.line + 1)
        if nodes > limits.nodes:
            raise SyntaxRefused(
                "too-many-values",
                f"the document holds more than {limits.nodes} values",
                event.start_mark.line + 1,
            )
    if root is None:
        raise SyntaxRefused("empty-document", "the file is empty", 1)
    return root


def _refuse_extras(event: _Properties, line: int) -> None:
    if event.anchor is not None:
        raise SyntaxRefused("yaml-feature", f"the anchor &{event.anchor} is not allowed", line, "remove it")
    if event.tag is not None:
        raise SyntaxRefused("yaml-feature", f"the tag {event.tag[:80]} is not allowed", line, "remove it")


def _take_key(parent: _Open, key: str, line: int) -> None:
    if key in parent.lines.children:
        first = parent.lines.children[key]
        at = first if isinstance(first, int) else first.line
        raise SyntaxRefused(
            "duplicate-key",
            f"the field '{key[:60]}' is there twice, first in line {at}",
            line,
            "keep one of them",
        )
    parent.key = key
    parent.key_line = line


def _put(parent: _Open, value: Value, line: Lines | int) -> None:
    if isinstance(parent.value, dict):
        assert parent.key is not None
        parent.value[parent.key] = value
        if isinstance(line, Lines):
            line.line = parent.key_line
        parent.lines.children[parent.key] = line
        parent.key = None
    else:
        parent.lines.children[len(parent.value)] = line
        parent.value.append(value)


def _decoded(text: str, key: str | None) -> Value:
    if text in _NOTHING:
        return None
    if key in NUMBER_FIELDS:
        number = read_number(text)
        return text if number is None else number
    if key in SWITCH_FIELDS:
        return _SWITCHES.get(text, text)
    return text
