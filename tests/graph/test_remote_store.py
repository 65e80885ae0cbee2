"""A store behind an address is the store that the embedded engine has, and stays whole whatever breaks."""

from __future__ import annotations

import io
import json
import socket
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from citygraph.graph import (
    CityGraph,
    Credentials,
    Endpoint,
    EndpointError,
    Loaded,
    NotAStore,
    QuerySyntax,
    SourceDocument,
    StoreInUse,
    StoreUnwritable,
)
from citygraph.graph.remote import EndpointDenied, EndpointFailed, EndpointUnreachable
from citygraph.graph.remote.client import Answer, Client
from citygraph.graph.remote.journal import Journal
from citygraph.graph.remote.protocol import Protocol, found
from citygraph.ontology import Identifiers

from .conftest import city, document, event, membership

if TYPE_CHECKING:
    from tests.engines import Engine

MALANG = city("1636722", "Malang")
BANDUNG = city("1650357", "Bandung")
ONE = document("one", event("one", "Congress", "1636722"), cities=(MALANG,))
TWO = document(
    "two",
    event("two", "Congress", "1650357"),
    membership("two", "1636722", "apeksi", start=5),
    cities=(MALANG, BANDUNG),
)
SHORTER = document("two", membership("two", "1636722", "ascn"), cities=(MALANG,))


def nquads(graph: CityGraph) -> bytes:
    """Everything that a graph holds, as an export has it."""
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue()


def embedded(*documents: SourceDocument) -> bytes:
    """What the embedded engine holds of these documents."""
    with CityGraph.open() as graph:
        list(graph.add_all(documents))
        return nquads(graph)


def changes(graph: CityGraph, *documents: SourceDocument) -> list[str]:
    """What became of documents."""
    return [o.change if isinstance(o, Loaded) else "refused" for o in graph.add_all(documents)]


def test_documents_come_are_replaced_and_go_as_in_the_embedded_engine(server: Engine) -> None:
    with CityGraph.open(server.endpoint) as graph:
        assert nquads(graph) == embedded()
        assert changes(graph, ONE, TWO) == ["added", "added"]
        assert nquads(graph) == embedded(ONE, TWO)
        assert graph.query("ASK { ?conflict a cg:Conflict }")
        once, digest = nquads(graph), graph.digest
        assert changes(graph, ONE, TWO) == ["unchanged", "unchanged"]
        assert (nquads(graph), graph.digest) == (once, digest)
        with CityGraph.open() as ours:
            list(ours.add_all([ONE, TWO]))
            assert (len(graph), graph.digest) == (len(ours), ours.digest)
    with CityGraph.open(server.endpoint) as graph:
        assert graph.digest == digest
        assert [d.id for d in graph.documents()] == ["one", "two"]
        assert changes(graph, SHORTER) == ["replaced"]
        assert nquads(graph) == embedded(ONE, SHORTER)
        graph.remove("one")
        assert graph.verify() == ()
        graph.remove("two")
        assert nquads(graph) == embedded()


def test_a_triple_of_two_graphs_counts_once_and_graph_tells_who_states_it(server: Engine) -> None:
    twice = document("again", membership("again", "1636722", "apeksi", start=5), cities=(MALANG,))
    with CityGraph.open(server.endpoint) as graph:
        list(graph.add_all([TWO, twice]))
        (row,) = graph.query("SELECT (COUNT(*) AS ?n) { ?city cg:memberOf ?network }")
        assert row["n"].value == "1"
        graphs = graph.query("SELECT ?g { GRAPH ?g { ?city cg:memberOf ?network } } ORDER BY ?g")
        assert [row["g"].value.rpartition("citygraph/")[2] for row in graphs] == [
            "derived/again",
            "derived/two",
        ]
        everything = {r["g"].value for r in graph.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
        assert all(name.startswith("https://w3id.org/citygraph/") for name in everything)
        (label,) = graph.query(
            "SELECT ?this ?label { ?this rdfs:label ?label }",
            substitutions={"this": ox.NamedNode("https://w3id.org/citygraph/city/1636722")},
        )
        assert label["label"] == ox.Literal("Malang")
        with pytest.raises(QuerySyntax) as caught:
            graph.query("SELECT *\n{ ?s ?p }")
        assert caught.value.line == 2


def test_readers_see_what_writers_have_done_and_change_nothing(server: Engine) -> None:
    with pytest.raises(NotAStore, match="no citygraph store in the endpoint"):
        CityGraph.open(server.endpoint, mode="read")
    with CityGraph.open(server.endpoint) as writer:
        writer.add(ONE)
        with CityGraph.open(server.endpoint, mode="read") as reader:
            assert [d.id for d in reader.documents()] == ["one"]
            with pytest.raises(StoreUnwritable):
                reader.add(TWO)
            writer.add(TWO)
            reader._opened._looked = 0.0  # as if some seconds had passed
            assert [d.id for d in reader.documents()] == ["one", "two"]
            assert reader.digest == writer.digest
            assert reader.query("ASK { ?conflict a cg:Conflict }")


class _Cut(Exception):
    """The process dies."""


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
def test_a_writer_that_dies_at_any_step_leaves_the_old_state_or_one_that_is_completed(
    server: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer dies after each request that changes something, which arrives."""
    before, after = embedded(ONE), embedded(ONE, SHORTER)
    with CityGraph.open(server.endpoint) as graph:
        graph.add(ONE)
    step, seen = 0, set[str]()
    while True:
        graph = CityGraph.open(server.endpoint)
        with monkeypatch.context() as dying:
            finished = not _dies(graph, SHORTER, step, dying)
        graph._opened._writer = None  # its note stays, as that of a process that is gone
        graph.close()
        if finished:
            break
        _as_of_a_process_that_is_gone(server.endpoint)
        with CityGraph.open(server.endpoint) as graph:
            state = nquads(graph)
            assert state in (before, after)
            seen.add("after" if state == after else "before")
            if state == after:
                graph.remove("two")
            assert graph.verify() == ()
        step += 1
    assert step >= 6
    assert seen == {"before", "after"}


def _dies(graph: CityGraph, loaded: SourceDocument, step: int, dying: pytest.MonkeyPatch) -> bool:
    """Load a document and let the writer die after a step; return whether there was such a step."""
    send, left = Client.send, [step]

    def sending(self: Client, method: str, address: str, **rest: Any) -> Answer:
        answer = send(self, method, address, **rest)
        if "query" not in (rest.get("form") or {}):
            left[0] -= 1
            if left[0] < 0:
                raise _Cut
        return answer

    dying.setattr(Client, "send", sending)
    try:
        graph.add(loaded)
    except _Cut:
        return True
    return False


def _as_of_a_process_that_is_gone(endpoint: Endpoint) -> None:
    """Let the note of who is writing be that of a process of this machine that has ended."""
    with Client(endpoint) as client:
        journal = Journal(Protocol(client, found(client, endpoint)), "")
        for writer in journal.writers():
            journal.leave(writer)
        journal.enter(
            json.dumps({"host": socket.gethostname(), "pid": 2**22 - 1, "command": "", "since": ""})
        )


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
def test_an_error_in_the_middle_is_made_good_by_the_same_writer(
    server: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CityGraph.open(server.endpoint) as graph:
        with monkeypatch.context() as broken:
            broken.setattr(Journal, "done", _refuse)
            with pytest.raises(EndpointFailed):
                graph.add(ONE)
        assert changes(graph, ONE, TWO) == ["added", "added"]
        assert nquads(graph) == embedded(ONE, TWO)


def _refuse(*_: object) -> None:
    raise EndpointFailed("it", "is full")


def test_one_writes_at_a_time_and_whoever_is_gone_is_replaced(server: Engine) -> None:
    with CityGraph.open(server.endpoint) as first:
        with pytest.raises(StoreInUse, match=rf"on {socket.gethostname()} .*--repair"):
            CityGraph.open(server.endpoint)
        with CityGraph.open(server.endpoint, repair=True) as second:
            second.add(ONE)
            with pytest.raises(StoreInUse):
                first.add(TWO)
    _as_of_a_process_that_is_gone(server.endpoint)
    with CityGraph.open(server.endpoint) as third:
        assert [d.id for d in third.documents()] == ["one"]


def test_an_endpoint_with_other_data_or_of_another_base_is_left_alone(server: Engine) -> None:
    thing = ox.NamedNode("https://example.org/thing")
    with Client(server.endpoint) as client:
        protocol = Protocol(client, found(client, server.endpoint))
        protocol.put("https://example.org/mine", [ox.Triple(thing, thing, thing)])
        with pytest.raises(NotAStore, match="holds other data"):
            CityGraph.open(server.endpoint)
        protocol.delete("https://example.org/mine")
    with CityGraph.open(server.endpoint):
        pass
    with pytest.raises(NotAStore, match="keeps its IRIs under"):
        CityGraph.open(server.endpoint, identifiers=Identifiers("https://example.org/"))


def test_what_somebody_else_changes_is_found_and_repaired(server: Engine) -> None:
    with CityGraph.open(server.endpoint) as graph:
        list(graph.add_all([ONE, TWO]))
    with Client(server.endpoint) as client:
        protocol = Protocol(client, found(client, server.endpoint))
        protocol.delete("https://w3id.org/citygraph/graph/two")
    with CityGraph.open(server.endpoint, mode="read") as graph:
        damage = {each.subject: each.problem for each in graph.verify()}
    assert damage == {"two": "missing", "the merged graph": "inconsistent"}
    with CityGraph.open(server.endpoint, repair=True) as graph:
        assert any(line.startswith("repaired: two is missing") for line in graph.notices)
        assert graph.verify() == ()
        assert nquads(graph) == embedded(ONE)


def test_an_engine_that_goes_away_is_unreachable(passing_oxigraph: Engine) -> None:
    graph = CityGraph.open(passing_oxigraph.endpoint)
    graph.add(ONE)
    passing_oxigraph.stop()
    with pytest.raises(EndpointUnreachable):
        graph.query("ASK {}")
    with pytest.raises(EndpointError):
        graph.add(TWO)
    graph.close()


def test_a_wrong_password_is_denied_and_told_by_nobody(virtuoso_server: Engine) -> None:
    wrong = Endpoint(virtuoso_server.address, credentials=Credentials(user="dba", password="guessed"))
    with pytest.raises(EndpointDenied) as caught:
        CityGraph.open(wrong)
    assert "guessed" not in str(caught.value)


def test_an_engine_is_asked_itself_where_the_user_says_so(virtuoso_server: Engine) -> None:
    virtuoso_server.empty()
    whole = virtuoso_server.endpoint
    least = "SELECT (SUBSTR(MIN(CONCAT('1', STR(?x))), 2) AS ?n) { ?c a cg:City OPTIONAL { ?c cg:no ?x } } GROUP BY ?c"
    with CityGraph.open(whole) as graph:
        graph.add(ONE)
        assert "questions are answered from a copy" in graph.notices[0]
        assert [row["n"] for row in graph.query(least)] == [None]
    itself = Endpoint(whole.address, answers="engine", credentials=whole.credentials)
    with CityGraph.open(itself, mode="read") as graph:
        assert graph.notices == ()
        assert [row["n"] for row in graph.query(least)] == [ox.Literal("")]  # Virtuoso 7.2.5
