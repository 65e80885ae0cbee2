"""Reads what was chosen for an analysis, as a person types it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from citygraph.ontology import Identifiers
from citygraph.queries.errors import BadParameter, MissingParameter, UnknownParameter
from citygraph.queries.names import resolve
from citygraph.queries.queryable import Queryable

from .description import Analysis, Option
from .findings import OptionValue

__all__ = ["read_options"]


def read_options(
    graph: Queryable,
    analysis: Analysis,
    given: Mapping[str, str],
    *,
    identifiers: Identifiers | None = None,
) -> dict[str, OptionValue]:
    """Return the value of every option of an analysis, defaults included.

    Args:
        graph: Where cities and networks are looked up.
        analysis: The analysis.
        given: Values as a person types them; an empty one counts as left out.
        identifiers: The base of instance IRIs, if not the default one.

    Raises:
        UnknownParameter: The analysis has no such option.
        MissingParameter: It needs one that is not there.
        BadParameter: A value is none that the option can have.
        UnknownName: The graph holds no city or network of that name.
        AmbiguousName: It holds several.
    """
    for name in given:
        if analysis.option(name) is None:
            raise UnknownParameter(
                analysis.name, name, [option.name for option in analysis.options], of="analysis"
            )
    found: dict[str, OptionValue] = {}
    for option in analysis.options:
        value = given.get(option.name, "").strip() or option.default
        if value is not None:
            found[option.name] = _read(graph, option, value, identifiers)
        elif option.required:
            raise MissingParameter(analysis.name, option.name, option.example or "", of="analysis")
        else:
            found[option.name] = None
    return found


def _read(graph: Queryable, option: Option, value: str, identifiers: Identifiers | None) -> OptionValue:
    if option.type == "choice":
        if value not in option.choices:
            raise BadParameter(option.name, value, f"one of {', '.join(option.choices)}")
        return value
    if option.type == "integer" or option.type == "number":
        return _number(option, value)
    return resolve(graph, option.type, value, identifiers=identifiers).value


def _number(option: Option, value: str) -> int | float:
    kind = "a whole number" if option.type == "integer" else "a number"
    bounds = f"{kind} from {_written(option.least)} to {_written(option.most)}"
    if len(value) > 32:
        raise BadParameter(option.name, f"{value[:32]}…", bounds)
    try:
        number = int(value) if option.type == "integer" else float(value)
    except ValueError as error:
        raise BadParameter(option.name, value, bounds) from error
    low = -math.inf if option.least is None else option.least
    high = math.inf if option.most is None else option.most
    if not low <= number <= high or not math.isfinite(number):
        raise BadParameter(option.name, value, bounds)
    return number


def _written(bound: float | None) -> str:
    return "any" if bound is None else f"{bound:g}" if bound < 1e6 else f"{bound:.0f}"
