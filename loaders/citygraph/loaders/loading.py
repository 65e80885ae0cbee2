"""Loads fact documents from files and folders into a graph, and tells what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from citygraph.graph import CityGraph, DocumentInvalid, Finding, Refused, SourceDocument
from citygraph.ontology import CityGraphError

from .facts import SUFFIXES, ArticleTexts, DocumentRefused, Problem, read_document
from .mapping import Mapped, Mapping

__all__ = ["FileLoaded", "FileRefused", "Loader", "document_files"]

_CHUNK = 128
Change = Literal["added", "replaced", "unchanged", "valid"]


@dataclass(frozen=True, slots=True)
class FileLoaded:
    """A file whose document is in the graph, or would be.

    Attributes:
        path: The file.
        document: The document's id.
        change: ``added``, ``replaced`` or ``unchanged``; ``valid`` after a mere check.
        facts: How many facts it states.
        warnings: What reading, resolving and the shapes found that does not keep it out.
    """

    path: Path
    document: str
    change: Change
    facts: int
    warnings: tuple[Problem | Finding, ...]


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file whose document was kept out; nothing of it is in the graph.

    Attributes:
        path: The file.
        error: Why: a DocumentRefused with all problems, or a DocumentInvalid with all findings.
    """

    path: Path
    error: CityGraphError


@dataclass(frozen=True, slots=True)
class _Prepared:
    path: Path
    mapped: Mapped

    @property
    def source(self) -> SourceDocument:
        return self.mapped.source


def document_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files to load: each path, and for a folder every .yaml, .yml and .json below it, sorted."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()))
        else:
            files.append(path)
    return list(dict.fromkeys(files))


class Loader:
    """Reads, resolves and loads fact documents.

    Args:
        mapping: Turns documents into triples.
        texts: Where the articles' texts are, to verify every passage against them; None to leave that out.
    """

    def __init__(self, mapping: Mapping, texts: ArticleTexts | None = None) -> None:
        self._mapping = mapping
        self._texts = texts

    def prepare(self, path: Path) -> Mapped:
        """Return the document in a file, ready for the graph.

        Raises:
            DocumentRefused: It cannot be read, its evidence is not in its text, or a name cannot be resolved.
        """
        document = read_document(path)
        if self._texts is not None:
            document = self._texts.verified(document)
        return self._mapping.map(document)

    def load(
        self, graph: CityGraph, files: Iterable[Path], *, withdraw: bool = False
    ) -> Iterator[FileLoaded | FileRefused]:
        """Put the documents of files in the graph; yield what became of each as soon as it is on disk.

        Args:
            graph: The graph.
            files: The files.
            withdraw: Whether what a document stated before, and nothing states now, is withdrawn and not forgotten.

        Raises:
            StoreUnwritable: The disk refuses; what was yielded stays, the rest is not loaded.
        """
        for prepared, refused in self._chunks(files):
            yield from refused
            outcomes = graph.add_all((p.source for p in prepared), withdraw=withdraw)
            for each, outcome in zip(prepared, outcomes, strict=True):
                if isinstance(outcome, Refused):
                    yield FileRefused(each.path, outcome.error)
                else:
                    warnings: tuple[Problem | Finding, ...] = (*each.mapped.warnings, *outcome.warnings)
                    yield FileLoaded(each.path, outcome.id, outcome.change, outcome.facts, warnings)

    def validate(self, graph: CityGraph, files: Iterable[Path]) -> Iterator[FileLoaded | FileRefused]:
        """Do everything that :meth:`load` does but change the graph; yield what would become of each file."""
        for prepared, refused in self._chunks(files):
            yield from refused
            for each, findings in zip(prepared, graph.check(p.source for p in prepared), strict=True):
                if any(f.is_violation for f in findings):
                    yield FileRefused(each.path, DocumentInvalid(each.source.id, findings))
                else:
                    warnings: tuple[Problem | Finding, ...] = (*each.mapped.warnings, *findings)
                    yield FileLoaded(each.path, each.source.id, "valid", len(each.source.facts), warnings)

    def _chunks(self, files: Iterable[Path]) -> Iterator[tuple[Sequence[_Prepared], Sequence[FileRefused]]]:
        first_of: dict[str, Path] = {}
        remaining = iter(files)
        while chunk := list(islice(remaining, _CHUNK)):
            prepared: list[_Prepared] = []
            refused: list[FileRefused] = []
            for path in chunk:
                try:
                    each = _Prepared(path, self.prepare(path))
                    self._refuse_twice(each, first_of)
                except DocumentRefused as error:
                    refused.append(FileRefused(path, error))
                else:
                    first_of[each.source.id] = path
                    prepared.append(each)
            yield prepared, refused

    @staticmethod
    def _refuse_twice(each: _Prepared, first_of: dict[str, Path]) -> None:
        identifier = each.source.id
        if identifier in first_of:
            problem = Problem(
                "duplicate-document",
                f"the id '{identifier}' is that of {first_of[identifier]} too",
                each.source.places[each.source.iri.value],
                "give each article an id of its own",
            )
            raise DocumentRefused([problem], file=each.path)
