"""Files and folders as articles, one by one."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, cast

from citygraph.loaders.extraction.records import record
from citygraph.loaders.facts.files import read_bytes
from citygraph.loaders.facts.problems import DocumentRefused
from citygraph.ontology.identifiers import slug

from .archives import archived, id_of, part_of, read_record
from .articles import ArticleText
from .failures import ReadingFailure, Reason
from .inflating import CutOff, Inflated
from .limits import Limits
from .lists import saved_pages
from .pages import page_id, read_page, read_plain
from .records import Record
from .webarchives import page_of_mhtml

__all__ = ["Portion", "article_files", "holds_several", "portions", "read_articles", "read_portion"]

_TEXTS: Final = (".txt", ".text")
_PAGES: Final = (".html", ".htm", ".xhtml")
_MHTML: Final = (".mhtml", ".mht")
_ARCHIVES: Final = (".warc", ".warc.gz")
_LISTS: Final = (".urls", ".tsv", ".csv", ".lst")
_SINGLE: Final = (*_TEXTS, *_PAGES, *_MHTML)
_IN_FOLDERS: Final = (*_SINGLE, *(f"{each}.gz" for each in _SINGLE), *_ARCHIVES, ".urls")
_REASONS: Final[dict[str, Reason]] = {"file-missing": "missing", "file-too-large": "too-large"}


@record(frozen=True, slots=True)
class Portion:
    """What one article is to be read from: a file, or a record of an archive.

    Attributes:
        file: The file.
        url: Address of the page in it, where a list tells it.
        record: The record, where the file is an archive.
    """

    file: Path
    url: str | None = None
    record: Record | None = None

    @property
    def id(self) -> str:
        """Slug of the article."""
        if self.record is not None:
            return id_of(self.record, self.file)
        packed = self.file.suffix.lower() == ".gz"
        inner = self.file.with_suffix("") if packed else self.file
        return page_id(self.url) if self.url else slug(inner.stem)

    @property
    def part(self) -> str | None:
        """What part of the file it is; None where it is all of it."""
        return part_of(self.record) if self.record is not None else None


def read_articles(source: Path, *, limits: Limits | None = None) -> Iterator[ArticleText | ReadingFailure]:
    """Yield the articles of a file or folder, and a failure for each that cannot be read.

    A text (``.txt``) is taken as it is stored. Of a page (``.html``, ``.htm``, ``.xhtml``, ``.mhtml``) the article
    is taken; each of these may be packed (``.gz``). A web archive (``.warc``, ``.warc.gz``) holds pages. A list
    (``.urls``, ``.tsv``, ``.csv``, ``.lst``) names saved pages and their addresses. A folder is read with its
    sub-folders in alphabetical order; hidden files, lists other than ``.urls`` and files of other kinds are left
    out. Nothing is fetched from anywhere.

    Args:
        source: A file or folder.
        limits: Bounds of what is read.
    """
    limits = limits or Limits()
    for portion in portions(source, limits=limits):
        if isinstance(portion, ReadingFailure):
            yield portion
            continue
        try:
            article = read_portion(portion, limits=limits)
        except ReadingFailure as failure:
            yield failure
            continue
        if article is not None:
            yield article


def portions(source: Path, *, limits: Limits | None = None) -> Iterator[Portion | ReadingFailure]:
    """Yield what each article of a file or folder is to be read from, and a failure where that cannot be told.

    The articles themselves can then be read elsewhere, such as in another process.

    Args:
        source: A file or folder, as for :func:`read_articles`.
        limits: Bounds of what is read.
    """
    limits = limits or Limits()
    if source.is_dir():
        for file in article_files(source):
            yield from _portions(file, limits)
    elif _is(source, (*_IN_FOLDERS, *_LISTS)):
        yield from _portions(source, limits)
    else:
        what = f"'{source.suffix or source.name}' is no kind of file that articles are read from"
        hint = "give a .txt, .html, .mhtml or .warc file, a list of saved pages (.urls), or a folder"
        yield ReadingFailure(what, file=source, reason="unsupported", hint=hint)


def read_portion(portion: Portion, *, limits: Limits | None = None) -> ArticleText | None:
    """Return an article; None for a record of an archive that holds none.

    Args:
        portion: What it is to be read from.
        limits: Bounds of what is read.

    Raises:
        ReadingFailure: It cannot be read.
    """
    limits = limits or Limits()
    if portion.record is not None:
        return read_record(portion.record, portion.file, limits)
    return _article(portion, limits)


def holds_several(file: Path) -> bool:
    """Return whether a file is an archive or a list of several articles.

    >>> holds_several(Path("news.warc.gz")), holds_several(Path("news.txt.gz"))
    (True, False)
    """
    return _is(file, (*_ARCHIVES, *_LISTS))


def _is(file: Path, endings: tuple[str, ...]) -> bool:
    return file.name.lower().endswith(endings)


def _portions(file: Path, limits: Limits) -> Iterator[Portion | ReadingFailure]:
    if _is(file, _ARCHIVES):
        for record in archived(file, limits):
            yield Portion(file, record=record) if isinstance(record, Record) else record
    elif _is(file, _LISTS):
        try:
            for saved in saved_pages(_bytes(file, limits), file):
                yield saved if isinstance(saved, ReadingFailure) else Portion(saved.file, url=saved.url)
        except ReadingFailure as failure:
            yield failure
    else:
        yield Portion(file)


def article_files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its sub-folders that hold articles, in alphabetical order, no hidden ones."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(_IN_FOLDERS):
                yield Path(place, name)


def _article(portion: Portion, limits: Limits) -> ArticleText:
    """Return the article of a file that holds one.

    Raises:
        ReadingFailure: It cannot be read.
    """
    file, url, id = portion.file, portion.url, portion.id
    packed = file.suffix.lower() == ".gz"
    inner = file.with_suffix("") if packed else file
    data = _unpacked(file, limits) if packed else _bytes(file, limits)
    if _is(inner, _TEXTS):
        return read_plain(data, id=id, file=file, url=url, limits=limits, as_stored=not packed)
    if _is(inner, _MHTML):
        saved = page_of_mhtml(data, file)
        return read_page(
            saved.html, id=id, file=file, url=url or saved.url, declared=saved.charset, limits=limits
        )
    return read_page(data, id=id, file=file, url=url, limits=limits)


def _bytes(file: Path, limits: Limits) -> bytes:
    try:
        return read_bytes(file, limits.file_bytes)
    except DocumentRefused as refused:
        problem = refused.problems[0]
        reason = _REASONS.get(problem.code, "unreadable")
        raise ReadingFailure(problem.what, file=file, reason=reason, hint=problem.hint) from refused


def _unpacked(file: Path, limits: Limits) -> bytes:
    stream = io.BufferedReader(Inflated(cast(BinaryIO, io.BytesIO(_bytes(file, limits)))))
    try:
        data = stream.read(limits.file_bytes + 1)
    except (zlib.error, CutOff) as error:
        raise ReadingFailure("its compressed data are damaged", file=file, reason="damaged") from error
    if len(data) > limits.file_bytes:
        what = f"it unpacks to more than the {limits.file_bytes:,} bytes allowed"
        raise ReadingFailure(what, file=file, reason="too-large")
    return data
