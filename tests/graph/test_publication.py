"""What a writer shows to readers while it works, and what a killed one leaves behind."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest
from citygraph.graph import CityGraph, SourceDocument, StoreInUse


def ids(graph: CityGraph) -> set[str]:
    return {record.id for record in graph.documents()}


def pointer(store: Path) -> Path:
    return store / "published" / "current.json"


def test_a_reader_opens_beside_a_writer_and_sees_whole_batches(
    documents: list[SourceDocument], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    with CityGraph.open(store) as writer:
        with CityGraph.open(store, mode="read") as reader:
            assert ids(reader) == set() and reader.notices == ()
        writer.add(documents[0])
        writer._opened.publish(at_once=True)
        with CityGraph.open(store, mode="read") as reader:
            assert ids(reader) == {documents[0].id}
            assert reader.verify() == () and reader.notices == ()
            assert reader.digest == writer.digest
            list(writer.add_all(documents[1:]))
            assert ids(reader) == {documents[0].id}
    with CityGraph.open(store, mode="read") as reader:
        assert len(ids(reader)) == len(documents)
    assert json.loads(pointer(store).read_text())["state"]
    assert not any((store / "snapshots").iterdir())


def test_copies_are_published_at_most_once_a_second_and_two_are_kept(
    documents: list[SourceDocument], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    with CityGraph.open(store) as writer:
        for document in documents[:6]:
            writer.add(document)
        batches = int(json.loads(pointer(store).read_text())["copy"])
        assert batches < 6
        for document in documents[6:9]:
            writer.add(document)
            writer._opened.publish(at_once=True)
    copies = [each for each in (store / "published").iterdir() if each.is_dir()]
    assert len(copies) == 2


def test_what_came_too_soon_is_published_when_the_second_is_over(
    documents: list[SourceDocument], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    with CityGraph.open(store) as writer:
        writer.add(documents[0])
        for _ in range(200):
            if json.loads(pointer(store).read_text())["state"] == writer.digest:
                break
            time.sleep(0.05)
        with CityGraph.open(store, mode="read") as reader:
            assert ids(reader) == {documents[0].id}


def test_opening_what_is_published_already_publishes_nothing(tmp_path: Path) -> None:
    with CityGraph.open(tmp_path / "store"):
        pass
    before = pointer(tmp_path / "store").read_bytes()
    with CityGraph.open(tmp_path / "store"):
        pass
    assert pointer(tmp_path / "store").read_bytes() == before


@pytest.mark.parametrize("damage", ["no pointer", "bad pointer", "pointer at nothing", "half a copy"])
def test_what_a_killed_writer_leaves_behind_hides_nothing(
    documents: list[SourceDocument], tmp_path: Path, damage: str
) -> None:
    store = tmp_path / "store"
    with CityGraph.open(store) as writer:
        list(writer.add_all(documents[:3]))
    if damage == "no pointer":
        shutil.rmtree(store / "published")
    elif damage == "bad pointer":
        pointer(store).write_text('{"copy": ')
    elif damage == "pointer at nothing":
        pointer(store).write_text('{"copy": 99, "state": "x"}')
    else:
        (store / "published" / "making" / "data").mkdir(parents=True)
        (store / "published" / "current.new").write_text("{")
    with CityGraph.open(store, mode="read") as reader:
        assert len(ids(reader)) == 3
    with CityGraph.open(store) as writer, CityGraph.open(store, mode="read") as reader:
        assert ids(reader) == ids(writer)
        assert not (store / "published" / "making").exists() or damage == "half a copy"


def test_a_store_whose_writer_has_published_nothing_is_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citygraph.graph.directory._PATIENCE_OF_READERS", 0.1)
    with CityGraph.open(tmp_path / "store"):
        shutil.rmtree(tmp_path / "store" / "published")
        with pytest.raises(StoreInUse):
            CityGraph.open(tmp_path / "store", mode="read")
