"""Folding of names, so that one name matches in any accent, case, spacing mark or compatibility form."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

__all__ = ["compact", "fold"]

_ASCII: Final = str.maketrans(
    {character: " " for character in "-_.,;:/|()[]{}\"!?&+*=~^\\<>#@%$\t\r\n"} | dict.fromkeys("'`")
)
_LETTERS: Final = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t",
     "ŋ": "n", "ə": "e", "ɨ": "i", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ی": "ي", "ى": "ي", "ک": "ك", "ۀ": "ه",
     "ـ": None}
)
# Marks of Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowel signs, format characters and every
# apostrophe-like letter. Vowel signs of the Indic and South-East Asian scripts are letters there and stay.
_DROPPED: Final = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"
    "\u2018\u2019\u201a\u201b\u02b9-\u02c1\u02c8\u02ca\u02cb\u00b4\u2032\u055a\u05f3\u07f4\u07f5\ua78c]+"
)
_SEPARATORS: Final = re.compile(r"[^\w\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\u3099\u309a]+")


def fold(text: str) -> str:
    """Return the text as lower-case words without accents or punctuation, joined by single spaces.

    >>> fold("Xi’an"), fold("Đà Nẵng"), fold("BAU-BAU"), fold("Łódź"), fold("Straße")
    ('xian', 'da nang', 'bau bau', 'lodz', 'strasse')
    """
    if text.isascii():
        folded = text.lower()
        return folded if folded.isalnum() else " ".join(folded.translate(_ASCII).split())
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    folded = unicodedata.normalize("NFC", _DROPPED.sub("", folded))
    return " ".join(_SEPARATORS.sub(" ", folded.translate(_ASCII)).split())


def compact(folded: str) -> str:
    """Return a folded name without its spaces, under which ``Pekan Baru`` and ``Pekanbaru`` meet.

    >>> compact("pekan baru")
    'pekanbaru'
    """
    return folded.replace(" ", "")
