"""Networks as files: read back by networkx, with one edge for two cities, plain values and the periods stated."""

from __future__ import annotations

import datetime
import io
import itertools
import json
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from citygraph.graph import CityGraph, ExportOptions
from citygraph.queries import UnknownRecipe, find_recipe, project
from citygraph.queries.exports import find_format, write_export
from citygraph.queries.exports.edges import EDGE_TYPES, NODE_TYPES
from citygraph.queries.exports.geojson import line
from citygraph.queries.exports.spells import Spell, merged_spells
from hypothesis import given
from hypothesis import strategies as st

GEXF = "{http://gexf.net/1.3}"
PYTHON = {"string": str, "integer": int, "double": float}


def written(name: str, source: Any, recipe: str = "shared-themes", **options: Any) -> bytes:
    out = io.BytesIO()
    write_export(find_format(name), source, out, ExportOptions(recipe=recipe, **options))
    return out.getvalue()


def read(name: str, data: bytes) -> nx.Graph:
    if name == "gexf":
        return nx.read_gexf(io.BytesIO(data), version="1.3")
    return nx.parse_graphml(data.decode())


@pytest.mark.parametrize("name", ["gexf", "graphml"])
@pytest.mark.parametrize("recipe", ["partnership", "shared-themes", "co-participation", "co-membership"])
def test_networkx_reads_the_network_of_the_recipe(seeds: CityGraph, name: str, recipe: str) -> None:
    network = project(seeds, find_recipe(recipe))
    graph = read(name, written(name, seeds, recipe))
    assert not graph.is_multigraph() and not graph.is_directed()
    assert set(graph) == set(network.cities)
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset((tie.left, tie.right)) for tie in network.ties
    }
    for tie in network.ties:
        edge = graph.edges[tie.left, tie.right]
        assert edge["strength"] == edge["weight"] == network.strength(tie)
        assert edge["newman"] == pytest.approx(tie.strength("newman"))
        assert (edge["shared"], edge["facts"]) == (len(tie.shared), len(tie.facts))
    assert all(data["label"] == network.names[city].name for city, data in graph.nodes(data=True))


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_values_are_plain_and_of_their_types(seeds: CityGraph, name: str) -> None:
    data = written(name, seeds)
    assert b"None" not in data and b"[" not in data and b"nan" not in data.lower()
    graph = read(name, data)
    assert len(graph.edges) == 53
    for _, values in graph.nodes(data=True):
        for key, type_ in NODE_TYPES.items():
            assert key not in values or type(values[key]) is PYTHON[type_]
        assert values["degree"] >= 0
    for *_, values in graph.edges(data=True):
        assert all(type(values[key]) is PYTHON[type_] for key, type_ in EDGE_TYPES.items())


def test_london_is_what_the_report_says(seeds: CityGraph) -> None:
    graph = read("graphml", written("graphml", seeds))
    (london,) = [values for _, values in graph.nodes(data=True) if values["label"] == "London"]
    assert (london["degree"], london["strength"]) == (14, 18.0)


def test_every_value_of_gexf_is_of_a_declared_attribute(seeds: CityGraph) -> None:
    root = ElementTree.fromstring(written("gexf", seeds, created=datetime.date(2026, 1, 2)))
    assert root.attrib["version"] == "1.3"
    assert root.find(f"{GEXF}meta").attrib == {"lastmodifieddate": "2026-01-02"}  # type: ignore[union-attr]
    for kind in ("node", "edge"):
        declared = {
            one.attrib["id"] for one in root.findall(f".//{GEXF}attributes[@class='{kind}']/{GEXF}attribute")
        }
        for each in root.iter(f"{GEXF}{kind}"):
            used = [one.attrib["for"] for one in each.iter(f"{GEXF}attvalue")]
            assert set(used) <= declared and len(used) == len(set(used))
    ids = [edge.attrib["id"] for edge in root.iter(f"{GEXF}edge")]
    assert len(ids) == len(set(ids)) == 53


def test_the_periods_of_what_is_shared_are_the_spells(seeds: CityGraph) -> None:
    """Son La and Bangkok were at a conference in Bangkok in October 2024, of which the article gives the days."""
    root = ElementTree.fromstring(written("gexf", seeds, "co-participation"))
    labels = {node.attrib["id"]: node.attrib["label"] for node in root.iter(f"{GEXF}node")}
    spells = {
        frozenset((labels[edge.attrib["source"]], labels[edge.attrib["target"]])): [
            (one.get("start"), one.get("end")) for one in edge.iter(f"{GEXF}spell")
        ]
        for edge in root.iter(f"{GEXF}edge")
    }
    (row,) = seeds.query(  # type: ignore[misc]
        "SELECT DISTINCT ?a ?b { ?e cg:host/cg:geonamesId 1609350 ; schema:startDate ?a ; schema:endDate ?b }"
    )
    assert spells[frozenset(("Son La", "Bangkok"))] == [(row["a"].value, row["b"].value)]  # type: ignore[index]
    graph = read("graphml", written("graphml", seeds, "co-participation"))
    dated = [values for *_, values in graph.edges(data=True) if "spells" in values]
    assert all({"start", "end"} & values.keys() for values in dated) and len(dated) == sum(
        map(bool, spells.values())
    )


def test_an_unknown_recipe_is_named(seeds: CityGraph) -> None:
    with pytest.raises(UnknownRecipe):
        written("gexf", seeds, "friendship")


def test_text_that_xml_cannot_hold_is_replaced() -> None:
    from citygraph.queries.exports.xml_text import attribute, content

    text = 'a\x00"<&>\ud800\r\n'
    root = ElementTree.fromstring(f"<a b={attribute(text)}>{content(text)}</a>")
    assert root.attrib["b"] == root.text == 'a\ufffd"<&>\ufffd\r\n'


DAYS = st.none() | st.dates(datetime.date(2000, 1, 1), datetime.date(2000, 2, 1))


@given(st.lists(st.tuples(DAYS, DAYS)))
def test_merged_spells_cover_the_same_days_and_do_not_touch(pairs: list[tuple[Any, Any]]) -> None:
    spells = [Spell(a, b) for a, b in pairs if a is None or b is None or a <= b]
    merged = merged_spells(spells)
    for number in range(-3, 40):
        day = datetime.date(2000, 1, 1) + datetime.timedelta(days=number)
        covers = [(one.first or day) <= day <= (one.last or day) for one in spells]
        assert any(covers) == (sum((one.first or day) <= day <= (one.last or day) for one in merged) == 1)
    gaps = [(b.first - a.last).days for a, b in itertools.pairwise(merged)]  # type: ignore[operator]
    assert all(days > 1 for days in gaps)


class TestGeoJson:
    @pytest.fixture
    def content(self, seeds: CityGraph) -> dict[str, Any]:
        return json.loads(written("geojson", seeds))

    def test_cities_are_points_with_counts_and_ties(self, content: dict[str, Any]) -> None:
        cities = {
            one["properties"]["name"]: one
            for one in content["features"]
            if one["properties"]["kind"] == "city"
        }
        assert content["type"] == "FeatureCollection" and len(cities) == 31
        london = cities["London"]
        assert (london["properties"]["ties"], london["properties"]["strength"]) == (14, 18.0)
        longitude, latitude = london["geometry"]["coordinates"]
        assert -1 < longitude < 1 and 51 < latitude < 52
        assert cities["South Sulawesi"]["geometry"] is None
        assert cities["Surabaya"]["properties"]["hosted"] == 1

    def test_ties_are_lines_between_their_cities(self, content: dict[str, Any]) -> None:
        places = {
            one["id"]: one["geometry"]["coordinates"]
            for one in content["features"]
            if one["geometry"] and "id" in one
        }
        ties = [one for one in content["features"] if one["properties"]["kind"] == "tie"]
        assert len(ties) == 53
        for tie in ties:
            wanted = [places[city] for city in tie["properties"]["cities"]]
            assert tie["geometry"] == line(tuple(wanted[0]), tuple(wanted[1]))

    @given(*[st.tuples(st.floats(-180, 180), st.floats(-90, 90))] * 2)
    def test_no_line_goes_round_the_world(self, one: tuple[float, float], other: tuple[float, float]) -> None:
        drawn: Any = line(one, other)
        parts = drawn["coordinates"] if drawn["type"] == "MultiLineString" else [drawn["coordinates"]]
        assert all(abs(part[0][0] - part[1][0]) <= 180 and abs(part[1][1]) <= 90 for part in parts)
