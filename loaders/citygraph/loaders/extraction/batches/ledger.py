"""What a folder of documents was made from: which article, which text, which engine; kept beside the documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final, Self

from citygraph.ontology import CityGraphError

from .results import OpenName, Result
from .writing import FolderUnwritable

__all__ = ["Entry", "Ledger", "LedgerDamaged", "LedgerInUse", "storable"]

_FILE: Final = ".extraction.sqlite"
_FORMAT: Final = 1
_EVERY: Final = 2.0  # seconds between two commits
_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS article (
        name TEXT PRIMARY KEY, source TEXT NOT NULL, engine TEXT NOT NULL, out TEXT NOT NULL,
        source_digest TEXT NOT NULL, out_digest TEXT NOT NULL, text_digest TEXT, id TEXT NOT NULL,
        language TEXT NOT NULL, published TEXT, facts TEXT NOT NULL, unresolved TEXT NOT NULL,
        fingerprint BLOB NOT NULL
    ) WITHOUT ROWID
"""
_COLUMNS: Final = 13


class LedgerInUse(CityGraphError):
    """Another extraction is writing into the same folder.

    Attributes:
        folder: The folder.
    """

    code = "batch-in-use"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"another extraction writes into {folder}",
            hint="wait until it has finished, or name another folder",
        )
        self.folder = folder


class LedgerDamaged(CityGraphError):
    """The record of what was extracted into a folder cannot be read.

    Attributes:
        path: The file.
    """

    code = "batch-record-damaged"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"the record of earlier extractions {path} cannot be read: {reason}",
            hint="delete it and extract again with --force",
        )
        self.path = path


@dataclass(frozen=True, slots=True)
class Entry:
    """What is on record about an article.

    Attributes:
        name: Its name in the folder.
        source: The file that it was read from.
        engine: What it was extracted with.
        out: Its document, relative to the folder.
        result: What came of it.
    """

    name: str
    source: str
    engine: str
    out: str
    result: Result


class Ledger:
    """The record of one folder; closed to other processes while it is open.

    Use :meth:`open`. What is put in is on disk some seconds later, and in any case at the end.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._committed = monotonic()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the record of a folder, a new one where there is none.

        Raises:
            LedgerInUse: Another process has it open.
            LedgerDamaged: It is no such record.
            FolderUnwritable: The folder refuses.
        """
        path = folder / _FILE
        try:
            connection = sqlite3.connect(path, timeout=0.5, isolation_level=None)
        except sqlite3.Error as error:
            raise _explained(error, folder, path) from error
        try:
            _begin(connection, path)
        except (sqlite3.Error, LedgerDamaged) as error:
            connection.close()
            raise _explained(error, folder, path) from error
        return cls(connection, path)

    def close(self) -> None:
        """Put everything on disk and let others in."""
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise FolderUnwritable(self._path, str(error)) from error
        finally:
            self._connection.close()

    def entry(self, name: str) -> Entry | None:
        """Return what is on record about an article."""
        row = self._connection.execute("SELECT * FROM article WHERE name = ?", (storable(name),)).fetchone()
        return _entry(row) if row is not None else None

    def entries(self) -> Iterator[Entry]:
        """Yield everything on record, by name."""
        for row in self._connection.execute("SELECT * FROM article ORDER BY name"):
            yield _entry(row)

    def put(self, entry: Entry) -> None:
        """Record an article in the place of what was on record about it.

        Raises:
            FolderUnwritable: The disk refuses.
        """
        result = entry.result
        row = (
            storable(entry.name),
            storable(entry.source),
            entry.engine,
            storable(entry.out),
            result.source_digest,
            result.out_digest or "",
            result.text_digest,
            result.id,
            result.language,
            result.published,
            json.dumps(result.facts),
            json.dumps([name.as_plain() for name in result.unresolved], ensure_ascii=False),
            result.fingerprint,
        )
        try:
            self._connection.execute(f"REPLACE INTO article VALUES ({', '.join('?' * _COLUMNS)})", row)  # noqa: S608
            if monotonic() - self._committed > _EVERY:
                self._connection.execute("COMMIT")
                self._connection.execute("BEGIN EXCLUSIVE")
                self._committed = monotonic()
        except sqlite3.Error as error:
            raise FolderUnwritable(self._path, str(error)) from error


def storable(name: str) -> str:
    """Return a file name as valid Unicode; one that is not is told apart by its escaped bytes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _begin(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    (form,) = connection.execute("PRAGMA user_version").fetchone()
    if form not in (0, _FORMAT):
        raise LedgerDamaged(path, f"its format is {form}, not {_FORMAT}")
    connection.execute(_TABLE)
    connection.execute(f"PRAGMA user_version = {_FORMAT}")
    connection.execute("COMMIT")
    connection.execute("BEGIN EXCLUSIVE")


def _entry(row: tuple[str, ...]) -> Entry:
    name, source, engine, out, source_digest, out_digest, text_digest, identifier, language, published = row[
        :10
    ]
    result = Result(
        id=identifier,
        language=language,
        published=published,
        facts=json.loads(row[10]),
        unresolved=tuple(OpenName.from_plain(each) for each in json.loads(row[11])),
        fingerprint=bytes(row[12]) if isinstance(row[12], bytes) else b"",
        source_digest=source_digest,
        out_digest=out_digest,
        text_digest=text_digest,
    )
    return Entry(name, source, engine, out, result)


def _explained(error: sqlite3.Error | LedgerDamaged, folder: Path, path: Path) -> CityGraphError:
    if isinstance(error, LedgerDamaged):
        return error
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return LedgerInUse(folder)
    if isinstance(error, sqlite3.OperationalError) and (
        "unable to open" in str(error) or "readonly" in str(error)
    ):
        return FolderUnwritable(path, str(error))
    return LedgerDamaged(path, str(error))
