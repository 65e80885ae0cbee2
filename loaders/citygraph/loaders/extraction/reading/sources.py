"""Files and folders as articles, one by one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from citygraph.loaders.facts.files import read_bytes
from citygraph.loaders.facts.problems import DocumentRefused
from citygraph.ontology.identifiers import slug

from .articles import ArticleText, describe_text
from .encodings import decoded
from .failures import ReadingFailure, Reason
from .limits import Limits
from .pages import read_page

__all__ = ["read_articles"]

_TEXTS: Final = (".txt", ".text")
_PAGES: Final = (".html", ".htm", ".xhtml")
_REASONS: Final[dict[str, Reason]] = {"file-missing": "missing", "file-too-large": "too-large"}


def read_articles(source: Path, *, limits: Limits | None = None) -> Iterator[ArticleText | ReadingFailure]:
    """Yield the articles of a file or folder, and a failure for each that cannot be read.

    A folder is read with its sub-folders in alphabetical order, hidden files and files of other kinds left out.
    Nothing is fetched from anywhere.

    Args:
        source: A text, a saved page, or a folder of them.
        limits: Bounds of what is read.
    """
    limits = limits or Limits()
    if source.is_dir():
        for file in _files(source):
            if _reader(file) is not None:
                yield from _articles(file, limits)
        return
    yield from _articles(source, limits)


def _articles(file: Path, limits: Limits) -> Iterator[ArticleText | ReadingFailure]:
    reader = _reader(file)
    if reader is None:
        what = f"'{file.suffix or file.name}' is no kind of file that articles are read from"
        hint = f"give a file ending in {', '.join((*_TEXTS, *_PAGES))}, or a folder"
        yield ReadingFailure(what, file=file, reason="unsupported", hint=hint)
        return
    try:
        yield reader(file, limits)
    except ReadingFailure as failure:
        yield failure


def _reader(file: Path) -> Callable[[Path, Limits], ArticleText] | None:
    suffix = file.suffix.lower()
    return _text if suffix in _TEXTS else _page if suffix in _PAGES else None


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its sub-folders in alphabetical order, hidden ones left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(place, name)


def _text(file: Path, limits: Limits) -> ArticleText:
    read = decoded(_bytes(file, limits), file=file)
    if not read.text.strip("\ufeff \t\r\n"):
        raise ReadingFailure("it is empty", file=file, reason="empty")
    if len(read.text) > limits.characters:
        what = f"it has {len(read.text):,} characters, more than the {limits.characters:,} allowed"
        raise ReadingFailure(what, file=file, reason="too-large", hint="split it into its articles")
    return describe_text(
        read.text, id=slug(file.stem), stored=read.exact, source=file, encoding=read.encoding
    )


def _page(file: Path, limits: Limits) -> ArticleText:
    return read_page(_bytes(file, limits), id=slug(file.stem), file=file, limits=limits)


def _bytes(file: Path, limits: Limits) -> bytes:
    try:
        return read_bytes(file, limits.file_bytes)
    except DocumentRefused as refused:
        problem = refused.problems[0]
        reason = _REASONS.get(problem.code, "unreadable")
        raise ReadingFailure(problem.what, file=file, reason=reason, hint=problem.hint) from refused
