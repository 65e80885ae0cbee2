"""JSON without its traps: every key once, no NaN, bounded depth, and the line of every value."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from decimal import Decimal
from typing import NoReturn

from .positions import Lines
from .syntax import Limits, SyntaxRefused, Tree, Value

__all__ = ["read_json"]

_BLANK = re.compile(r"[ \t\n\r]*+")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"')
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*+))(\.[0-9]++)?([eE][+-]?[0-9]++)?")
_WORD = re.compile(r"-?[A-Za-z]++")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER = 60


def read_json(text: str, limits: Limits) -> Tree:
    """Return the document in a text of JSON (RFC 8259); decimals are exact.

    Raises:
        SyntaxRefused: The text is not well-formed, or uses what is not allowed here.
    """
    return _Reader(text, limits).read()


class _Reader:
    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._breaks = [found.start() for found in re.finditer("\n", text)]
        self._nodes = 0

    def read(self) -> Tree:
        at = self._skip(0)
        if at == len(self._text):
            raise SyntaxRefused("empty-document", "the file is empty", 1)
        value, lines, at = self._value(at, 0)
        at = self._skip(at)
        if at != len(self._text):
            self._refuse(at, "something follows the end of the document")
        return Tree(value, lines if isinstance(lines, Lines) else Lines(lines))

    def _line(self, at: int) -> int:
        return bisect_right(self._breaks, at - 1) + 1

    def _refuse(self, at: int, what: str, hint: str | None = None) -> NoReturn:
        raise SyntaxRefused("json-syntax", f"this is no JSON: {what}", self._line(at), hint)

    def _skip(self, at: int) -> int:
        found = _BLANK.match(self._text, at)
        return found.end() if found else at

    def _value(self, at: int, depth: int) -> tuple[Value, Lines | int, int]:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            raise SyntaxRefused(
                "too-many-values", f"the document holds more than {self._limits.nodes} values", self._line(at)
            )
        first = self._text[at : at + 1]
        if first in ("{", "["):
            if depth >= self._limits.depth:
                raise SyntaxRefused(
                    "too-deep",
                    f"more than {self._limits.depth} lists and mappings inside one another",
                    self._line(at),
                )
            return self._mapping(at, depth) if first == "{" else self._list(at, depth)
        line = self._line(at)
        if first == '"':
            text, at = self._string(at)
            return text, line, at
        number = _NUMBER.match(self._text, at)
        if number:
            return self._number(number), line, number.end()
        word = _WORD.match(self._text, at)
        if word and word[0] in _WORDS:
            return _WORDS[word[0]], line, word.end()
        if word and word[0].lstrip("-") in ("NaN", "Infinity"):
            self._refuse(at, f"{word[0]} is no number")
        self._refuse(
            at,
            f"a value is expected, not '{first}'" if first else "the file ends in the middle",
            "remove the comma before it" if first in ("}", "]") else None,
        )

    def _number(self, found: re.Match[str]) -> int | Decimal:
        if len(found[0]) > _LONGEST_NUMBER:
            self._refuse(found.start(), "that number is too long")
        return Decimal(found[0]) if found[2] or found[3] else int(found[1])

    def _string(self, at: int) -> tuple[str, int]:
        found = _STRING.match(self._text, at)
        if found is None:
            self._refuse(at, "a text does not end, or holds a line break or a wrong escape")
        token = found[0]
        return (json.loads(token) if "\\" in token else token[1:-1]), found.end()

    def _list(self, at: int, depth: int) -> tuple[Value, Lines | int, int]:
        lines = Lines(self._line(at))
        values: list[Value] = []
        at = self._skip(at + 1)
        if self._text[at : at + 1] == "]":
            return values, lines, at + 1
        while True:
            value, line, at = self._value(at, depth + 1)
            lines.children[len(values)] = line
            values.append(value)
            at = self._skip(at)
            mark = self._text[at : at + 1]
            if mark == "]":
                return values, lines, at + 1
            if mark != ",":
                self._refuse(at, "a comma or ']' is expected" if mark else "the file ends inside a list")
            at = self._skip(at + 1)

    def _mapping(self, at: int, depth: int) -> tuple[Value, Lines | int, int]:
        lines = Lines(self._line(at))
        values: dict[str, Value] = {}
        at = self._skip(at + 1)
        if self._text[at : at + 1] == "}":
            return values, lines, at + 1
        while True:
            if self._text[at : at + 1] != '"':
                self._refuse(
                    at,
                    "a field name in double quotation marks is expected",
                    "remove the comma before it" if self._text[at : at + 1] == "}" else None,
                )
            key_line = self._line(at)
            key, at = self._string(at)
            if key in values:
                first = lines.at((key,))
                raise SyntaxRefused(
                    "duplicate-key",
                    f"the field '{key[:60]}' is there twice, first in line {first}",
                    key_line,
                    "keep one of them",
                )
            at = self._skip(at)
            if self._text[at : at + 1] != ":":
                self._refuse(at, "a colon is expected")
            values[key], line, at = self._value(self._skip(at + 1), depth + 1)
            if isinstance(line, Lines):
                line.line = key_line
            lines.children[key] = line
            at = self._skip(at)
            mark = self._text[at : at + 1]
            if mark == "}":
                return values, lines, at + 1
            if mark != ",":
                self._refuse(at, "a comma or '}' is expected" if mark else "the file ends inside a mapping")
            at = self._skip(at + 1)
