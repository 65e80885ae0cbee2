"""Rows told from the bytes of results, wherever these are cut."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.graph.readers import RESULT_FORMATS
from citygraph.graph.readers.counting import counter_for

VALUES = ('"},{"', '"a\\"},{\\\\"', '"<result>"', '"x\ny"', '"[{"', "UNDEF", "<x:y>", '"\\\\"')


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100_000])
@pytest.mark.parametrize("name", list(RESULT_FORMATS))
def test_rows_are_counted_exactly_and_never_underestimated(name: str, size: int) -> None:
    values = " ".join(f"({one} {other})" for one in VALUES for other in VALUES)
    query = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}".replace("x\ny", "x\\ny")
    results = ox.Store().query(query)
    assert isinstance(results, ox.QuerySolutions)
    written = results.serialize(format=RESULT_FORMATS[name])
    assert written is not None
    counter, at_most = counter_for(name), 0
    for start in range(0, len(written), size):
        piece = written[start : start + size]
        counter.feed(piece)
        at_most += piece.count(counter.mark) + 1
    assert counter.rows == len(VALUES) ** 2 <= at_most
