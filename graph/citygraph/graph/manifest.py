"""The manifest: which documents a store holds, written beside it so that loss and damage are noticed.

The store's own log survives a killed process, but a damaged or missing log loses its tail without a word.
So the manifest is kept in a file of its own, a journal of lines of JSON that is only ever appended to:
``begin`` before documents are committed, ``done`` after the store has flushed them, ``closed`` with a listing of
the store's files at a clean end. What is done must be there; what was only begun may be there in its old or in
its new state, both whole.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from .errors import NotAStore, StoreUnwritable

__all__ = ["Damage", "DocumentRecord", "Manifest"]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the manifest keeps of one document.

    Attributes:
        id: The document's id.
        digest: SHA-256 of its triples as sorted N-Triples.
        triples: How many triples it states.
        facts: How many facts it states.
    """

    id: str
    digest: str
    triples: int
    facts: int


@dataclass(frozen=True, slots=True)
class Damage:
    """One way in which a store is not what its manifest says.

    Attributes:
        subject: The document's id, or the name of the part that is damaged.
        problem: ``missing``, ``damaged`` or ``unrecorded`` for documents; ``inconsistent`` for a common part.
        detail: What was expected and what was found.
    """

    subject: str
    problem: str
    detail: str

    def __str__(self) -> str:
        """Return subject, problem and detail as text."""
        return f"{self.subject} is {self.problem} ({self.detail})"


class Manifest:
    """The journal of one store, read and appended to.

    Args:
        path: The journal's file, which need not exist; None for a graph in memory, which keeps no journal.

    Attributes:
        records: Documents that were reported as loaded, by id.
        pending: Documents begun and not known to be done: id to the state meant (None: removal).
        files: Listing of the store's files at its last clean end, or None after an unclean one.
        reference: Digest of the shipped reference data that the store holds, or None before there is any.
        modified: When the content last changed, in UTC as ISO 8601 with seconds, or None when that is not known.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.records: dict[str, DocumentRecord] = {}
        self.pending: dict[str, DocumentRecord | None] = {}
        self.files: dict[str, int] | None = None
        self.reference: str | None = None
        self.modified: str | None = None
        self._end = 0
        if path is not None and path.exists():
            self._read(path)

    def _read(self, path: Path) -> None:
        content = path.read_bytes()
        self._end = len(content)
        lines = content.split(b"\n")
        self._end -= len(lines.pop())  # what a killed process had begun to write, if anything
        for number, line in enumerate(lines, start=1):
            if line:
                try:
                    self._apply(json.loads(line))
                except (ValueError, KeyError, TypeError) as error:
                    raise NotAStore(
                        f"the manifest {path} is damaged at line {number}",
                        hint="restore it from a backup, or load the documents into a new store",
                    ) from error

    def _apply(self, entry: Mapping[str, Any]) -> None:
        self.files = entry.get("closed")
        self.modified = max(self.modified or "", entry.get("at", "")) or None  # a clock may go back
        for identifier, state in entry.get("begin", {}).items():
            self.pending[identifier] = None if state is None else DocumentRecord(identifier, *state)
        for identifier in entry.get("done", ()):
            self._settle(identifier)
        for identifier, state in entry.get("settled", {}).items():
            self.pending.pop(identifier, None)
            self.records.pop(identifier, None)
            if state is not None:
                self.records[identifier] = DocumentRecord(identifier, *state)
        self.reference = entry.get("reference", self.reference)

    def _settle(self, identifier: str) -> None:
        state = self.pending.pop(identifier, None)
        if state is None:
            self.records.pop(identifier, None)
        else:
            self.records[identifier] = state

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all documents and of the shipped data: the same for the same content."""
        parts = [f"{r.id} {r.digest}" for _, r in sorted(self.records.items())]
        return sha256("\n".join([str(self.reference), *parts]).encode()).hexdigest()

    def begin(self, states: Mapping[str, DocumentRecord | None]) -> None:
        """Write down, durably, what is about to be committed: the new state of each document, None to remove."""
        self._append({"begin": {i: _state(r) for i, r in states.items()}})

    def done(self, identifiers: Iterable[str]) -> None:
        """Write down that the documents begun are committed and flushed."""
        self._append({"done": list(identifiers), "at": _now()})

    def settle(self, states: Mapping[str, DocumentRecord | None]) -> None:
        """Write down what documents were found to be when the store was opened."""
        self._append({"settled": {i: _state(r) for i, r in states.items()}, "at": _now()})

    def describe_reference(self, digest: str) -> None:
        """Write down which state of the shipped reference data the store holds."""
        self._append({"reference": digest, "at": _now()})

    def close(self, files: Mapping[str, int]) -> None:
        """Replace the journal by a short one that says the same, with a listing of the store's files.

        While documents are begun and not known to be done, there is no listing: the next opening must look.
        """
        listing = None if self.pending else dict(files)
        if self.path is None:
            return
        self._write_short(self.path, listing)
        self.files = listing
        self._end = self.path.stat().st_size

    def write_copy(self, path: Path, files: Mapping[str, int]) -> None:
        """Write a short journal that says the same beside a copy of the store, with a listing of the copy's files.

        Raises:
            StoreUnwritable: The disk refuses.
        """
        self._write_short(path, None if self.pending else dict(files))

    def _write_short(self, path: Path, listing: dict[str, int] | None) -> None:
        entries: list[Mapping[str, object]] = [
            {
                "settled": {i: _state(r) for i, r in sorted(self.records.items())},
                "reference": self.reference,
                "at": self.modified or "",
            },
            {"begin": {i: _state(r) for i, r in sorted(self.pending.items())}, "closed": listing},
        ]
        fresh = path.with_suffix(".new")
        try:
            with fresh.open("wb") as out:
                for entry in entries:
                    out.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(path)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise StoreUnwritable(f"the manifest {path} could not be written: {error.strerror}") from error

    def _append(self, entry: Mapping[str, Any]) -> None:
        if self.path is not None:
            self._write(self.path, json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        self._apply(entry)

    def _write(self, path: Path, line: bytes) -> None:
        start = self._end
        try:
            with path.open("r+b" if path.exists() else "xb") as out:
                out.truncate(start)
                out.seek(start)
                out.write(line)
                out.flush()
                os.fsync(out.fileno())
            self._end = start + len(line)
        except OSError as error:
            if path.exists():
                os.truncate(path, start)
            raise StoreUnwritable(
                f"the manifest {path} could not be written: {error.strerror}",
                hint="make room or give the folder's owner the right to write, then load again",
            ) from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _state(record: DocumentRecord | None) -> list[object] | None:
    return None if record is None else [record.digest, record.triples, record.facts]
