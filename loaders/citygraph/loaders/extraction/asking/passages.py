"""Where an article has the passage that a model quotes: word for word, whatever quotation marks and blanks it uses."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.facts.evidence import NOT_IN_PASSAGES
from citygraph.loaders.gazetteer.folding import fold

__all__ = ["Passages"]

_LEAST: Final = 4
_MOST: Final = 1_000
_TRIED: Final = 200
_SAME: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
        **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", None),
        "…": "...",
    }
)


class Passages:
    """Finds quotations in a text.

    Blanks and line ends, kinds of quotation marks and dashes, invisible characters and Unicode's composed and
    decomposed letters are the same here; everything else must be as written, capitals too.

    Args:
        text: The text as stored.
        excluded: Spans that no passage may touch, in order.

    >>> Passages('Malang  dan\\nBatu “bermitra”.').find('Malang dan Batu "bermitra"', (0, 30))
    (0, 27)
    """

    def __init__(self, text: str, excluded: Sequence[Span] = ()) -> None:
        self._text = text
        self._excluded = sorted(excluded)
        self._ends = [end for _, end in self._excluded]
        plain, self._offsets = _normalised(text)
        self._plain = "".join(plain)
        self._folded = f" {fold(text)} "

    def find(self, quotation: str, within: Span) -> Span | None:
        """Return the first place of a quotation in a part of the text, or None.

        A quotation that is too short to say anything (under 4 characters), or too long to be a passage
        (over 1,000), has none.
        """
        if len(quotation) > 2 * _MOST:
            return None
        wanted = "".join(_normalised(quotation)[0]).strip()
        if not _LEAST <= len(wanted) <= _MOST:
            return None
        at = bisect_left(self._offsets, within[0])
        last = bisect_left(self._offsets, within[1])
        for _ in range(_TRIED):
            at = self._plain.find(wanted, at, last)
            if at < 0:
                return None
            span = self._span(at, at + len(wanted))
            if span is not None:
                return span
            at += 1
        return None

    def holds(self, name: str) -> bool:
        """Return whether the text has a name anywhere, accents, punctuation and capitals aside."""
        wanted = fold(name)
        return bool(wanted) and (f" {wanted} " if wanted.isascii() else wanted) in self._folded

    def _span(self, first: int, after: int) -> Span | None:
        """Return the offsets of a stretch, unless it cuts a letter, or is not the article's own."""
        offsets = self._offsets
        start, end = offsets[first], offsets[after - 1] + 1
        if first and offsets[first - 1] == start:
            return None
        if after < len(offsets) and (offsets[after] == end - 1 or unicodedata.combining(self._plain[after])):
            return None
        near = bisect_left(self._ends, start + 1)
        if near < len(self._excluded) and self._excluded[near][0] < end:
            return None
        return None if NOT_IN_PASSAGES.search(self._text, start, end) else (start, end)


def _normalised(text: str) -> tuple[list[str], list[int]]:
    """Return a text's characters in one writing, and the offset that each of them comes from."""
    characters: list[str] = []
    offsets: list[int] = []
    blank = True
    for offset, character in enumerate(text):
        if character.isalnum() and character.isascii():
            characters.append(character)
            offsets.append(offset)
            blank = False
        elif character.isspace():
            if not blank:
                characters.append(" ")
                offsets.append(offset)
            blank = True
        else:
            written = unicodedata.normalize("NFD", character).translate(_SAME)
            characters += written
            offsets += [offset] * len(written)
            blank = blank and not written
    return characters, offsets
