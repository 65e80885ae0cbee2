from __future__ import annotations

import gc

import pyoxigraph as ox
import pytest
from citygraph.api.answers import results_answer, triples_answer
from citygraph.api.negotiation import GRAPHS, RESULTS
from citygraph.api.problems import STATUSES
from citygraph.graph import QueryFailed

FAILING = "{ SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"


def test_an_engine_that_fails_while_it_writes_is_query_failed() -> None:
    results = ox.Store().query(f"SELECT * {FAILING}")
    assert isinstance(results, ox.QuerySolutions)
    with pytest.raises(QueryFailed, match="could not be answered") as caught:
        results_answer(results, RESULTS[0])
    assert STATUSES[QueryFailed.code] == 500
    del results
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    gc.collect()
    assert not any(isinstance(each, ox.QuerySolutions) for each in gc.get_objects())


def test_an_engine_that_fails_while_it_writes_triples_is_query_failed() -> None:
    triples = ox.Store().query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {FAILING}")
    assert isinstance(triples, ox.QueryTriples)
    with pytest.raises(QueryFailed, match="could not be answered"):
        triples_answer(triples, GRAPHS[0])
