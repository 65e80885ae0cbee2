"""Folding of names, so that one name matches in any accent, case, punctuation or compatibility form."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

__all__ = ["compact", "fold", "fold_all"]

_LETTERS: Final = {
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ə": "e", "ɨ": "i", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه",
}  # fmt: skip
_APOSTROPHES: Final = "'`´‘’‚‛ʹʻʼʽʾʿˀˁˈˊˋ′՚׳ߴߵꞌـ"
_BETWEEN: Final = "\x1f"
# Accents of Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowel signs. The vowel signs of Indic
# and South-East Asian scripts are marks too, but carry the name: they stay.
_ACCENTS: Final = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0670, 0x0670))


class _Table(dict[int, str | int | None]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str | int | None:
        character = chr(code)
        category = unicodedata.category(character)
        value: str | int | None = code
        if character == _BETWEEN:
            pass
        elif character in _LETTERS:
            value = _LETTERS[character]
        elif (
            character in _APOSTROPHES
            or category == "Cf"
            or any(first <= code <= last for first, last in _ACCENTS)
        ):
            value = None
        elif category[0] in "PSZC":
            value = " "
        self[code] = value
        return value


_TABLE: Final = _Table()


def fold(text: str) -> str:
    """Return the text as lower-case words without accents or punctuation, joined by single spaces.

    The result is for comparing, not for showing: it stays in Unicode's decomposed form (NFKD).

    >>> fold("Xi’an"), fold("Đà Nẵng"), fold("BAU-BAU"), fold("Łódź"), fold("Straße")
    ('xian', 'da nang', 'bau bau', 'lodz', 'strasse')
    """
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKD", text).casefold()
    return folded if folded.isascii() and folded.isalnum() else " ".join(folded.translate(_TABLE).split())


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return each text folded; for many texts this takes a third of the time of ``fold`` on each.

    >>> fold_all(["Malang", "", "Bau-Bau (kota)"])
    ['malang', '', 'bau bau kota']
    """
    if not texts:
        return []
    joined = _BETWEEN.join(texts)
    folded = joined.lower() if joined.isascii() else unicodedata.normalize("NFKD", joined).casefold()
    folded = folded.translate(_TABLE)
    while "  " in folded:
        folded = folded.replace("  ", " ")
    folded = folded.replace(f" {_BETWEEN}", _BETWEEN).replace(f"{_BETWEEN} ", _BETWEEN)
    lines = folded.strip(" ").split(_BETWEEN)
    return lines if len(lines) == len(texts) else [fold(text) for text in texts]


def compact(folded: str) -> str:
    """Return a folded name without its spaces, under which ``Pekan Baru`` and ``Pekanbaru`` meet.

    >>> compact("pekan baru")
    'pekanbaru'
    """
    return folded.replace(" ", "")
