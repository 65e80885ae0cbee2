"""What a model's drafts are compared and explained by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from citygraph.loaders.extraction.assembling import identity
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.extractor import Trace

__all__ = ["traces_of", "what_is_said"]


def traces_of(drafts: Sequence[Draft]) -> tuple[Trace, ...]:
    """Return why each fact was drawn."""
    return tuple(
        Trace(number, each.evidence, each.rule, each.confidence, each.because)
        for number, each in enumerate(drafts)
    )


def what_is_said(draft: Draft) -> tuple[object, ...]:
    """Return what makes two drafts the same fact, cities with their GeoNames ids among them."""
    return identity(replace(draft, values={name: _as_text(value) for name, value in draft.values.items()}))


def _as_text(value: object) -> object:
    """Return a value with each city that has a GeoNames id as text."""
    if isinstance(value, dict):
        return " ".join(str(part) for part in cast("dict[str, object]", value).values())
    return [_as_text(each) for each in cast("list[object]", value)] if isinstance(value, list) else value
