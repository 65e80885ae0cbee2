"""An article's text, and what is known about the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from citygraph.loaders.extraction.dates import article_date
from citygraph.loaders.extraction.layout import Layout, Span
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.facts.names import LONGEST_TITLE, NOT_IN_NAMES

from .furniture import furniture_spans
from .headlines import headline_of, publisher_of
from .language import language_of

__all__ = ["ArticleText", "describe_text"]

UTF_8: Final = "utf-8"


@dataclass(frozen=True)
class ArticleText:
    """The text of an article.

    Attributes:
        id: Slug that becomes the article's IRI.
        text: The text that every offset points into.
        title: Headline.
        url: Address, http or https.
        publisher: Who published it.
        author: Who wrote it.
        published: When, as EDTF.
        language: BCP 47 tag; ``und`` where it cannot be told.
        furniture: Spans of the text that belong to the page and not to the article, in order.
        stored: Whether the file holds the text just so, in UTF-8; otherwise it was taken out of a page, or was in
            another encoding, and must be written beside the facts.
        source: The file that it was read from.
        part: What part of that file: the address or number of a record of an archive.
        encoding: Encoding of that file.
        layout: The text's sentences; not kept when an article is sent to another process.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    language: str = "und"
    furniture: tuple[Span, ...] = ()
    stored: bool = True
    source: Path | None = None
    part: str | None = None
    encoding: str = UTF_8
    layout: Layout | None = field(default=None, repr=False, compare=False)

    def __getstate__(self) -> dict[str, object]:
        """Return what is kept of the article."""
        return {**self.__dict__, "layout": None}


def describe_text(
    text: str,
    *,
    id: str,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: str | None = None,
    language: str | None = None,
    stored: bool = True,
    source: Path | None = None,
    part: str | None = None,
    encoding: str = UTF_8,
) -> ArticleText:
    """Return a text with its language, furniture, headline, date and publisher, as far as the text tells them.

    Args:
        text: The text as stored.
        id: Slug of the article.
        title: Headline, where it is known; so with all that follow: what is given is not looked for.
        url: Address of the article.
        publisher: Who published it.
        author: Who wrote it.
        published: When, as EDTF.
        language: BCP 47 tag.
        stored: Whether the file holds the text just so.
        source: The file that it was read from.
        part: What part of that file.
        encoding: Encoding of that file.

    >>> describe_text("Dua Kota Teken Kerja Sama\\n\\nWali kota itu hadir dan mengatakan bahwa ini baik.", id="a").title
    'Dua Kota Teken Kerja Sama'
    """
    language = language or language_of(text)
    furniture = furniture_spans(text, language)
    layout = segment(text, furniture)
    return ArticleText(
        id=id,
        text=text,
        title=_as_name(title or headline_of(text, furniture)),
        url=url,
        publisher=publisher or publisher_of(text, furniture),
        author=author,
        published=published or article_date(layout, language),
        language=language,
        furniture=furniture,
        stored=stored,
        source=source,
        part=part,
        encoding=encoding,
        layout=layout,
    )


def _as_name(title: str | None) -> str | None:
    """Return a headline as a document takes it, without what no name has in it; None where nothing is left."""
    return NOT_IN_NAMES.sub(" ", title or "")[:LONGEST_TITLE].strip() or None
