"""What the beginning of an article says about it: its headline, and who published it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.languages import lexicon, tags
from citygraph.loaders.extraction.layout import Span

__all__ = ["headline_of", "publisher_of"]

_LINE: Final = re.compile(r"[^\s\ufeff][^\r\n\u2028\u2029]*")
_HEAD: Final = 3_000
_LINES: Final = 6
_SHORTEST_WORDS: Final = 3
_LONGEST: Final = 250
_PARAGRAPH: Final = re.compile(r"[.…:;,][\"'”’»)\]]*$")
_DATE: Final = re.compile(
    r"\b(?:19|20)\d\d\b|\d{1,2}[:.]\d\d\s*(?:WIB|WITA|WIT|GMT|[ap]\.?m\b)|\b\d{1,2}/\d{1,2}/\d{2,4}"
)
_DATELINE: Final = re.compile(
    r"(?P<first>[A-Z][\w.’' -]{1,38}?)(?:\s*\([^()\n]{1,40}\))?\s*[,/|]\s*"
    r"(?P<second>[A-Z][\w.’' -]{1,38}?)\s*(?:[–—|]|-+(?=\s|[A-Z]))"
)
_SITE: Final = re.compile(
    r"[A-Za-z0-9-]+(?:\.(?:co|go|or|ac|web))?\.(?:id|com|net|org|news|my|ph|vn|sg|de|info)$", re.IGNORECASE
)


def headline_of(text: str, furniture: Sequence[Span] = ()) -> str | None:
    """Return the headline: the first line of some words that ends no sentence, before the first paragraph.

    Where the text begins with a paragraph, it is the line that the page says again.

    Args:
        text: The article's text.
        furniture: Spans that belong to the page.

    >>> headline_of("PRESS NOTE\\n\\nTwo Cities Sign a Pact\\n\\nThe mayors met on Monday. They signed.")
    'Two Cities Sign a Pact'
    """
    for line in _first_lines(text, furniture):
        if len(line) > _LONGEST or _PARAGRAPH.search(line):
            break
        if (
            line.startswith("|")
            or len(line.split()) < _SHORTEST_WORDS
            or (_DATE.search(line) and len(line) < 60)
        ):
            continue
        return " ".join(line.split())
    return _said_again(text, furniture)


def _said_again(text: str, furniture: Sequence[Span]) -> str | None:
    """Return the line among the page's that stands there twice and in the article's beginning too."""
    for start, end in furniture[:50]:
        if end - start > 4 * _LONGEST:
            continue
        lines = [line.strip() for line in text[start:end].splitlines()]
        for line in lines:
            known = len(line.split()) > _SHORTEST_WORDS and len(line) <= _LONGEST and lines.count(line) > 1
            if known and 0 <= text.find(line, 0, _HEAD) < start:
                return " ".join(line.split())
    return None


def publisher_of(text: str, furniture: Sequence[Span] = ()) -> str | None:
    """Return the publisher that the dateline names beyond doubt.

    It is beyond doubt where it is a site's address or has a word of newspapers' names.

    >>> publisher_of("SURABAYA, KABARJATIM – Wali kota menerima tamu.")
    'KABARJATIM'
    """
    for line in _first_lines(text, furniture):
        found = _DATELINE.match(line)
        if found is None:
            continue
        names = [found["first"].strip(), found["second"].strip()]
        certain = [name for name in names if _SITE.search(name) or _press_word().search(name)]
        if len(certain) == 1:
            return certain[0]
    return None


def _first_lines(text: str, furniture: Sequence[Span]) -> Iterator[str]:
    """Yield the first lines that are not the page's."""
    left = _LINES
    for line in _LINE.finditer(text, 0, _HEAD):
        start = line.start()
        if any(first <= start < last for first, last in furniture[:50]):
            continue
        yield line[0].rstrip()
        left -= 1
        if not left:
            return


@cache
def _press_word() -> re.Pattern[str]:
    words = {word for tag in tags() for word in lexicon(tag, "reading").get("press_words", "").split()}
    either = "|".join(sorted(words))
    return re.compile(rf"\b(?:{either})|(?:{either})\b", re.IGNORECASE)
