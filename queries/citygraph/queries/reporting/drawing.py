"""Draws charts: as Vega-Lite, as SVG and PNG without a browser or a network, and as Altair's charts."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast

from .charts import Chart
from .words import Words

if TYPE_CHECKING:
    import altair

__all__ = ["altair_chart", "png", "svg", "vega_lite"]

_VERSION: Final = "5.21"
_INDONESIAN: Final = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}
"""How Indonesian writes numbers, as Vega is told."""
_IDENTIFIED: Final = re.compile(r'(\bid="|url\(#|href="#)((?:clip|gradient)\w*)')


def vega_lite(chart: Chart, language: str) -> dict[str, Any]:
    """Return a chart as Vega-Lite, with its data, in a language."""
    words = Words(language)
    spec = cast("dict[str, Any]", _filled(_template(chart.template), chart, words))
    look = _template("look")
    if language == "id":
        look["config"]["locale"] = {"number": _INDONESIAN}
    return {**look, **spec, "datasets": chart.datasets, "description": chart.caption}


def svg(chart: Chart, language: str) -> str:
    """Return a chart as SVG, whose identifiers clash with no other chart's on the same page."""
    import vl_convert

    text: str = vl_convert.vegalite_to_svg(vega_lite(chart, language), vl_version=_VERSION)
    return _IDENTIFIED.sub(rf"\1{chart.name}-\2", text)


def png(chart: Chart, language: str, *, scale: float = 2.0) -> bytes:
    """Return a chart as PNG.

    Args:
        chart: The chart.
        language: The language of its words.
        scale: Pixels of the picture for one of the chart.
    """
    import vl_convert

    found: bytes = vl_convert.vegalite_to_png(vega_lite(chart, language), vl_version=_VERSION, scale=scale)
    return found


def altair_chart(chart: Chart, language: str) -> altair.TopLevelMixin:
    """Return a chart as one of Altair's, which a notebook shows and which can be changed."""
    import altair

    spec = vega_lite(chart, language)
    kind = altair.FacetChart if "facet" in spec else altair.LayerChart if "layer" in spec else altair.Chart
    return kind.from_dict(spec, validate=False)


def _template(name: str) -> dict[str, Any]:
    text = (files("citygraph.queries") / "reporting" / "charts" / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _filled(part: object, chart: Chart, words: Words) -> object:
    """Return a part of a template with ``@word`` and ``#value`` put in."""
    if isinstance(part, dict):
        named = cast("dict[str, object]", part)
        return {name: _filled(value, chart, words) for name, value in named.items()}
    if isinstance(part, list):
        return [_filled(value, chart, words) for value in cast("list[object]", part)]
    if isinstance(part, str) and part.startswith("@"):
        return words(part[1:])
    if isinstance(part, str) and part.startswith("#") and part[1:] in chart.values:
        return chart.values[part[1:]]
    return part
