"""What a description says of one value of a fact: which cell it is, or which fixed text, and how it is read."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from .rows import Row

__all__ = ["Cell", "CellOrColumn", "DateCell", "DateCellOrColumn"]


class Cell(BaseModel):
    """A value of each row: a cell, or the same text for all."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    column: str | None = None
    """The column whose cell it is."""
    value: str | None = None
    """A fixed text, in the place of a column."""
    pattern: str | None = None
    """A regular expression: its first group, or else what it matches, is the value; nothing where it does not match."""
    values: dict[str, str] = Field(default_factory=dict[str, str])
    """What some texts stand for; others stay as they are."""
    lower: bool = False
    """Whether it is written in small letters, as topics are."""
    separator: str | None = None
    """What sets several values in one cell apart."""
    default: str | None = None
    """What an empty cell stands for."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.column is None) == (self.value is None):
            raise PydanticCustomError("wrong-cell", "either a column or a fixed value is expected")
        if self.pattern is not None:
            try:
                re.compile(self.pattern)
            except re.error as error:
                raise PydanticCustomError(
                    "bad-pattern", "the pattern is no regular expression: {why}", {"why": str(error)}
                ) from error
        return self

    def of(self, row: Row) -> str | None:
        """Return the value in a row, or None where there is none."""
        text = self.value if self.column is None else row.cells[self.column].strip()
        if text and self.pattern is not None:
            found = re.search(self.pattern, text)
            text = "" if found is None else (found[1] if found.re.groups else found[0]) or ""
            text = text.strip()
        if text and self.lower:
            text = text.lower()
        return self.values.get(text, text) if text else self.default

    def all_of(self, row: Row) -> list[str]:
        """Return the values in a row."""
        text = self.of(row)
        if text is None:
            return []
        parts = text.split(self.separator) if self.separator else [text]
        return [self.values.get(part.strip(), part.strip()) for part in parts if part.strip()]


class DateCell(Cell):
    """A date of each row."""

    form: str = "edtf"
    """How it is written: ``edtf`` (YYYY, YYYY-MM, YYYY-MM-DD), ``wikidata``, or a pattern such as ``%d.%m.%Y``."""
    precision: str | None = None
    """The column with Wikidata's precision: 11 for a day, 10 for a month, 9 for a year."""


def _column(value: object) -> object:
    return {"column": value} if isinstance(value, str) else value


CellOrColumn = Annotated[Cell, BeforeValidator(_column)]
"""A cell; a mere text is the column's name."""

DateCellOrColumn = Annotated[DateCell, BeforeValidator(_column)]
"""A date; a mere text is the column's name."""
