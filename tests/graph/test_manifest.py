"""The manifest says what was done and what was only begun, whatever a killed process left of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from citygraph.graph import DocumentRecord, NotAStore, StoreUnwritable
from citygraph.graph.manifest import Manifest

ONE = DocumentRecord("one", "d1", 10, 2)
NEWER = DocumentRecord("one", "d2", 12, 3)


def test_what_is_done_is_recorded_and_what_is_begun_is_pending(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "m.jsonl")
    manifest.begin({"one": ONE})
    manifest.done(["one"])
    manifest.begin({"one": NEWER, "two": DocumentRecord("two", "d3", 5, 1)})
    again = Manifest(tmp_path / "m.jsonl")
    assert again.records == {"one": ONE}
    assert again.pending.keys() == {"one", "two"}
    assert again.pending["one"] == NEWER


def test_a_removal_is_pending_until_it_is_done(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "m.jsonl")
    manifest.begin({"one": ONE})
    manifest.done(["one"])
    manifest.begin({"one": None})
    assert Manifest(tmp_path / "m.jsonl").records == {"one": ONE}
    manifest.done(["one"])
    assert Manifest(tmp_path / "m.jsonl").records == {}


def test_a_line_cut_by_a_kill_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    manifest = Manifest(path)
    manifest.begin({"one": ONE})
    manifest.done(["one"])
    path.write_bytes(path.read_bytes() + b'{"begin": {"tw')
    again = Manifest(path)
    assert again.records == {"one": ONE}
    assert again.pending == {}
    again.begin({"two": NEWER})
    assert Manifest(path).pending.keys() == {"two"}


def test_closing_keeps_the_records_and_the_listing_and_writing_forgets_the_listing(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    manifest = Manifest(path)
    manifest.begin({"one": ONE})
    manifest.done(["one"])
    manifest.describe_reference("r1")
    manifest.close({"a.sst": 7})
    again = Manifest(path)
    assert (again.records, again.files, again.reference) == ({"one": ONE}, {"a.sst": 7}, "r1")
    assert len(path.read_text().splitlines()) == 2
    again.begin({"one": NEWER})
    assert Manifest(path).files is None


def test_the_time_of_the_last_change_is_kept_through_closing(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    manifest = Manifest(path)
    assert manifest.modified is None
    manifest.begin({"one": ONE})
    assert manifest.modified is None
    manifest.done(["one"])
    assert manifest.modified is not None
    changed = manifest.modified
    manifest.close({})
    assert Manifest(path).modified == changed


def test_the_time_of_the_last_change_never_goes_back(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text('{"done": [], "at": "9999-01-01T00:00:00+00:00"}\n')
    manifest = Manifest(path)
    manifest.done([])
    assert manifest.modified == "9999-01-01T00:00:00+00:00"


def test_a_damaged_line_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text('{"done": []}\nnonsense\n{"done": []}\n')
    with pytest.raises(NotAStore, match="line 2"):
        Manifest(path)


def test_a_manifest_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path / "no-such-folder" / "m.jsonl")
    with pytest.raises(StoreUnwritable, match="could not be written"):
        manifest.begin({"one": ONE})
    assert manifest.pending == {}


def test_a_graph_in_memory_writes_no_manifest() -> None:
    manifest = Manifest(None)
    manifest.begin({"one": ONE})
    manifest.done(["one"])
    manifest.close({})
    assert manifest.records == {"one": ONE}
