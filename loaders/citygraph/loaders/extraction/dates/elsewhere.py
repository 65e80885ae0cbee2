"""Whole dates in languages that have no words of their own here, read by the dateparser library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from citygraph.loaders.extraction.layout import Sentence

from .partials import FoundDate, Partial

__all__ = ["dates_elsewhere"]

# A day, the name of a month and a year, as most languages write them: only such a stretch is handed on, since the
# library takes a millisecond for each.
_WHOLE: Final = re.compile(
    r"(?<![\d.,/:-])(?:0?[1-9]|[12]\d|3[01])(?:\.|er|º|ª)?\s(?:de\s|d['’])?[^\W\d_]{3,14}\.?,?\s(?:de\s|del\s)?(?:1[89]|20)\d\d(?!\d)"
)
_SETTINGS: Final = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"}
_MOST: Final = 40


def dates_elsewhere(text: str, sentence: Sentence, language: str) -> Iterator[FoundDate]:
    """Yield the whole dates of a sentence, in order; nothing in a language that the library does not know.

    Args:
        text: The article's text.
        sentence: The sentence.
        language: BCP 47 tag of the article's language.
    """
    for number, found in enumerate(_WHOLE.finditer(text, sentence.start, sentence.end)):
        if number >= _MOST:
            return
        partial = _parsed(" ".join(found[0].split()).lower(), language.split("-")[0].lower())
        if partial is not None:
            yield FoundDate(found.start(), found.end(), partial)


@lru_cache(maxsize=4096)
def _parsed(written: str, language: str) -> Partial | None:
    """Return a date as the library reads it; it is loaded when first needed, since that takes long."""
    import dateparser  # type: ignore[import-untyped]

    try:
        day = dateparser.parse(written, languages=[language], settings=_SETTINGS)
    except ValueError:
        return None
    return None if day is None else Partial(day.year, day.month, day.day)
