"""The analyses by name, and the one way to carry one out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import version
from importlib.resources import files
from typing import cast

from citygraph.ontology import Identifiers
from citygraph.queries.errors import UnknownAnalysis
from citygraph.queries.queryable import Queryable
from citygraph.queries.recipe import Recipe

from .description import Analysis, read_analysis
from .findings import AnalysisResult, Basis, Findings
from .options import read_options
from .setting import Advance, Setting

__all__ = ["carry_out", "find_analysis", "load_analyses"]


def load_analyses() -> dict[str, Analysis]:
    """Return every analysis by name, in the order of names."""
    return {name: read_analysis(name) for name in _names()}


def find_analysis(name: str) -> Analysis:
    """Return the analysis of this name.

    Raises:
        UnknownAnalysis: There is none; the error names those that are spelled alike.

    >>> find_analysis("overlap").recipe
    'co-membership'
    """
    names = _names()
    if name not in names:
        raise UnknownAnalysis(name, names)
    return read_analysis(name)


def carry_out(
    graph: Queryable,
    analysis: Analysis,
    recipe: Recipe,
    options: Mapping[str, str] | None = None,
    *,
    language: str = "en",
    identifiers: Identifiers | None = None,
    advance: Advance | None = None,
) -> AnalysisResult:
    """Return what an analysis finds in the network that a recipe makes of the graph.

    Args:
        graph: Where the facts are.
        analysis: The analysis.
        recipe: What ties two cities.
        options: What was chosen, as a person types it.
        language: BCP 47 tag of the language in which names are preferred.
        identifiers: The base of instance IRIs, if not the default one.
        advance: Told how far the work is, with the steps done and in all.

    Raises:
        EmptyNetwork: The recipe selects no tie between two cities.
        NotAnalysable: The analysis has no answer on this network.
        CityGraphError: An option is refused, as :func:`read_options` does.
    """
    chosen = read_options(graph, analysis, options or {}, identifiers=identifiers)
    setting = Setting(graph, recipe, chosen, language, identifiers or Identifiers())
    if advance is not None:
        setting = Setting(graph, recipe, chosen, language, identifiers or Identifiers(), advance)
    findings = _computation(analysis)(setting)
    return AnalysisResult(
        analysis=analysis,
        recipe=recipe,
        options=chosen,
        findings=findings,
        basis=Basis.of(setting.network) if setting.has_network else None,
        caveats=(*recipe.caveats, *analysis.caveats, *findings.caveats),
        dataset=graph.digest,
        version=version("citygraph"),
    )


def _computation(analysis: Analysis) -> Callable[[Setting], Findings]:
    """Return the function that computes an analysis; its module is loaded now and not before."""
    return cast("Callable[[Setting], Findings]", import_module(analysis.module).analyse)


def _names() -> tuple[str, ...]:
    entries = (entry.name for entry in (files("citygraph.queries") / "analyses").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in entries if name.endswith(".toml")))
