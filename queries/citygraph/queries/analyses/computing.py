"""Carries out an analysis as long work, and leaves its result as files: one JSON, and a CSV for each table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from citygraph.queries.recipe_book import find_recipe
from citygraph.queries.tables import to_csv
from citygraph.queries.work import Workplace

from .registry import carry_out, find_analysis
from .writing import result_json, result_table

__all__ = ["RESULT", "parameters_of", "work"]

RESULT: Final = "result.json"


def parameters_of(
    analysis: str, recipe: str, changes: Sequence[str], options: Mapping[str, str], language: str
) -> dict[str, str]:
    """Return what :func:`work` is told, so that the same is asked for in the same words."""
    return {
        "analysis": analysis,
        "recipe": recipe,
        "changes": json.dumps(list(changes)),
        "options": json.dumps(dict(sorted(options.items())), ensure_ascii=False),
        "language": language,
    }


def work(place: Workplace) -> None:
    """Carry out the analysis that the place's parameters name; a :class:`citygraph.queries.work.Work`.

    Raises:
        CityGraphError: As :func:`carry_out` does.
    """
    told = place.parameters
    analysis, recipe = find_analysis(told["analysis"]), find_recipe(told["recipe"])
    changes: list[str] = json.loads(told["changes"])

    def advance(done: int, total: int) -> None:
        place.advance(done, total, analysis.title)

    result = carry_out(
        place.graph,
        analysis,
        recipe.changed(changes) if changes else recipe,
        json.loads(told["options"]),
        language=told["language"],
        identifiers=place.identifiers,
        advance=advance,
    )
    for table in analysis.tables:
        text = to_csv(result_table(result, table.name, language=told["language"]))
        (place.folder / f"{table.name}.csv").write_text(text, encoding="utf-8", newline="")
    (place.folder / RESULT).write_text(result_json(result), encoding="utf-8")
