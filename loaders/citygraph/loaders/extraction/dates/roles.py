"""A sentence as a row of roles, one character for each word, that the grammar of dates is matched on.

========  ==================================================================================
``d``     a number that may be a day of the month; ``n`` another small number; ``y`` one that may be a year
``b``     a number in words; ``E`` a whole date in one token (31.12.2018); ``1`` a decade (1990s)
``m w W`` a month, a weekday, an abbreviated weekday
``p``     a part of the day
``hkojv`` a day, week, month, year or decade as a unit; ``z`` one of them in a single word (setahun)
``l t x`` last, this, next before a unit; ``L T X`` the same behind it; ``g`` ago
``e``     a day by its distance from today
``r - a`` words of a range, a hyphen or dash, words of a list
``s q``   a word that lets a year or month stand alone; a part of a period (early, akhir)
``i f``   a word before the day of the month; a filler inside the date
``N B S`` number sign; a distance from another day; a season and the like
``Z c``   a street and the like; something that is counted
``! O C`` ending of a decade; any other word, without and with a capital
========  ==================================================================================

Marks stand for themselves where dates use them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token

from .vocabulary import DateWords, Entry

__all__ = ["Row", "row"]

_MARKS: Final = {**dict.fromkeys("-–—−‐‑", "-"), **{mark: mark for mark in ",.()/:"}, "[": "(", "]": ")"}
_DECADE: Final = re.compile(r"([12]\d\d0)(?:['’]?s|er|an|-an)")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_FIRST_YEAR: Final = 1800
_LAST_YEAR: Final = 2100


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a sentence as roles.

    Attributes:
        roles: One character for each item.
        values: The value of each item (month, weekday, number, distance).
        starts: First offset of each item.
        ends: Offset after each item.
        widths: Number of digits of each item that is a number, else 0.
    """

    roles: str
    values: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    widths: Sequence[int]


def _number(text: str) -> tuple[str, int, int]:
    """Return role, value and number of digits of a number as written."""
    digits = text.rstrip("stndrh")
    if digits.isascii() and digits.isdigit() and len(digits) <= 4:
        value = int(digits)
        if len(digits) <= 2 and 1 <= value <= 31:
            return "d", value, len(digits)
        if len(digits) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR and digits == text:
            return "y", value, 4
        return "n", value, len(digits)
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        return "E", int(dotted[3]) * 10_000 + int(dotted[2]) * 100 + int(dotted[1]), 8
    return "n", 0, 0


def _fits(tokens: Sequence[Token], at: int, entry: Entry) -> bool:
    rest = entry.rest
    if rest and tuple(token.folded for token in tokens[at + 1 : at + 1 + len(rest)]) != rest:
        return False
    return not entry.capital or tokens[at].capital


class _Builder:
    """Collects the items of one sentence."""

    def __init__(self, words: DateWords) -> None:
        self._entries = words.entries
        self.roles: list[str] = []
        self.values: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.widths: list[int] = []

    def put(self, role: str, value: int, start: int, end: int, width: int = 0) -> None:
        """Add an item."""
        self.roles.append(role)
        self.values.append(value)
        self.starts.append(start)
        self.ends.append(end)
        self.widths.append(width)

    def compound(self, token: Token) -> bool:
        """Add the parts of a word with hyphens (``Juli-Agustus``, ``mid-2024``) if all have a part in dates."""
        pieces = re.split(r"[-‐‑]", token.text)
        found: list[tuple[str, int, int]] = []
        for piece in pieces:
            if piece.isdigit():
                found.append(_number(piece))
                continue
            entry = next((each for each in self._entries.get(piece.lower(), ()) if not each.rest), None)
            if entry is None or (entry.capital and not piece[:1].isupper()):
                return False
            found.append((entry.role, entry.value, 0))
        if not any(role in "mwWydq" for role, _, _ in found):
            return False
        at = token.start
        for number, (piece, (role, value, width)) in enumerate(zip(pieces, found, strict=True)):
            if number and found[number - 1][0] != "q":
                self.put("-", 0, at - 1, at)
            self.put(role, value, at, at + len(piece), width)
            at += len(piece) + 1
        return True

    def word(self, tokens: Sequence[Token], at: int) -> int:
        """Add the word at an index; return how many tokens it took."""
        token = tokens[at]
        for entry in self._entries.get(token.folded, ()):
            if _fits(tokens, at, entry):
                last = tokens[at + len(entry.rest)]
                self.put(entry.role, entry.value, token.start, last.end)
                return 1 + len(entry.rest)
        if "-" in token.folded and self.compound(token):
            return 1
        decade = _DECADE.fullmatch(token.folded) if token.text[0].isdigit() else None
        if decade:
            self.put("1", int(decade[1]), token.start, token.end)
        else:
            self.put("C" if token.capital else "O", 0, token.start, token.end)
        return 1


def row(sentence: Sentence, words: DateWords) -> Row:
    """Return the roles of a sentence's words."""
    builder = _Builder(words)
    tokens = sentence.tokens
    at, count = 0, len(tokens)
    while at < count:
        token = tokens[at]
        if token.kind == "number":
            role, value, width = _number(token.folded)
            builder.put(role, value, token.start, token.end, width)
            at += 1
        elif token.kind == "mark" and token.text not in "&":
            builder.put(_MARKS.get(token.text, "_"), 0, token.start, token.end)
            at += 1
        else:
            at += builder.word(tokens, at)
    return Row("".join(builder.roles), builder.values, builder.starts, builder.ends, builder.widths)
