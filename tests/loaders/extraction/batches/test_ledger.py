"""The record of a folder of documents."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from citygraph.loaders.extraction.batches.ledger import Entry, Ledger, LedgerDamaged, LedgerInUse
from citygraph.loaders.extraction.batches.results import OpenName, Result

FILE = ".extraction.sqlite"


def entry(name: str = "a", **changes: str) -> Entry:
    open_name = OpenName("Batu", 3, 7, ({"city": "Batu, ID", "score": 0.5},))
    result = Result(
        id=changes.get("id", "a"),
        language="id",
        published=None,
        facts={"event": 2},
        unresolved=(open_name,),
        fingerprint=b"\x00\xff",
        source_digest="s",
        out_digest="o",
        text_digest=None,
    )
    return Entry(name, "in/a.txt", "engine", f"{name}.yaml", result)


def test_what_is_put_in_is_there_later(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    ledger.put(entry("b"))
    ledger.put(entry("a"))
    ledger.put(entry("b", id="new"))
    ledger.close()
    ledger = Ledger.open(tmp_path)
    assert list(ledger.entries()) == [entry("a"), entry("b", id="new")]
    assert ledger.entry("a") == entry("a") and ledger.entry("c") is None
    ledger.close()


def test_a_file_name_that_is_no_unicode_is_kept(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    ledger.put(entry("caf\udce9"))
    assert ledger.entry("caf\udce9") is not None
    ledger.close()


def test_two_processes_do_not_share_it(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    with pytest.raises(LedgerInUse, match="another extraction writes into"):
        Ledger.open(tmp_path)
    ledger.close()
    Ledger.open(tmp_path).close()


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 500)
    with pytest.raises(LedgerDamaged, match=r"\.extraction\.sqlite cannot be read"):
        Ledger.open(tmp_path)
    (tmp_path / FILE).unlink()
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    with pytest.raises(LedgerDamaged, match="its format is 7, not 1"):
        Ledger.open(tmp_path)
    with pytest.raises(LedgerDamaged):
        Ledger.open(tmp_path)
