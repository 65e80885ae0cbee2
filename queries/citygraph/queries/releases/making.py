"""Makes a release: whole, in its place at once, and the same bytes for the same content and day."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import IO, Final, Literal, Protocol, cast

from citygraph.graph import DocumentRecord
from citygraph.graph.exports import ExportFormat, ExportOptions, Source, canonical_quads, serialize
from citygraph.ontology import Identifiers
from citygraph.queries.exports import export_formats, write_export
from filelock import FileLock

from .description import Description, contents_of, page, to_json, to_turtle
from .differences import differences, graph_of
from .errors import ReleaseExists
from .shelf import DESCRIPTION, Release, ReleaseFile, releases
from .summary import Changes, write_changes

__all__ = ["Releasable", "ReleaseOutcome", "make_release"]

_UNFINISHED: Final = ".unfinished-"
_REPLACED: Final = ".replaced-"
_LOCK: Final = ".lock"
_SUMS: Final = "SHA256SUMS"
_PACKED: Final = ".zip"


class Releasable(Source, Protocol):
    """A graph that can be released."""

    @property
    def identifiers(self) -> Identifiers:
        """The base of its instance IRIs."""
        ...

    def documents(self) -> Sequence[DocumentRecord]:
        """Return the documents that it holds."""
        ...


@dataclass(frozen=True, slots=True)
class ReleaseOutcome:
    """What became of the wish to make a release.

    Attributes:
        made: ``released``, or ``unchanged`` where the last release has the same content.
        release: The release made, or the last one.
        before: Day of the release that it was compared with.
        changes: What changed since that one.
        left_out: Names of formats that are not in it, for want of a package.
    """

    made: Literal["released", "unchanged"]
    release: Release
    before: datetime.date | None = None
    changes: Changes | None = None
    left_out: tuple[str, ...] = ()


def make_release(
    graph: Releasable,
    folder: Path,
    *,
    date: datetime.date,
    options: ExportOptions | None = None,
    compressed: bool = False,
    address: str = "",
    force: bool = False,
) -> ReleaseOutcome:
    """Make a release of the graph in a folder of the day's name, or find that nothing has changed.

    It is written beside its place and moved there once it is whole. What a killed process left is removed.

    Args:
        graph: The graph.
        folder: Where releases are; a new one is made where there is none.
        date: The day of the release.
        options: Recipe and language of the exports, and who wants to know how far the work has come.
        compressed: Whether files that are not packed by themselves are compressed.
        address: Where releases are published, for the addresses of the files in the metadata.
        force: Make it even if nothing has changed, and replace a release of the same day.

    Raises:
        ReleaseExists: There is one of that day with other content, and ``force`` is not set.
        ReleaseDamaged: The release before is not as it was made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / _LOCK):
        _tidy(folder)
        shelf = releases(folder)
        last = max((one for one in shelf if one.date <= date), key=lambda one: one.date, default=None)
        if last is not None and last.dataset == graph.digest and not force:
            return ReleaseOutcome("unchanged", last)
        place = folder / date.isoformat()
        if place.exists() and not force:
            raise ReleaseExists(place, date)
        before = max((one for one in shelf if one.date < date), key=lambda one: one.date, default=None)
        work = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
        try:
            chosen = replace(options or ExportOptions(), identifiers=graph.identifiers, created=date)
            made = _Making(graph, work, chosen, compressed=compressed, address=address)
            outcome = made.make(date, before)
            _put(work, place)
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
        (release,) = (one for one in releases(folder) if one.date == date)
        return replace(outcome, release=release)


class _Making:
    """The work on one release."""

    def __init__(
        self, graph: Releasable, work: Path, options: ExportOptions, *, compressed: bool, address: str
    ) -> None:
        self._graph = graph
        self._work = work
        self._options = replace(options, advance=ExportOptions().advance)
        self._advance = options.advance
        self._compressed = compressed
        self._address = address if not address or address.endswith("/") else f"{address}/"
        self._files: list[ReleaseFile] = []

    def make(self, date: datetime.date, before: Release | None) -> ReleaseOutcome:
        known = export_formats()
        forms = {name: one for name, one in known.items() if one.needs is None or find_spec(one.needs)}
        first = forms.pop("nquads")
        steps = len(forms) + 2
        statements = self._export(first, self._write_quads)
        self._advance(1, steps)
        for number, form in enumerate(forms.values(), 2):
            self._export(form, self._writer(form, statements))
            self._advance(number, steps)
        changes = None if before is None else self._compare(before, statements)
        description = Description(
            date=date,
            dataset=self._graph.digest,
            version=version("citygraph"),
            identifiers=self._graph.identifiers,
            contents=contents_of(
                self._graph, quads=sum(1 for _ in statements()), documents=len(self._graph.documents())
            ),
            files=tuple(sorted(self._files, key=lambda one: one.name)),
            forms=known,
            left_out=tuple(name for name in known if name not in forms and name != first.name),
            before=None if before is None else before.date,
            changes=changes,
            address=self._address,
        )
        self._describe(description)
        self._advance(steps, steps)
        release = Release(self._work, date, description.dataset, {one.name: one for one in self._files})
        return ReleaseOutcome("released", release, description.before, changes, tuple(description.left_out))

    def _write_quads(self, out: IO[bytes]) -> None:
        out.writelines(canonical_quads(self._graph, self._options, dataset=True))

    def _writer(
        self, form: ExportFormat, statements: Callable[[], Iterator[bytes]]
    ) -> Callable[[IO[bytes]], None]:
        """Return what writes a format; those of RDF are made of the sorted statements, which are there already."""
        rdf = form.rdf
        if rdf is None:
            return lambda out: write_export(form, self._graph, out, self._options)

        def write(out: IO[bytes]) -> None:
            lines = statements()
            if not form.dataset:
                lines = takewhile(lambda line: not graph_of(line), lines)
            serialize(lines, out, rdf, dataset=form.dataset)

        return write

    def _export(
        self, form: ExportFormat, write: Callable[[IO[bytes]], None]
    ) -> Callable[[], Iterator[bytes]]:
        """Write the file of a format; return what reads its lines."""
        packed = self._compressed and not form.suffix.endswith(_PACKED)
        name = form.file_name() + (".gz" if packed else "")
        path = self._work / name
        with self._file(name, form=form) as file:
            if packed:
                with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as stream:
                    write(cast("IO[bytes]", stream))
            else:
                write(file)

        def lines() -> Iterator[bytes]:
            with gzip.open(path, "rb") if packed else path.open("rb") as stored:
                yield from stored

        return lines

    def _compare(self, before: Release, statements: Callable[[], Iterator[bytes]]) -> Changes:
        (self._work / "changes").mkdir()
        with ExitStack() as stack:
            added, removed, facts = (
                stack.enter_context(self._file(f"changes/{name}", media_type=media))
                for name, media in (
                    ("added.nq", "application/n-quads"),
                    ("removed.nq", "application/n-quads"),
                    ("facts.csv", "text/csv"),
                )
            )
            found = differences(before.statements(), statements())
            return write_changes(found, self._graph.identifiers, added=added, removed=removed, facts=facts)

    def _describe(self, description: Description) -> None:
        for language in ("en", "id"):
            with self._file(f"README.{language}.md", media_type="text/markdown") as file:
                file.write(page(description, language).encode())
        with self._file("dataset.ttl", media_type="text/turtle") as file:
            file.write(to_turtle(description))
        with self._file(DESCRIPTION, media_type="application/json") as file:
            file.write(to_json(description).encode())
        lines = [f"{one.sha256}  {one.name}\n" for one in sorted(self._files, key=lambda one: one.name)]
        (self._work / _SUMS).write_text("".join(lines), encoding="utf-8")

    @contextmanager
    def _file(
        self, name: str, *, form: ExportFormat | None = None, media_type: str = ""
    ) -> Generator[IO[bytes]]:
        """Give a file of the release to write; once written it is on disk and in the list."""
        path = self._work / name
        with path.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        media = form.media_type if form else media_type
        self._files.append(ReleaseFile(name, path.stat().st_size, digest, form.name if form else "", media))


def _put(work: Path, place: Path) -> None:
    """Move the finished folder to its place; what is there steps aside first and comes back if that fails."""
    work.chmod(0o755)
    aside = place.with_name(_REPLACED + place.name)
    if place.exists():
        place.rename(aside)
    work.rename(place)
    if aside.exists():
        shutil.rmtree(aside)


def _tidy(folder: Path) -> None:
    """Remove what a process that was killed left, and bring back what it had put aside."""
    for path in folder.glob(f"{_REPLACED}*"):
        place = path.with_name(path.name.removeprefix(_REPLACED))
        if place.exists():
            shutil.rmtree(path)
        else:
            path.rename(place)
    for path in folder.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(path)
