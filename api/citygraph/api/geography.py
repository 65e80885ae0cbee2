"""GeoJSON (RFC 7946): where a thing is, or the places that it ties."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from .negotiation import GEOJSON
from .site import View

__all__ = ["feature_collection", "is_placed"]


@dataclass(frozen=True, slots=True, order=True)
class _Point:
    longitude: float
    latitude: float
    facts: int


def is_placed(view: View, iris: Sequence[str]) -> bool:
    """Return whether a thing, given with all its IRIs, has coordinates or ties something that has."""
    return any(view.site.selections.rows("placed", this=NamedNode(iri)) for iri in iris)


def feature_collection(view: View, iris: Sequence[str]) -> Response:
    """Return a feature for the thing where it has coordinates, else one for each place that it ties.

    Args:
        view: The request.
        iris: The thing's IRI, and those that were merged into it.
    """
    iri = iris[0]
    found: dict[str, _Point] = {}
    for row in (row for each in iris for row in view.site.selections.rows("places", this=NamedNode(each))):
        latitude, longitude, facts = row.get("latitude"), row.get("longitude"), row.get("facts")
        if isinstance(latitude, Literal) and isinstance(longitude, Literal) and isinstance(facts, Literal):
            point = _Point(float(longitude.value), float(latitude.value), int(facts.value))
            place = row["place"].value
            found[place] = min(point, found.get(place, point))
    if iri in found:
        found = {iri: found[iri]}
    view.labels.look_up(found)
    features = [
        _feature(view, place, point, counted=place != iri)
        for place, point in sorted(found.items())
        if isfinite(point.longitude) and isfinite(point.latitude)
    ]
    body = {"type": "FeatureCollection", "features": features}
    return Response(json.dumps(body, ensure_ascii=False, allow_nan=False), media_type=GEOJSON.type)


def _feature(view: View, place: str, point: _Point, *, counted: bool) -> dict[str, object]:
    named = view.labels.of(place)
    properties: dict[str, object] = {
        "name": named.label,
        "level": named.level,
        "country": named.country,
        "facts": point.facts if counted else None,
    }
    return {
        "type": "Feature",
        "id": place,
        "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]},
        "properties": {name: value for name, value in properties.items() if value is not None},
    }
