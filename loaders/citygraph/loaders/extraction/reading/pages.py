"""Saved texts and web pages: the text as it is stored, or the article's text and metadata out of HTML."""

from __future__ import annotations

import logging
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from citygraph.loaders.facts.names import LONGEST_NAME, LONGEST_TITLE, WebAddress
from citygraph.ontology.identifiers import slug
from pydantic import TypeAdapter, ValidationError

from .articles import ArticleText, describe_text
from .encodings import declared_in, decoded
from .failures import ReadingFailure
from .limits import Limits

if TYPE_CHECKING:
    from trafilatura.settings import Document

__all__ = ["page_id", "read_page", "read_plain"]

_TAG: Final = re.compile(r"<[a-zA-Z/]")
_LANGUAGE: Final = re.compile(
    r"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,2})", re.IGNORECASE
)
_UNSTORABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SCHEME: Final = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_ADDRESS: Final[TypeAdapter[str | None]] = TypeAdapter(WebAddress | None)
# A parser's time for one tag grows with the square of its attributes.
_CROWDED: Final = re.compile(r"<[a-zA-Z](?:[^<>\s]*\s+){3000}")
_TAG_IN_ATTRIBUTE: Final = re.compile(r"=\s*[\"'][^\"'<>\n]{0,200}<[a-zA-Z]")
_FEW_TAGS: Final = 5_000
_LATEST: Final = "2199-12-31"
"""Last date that a page may bear: fixed, for the same page must give the same date on any day."""
_LEAST: Final = 250
"""A text so short may be a remnant: the page's whole text is tried instead."""


def page_id(url: str) -> str:
    """Return the slug of the article at an address.

    >>> page_id("https://www.example.org/news/two-cities.html?page=2")
    'example-org-news-two-cities-html-page-2'
    """
    return slug(_SCHEME.sub("", url))


def read_plain(
    data: bytes,
    *,
    id: str,
    file: Path | None,
    part: str | None = None,
    url: str | None = None,
    declared: str | None = None,
    limits: Limits,
    as_stored: bool = False,
) -> ArticleText:
    """Return the article of a plain text, taken just as it is.

    Args:
        data: The text as it was saved or received.
        id: Slug of the article.
        file: Where it is from.
        part: What part of the file.
        url: Its address, where it is known.
        declared: Encoding that the server declared.
        limits: Bounds of what is read.
        as_stored: Whether these are all the bytes of the file.

    Raises:
        ReadingFailure: No encoding fits, it is beyond a limit, or empty.
    """
    read = decoded(data, file=file, part=part, declared=declared)
    if not read.text.strip("\ufeff \t\r\n"):
        raise ReadingFailure("it is empty", file=file, part=part, reason="empty")
    _check_length(read.text, file, part, limits)
    return describe_text(
        read.text,
        id=id,
        url=_web_address(url),
        stored=as_stored and read.exact,
        source=file,
        part=part,
        encoding=read.encoding,
    )


def read_page(
    data: bytes,
    *,
    id: str,
    file: Path | None,
    part: str | None = None,
    url: str | None = None,
    declared: str | None = None,
    limits: Limits,
) -> ArticleText:
    """Return the article of a page.

    The headline is put before the text where the text does not begin with it. Offsets count in that text.

    Args:
        data: The page as it was saved or received.
        id: Slug of the article.
        file: Where it is from.
        part: What part of the file.
        url: Address of the page, where it is known.
        declared: Encoding that the server declared.
        limits: Bounds of what is read.

    Raises:
        ReadingFailure: It is no page that can be read, beyond a limit, or holds no text.
    """
    read = decoded(data, file=file, part=part, declared=declared or declared_in(data), page=True)
    html = read.text.removeprefix("\ufeff")
    _check_tags(html, file, part, limits)
    document = _extracted(html, url)
    text = _cleaned((document.text if document else None) or "")
    if len(text) < _LEAST:
        text = max(text, _cleaned(_whole(html)), key=len)
    if not text:
        raise ReadingFailure("the page holds no text", file=file, part=part, reason="empty")
    title = _one_line(document.title if document else None, LONGEST_TITLE)
    if title and title not in text[: 3 * len(title) + 200]:
        text = f"{title}\n\n{text}"
    _check_length(text, file, part, limits)
    return describe_text(
        text,
        id=id,
        title=title,
        url=_web_address(url) or _web_address(document.url if document else None),
        publisher=_one_line((document.sitename or document.hostname) if document else None, LONGEST_NAME),
        author=_one_line(document.author if document else None, LONGEST_NAME),
        published=document.date if document else None,
        stored=False,
        source=file,
        part=part,
        encoding=read.encoding,
    )


def _check_tags(html: str, file: Path | None, part: str | None, limits: Limits) -> None:
    tags = len(_TAG.findall(html))
    if tags > limits.tags:
        what = f"the page has {tags:,} tags, more than the {limits.tags:,} allowed"
        raise ReadingFailure(what, file=file, part=part, reason="too-large")
    if _CROWDED.search(html) or len(_TAG_IN_ATTRIBUTE.findall(html)) > _FEW_TAGS:
        what = "a tag of the page has thousands of attributes"
        raise ReadingFailure(what, file=file, part=part, reason="too-large")


def _check_length(text: str, file: Path | None, part: str | None, limits: Limits) -> None:
    if len(text) > limits.characters:
        what = f"its text has {len(text):,} characters, more than the {limits.characters:,} allowed"
        hint = "split it into its articles"
        raise ReadingFailure(what, file=file, part=part, reason="too-large", hint=hint)


def _web_address(url: str | None) -> str | None:
    """Return an address that a fact document may bear, or None."""
    try:
        return _ADDRESS.validate_python(url)
    except ValidationError:
        return None


def _extracted(html: str, url: str | None) -> Document | None:
    trafilatura = _quiet()
    document = trafilatura.bare_extraction(
        html,
        url=url,
        favor_precision=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": _LATEST},
    )
    return document if not isinstance(document, dict) else None


def _whole(html: str) -> str:
    """Return all text of a page, for one that holds no article that can be told from the rest."""
    trafilatura = _quiet()
    _, text, _ = trafilatura.baseline(html)
    return str(text or trafilatura.html2txt(html))


@cache
def _quiet() -> ModuleType:
    """Return trafilatura, loaded when a page first needs it; what it logs about pages is of no use here."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return trafilatura


def _cleaned(text: str) -> str:
    """Return a text that can be stored: no control characters, no halves of surrogate pairs, line ends alike."""
    return _UNSTORABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _one_line(text: str | None, longest: int) -> str | None:
    words = " ".join(_UNSTORABLE.sub(" ", text or "").split())
    return words if 0 < len(words) <= longest else None
