"""Work for the tests of computations: each function as the process of a computation finds it by its name."""

from __future__ import annotations

import os
import time

from citygraph.ontology import CityGraphError, Texts
from citygraph.queries.queryable import select
from citygraph.queries.work import Workplace


def count(place: Workplace) -> None:
    place.advance(1, 2, Texts("counting", "menghitung"))
    _, rows = select(place.graph, "SELECT (COUNT(*) AS ?n) { ?s a ?class }")
    (cell,) = rows[0]
    assert cell is not None
    (place.folder / "count.txt").write_text(
        f"{cell.value} {place.parameters.get('word', '')}", encoding="utf-8"
    )


def wait(place: Workplace) -> None:
    place.advance(3, 7, Texts("waiting long", "menunggu lama"))
    (place.folder / "unfinished").touch()
    time.sleep(60)


def refuse(place: Workplace) -> None:
    raise CityGraphError("there is nothing to compute", hint="load something")


def err(place: Workplace) -> None:
    select(place.graph, "SELECT nonsense")


def stumble(place: Workplace) -> None:
    raise ZeroDivisionError("by zero")


def die(place: Workplace) -> None:
    os._exit(3)


def gorge(place: Workplace) -> None:
    held = [bytes(64 << 20) for _ in range(64)]
    place.advance(len(held), 64, Texts("", ""))
