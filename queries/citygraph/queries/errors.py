"""What can go wrong when a ready query or a report is asked for."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from citygraph.ontology import CityGraphError, Place

__all__ = [
    "AmbiguousName",
    "BadParameter",
    "BadQueryFile",
    "BadRecipe",
    "DateBeforeFacts",
    "EmptyNetwork",
    "MissingParameter",
    "NotAnalysable",
    "NotInstalled",
    "UndefinedMeasure",
    "UnknownAnalysis",
    "UnknownName",
    "UnknownParameter",
    "UnknownQuery",
    "UnknownRecipe",
    "did_you_mean",
]


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return up to three known names that are spelled like the one given, best first.

    >>> did_you_mean("partnershp", ["partnership", "co-membership"])
    ('partnership',)
    """
    return tuple(difflib.get_close_matches(name.lower(), sorted(known), n=3, cutoff=0.6))


class UnknownQuery(CityGraphError):
    """No ready query has this name.

    Attributes:
        name: The name asked for.
        known: Every name there is.
    """

    code = "unknown-query"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no ready query {name!r}", hint=_choice(name, known))
        self.name = name
        self.known = tuple(known)


class UnknownRecipe(CityGraphError):
    """No recipe has this name.

    Attributes:
        name: The name asked for.
        known: Every name there is.
    """

    code = "unknown-recipe"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no recipe {name!r}", hint=_choice(name, known))
        self.name = name
        self.known = tuple(known)


class UnknownAnalysis(CityGraphError):
    """No analysis has this name.

    Attributes:
        name: The name asked for.
        known: Every name there is.
    """

    code = "unknown-analysis"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no analysis {name!r}", hint=_choice(name, known))
        self.name = name
        self.known = tuple(known)


class UnknownParameter(CityGraphError):
    """The query, or analysis, has no parameter of this name.

    Attributes:
        query: Name of the query or analysis.
        parameter: The name given.
        known: The parameters that it has.
    """

    code = "unknown-parameter"

    def __init__(self, query: str, parameter: str, known: Sequence[str], *, of: str = "query") -> None:
        hint = _choice(parameter, known)
        super().__init__(f"the {of} {query!r} has no parameter {parameter!r}", hint=hint)
        self.query = query
        self.parameter = parameter
        self.known = tuple(known)


class MissingParameter(CityGraphError):
    """A parameter that the query, or analysis, needs was not given.

    Attributes:
        query: Name of the query or analysis.
        parameter: Name of the parameter.
    """

    code = "missing-parameter"

    def __init__(self, query: str, parameter: str, example: str, *, of: str = "query") -> None:
        super().__init__(
            f"the {of} {query!r} needs the parameter {parameter!r}", hint=f"give one, such as {example!r}"
        )
        self.query = query
        self.parameter = parameter


class BadParameter(CityGraphError):
    """A parameter's value is not of the parameter's type.

    Attributes:
        parameter: Name of the parameter.
        value: The value given.
    """

    code = "bad-parameter"

    def __init__(self, parameter: str, value: str, wanted: str) -> None:
        super().__init__(f"{parameter}: {value!r} is not {wanted}")
        self.parameter = parameter
        self.value = value


class UnknownName(CityGraphError):
    """The graph holds nothing of this kind under this name.

    Attributes:
        kind: What was looked for: city, network, article, ...
        name: The name given.
        candidates: Names in the graph that are spelled alike, best first.
    """

    code = "unknown-name"

    def __init__(self, kind: str, name: str, candidates: Sequence[str]) -> None:
        hint = f"did you mean {_listed(candidates)}?" if candidates else None
        super().__init__(f"the graph knows no {kind} {name!r}", hint=hint)
        self.kind = kind
        self.name = name
        self.candidates = tuple(candidates)


class AmbiguousName(CityGraphError):
    """Several things of this kind in the graph go by this name.

    Attributes:
        kind: What was looked for: city, network, article, ...
        name: The name given.
        candidates: IRIs that it may mean.
    """

    code = "ambiguous-name"

    def __init__(self, kind: str, name: str, candidates: Sequence[str]) -> None:
        hint = f"choose one of {_listed(candidates)}"
        super().__init__(f"{name!r} is the name of more than one {kind}", hint=hint)
        self.kind = kind
        self.name = name
        self.candidates = tuple(candidates)


class BadQueryFile(CityGraphError):
    """A ready query's file does not describe its query."""

    code = "bad-query-file"

    def __init__(self, what: str, file: Path, line: int | None = None) -> None:
        super().__init__(what, place=Place(file=file, line=line))


class BadRecipe(CityGraphError):
    """A recipe says something that no network can be computed on.

    Attributes:
        recipe: Name of the recipe, or of its file.
        field: Dotted path of the field concerned, or None.
    """

    code = "bad-recipe"

    def __init__(self, recipe: str, what: str, field: str | None = None) -> None:
        super().__init__(f"recipe {recipe!r}: {what}", place=Place(field=field) if field else None)
        self.recipe = recipe
        self.field = field


class UndefinedMeasure(CityGraphError):
    """A measure has no value on a graph.

    Attributes:
        measure: Name of the measure.
        reason: Why it has none.
    """

    code = "undefined-measure"

    def __init__(self, measure: str, reason: str) -> None:
        super().__init__(
            f"the measure {measure!r} has no value here: {reason}",
            hint="take a network in which cities are tied, or another measure",
        )
        self.measure = measure
        self.reason = reason


class EmptyNetwork(CityGraphError):
    """A recipe selects no tie between two cities, so there is nothing to measure.

    Attributes:
        recipe: Name of the recipe.
        cities: How many cities it selects, each without a tie.
        dropped: How many facts each condition of the recipe leaves out, by condition, in their order.
    """

    code = "empty-network"

    def __init__(
        self, recipe: str, cities: int, reason: str, dropped: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(
            f"the recipe {recipe!r} selects no tie between two cities: {reason}",
            hint="load documents that state such ties, or widen the recipe",
        )
        self.recipe = recipe
        self.cities = cities
        self.dropped = dict(dropped or {})


class DateBeforeFacts(CityGraphError):
    """A recipe asks for days before anything that the graph states.

    Attributes:
        recipe: Name of the recipe.
        day: The last day asked for, as text.
        earliest: The earliest day that the graph gives for such facts, or that an article on them appeared on.
    """

    code = "date-before-facts"

    def __init__(self, recipe: str, day: datetime.date, earliest: datetime.date) -> None:
        super().__init__(
            f"the recipe {recipe!r} asks for {day}, and nothing that it selects is known before {earliest}",
            hint=f"ask for {earliest} or later",
        )
        self.recipe = recipe
        self.day = day.isoformat()
        self.earliest = earliest.isoformat()


class NotAnalysable(CityGraphError):
    """An analysis has no answer on this network; the message says why."""

    code = "not-analysable"


class NotInstalled(CityGraphError):
    """Something needs a package that is not installed.

    Attributes:
        form: What needs it: the name of a format, or what is asked for.
        package: The package.
    """

    code = "not-installed"

    def __init__(self, form: str, package: str, install: str | None = None) -> None:
        super().__init__(
            f"{form} needs the package {package!r}, which is not installed",
            hint=f"install it with: pip install '{install or package}'",
        )
        self.form = form
        self.package = package


def _choice(name: str, known: Sequence[str]) -> str:
    near = did_you_mean(name, known)
    if near:
        return f"did you mean {_listed(near)}?"
    return f"it may be {_listed(sorted(known))}" if known else "it takes none"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names[:10]) + (", …" if len(names) > 10 else "")
