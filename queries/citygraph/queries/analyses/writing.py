"""Writes what an analysis found as a table and as JSON."""

from __future__ import annotations

import json
import math
from dataclasses import asdict

from citygraph.queries.errors import BadParameter
from citygraph.queries.tables import Table, Value
from citygraph.queries.texts import Texts

from .description import Analysis, Column, Option, TableDescription
from .findings import AnalysisResult, Entry, entries_of

__all__ = ["describe_analysis", "explanation", "find_table", "result_json", "result_table", "shown_entry"]


def result_table(
    result: AnalysisResult, name: str | None = None, *, language: str = "en", for_people: bool = False
) -> Table:
    """Return one table of a result, with the method, the caveats and where it came from below.

    Args:
        result: The result.
        name: Which of its tables; not given: the first.
        language: Language of words.
        for_people: Whether the columns that a name stands for are left out, and words are said in the language.

    Raises:
        BadParameter: The analysis has no such table.
    """
    wanted = find_table(result.analysis, name)
    columns = [
        column
        for column in wanted.columns
        if not (for_people and column.name in {other.link for other in wanted.columns})
    ]
    rows = [entries_of(row) for row in result.findings.tables[wanted.name]]
    return Table(
        columns=tuple(column.name for column in columns),
        rows=tuple(
            tuple(
                shown_entry(result.analysis, column, row[column.name], language)
                if for_people
                else _flat(column, row[column.name])
                for column in columns
            )
            for row in rows
        ),
        footer=_footer(result, language),
        origin=(
            ("analysis", result.analysis.name),
            *((f"option_{key}", _text(value)) for key, value in result.options.items()),
            ("recipe", result.recipe.name),
            ("recipe_sha256", result.recipe.digest),
            ("dataset", result.dataset),
            ("citygraph", result.version),
        ),
    )


def result_json(result: AnalysisResult) -> str:
    """Return a result as JSON: analysis, options, recipe, dataset, version, figures, caveats and tables."""
    found = result.findings
    return _json(
        {
            "analysis": describe_analysis(result.analysis),
            "options": dict(result.options),
            "recipe": {**result.recipe.model_dump(mode="json"), "sha256": result.recipe.digest},
            "dataset": result.dataset,
            "citygraph": result.version,
            "basis": asdict(result.basis) if result.basis else None,
            "figures": {name: _finite(value) for name, value in found.figures.items()},
            "caveats": [asdict(caveat) for caveat in result.caveats],
            "tables": {
                name: [
                    {key: _finite(value) for key, value in entries_of(row).items()}
                    for row in found.tables[name]
                ]
                for name in (table.name for table in result.analysis.tables)
            },
        }
    )


def describe_analysis(analysis: Analysis) -> dict[str, object]:
    """Return an analysis for programs: its texts, options and columns."""
    return analysis.model_dump(mode="json", exclude={"module"})


def explanation(analysis: Analysis, *, language: str = "en") -> str:
    """Return in plain text what an analysis does, what it lets choose, and what its tables hold."""
    said: list[str] = [f"{analysis.title.said_in(language)} ({analysis.name})"]
    said += [analysis.question.said_in(language), "", analysis.method.said_in(language)]
    said += ["", analysis.formula] if analysis.formula else []
    said += (
        ["", *(f"! {caveat.said_in(language)}" for caveat in analysis.caveats)] if analysis.caveats else []
    )
    if analysis.options:
        said += ["", "--param NAME=VALUE"]
        said += [f"  {option.name}: {_choice(option, language)}" for option in analysis.options]
    said += ["", f"--recipe {analysis.recipe}"]
    for table in analysis.tables:
        said += ["", f"--table {table.name}: {table.title.said_in(language)}"]
        said += [f"  {column.name}: {column.title.said_in(language)}" for column in table.columns]
    references = [
        f"  {one.text}" + (f" https://doi.org/{one.doi}" if one.doi else "") for one in analysis.references
    ]
    return "\n".join([*said, "", *references]).rstrip() + "\n"


def _choice(option: Option, language: str) -> str:
    said = option.title.said_in(language)
    if option.choices:
        said += f"; {' | '.join(option.choices)}"
    if option.least is not None and option.most is not None:
        said += f"; {option.least:.12g} … {option.most:.12g}"
    if option.default is not None:
        return f"{said} [{option.default}]"
    return f"{said} (*), {option.example}" if option.required else said


def shown_entry(analysis: Analysis, column: Column, value: Entry, language: str) -> Value:
    """Return a value as people read it: words said in their language, facts and articles counted."""
    if column.kind == "word" and isinstance(value, str):
        return analysis.words.get(value, Texts(en=value, id=value)).said_in(language)
    if column.kind in ("facts", "articles") and isinstance(value, tuple):
        return len(value)
    return _flat(column, value)


def find_table(analysis: Analysis, name: str | None) -> TableDescription:
    """Return the table of that name, or the first where there is no name.

    Raises:
        BadParameter: The analysis has no such table.
    """
    if name is None:
        return analysis.tables[0]
    wanted = analysis.table(name)
    if wanted is None:
        known = ", ".join(table.name for table in analysis.tables)
        raise BadParameter("table", name, f"a table of this analysis, which has {known}")
    return wanted


def _flat(column: Column, value: Entry) -> Value:
    if isinstance(value, tuple):
        return ("; " if column.kind == "names" else " ").join(value)
    return _finite(value)


def _finite(value: Entry) -> Value:
    """Return a value that JSON and CSV can hold: what is no number is none."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value  # type: ignore[return-value]


def _footer(result: AnalysisResult, language: str) -> tuple[str, ...]:
    analysis, recipe = result.analysis, result.recipe
    lines = [f"{analysis.title.said_in(language)}: {analysis.method.said_in(language)}"]
    if analysis.formula:
        lines.append(analysis.formula)
    titles = {figure.name: figure.title for figure in analysis.figures}
    lines += [
        f"{titles[name].said_in(language)}: {_figure(value)}"
        for name, value in result.findings.figures.items()
    ]
    if result.options:
        lines.append("; ".join(f"{name} = {_text(value)}" for name, value in result.options.items()))
    lines.append(f"{recipe.title.said_in(language)}: recipe {recipe.name}, sha256 {recipe.digest}")
    if result.basis:
        basis = result.basis
        lines.append(
            f"{basis.cities} cities, {basis.ties} ties, {basis.facts} facts, {basis.articles} articles"
        )
    lines += [f"! {caveat.said_in(language)}" for caveat in result.caveats]
    lines.append(f"dataset {result.dataset}, citygraph {result.version}")
    return tuple(lines)


def _figure(value: object) -> str:
    return "–" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _json(content: dict[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
