"""Many articles: read and extracted by several processes, told in order, their documents in a folder."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from citygraph.loaders.extraction.reading import (
    Portion,
    ReadingFailure,
    article_files,
    holds_several,
    portions,
)
from citygraph.loaders.facts import Problem
from citygraph.ontology import CityGraphError, Place
from citygraph.ontology.identifiers import slug

from .drafting import Drafting, Format, Found, Known, Nothing, Piece, Same, problem_of
from .engine import engine_stamp
from .ledger import Entry, Ledger, storable
from .names import Names
from .pool import Done, Lost, Pool
from .queue import write_queue
from .results import Drafted, NotRead
from .stories import Stories
from .writing import made_folder

if TYPE_CHECKING:
    from citygraph.loaders.extraction.asking import EngineChoice

__all__ = ["Batch", "NoArticles", "Options", "default_jobs"]

_LOST: Final = {
    "died": ("article-crashed", "leave the article out, and report it"),
    "slow": ("article-too-slow", "allow more with --time-limit, or leave the article out"),
    "error": ("article-failed", "leave the article out, and report it"),
}
_FEW: Final = 8  # articles that are not worth another process


class NoArticles(CityGraphError):
    """There is no article in the folders named."""

    code = "no-articles"

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__(
            f"there is no article in {', '.join(str(path) for path in paths)}",
            hint="articles are texts (.txt), saved pages (.html), lists of them, and web archives (.warc, .warc.gz)",
        )


def default_jobs() -> int:
    """Return how many processors this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is done.

    Attributes:
        out: Folder of the documents; None to write none.
        form: What they are written in.
        jobs: Most processes.
        time_limit: Most seconds for one article.
        resume: Whether an article whose text and engine are as on record is passed over.
        force: Whether documents may replace files that extraction has not written.
        explained: Whether it is told why each fact was drawn.
        verified: Folder for copies of the documents that hold their passages, for loading; None for none.
        engine: The second engine; None to read by rules alone.
    """

    out: Path | None = None
    form: Format = "yaml"
    jobs: int = 1
    time_limit: float = 60.0
    resume: bool = True
    force: bool = False
    explained: bool = False
    verified: Path | None = None
    engine: EngineChoice | None = None


class Batch:
    """Articles to be extracted together.

    Use it in a ``with`` statement: the record of the folder is closed, and the queue of open names is written,
    on the way out, however that is left.

    Args:
        paths: Texts, pages, archives, lists, and folders of them.
        options: How it is done.

    Raises:
        NoArticles: There is nothing to extract.
        FolderUnwritable: The folder of the documents refuses.
        LedgerInUse: Another process writes into it.
    """

    def __init__(self, paths: Sequence[Path], options: Options) -> None:
        self._options = options
        out = options.out
        self._ledger = Ledger.open(made_folder(out)) if out is not None else None
        self._engine = engine_stamp(options.engine)
        try:
            self._sources = [path for path in _files(paths) if not self._is_own(path)]
            if not self._sources:
                raise NoArticles(paths)
            self._names = Names(self._sources)
        except BaseException:
            self._close()
            raise
        self._drafting = Drafting(out, options.form, options.force, options.explained, options.engine)
        self._stories = Stories()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put the record on disk."""
        if self._ledger is not None and self._options.out is not None:
            try:
                write_queue(self._options.out, self._ledger)
            finally:
                self._close()

    @property
    def total(self) -> int | None:
        """How many articles there are; None where an archive or a list does not tell before it is read."""
        return None if any(map(holds_several, self._sources)) else len(self._sources)

    def run(self) -> Generator[Drafted | NotRead]:
        """Yield what became of each article, in the order of the articles.

        Raises:
            WorkersLost: No process can work.
            FolderUnwritable: The record cannot be written.
        """
        self._remember_earlier()
        most = self._options.jobs
        jobs = most if self.total is None else min(most, 1 + self.total // _FEW)
        pool: Pool[Piece, Found] = Pool(
            self._drafting,
            jobs=jobs,
            time_limit=self._options.time_limit,
        )
        with closing(pool.run(self._pieces())) as results:
            for result in results:
                outcome = self._outcome(result)
                if outcome is not None:
                    yield outcome

    def _pieces(self) -> Iterator[Piece]:
        for number, piece in enumerate(self._named()):
            verified = self._options.verified
            copy = None if verified is None else verified / f"{number}.json"
            yield replace(piece, known=self._known(piece.name), verified=copy)

    def _named(self) -> Iterator[Piece]:
        for path in self._sources:
            name = self._names.of(path)
            if holds_several(path):
                yield from _parts(path, name)
            else:
                own = slug(name) if "/" in name else None
                for portion in portions(path):
                    yield Piece(_told(portion, path), name, id=own)

    def _known(self, name: str) -> Known | None:
        entry = self._ledger.entry(name) if self._ledger is not None else None
        if entry is None:
            return None
        options, result = self._options, entry.result
        same = entry.engine == self._engine and entry.out == self._document(name)
        fresh = not options.resume or options.explained or options.verified is not None
        return Known(
            result.source_digest if same and not fresh else None, result.out_digest, result.text_digest
        )

    def _outcome(self, result: Done[Piece, Found] | Lost[Piece]) -> Drafted | NotRead | None:
        piece, seconds = result.task, result.seconds
        path, part = _place(piece.portion)
        if isinstance(result, Lost):
            code, hint = _LOST[result.why]
            return NotRead(path, part, Problem(code, result.what, Place(path), hint), seconds)
        found = result.value
        if isinstance(found, Nothing):
            return None
        if isinstance(found, Problem):
            return NotRead(path, part, found, seconds)
        out = self._drafting.document(piece.name)
        if isinstance(found, Same):
            entry = self._ledger.entry(piece.name) if self._ledger is not None else None
            assert entry is not None
            copy_of = self._stories.known(entry.result.fingerprint, entry.result.id)
            return Drafted(path, part, "unchanged", out, entry.result, copy_of, seconds)
        if self._ledger is not None:
            self._ledger.put(Entry(piece.name, str(path), self._engine, self._document(piece.name), found))
        copy_of = self._stories.known(found.fingerprint, found.id)
        return Drafted(path, part, "extracted", out, found, copy_of, seconds, piece.verified)

    def _remember_earlier(self) -> None:
        """Take note of the articles that the folder holds already, unless they are in this batch too."""
        if self._ledger is None:
            return
        ours = {storable(str(path)) for path in self._sources}
        for entry in self._ledger.entries():
            if entry.source not in ours:
                self._stories.known(entry.result.fingerprint, entry.result.id)

    def _document(self, name: str) -> str:
        return f"{name}.{self._options.form}"

    def _is_own(self, path: Path) -> bool:
        """Return whether a text is one that was written beside the facts of a page, and no article of its own."""
        out = self._options.out
        if self._ledger is None or out is None or path.suffix != ".txt":
            return False
        whole, top = Path(os.path.abspath(path)), Path(os.path.abspath(out))  # noqa: PTH100 (links stay)
        if not whole.is_relative_to(top):
            return False
        entry = self._ledger.entry(whole.relative_to(top).with_suffix("").as_posix())
        return entry is not None and entry.result.text_digest is not None

    def _close(self) -> None:
        if self._ledger is not None:
            self._ledger.close()


def _files(paths: Sequence[Path]) -> list[Path]:
    """Return the files to read: each path, and for a folder those below it, each once."""
    files: dict[Path, None] = {}
    for path in paths:
        files.update(dict.fromkeys(article_files(path) if path.is_dir() else [path]))
    return list(files)


def _parts(path: Path, name: str) -> Iterator[Piece]:
    """Yield the articles of an archive or a list, each under the file's name and an id of its own."""
    seen: dict[str, int] = {}
    for portion in portions(path):
        if isinstance(portion, ReadingFailure):
            yield Piece(problem_of(portion, path), name)
            continue
        own = portion.id
        seen[own] = count = seen.get(own, 0) + 1
        own = own if count == 1 else f"{own}-{count}"
        yield Piece(portion, f"{name}/{own}", id=own)


def _told(portion: Portion | ReadingFailure, path: Path) -> Portion | Problem:
    return problem_of(portion, path) if isinstance(portion, ReadingFailure) else portion


def _place(portion: Portion | Problem) -> tuple[Path, str | None]:
    if isinstance(portion, Portion):
        return portion.file, portion.part
    return portion.place.file or Path(), None
