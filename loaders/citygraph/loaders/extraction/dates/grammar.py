"""The grammar of dates: patterns over the roles of a sentence's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.layout import Sentence

from .partials import FoundDate, completed
from .pieces import Piece
from .readers import read
from .roles import Row, row
from .vocabulary import DateWords

__all__ = ["dates_of"]

_DAYS: Final = r"d(?:\.?(?:-|r|,?a|,)[wW]?,?i?d){0,12}"
_BEHIND: Final = r"[pLTXe]{0,4}"
_YEAR: Final = r"(?:,?[jf]?y|,?f?(?:j[LTX]|[ltx]j))"
_WEEKDAY: Final = rf"[wW]\.?(?:[-ra][wW]\.?)?{_BEHIND},?i{{0,2}}\(?p?i{{0,2}},?"
# Taken out before anything else: numbers of laws, seasons, durations, streets, distances from another day.
_SKIPPED: Final = "|".join(
    (
        r"N\.?:?[dny](?:[/.\-]?[OCdnN]){0,6}[/j]y",
        r"y/[yn]",
        r"Sy?(?:[/-][yn])?",
        r"[bdn][hkojv]X",
        r"(?:w|[hkojv])B",
        r"ZC{0,4}dm",
    )
)


# What no date is without.
_POSSIBLE: Final = re.compile(r"[mwWezyE1]|d/d|[hkojvp][LTXge]|[ltx][hkojvp]")


@cache
def _pattern(month_first: bool) -> re.Pattern[str]:
    """Return what a date may look like; the day stands behind the month without a year only where that is usual."""
    after_month = rf"m\.?f?i?{_DAYS}(?!/|-d|[:.][dn])" + (rf"(?:{_YEAR})?" if month_first else ",?y")
    core = "|".join(
        (
            r"(?P<slash>d(?:-d)?/d(?:/[ydn])?(?:-d/d(?:/[ydn])?)?)(?!/)",
            r"(?P<dash>d-d-y|y-d-d|y/d/d)(?!-)",
            r"(?P<dot>E)",
            rf"(?P<daymonth>{_DAYS}\.?f?o?m\.?{_YEAR}?)",
            rf"(?P<monthday>{after_month})",
        )
    )
    return re.compile(
        rf"(?P<skipped>{_SKIPPED})"
        rf"|(?P<weekday>{_WEEKDAY})?(?:(?P<before>[ltx])|i{{1,3}})?(?:{core})(?:(?P<after>[LTX])|(?(weekday)(?!)|\)?,?\(?(?P<trailing>w)(?!,?i{{0,2}}\(?d)\)?))?\)?"
        r"|(?P<ofweek>w(?:[ltx]k|k[LTX]))"
        r"|(?P<today>pT|[tl]p)"
        r"|(?P<ago>[bdn][hkojv][Lg]|G[bdn][hkojv])|(?P<one>z[Lg])"
        r"|(?P<unit>[ltx][hkojv]|[hkojv][LTXe])"
        r"|(?P<offset>e)"
        rf"|(?P<alone>[ltx]?w(?:[-ra]w(?!,?i{{0,2}}\(?d))?{_BEHIND})"
        r"|(?P<monthyear>q?f?o?m\.?(?:,?[jf]?y|/y|,?f?(?:j[LTX]|[ltx]j)))"
        r"|(?P<month>(?:(?:(?<=[srqoG\-])|(?P<near>[ltx]))m(?!\.?d)|m(?=[-r]q?o?m|[LTX]))(?P<far>[LTX]?))"
        r"|(?P<decade>1|y-!)"
        r"|(?P<years>(?:(?<=[srqaj(])y[-r]|(?<=s)ya|(?<=sj)ya|(?<![-dn])y-)j?y)(?![c/:]|-[dny])"
        r"|(?P<year>(?:(?<=[srqjG])y|(?<=s[ij])y|(?<=qf)y|(?<=y[a,])y|(?<=\()y(?=\))))(?![/:]|-[dny])"
    )


def dates_of(sentence: Sentence, words: DateWords) -> Sequence[FoundDate]:
    """Return the dates and periods of a sentence, in order; a sentence is read once."""
    known: Sequence[FoundDate] | None = sentence.memory.get(words)
    if known is None:
        roles = row(sentence, words)
        known = tuple(_dates(roles, words)) if roles is not None and _POSSIBLE.search(roles.roles) else ()
        sentence.memory[words] = known
    return known


def _dates(row: Row, words: DateWords) -> Iterator[FoundDate]:
    pending: Piece | None = None
    for found in _pattern(words.month_first).finditer(row.roles):
        for piece in read(found, row, words):
            if pending is not None and _joined(pending, piece, row):
                first, last = completed(pending.first, piece.first)
                pending = Piece(pending.start, piece.end, piece.reach, first, last)
                continue
            if pending is not None:
                yield _placed(pending, row)
            pending = piece
    if pending is not None:
        yield _placed(pending, row)


def _placed(piece: Piece, row: Row) -> FoundDate:
    end = piece.end - (row.roles[piece.end - 1] == ".")
    return FoundDate(row.starts[piece.start], row.ends[end - 1], piece.first, piece.last)


def _joined(left: Piece, right: Piece, row: Row) -> bool:
    """Return whether nothing but a word of a range stands between two dates."""
    if left.last is not None or right.last is not None or right.start - left.reach != 1:
        return False
    between = row.roles[left.reach]
    return between in "-r" or (between == "a" and "s" in row.roles[max(0, left.start - 2) : left.start])
