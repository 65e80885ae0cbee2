"""Since when and until when a membership lasts, where the sentence says so beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from typing import Final

from citygraph.loaders.extraction.analysis import Analysis, Party
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.mentions import DateMention, NetworkMention
from citygraph.loaders.extraction.patterns import Chunk, Match, Symbols

__all__ = ["Terms", "networks_of"]

_NEAR: Final = 4
_BRACKET: Final = 60
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\)")


@cache
def _words(language: str) -> Mapping[str, frozenset[str]]:
    """Return the words before a date that make it a beginning, and those that make it an end."""
    found: dict[str, set[str]] = {"since": set(), "until": set(), "when": set()}
    for tag in chain(language):
        data = lexicon(tag, "membership").get("terms", {})
        for name, words in found.items():
            words.update(data.get(name, ()))
    return {name: frozenset(words) for name, words in found.items()}


def networks_of(chunk: Chunk | None) -> list[NetworkMention]:
    """Return the networks that a chunk holds."""
    return [each for each in chunk.members if isinstance(each, NetworkMention)] if chunk else []


class Terms:
    """Reads the dates of memberships.

    Args:
        analysis: What the article mentions.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.layout.text
        self._dates = analysis.dates
        self._starts = [date.start for date in analysis.dates]
        self._words = _words(analysis.language)

    def of(self, member: Party, symbols: Symbols, match: Match, modality: str) -> dict[str, object]:
        """Return ``since`` and ``until`` of a membership, as far as they are told.

        A date in a bracket after the member is its own; else a date that stands in the match or within a few words
        after it counts by the word before it: ``since 2014``, ``until 2019``, ``joined in 2015``.
        """
        own = self._bracketed(member)
        if own is not None:
            return {"until" if modality == "ended" else "since": own}
        found: dict[str, object] = {}
        first, last = match.first, min(match.last + _NEAR, len(symbols.spans) - 1)
        begin, end = symbols.spans[first][0], symbols.spans[last][1]
        for at in range(bisect_left(self._starts, begin), len(self._dates)):
            date = self._dates[at]
            if date.start >= end:
                break
            if "/" in date.edtf:
                continue
            word = self._word_before(symbols, date)
            inside = date.end <= match.span[1]
            if word in self._words["since"]:
                found.setdefault("since", date.edtf)
            elif word in self._words["until"]:
                found.setdefault("until", date.edtf)
            elif word in self._words["when"] and (inside or date.start <= match.span[1] + _BRACKET):
                if modality == "ended":
                    found.setdefault("until", date.edtf)
                elif modality == "asserted":
                    found.setdefault("since", date.edtf)
        return found

    def _bracketed(self, member: Party) -> str | None:
        """Return the date, or the bare year, in a bracket that follows a member at once."""
        opening = self._text.find("(", member.end, member.end + 2)
        closing = self._text.find(")", opening, opening + _BRACKET) if opening >= 0 else -1
        if closing < 0:
            return None
        at = bisect_left(self._starts, opening)
        if at < len(self._dates) and self._dates[at].end <= closing:
            return self._dates[at].edtf if "/" not in self._dates[at].edtf else None
        year = _YEAR.search(self._text, opening, closing + 1)
        return year[1] if year else None

    @staticmethod
    def _word_before(symbols: Symbols, date: DateMention) -> str:
        """Return the word that a date hangs on; also where the date itself begins with it."""
        tokens = symbols.sentence.tokens
        at = bisect_left(symbols.sentence.starts, date.start)
        return tokens[at - 1].folded if 0 < at <= len(tokens) else ""
