"""The exports that are served: files written once for each state of the data, with their sizes and checksums."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Thread
from typing import Final
from uuid import uuid4

from citygraph.graph import CityGraph, ExportFormat, ExportOptions, QueryFailed
from citygraph.graph.readers import ReaderGraph
from citygraph.ontology import CityGraphError
from citygraph.queries.exports import export_formats, write_export

from .shelf import Shelf

__all__ = ["DEFAULT_RECIPE", "ExportShelf", "Shelved"]

DEFAULT_RECIPE: Final = ExportOptions().recipe
"""The recipe of networks for which nobody names one."""

_CHUNK: Final = 1 << 20
_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Shelved:
    """A file that is served.

    Attributes:
        path: The file.
        size: Its size in bytes.
        sha256: SHA-256 of its bytes, in hexadecimal.
    """

    path: Path
    size: int
    sha256: str


class _Changed(Exception):
    """The data changed while a file was written, so it is of no state of them."""


class ExportShelf:
    """Writes an export once for each dataset, format and language, to a folder that goes with the process.

    Args:
        graph: What is exported.
    """

    def __init__(self, graph: CityGraph | ReaderGraph) -> None:
        self._graph = graph
        self._shelf: Shelf[Shelved] = Shelf(lambda shelved: shelved.path.unlink(missing_ok=True))
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = Lock()
        self._worker: Thread | None = None
        self._failed: set[tuple[str, str]] = set()

    @staticmethod
    def formats() -> dict[str, ExportFormat]:
        """Return the formats that can be written here, by the suffix of their files."""
        return {
            form.suffix: form
            for form in export_formats().values()
            if form.needs is None or find_spec(form.needs) is not None
        }

    def file(self, form: ExportFormat, language: str, recipe: str = DEFAULT_RECIPE) -> Shelved:
        """Return the file of a format, written now unless it is there; names are in the language, where it has any.

        Args:
            form: The format.
            language: Language of names.
            recipe: Name of the recipe on which a network is computed, where it holds one.

        Raises:
            QueryFailed: The data changed again and again while the file was written.
            NotExpressible: The format cannot say something that the graph holds.
        """
        for _ in range(_ATTEMPTS):
            state = self._graph.digest
            try:
                return self._shelf.get(
                    state, _name(form, language, recipe), self._writing(form, language, recipe, state)
                )
            except _Changed:
                continue
        raise QueryFailed("the data change faster than they can be written", hint="try again later")

    def ready(self, form: ExportFormat, language: str) -> Shelved | None:
        """Return the file of a format if it has been written for the present state of the data."""
        return self._shelf.peek(self._graph.digest, _name(form, language))

    def prepare(self, language: str, *, wait: float) -> None:
        """Begin to write every format that is not ready, one after the other, and wait so many seconds at most."""
        state = self._graph.digest
        missing = [
            form
            for form in self.formats().values()
            if self.ready(form, language) is None and (state, _name(form, language)) not in self._failed
        ]
        if not missing:
            return
        with self._lock:
            if self._worker is None or not self._worker.is_alive():
                self._worker = Thread(
                    target=self._write_all, args=(missing, language), name="exports", daemon=True
                )
                self._worker.start()
            worker = self._worker
        worker.join(wait)

    def _write_all(self, forms: list[ExportFormat], language: str) -> None:
        for form in forms:
            state = self._graph.digest
            try:
                self.file(form, language)
            except (CityGraphError, OSError):  # who asks for the file itself is told
                self._failed = {each for each in self._failed if each[0] == state}
                self._failed.add((state, _name(form, language)))

    def _writing(self, form: ExportFormat, language: str, recipe: str, state: str) -> Callable[[], Shelved]:
        def write() -> Shelved:
            path = self._new_path()
            options = ExportOptions(self._graph.identifiers, recipe, language)
            try:
                with path.open("xb") as out:
                    write_export(form, self._graph, out, options)
                if self._graph.digest != state:
                    raise _Changed
            except BaseException:
                path.unlink(missing_ok=True)
                raise
            digest = hashlib.sha256()
            with path.open("rb") as written:
                while chunk := written.read(_CHUNK):
                    digest.update(chunk)
            return Shelved(path, path.stat().st_size, digest.hexdigest())

        return write

    def _new_path(self) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="citygraph-exports-")
            return Path(self._folder.name) / uuid4().hex


def _name(form: ExportFormat, language: str, recipe: str = DEFAULT_RECIPE) -> str:
    """Return what a file is kept under: formats of RDF hold the names of every language, networks are of a recipe."""
    if form.rdf is not None:
        return form.name
    return f"{form.name} {language} {recipe}" if form.network else f"{form.name} {language}"
