"""A folder that follows a store behind an address."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from citygraph.graph import CityGraph
from citygraph.graph.remote import EndpointError
from citygraph.graph.remote.following import Follower
from citygraph.ontology import Identifiers

from .conftest import city, document, event

if TYPE_CHECKING:
    from tests.engines import Engine

ONE = document("one", event("one", "Congress", "1636722"), cities=(city("1636722", "Malang"),))


def nquads(graph: CityGraph) -> bytes:
    """Everything that a graph holds, as an export has it."""
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue()


def test_a_folder_holds_what_the_endpoint_held_when_it_looked_and_stays_when_that_is_gone(
    passing_oxigraph: Engine,
) -> None:
    with CityGraph.open(passing_oxigraph.endpoint) as writer:
        with Follower(passing_oxigraph.endpoint, Identifiers()) as follower:
            for change in (lambda: writer.add(ONE), lambda: writer.remove("one"), lambda: writer.add(ONE)):
                change()
                follower.look()
                with CityGraph.open(follower.path, mode="read") as reader:
                    assert nquads(reader) == nquads(writer)
                    assert reader.digest == writer.digest
                    assert reader.verify() == ()
            passing_oxigraph.stop()
            with pytest.raises(EndpointError):
                follower.look()
            with CityGraph.open(follower.path, mode="read") as reader:
                assert [record.id for record in reader.documents()] == ["one"]
        assert not follower.path.exists()
