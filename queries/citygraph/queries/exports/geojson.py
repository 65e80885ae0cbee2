"""Cities and their ties as GeoJSON, for maps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import IO, Final

from citygraph.graph.exports import ExportFormat, ExportOptions, Source
from citygraph.ontology import Texts

from .edges import merged_network
from .rows import TableReader
from .schema import load_tables
from .values import CellValue

__all__ = ["GEOJSON", "line"]

Point = tuple[float, float]


def _write(source: Source, out: IO[bytes], options: ExportOptions) -> None:
    merged = merged_network(source, options)
    head = {"type": "FeatureCollection", "description": merged.description}
    out.write(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "features": [')
    separator = b"\n"
    places: dict[str, Point] = {}
    for cells in _cities(source, options):
        iri, place = str(cells["city"]), _place(cells)
        if iri in merged.degree and place is not None:
            places[iri] = place
        known: dict[str, object] = {
            name: _json(value)
            for name, value in cells.items()
            if name not in ("latitude", "longitude", "city")
        }
        if iri in merged.degree:
            known |= {"ties": merged.degree[iri], "strength": merged.strength[iri]}
        point: dict[str, object] | None
        point = None if place is None else {"type": "Point", "coordinates": list(place)}
        out.write(separator + _feature(iri, point, {"kind": "city", "iri": iri, **known}))
        separator = b",\n"
    total = len(merged.network.ties)
    for number, edge in enumerate(merged.edges()):
        ends = places.get(edge.source), places.get(edge.target)
        geometry = line(ends[0], ends[1]) if ends[0] is not None and ends[1] is not None else None
        properties = {
            "kind": "tie",
            "cities": [edge.source, edge.target],
            **edge.attributes,
            "spells": [str(spell) for spell in edge.spells],
        }
        out.write(separator + _feature(None, geometry, properties))
        options.advance(number + 1, total)
        separator = b",\n"
    out.write(b"\n]}\n")


def line(one: Point, other: Point) -> dict[str, object]:
    """Return the straight line between two places, cut in two where it crosses the 180th meridian (RFC 7946, 3.1.9).

    >>> line((170.0, -40.0), (-170.0, -20.0))["coordinates"]
    [[[170.0, -40.0], [180.0, -30.0]], [[-180.0, -30.0], [-170.0, -20.0]]]
    """
    if abs(one[0] - other[0]) <= 180:
        return {"type": "LineString", "coordinates": [list(one), list(other)]}
    east, west = (one, other) if one[0] > other[0] else (other, one)
    part = (180 - east[0]) / (west[0] + 360 - east[0])
    latitude = east[1] + part * (west[1] - east[1])
    return {
        "type": "MultiLineString",
        "coordinates": [[list(east), [180.0, latitude]], [[-180.0, latitude], list(west)]],
    }


def _cities(source: Source, options: ExportOptions) -> Iterator[Mapping[str, CellValue]]:
    table = next(table for table in load_tables() if table.name == "cities")
    names = [column.name for column in table.columns]
    for row in TableReader(source, replace(options, advance=ExportOptions().advance)).rows(table):
        yield dict(zip(names, row, strict=True))


def _place(cells: Mapping[str, CellValue]) -> Point | None:
    longitude, latitude = _json(cells["longitude"]), _json(cells["latitude"])
    if isinstance(longitude, int | float) and isinstance(latitude, int | float):
        return (float(longitude), float(latitude))
    return None


def _feature(identifier: str | None, geometry: object, properties: Mapping[str, object]) -> bytes:
    feature: dict[str, object] = {"type": "Feature"}
    if identifier is not None:
        feature["id"] = identifier
    feature |= {"geometry": geometry, "properties": properties}
    return json.dumps(feature, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _json(value: CellValue) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


GEOJSON: Final = ExportFormat(
    name="geojson",
    suffix="geojson",
    media_type="application/geo+json",
    title=Texts("GeoJSON (map)", "GeoJSON (peta)"),
    description=Texts(
        "Cities as points with their counts, and the ties of the network as lines, for maps",
        "Kota sebagai titik dengan jumlah-jumlahnya, dan ikatan dalam jaringan sebagai garis, untuk peta",
    ),
    write=_write,
    specification="https://www.rfc-editor.org/rfc/rfc7946",
    network=True,
)
