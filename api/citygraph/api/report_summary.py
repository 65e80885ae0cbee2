"""What a first page and a list show of a report."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citygraph.queries import Recipe
from citygraph.queries.recipe import checked_recipe

from .computing import Result

__all__ = ["ReportSummary"]


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A report in short.

    Attributes:
        recipe: What it was computed on.
        counts: How large the network is.
        rows: The first rows of its ranking, each with the names of its columns.
    """

    recipe: Recipe
    counts: Mapping[str, int]
    rows: Sequence[Mapping[str, Any]]

    @classmethod
    def of(cls, result: Result) -> ReportSummary | None:
        """Return what a report's files say, or None where they are gone."""
        text = result.read("summary.json")
        if text is None:
            return None
        said: dict[str, Any] = json.loads(text)
        content = {name: value for name, value in said["recipe"].items() if name != "sha256"}
        return cls(checked_recipe(content["name"], content), said["counts"], said["rows"])
