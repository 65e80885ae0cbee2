"""Names as the evaluation compares them: folded, as sets of telling words, and whether two agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

__all__ = ["DESCRIPTION", "NAME", "PERSON", "folded", "folded_all", "names_agree", "telling_words"]

NAME: Final = 0.5
"""Share of the smaller name's words that have to be in the other."""
DESCRIPTION: Final = 0.34
"""The same between two descriptions of a gathering that the article gives no name to."""
PERSON: Final = 0.6
"""The same between names of persons."""

_STOP: Final = frozenset({
    "a", "an", "and", "at", "cities", "city", "dalam", "dan", "dari", "dengan", "di", "for", "in", "ke", "kota",
    "nd", "of", "on", "pada", "para", "rd", "st", "tahun", "th", "the", "to", "untuk", "yang",
})  # fmt: skip
_ORDINAL: Final = re.compile(r"ke(\d+)|(\d+)(?:th|st|nd|rd)")
_BETWEEN: Final = re.compile(r"\W+")
_BETWEEN_ON_A_LINE: Final = re.compile(r"[^\w\n]+")
_REMEMBERED: Final = 20_000


class _Letters(dict[int, str | int | None]):
    """What becomes of each character of a decomposed text, found out when it is first met."""

    def __missing__(self, code: int) -> int | None:
        value = None if unicodedata.combining(chr(code)) else code
        self[code] = value
        return value


_LETTERS: Final = _Letters({ord("đ"): "d", ord("Đ"): "D", ord("ø"): "o", ord("ł"): "l"})


def folded(value: object) -> str:
    """Return a name in lower case, without accents, its words joined by single blanks.

    >>> folded("Kongres ke-7, Đà Nẵng")
    'kongres ke 7 da nang'
    """
    return _BETWEEN.sub(" ", _plain(str(value))).strip()


def folded_all(names: Sequence[str]) -> list[str]:
    """Return each name folded, which takes less time than folding one after the other.

    >>> folded_all(["Łódź", "Bau-Bau\\n(kota)"])
    ['łodz', 'bau bau kota']
    """
    if not names:
        return []
    lines = _BETWEEN_ON_A_LINE.sub(" ", _plain("\n".join(name.replace("\n", " ") for name in names)))
    return [line.strip() for line in lines.split("\n")]


def telling_words(value: object) -> frozenset[str]:
    """Return the words of a name, without those that every name has; ordinals become their numbers.

    >>> sorted(telling_words("The 7th Congress of Cities"))
    ['7', 'congress']
    """
    return _telling(str(value))


def names_agree(ours: Iterable[object], theirs: Iterable[object], *, least: float = NAME) -> bool:
    """Return whether any of the first names agrees with any of the second ones.

    Two names agree when they have a word in common and at least this share of the smaller one's words.

    >>> names_agree(["Kongres ke-7 UCLG ASPAC"], ["Kongres UCLG ASPAC", "Kongres"])
    True
    """
    others = [words for name in theirs if (words := telling_words(name))]
    return any(
        _share(words, other, least) for name in ours if (words := telling_words(name)) for other in others
    )


def _share(ours: frozenset[str], theirs: frozenset[str], least: float) -> bool:
    common = len(ours & theirs)
    return common > 0 and common >= least * min(len(ours), len(theirs))


def _plain(text: str) -> str:
    """Return a text in lower case and without accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    return text.casefold()


@lru_cache(maxsize=_REMEMBERED)
def _telling(text: str) -> frozenset[str]:
    words = (_numbered(word) for word in folded(text).split())
    return frozenset(word for word in words if word not in _STOP)


def _numbered(word: str) -> str:
    found = _ORDINAL.fullmatch(word)
    return word if found is None else found[1] or found[2]
