"""The place that a report is dated from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Layout
from citygraph.loaders.extraction.mentions import PlaceMention

__all__ = ["dateline", "in_dateline"]

_EARLY: Final = 8  # sentences in which a dateline may stand
_NEAR: Final = 60  # characters from the sentence's beginning
_BEFORE: Final = re.compile(
    r"(?:kota |kab\. |kabupaten )?|[\w.’' /&|()-]{2,40}(?:,|\||/|[-–—])\s*|\(?", re.IGNORECASE
)
# A dash after the place, its country, the paper or the date; a dash inside a word does not count.
_AFTER: Final = re.compile(
    r"(?:\s*[,(/|][^!?\n]{0,40}?|\s*\([^)\n]{1,40}\)|\s+[A-Z][\w.]+)?\s*(?:\s[-–—]+\s?|[-–—]{1,2}\s|--|:\s|—|\|\s|[-–—](?=[A-Z\"“]))"
)
# "SURABAYA, KABAR PAGI. Three days ...": the place and the paper, both in capitals.
_PAPER: Final = re.compile(r",\s[A-Z][A-Z ]{2,30}\.\s")
# A line of its own: "Surabaya, 21 July 2023".
_DATED: Final = re.compile(r",\s\d{1,2}\s\w{3,9}\s\d{4}\)?[ \t]*(?:\n|\Z|(?<=\)))")
_BRACKETED: Final = re.compile(r"\s*,?\s*\(?[^.!?\n()]{0,20}\)\s*[-–—]")


def in_dateline(text: str, start: int, end: int, opening: int) -> bool:
    """Return whether a name stands where a report says its place: ``SURABAYA, KABAR –``.

    Args:
        text: The article's text.
        start: Where the name begins.
        end: Where it ends.
        opening: Where its sentence begins.
    """
    if start - opening > _NEAR:
        return False
    if _BEFORE.fullmatch(text, opening, start) is None:
        return False
    if _DATED.match(text, end, end + 40) is not None or (
        text[start:end].isupper() and _PAPER.match(text, end, end + 40) is not None
    ):
        return True
    return _AFTER.match(text, end, end + 80) is not None or _BRACKETED.match(text, end, end + 80) is not None


def dateline(layout: Layout, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the place that the report is dated from, or None where it names none.

    Args:
        layout: The article.
        mentions: Its places, in order.
    """
    early = [each for each in layout.sentences if not each.furniture][:_EARLY]
    if not early:
        return None
    last = early[-1].end
    for mention in mentions:
        if mention.start >= last:
            break
        sentence = layout.sentence_at(mention.start)
        if (
            sentence is not None and not mention.is_country and mention.government is not None
            and in_dateline(layout.text, mention.start, mention.end, sentence.start)
        ):  # fmt: skip
            return mention
    return None
