"""Lines of a document's values, kept beside the values while it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from citygraph.ontology.errors import Place

__all__ = ["Lines", "Places"]


@dataclass(slots=True)
class Lines:
    """The line of a mapping or list and those of what it holds.

    Attributes:
        line: Where it begins, counted from 1.
        children: By key or index: the line of a scalar, or the Lines of a mapping or list.
    """

    line: int
    children: dict[str | int, Lines | int] = field(default_factory=dict[str | int, "Lines | int"])

    def at(self, path: Sequence[str | int]) -> int:
        """Return the line of the value at a path, or of the nearest thing above it."""
        here: Lines | int = self
        for step in path:
            if isinstance(here, int):
                break
            below = here.children.get(step)
            if below is None:
                break
            here = below
        return here if isinstance(here, int) else here.line


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a document stand in its file.

    Attributes:
        file: The file, or None for a document that came from no file.
        lines: Lines of all values, or None where the document was not read from text.
    """

    file: Path | None = None
    lines: Lines | None = None

    def at(self, path: Sequence[str | int]) -> Place:
        """Return the place of the value at a path from the root, such as ``("facts", 2, "when")``."""
        line = self.lines.at(path) if self.lines is not None else None
        fact: int | None = None
        rest = [str(step + 1) if isinstance(step, int) else step for step in path]
        if len(path) > 1 and path[0] == "facts" and isinstance(path[1], int):
            fact, rest = path[1] + 1, rest[2:]
        return Place(self.file, line, fact, ".".join(rest) or None)

    def fact(self, index: int, *fields: str | int) -> Place:
        """Return the place of a fact (counted from 0, as in ``document.facts``) or of a field of it."""
        return self.at(("facts", index, *fields))
