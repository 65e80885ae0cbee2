"""A sentence as a row of roles, one character for each word, that the grammar of dates is matched on.

========  ==================================================================================
``d``     a number that may be a day of the month; ``n`` another small number; ``y`` one that may be a year
``b``     a number in words; ``E`` a whole date in one token (31.12.2018); ``1`` a decade (1990s)
``m w W`` a month, a weekday, an abbreviated weekday
``p``     a part of the day
``hkojv`` a day, week, month, year or decade as a unit; ``z`` one of them in a single word (setahun)
``l t x`` last, this, next before a unit; ``L T X`` the same behind it; ``g`` ago; ``G`` the same before the number
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
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token, stand_behind
from citygraph.loaders.extraction.records import record

from .vocabulary import DateWords, Entry

__all__ = ["Row", "row"]

_MARKS: Final = {**dict.fromkeys("-–—−‐‑", "-"), **{mark: mark for mark in ",.()/:"}, "[": "(", "]": ")"}
_DECADE: Final = re.compile(r"([12]\d\d0)(?:['’]?s|er|an|-an)")
_MUTE: Final = frozenset(".,:;()\"'“”-–?!")
"""Marks that begin and end no date."""
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_HYPHEN: Final = re.compile("[-‐‑]")
_FIRST_YEAR: Final = 1800
_LAST_YEAR: Final = 2100
_BEFORE: Final = 8
_BEHIND: Final = 9


@record(frozen=True, slots=True)
class Row:
    """The words of a sentence as roles, from the first that dates are made of to the last.

    Attributes:
        roles: One character for each item.
        values: The value of each item (month, weekday, number, distance).
        starts: First offset of each item.
        ends: Offset after each item.
    """

    roles: str
    values: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]


def _number(text: str) -> tuple[str, int]:
    """Return role and value of a number as written."""
    digits = text.rstrip("stndrh")
    if len(digits) <= 4 and digits.isascii() and digits.isdigit():
        value = int(digits)
        if len(digits) <= 2 and 1 <= value <= 31:
            return "d", value
        if len(digits) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR and digits == text:
            return "y", value
        return "n", value
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        return "E", int(dotted[3]) * 10_000 + int(dotted[2]) * 100 + int(dotted[1])
    return "n", 0


def _number_at(tokens: Sequence[Token], at: int) -> tuple[str, int, int]:
    """Return role, value and end of the number at a token; of a decade with the letters behind it."""
    token = tokens[at]
    if at + 1 < len(tokens):
        behind = tokens[at + 1]
        if behind.start == token.end and behind.kind == "word":
            decade = _DECADE.fullmatch(token.folded + behind.folded)
            return ("1", int(decade[1]), behind.end) if decade else ("n", 0, behind.end)
    return (*_number(token.folded), token.end)


def _entry(tokens: Sequence[Token], at: int, entries: Sequence[Entry]) -> Entry | None:
    """Return the longest entry that stands at a token."""
    for entry in entries:
        if entry.capital and not tokens[at].capital:
            continue
        if not entry.rest or stand_behind(tokens, at, entry.rest):
            return entry
    return None


def _lower(tokens: Sequence[Token], entry: Entry, known: Sequence[Entry], words: DateWords) -> Entry:
    """Return what the first word of a sentence means when its capital says nothing (``Minggu lalu`` is a week)."""
    other = next((each for each in known if not each.capital and not each.rest), None)
    if other is None or len(tokens) < 2:
        return entry
    behind = words.entries.get(tokens[1].folded, ())
    return other if any(each.role in "LTX" for each in behind) else entry


_Item = tuple[str, int, int, int]


def _compound(token: Token, words: DateWords) -> list[_Item]:
    """Return the parts of a word with hyphens (``Juli-Agustus``, ``mid-2024``) if all have a part in dates."""
    items: list[_Item] = []
    at = token.start
    dated = False
    for piece in _HYPHEN.split(token.text):
        if piece.isdigit():
            role, value = _number(piece)
        else:
            entry = next((each for each in words.entries.get(piece.lower(), ()) if not each.rest), None)
            if entry is None or (entry.capital and not piece[:1].isupper()):
                return []
            role, value = entry.role, entry.value
        if items and items[-1][0] not in "qi":
            items.append(("-", 0, at - 1, at))
        items.append((role, value, at, at + len(piece)))
        dated = dated or role in "mwWydq"
        at += len(piece) + 1
    return items if dated else []


def _other(token: Token, words: DateWords) -> list[_Item]:
    """Return a word that is in no list: one with hyphens, a decade, or any other."""
    if "-" in token.folded:
        items = _compound(token, words)
        if items:
            return items
    decade = _DECADE.fullmatch(token.folded) if token.text[0].isdigit() else None
    if decade:
        return [("1", int(decade[1]), token.start, token.end)]
    return [("C" if token.capital else "O", 0, token.start, token.end)]


def _stretch(sentence: Sentence, words: DateWords) -> range:
    """Return where in a sentence dates may stand: around the words and numbers that every date has one of."""
    tokens, watched = sentence.tokens, words.watched
    if sentence.plain and watched.isdisjoint(sentence.words):
        return range(0)
    spots = [
        at
        for at, word in enumerate(sentence.folded)
        if word in watched or not (word.isalpha() or word in _MUTE)
    ]
    first = next((at for at in spots if _triggers(tokens, at, words)), None)
    if first is None:
        return range(0)
    last = next(at for at in reversed(spots) if _triggers(tokens, at, words))
    return range(max(0, first - _BEFORE), min(len(tokens), last + _BEHIND))


def _triggers(tokens: Sequence[Token], at: int, words: DateWords) -> bool:
    """Return whether the word at a token is one of those."""
    _, _, _, folded, kind, _ = token = tokens[at]
    if folded in words.triggers or kind == "number":
        return True
    if folded in words.units:
        return (at > 0 and tokens[at - 1].folded in words.turns) or (
            at < len(tokens) - 1 and tokens[at + 1].folded in words.turns
        )
    return ("-" in folded or "'" in folded or "0" <= folded[0] <= "9") and _compounded(token, words)


def _compounded(token: Token, words: DateWords) -> bool:
    """Return whether a part of a word with hyphens, or a word that begins with a digit, may belong to a date."""
    if "0" <= token.folded[0] <= "9":
        return True
    if token.folded.endswith("'s"):
        return token.folded[:-2] in words.triggers
    return any(part in words.triggers or part.isdigit() for part in token.folded.split("-"))


def row(sentence: Sentence, words: DateWords) -> Row | None:
    """Return the roles of a sentence's words; None where no word of a date is in it."""
    tokens = sentence.tokens
    reach = _stretch(sentence, words)
    if not reach:
        return None
    items: list[_Item] = []
    entries = words.entries
    at, stop = reach.start, reach.stop
    while at < stop:
        token = tokens[at]
        start, end, text, folded, kind, capital = token
        if folded.isalpha() and folded not in entries:
            items.append(("C" if capital else "O", 0, start, end))
        elif kind == "number":
            role, value, last = _number_at(tokens, at)
            items.append((role, value, start, last))
            at += last != end
        elif kind == "mark" and text not in entries:
            items.append((_MARKS.get(text, "_"), 0, start, end))
        else:
            known = entries.get(folded)
            if known is None and folded.endswith("'s"):
                known = entries.get(folded[:-2])
            entry = _entry(tokens, at, known) if known else None
            if entry is not None and entry.capital and at == 0:
                entry = _lower(tokens, entry, known or (), words)
            if entry is not None:
                at += len(entry.rest)
                items.append((entry.role, entry.value, start, tokens[at].end))
            elif "-" in folded or text[0].isdigit():
                items.extend(_other(token, words))
            else:
                items.append(("C" if capital else "O", 0, start, end))
        at += 1
    roles, values, starts, ends = zip(*items, strict=True)
    return Row("".join(roles), values, starts, ends)
