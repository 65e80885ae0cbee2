"""Queries and updates sent over HTTP give what the engine gives in this process: every feature of SPARQL 1.1."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

HERE = Path(__file__).parent
QUERIES = sorted((HERE / "queries").glob("*.rq"))
UPDATES = sorted((HERE / "updates").glob("*.ru"))
PROLOGUE = re.compile(r"(?:\s*(?:PREFIX\s+\S*|BASE)\s+<[^>]*>)*")
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
KNOWN_FAILURES = {
    "sequence-prefixes": "the engine takes no PREFIX after the first operation of an update",
    "holds-order-of-truth": "the engine does not order truth values",
}
"""Queries and updates that do not give what the specification says, each with its reason."""


def test_every_feature_is_covered() -> None:
    assert len(QUERIES) == 139
    assert len(UPDATES) == 70
    assert set(KNOWN_FAILURES) <= {path.stem for path in (*QUERIES, *UPDATES)}


def fresh(folder: Path | None = None) -> ox.Store:
    """The data in this process; on disk, where the engine forgets empty graphs sooner, when a folder is given."""
    store = ox.Store() if folder is None else ox.Store(str(folder))
    store.load(path=HERE / "data.ttl")
    store.load(path=HERE / "data.trig")
    return store


def everything() -> str:
    """The data as an update."""
    groups = [
        f"GRAPH {graph} {{ {triples(fresh(), graph)} }}" for graph in sorted(fresh().named_graphs(), key=str)
    ]
    return f"INSERT DATA {{ {triples(fresh(), ox.DefaultGraph())} {' '.join(groups)} }}"


def triples(store: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    dump = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    assert dump is not None
    return dump.decode()


def rows(results: ox.QuerySolutions) -> Counter[tuple[str, ...]]:
    """Solutions as a bag, blank nodes all alike."""
    names = sorted(variable.value for variable in results.variables)
    return Counter(
        tuple("_" if isinstance(row[name], ox.BlankNode) else str(row[name]) for name in names)
        for row in results
    )


def values(results: ox.QuerySolutions) -> Counter[tuple[str, ...]]:
    """Solutions as a bag of what CSV keeps of them: no types, no languages, nothing for what is unbound."""
    names = [variable.value for variable in results.variables]
    return Counter(tuple(value_of(row[name]) for name in names) for row in results)


def value_of(term: object) -> str:
    if isinstance(term, ox.NamedNode | ox.Literal):
        return term.value
    return "" if term is None else "_"


def canonical(quads: object) -> ox.Dataset:
    dataset = ox.Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


@pytest.fixture(scope="module")
def loaded(session: httpx.Client) -> httpx.Client:
    session.post("/update", data={"update": f"DROP ALL ; {everything()}"}).raise_for_status()
    return session


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query(loaded: httpx.Client, path: Path) -> None:
    query = path.read_text(encoding="utf-8")
    expected = fresh().query(query)
    if isinstance(expected, ox.QueryTriples):
        answer = loaded.post("/sparql", data={"query": query}, headers={"Accept": "application/n-triples"})
        found = ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
        assert canonical(found) == canonical(ox.Quad(t.subject, t.predicate, t.object) for t in expected)
        return
    for media, form in RESULTS.items():
        answer = loaded.post("/sparql", data={"query": query}, headers={"Accept": media})
        assert answer.status_code == 200, answer.text
        again = fresh().query(query)
        if isinstance(again, ox.QueryBoolean):
            if form != ox.QueryResultsFormat.TSV:
                assert ox.parse_query_results(answer.content, format=form) == again
            continue
        assert isinstance(again, ox.QuerySolutions)
        result = ox.parse_query_results(answer.content, format=form)
        assert isinstance(result, ox.QuerySolutions)
        assert rows(result) == rows(again), media


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_as_csv(loaded: httpx.Client, path: Path) -> None:
    query = path.read_text(encoding="utf-8")
    expected = fresh().query(query)
    if isinstance(expected, ox.QueryTriples):
        return
    answer = loaded.post("/sparql", data={"query": query}, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    if isinstance(expected, ox.QueryBoolean):
        assert answer.text.strip() == str(bool(expected)).lower()
        return
    names = [variable.value for variable in expected.variables]
    head, *body = csv.reader(io.StringIO(answer.text, newline=""))
    assert head == names if names else not head
    found = Counter(tuple("_" if re.match(r"_:\w", cell) else cell for cell in row) for row in body)
    assert found == values(expected)


CLAIMS = [path for path in QUERIES if path.stem.startswith("holds-")]
"""Questions whose answer is yes by the specification, whatever the engine says."""


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.stem)
def test_what_the_specification_says_holds(loaded: httpx.Client, path: Path) -> None:
    answer = loaded.get("/sparql", params={"query": path.read_text(encoding="utf-8")})
    holds = answer.json()["boolean"]
    if path.stem in KNOWN_FAILURES:
        assert not holds, "it is no failure any more"
        pytest.xfail(KNOWN_FAILURES[path.stem])
    assert holds


@pytest.mark.parametrize("path", UPDATES, ids=lambda path: path.stem)
def test_update(session: httpx.Client, path: Path, tmp_path: Path) -> None:
    update = path.read_text(encoding="utf-8")
    store = fresh(tmp_path / "engine")
    if path.stem in KNOWN_FAILURES:
        with pytest.raises(SyntaxError):
            store.update(update)
        pytest.xfail(KNOWN_FAILURES[path.stem])
    store.update(update)
    prologue = PROLOGUE.match(update)
    assert prologue is not None
    whole = f"{prologue[0]} DROP ALL ; {everything()} ; {update[prologue.end() :]}"
    answer = session.post("/update", content=whole, headers={"Content-Type": "application/sparql-update"})
    assert answer.status_code == 204, answer.text
    names = session.get(
        "/sparql", params={"query": "SELECT ?g { GRAPH ?g {} }"}, headers={"Accept": "text/csv"}
    )
    graphs = names.text.split()[1:]
    assert set(graphs) == {graph.value for graph in store.named_graphs()}
    found: list[ox.Quad] = []
    for params, graph in (
        ({"default": ""}, ox.DefaultGraph()),
        *(({"graph": g}, ox.NamedNode(g)) for g in graphs),
    ):
        body = session.get("/store", params=params, headers={"Accept": "application/n-triples"}).content
        found += [
            ox.Quad(q.subject, q.predicate, q.object, graph)
            for q in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        ]
    assert canonical(found) == canonical(store)
