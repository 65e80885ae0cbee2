"""The method of a report in words: what the recipe chooses, and what each measure is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from citygraph.queries.measures import load_measures
from citygraph.queries.recipe import Recipe

from .words import Words

__all__ = ["COLUMNS", "Line", "Method", "methods", "recipe_lines", "whole_lines"]

COLUMNS: Final = (
    "degree",
    "strength",
    "newman_strength",
    "betweenness_normalized",
    "closeness",
    "pagerank",
    "constraint",
    "effective_size",
    "facts",
    "sources",
)
"""The columns of the ranking after rank and city."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something with a label.

    Attributes:
        label: What it is.
        value: What it says.
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Method:
    """A measure in words.

    Attributes:
        name: Its name in the tables.
        title: What it is called.
        meaning: What it says.
        formula: How it is computed, or the empty string.
        disconnected: What it makes of cities that no path joins, or the empty string.
        reference: Who proposed it, or the empty string.
        doi: Where that can be read, or the empty string.
    """

    name: str
    title: str
    meaning: str
    formula: str = ""
    disconnected: str = ""
    reference: str = ""
    doi: str = ""


def recipe_lines(recipe: Recipe, words: Words) -> tuple[Line, ...]:
    """Return what a recipe chooses, a line for each condition that chooses something."""
    said: dict[str, Any] = recipe.model_dump(mode="json", exclude={"name", "title", "description", "caveats"})
    lines: list[Line] = []
    for name, value in said.items():
        if value in (None, (), [], False, ""):
            continue
        label = words(f"recipe.{name}") if words.has(f"recipe.{name}") else name
        lines.append(Line(label, _value(name, value, words)))
    return tuple(lines)


def methods(words: Words) -> tuple[Method, ...]:
    """Return the measures of a report in words, as the register of measures describes them: of cities, then of all."""
    language = words.language
    return tuple(
        Method(
            name=measure.name,
            title=measure.title.said_in(language),
            meaning=measure.meaning.said_in(language),
            formula=measure.formula,
            disconnected=measure.disconnected.said_in(language),
            reference=measure.reference,
            doi=measure.doi or "",
        )
        for measure in sorted(load_measures().values(), key=lambda each: each.level == "network")
    )


def whole_lines(whole: Mapping[str, float | None], words: Words) -> tuple[Line, ...]:
    """Return the measures of the network as a whole, each with its value; a dash where it has none."""
    known = load_measures()
    return tuple(
        Line(known[name].title.said_in(words.language), words.number(value)) for name, value in whole.items()
    )


def _value(name: str, value: object, words: Words) -> str:
    if isinstance(value, list):
        return ", ".join(_value(name, one, words) for one in cast("list[object]", value))
    if isinstance(value, bool):
        return words("method.yes" if value else "method.no")
    for key in (f"value.{name}.{value}", f"value.{value}"):
        if isinstance(value, str) and words.has(key):
            return words(key)
    return str(value)
