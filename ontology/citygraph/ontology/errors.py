"""The errors that citygraph raises, each with a stable code and its data as attributes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["CityGraphError", "Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input something stands.

    Attributes:
        file: The file read, or None for input that came from no file.
        line: Line in that file, counted from 1.
        fact: Position of the fact in its document, counted from 1.
        field: Dotted path of the field inside the fact or article, such as ``partners.2``.
    """

    file: Path | None = None
    line: int | None = None
    fact: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        """Return ``file:line: fact 3: field partners.2``, leaving out what is not known."""
        head = str(self.file) if self.file is not None else ""
        if self.line is not None:
            head = f"{head}:{self.line}" if head else f"line {self.line}"
        parts = [head] if head else []
        if self.fact is not None:
            parts.append(f"fact {self.fact}")
        if self.field is not None:
            parts.append(f"field {self.field}")
        return ": ".join(parts)


class CityGraphError(Exception):
    """Base of every error that citygraph raises on purpose.

    Sub-classes set ``code``, a stable word for programs, and pass what went wrong, where and what to do.

    Args:
        what: What is wrong, one sentence without a full stop.
        place: Where, when the input has places.
        hint: What to do about it.

    >>> print(CityGraphError("the end is before the start", place=Place(line=7, fact=2), hint="swap them"))
    line 7: fact 2: the end is before the start; swap them
    """

    code = "error"

    def __init__(self, what: str, *, place: Place | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.place = place
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Return what makes the error anew in another process: its class does not take its message alone."""
        return _restored, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        """Return place, what is wrong and the hint as one line."""
        where = f"{self.place}: " if self.place is not None and str(self.place) else ""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{where}{self.what}{hint}"


def _restored(
    kind: type[CityGraphError], args: tuple[object, ...], state: dict[str, object]
) -> CityGraphError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error
