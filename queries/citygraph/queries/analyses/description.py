"""What an analysis is called, asks for and answers with: the texts and columns that its TOML file holds."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Literal

from citygraph.queries.texts import Texts
from pydantic import BaseModel, ConfigDict, Field, field_validator

__all__ = [
    "Analysis",
    "Column",
    "ColumnKind",
    "Figure",
    "Option",
    "OptionType",
    "Reference",
    "TableDescription",
    "read_analysis",
]

OptionType = Literal["integer", "number", "choice", "city", "network"]
"""What the value of an option is; a city or network is looked up by its name."""

ColumnKind = Literal["name", "names", "iri", "things", "facts", "articles", "number", "text", "word"]
"""What a column holds: a name or names, an IRI or several, IRIs of facts or articles, a number, words, or one of
the analysis' own ``words``."""

_Described = ConfigDict(frozen=True, extra="forbid")


class Option(BaseModel):
    """Something that whoever asks for an analysis can choose.

    Attributes:
        name: Its name, as in an address or after ``--param``.
        type: What its value is.
        title: What it decides.
        default: Its value when not given, as it would be written; None: the analysis does without.
        required: Whether the analysis needs it.
        least: The least number that it can be.
        most: The greatest.
        choices: What it can be.
        example: A value that the five articles' graph answers.
    """

    model_config = _Described

    name: str = Field(pattern=r"^[a-z][a-z_]*$")
    type: OptionType
    title: Texts
    default: str | None = None
    required: bool = False
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    example: str | None = None


class Reference(BaseModel):
    """Where a method was published.

    Attributes:
        text: Authors, year, title and where.
        doi: Its digital object identifier.
    """

    model_config = _Described

    text: str
    doi: str | None = None


class Column(BaseModel):
    """One column of a table.

    Attributes:
        name: The field of the rows.
        kind: What it holds.
        title: What stands at its head.
        link: The field with the IRI of what this column names; that field needs no column on a page.
    """

    model_config = _Described

    name: str
    kind: ColumnKind
    title: Texts
    link: str | None = None


class TableDescription(BaseModel):
    """One table of an analysis.

    Attributes:
        name: Its name, as in an address.
        title: What its rows are.
        columns: Its columns, one for each field of a row.
    """

    model_config = _Described

    name: str = Field(pattern=r"^[a-z][a-z-]*$")
    title: Texts
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """Return the column of that name.

        Raises:
            KeyError: There is none.
        """
        return {column.name: column for column in self.columns}[name]


class Figure(BaseModel):
    """A number about the whole network.

    Attributes:
        name: Its name.
        title: What it says.
    """

    model_config = _Described

    name: str
    title: Texts


class Analysis(BaseModel):
    """An analysis of a network, in words.

    Attributes:
        name: Its name, as in addresses and on the command line.
        module: The module that computes it: it has a function ``analyse`` that takes a setting.
        title: What it is.
        question: What it answers.
        method: How, in words.
        formula: The formula, in plain text; empty where the words say it all.
        references: Where the method was published.
        caveats: What a reader must know to read the numbers right, whatever the network.
        recipe: The recipe that it is computed on when none is named.
        lengthy: Whether it can take more than a few seconds on a network of ten thousand cities.
        options: What can be chosen.
        figures: The numbers about the whole network.
        tables: Its tables, the main one first.
        words: What the short words in its columns of words mean.
    """

    model_config = _Described

    name: str = Field(pattern=r"^[a-z][a-z-]*$")
    module: str
    title: Texts
    question: Texts
    method: Texts
    formula: str = ""
    references: tuple[Reference, ...] = ()
    caveats: tuple[Texts, ...] = ()
    recipe: str = "partnership"
    lengthy: bool = False
    options: tuple[Option, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[TableDescription, ...] = Field(min_length=1)
    words: Mapping[str, Texts] = {}

    @field_validator("tables")
    @classmethod
    def _have_names_of_their_own(cls, value: tuple[TableDescription, ...]) -> tuple[TableDescription, ...]:
        if len({table.name for table in value}) < len(value):
            raise ValueError("two tables have the same name")
        return value

    def option(self, name: str) -> Option | None:
        """Return the option of that name, or None."""
        return next((option for option in self.options if option.name == name), None)

    def table(self, name: str) -> TableDescription | None:
        """Return the table of that name, or None."""
        return next((table for table in self.tables if table.name == name), None)


def read_analysis(name: str) -> Analysis:
    """Return the shipped analysis of that name.

    Raises:
        FileNotFoundError: There is none.
    """
    text = (files("citygraph.queries") / "analyses" / f"{name}.toml").read_text(encoding="utf-8")
    return Analysis.model_validate({"name": name, **tomllib.loads(text)})
