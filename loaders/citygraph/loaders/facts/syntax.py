"""What the strict YAML and JSON readers share: limits, results and the way they refuse."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from .positions import Lines

__all__ = ["Limits", "SyntaxRefused", "Tree", "Value"]

Value: TypeAlias = "str | int | Decimal | bool | list[Value] | dict[str, Value] | None"
"""What a document holds before it is checked against the models."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be.

    Attributes:
        size: Most bytes of the file.
        depth: Most mappings and lists inside one another.
        nodes: Most values in the document.
    """

    size: int = 5_000_000
    depth: int = 20
    nodes: int = 200_000


@dataclass(frozen=True, slots=True)
class Tree:
    """A document as read: its value and the lines of everything in it.

    Attributes:
        value: The root.
        lines: Lines, in the shape of the root.
    """

    value: Value
    lines: Lines


class SyntaxRefused(Exception):
    """A text is no YAML or JSON that the strict readers accept; the reading module wraps it.

    Args:
        code: Stable word for programs.
        what: What is wrong.
        line: Where, counted from 1.
        hint: What to do about it.
    """

    def __init__(self, code: str, what: str, line: int, hint: str | None = None) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.line = line
        self.hint = hint
