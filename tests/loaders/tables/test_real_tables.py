"""Real lists: what loads, what waits, and that no known trap is fallen into."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from citygraph.graph import CityGraph
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.tables import TableLoader, read_description
from citygraph.loaders.tables.nearness import distance
from citygraph.loaders.tables.resolving import PlaceResolver
from citygraph.loaders.tables.sought import Found, Sought


@pytest.fixture
def data(shared: Path) -> Path:
    """The folder of real tables, or a visible skip."""
    path = shared / "data"
    if not (path / "membership-lists").is_dir():
        pytest.skip("the real tables are not on this machine")
    return path


def test_the_membership_lists_load_and_wait_for_what_nobody_can_tell(
    data: Path, table_loader: TableLoader
) -> None:
    prepared = table_loader.prepare(
        data / "membership-lists" / "membership_lists.csv", read_description("membership-lists")
    )
    assert not prepared.problems
    assert (len(prepared.table.rows), prepared.loaded_rows, len(prepared.waiting)) == (274, 254, 16)
    waiting = {each.sought.name for each in prepared.waiting}
    assert {
        "Dhaka (North & South)",
        "Delhi NCT",
        "Arkansas",
        "New South Wales",
        "Yala",
        "Islamabad",
    } <= waiting
    with CityGraph.open() as graph:
        outcome = table_loader.load(graph, prepared)
        assert not outcome.refused and not outcome.warnings
        rows = graph.query(
            "SELECT ?network (COUNT(DISTINCT ?city) AS ?n) { ?city cg:memberOf ?network } GROUP BY ?network"
        )
        members = {row["network"].value.rpartition("/")[2]: int(row["n"].value) for row in rows}
        assert members == {"ascn": 25, "c40": 88, "wccf": 44, "gnlc": 8}


def test_a_name_alone_is_hardly_ever_told_wrongly(data: Path, gazetteer: Gazetteer) -> None:
    with (data / "sister-cities-wikidata" / "nodes.csv").open(encoding="utf-8") as file:
        nodes = [row for row in csv.DictReader(file) if row["lat"] and row["country"]]
    sought = [Sought(row["qid"], row["label_en"]) for row in nodes]
    results = PlaceResolver(gazetteer, without_country="only").resolve_all(sought)
    told, wrong = 0, 0
    for row, one in zip(nodes, sought, strict=True):
        result = results[one]
        if isinstance(result, Found) and result.government.latitude is not None:
            told += 1
            there = (result.government.latitude, result.government.longitude or 0.0)
            wrong += distance((float(row["lat"]), float(row["lon"])), there) > 50
    assert told > 2500 and wrong / told < 0.005
