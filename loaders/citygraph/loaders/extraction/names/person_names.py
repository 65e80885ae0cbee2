"""Names of persons, read at a place in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.records import record

from .office_words import OfficeWords

__all__ = ["UNDOTTED", "Name", "read_name"]

_LONGEST: Final = 6  # words in a name
_ACRONYM: Final = 4  # letters of an acronym or of a state's code (``GA``)
_DEGREE: Final = re.compile(r"(,?)\s*\(?([A-Z][A-Za-z]*(?:\.\s?[A-Z][A-Za-z]*)*)\.?\)?(?![\w.])")
UNDOTTED: Final = frozenset({"dr", "drg", "drh"})
"""Honorifics that are written in lower case without a point, too."""
_SERIES: Final = frozenset({"sri", "seri"})  # after another honorific only


@record(frozen=True, slots=True)
class Name:
    """A person's name in a sentence.

    Attributes:
        first: First token, honorifics included.
        after: Token after the last, degrees included.
        start: Offset where the name itself begins.
        end: Offset after the name itself.
        words: How many words it has.
        honoured: Whether an honorific stands before it.
    """

    first: int
    after: int
    start: int
    end: int
    words: int
    honoured: bool


def read_name(
    tokens: Sequence[Token],
    index: int,
    text: str,
    words: OfficeWords,
    stops: frozenset[int],
    *,
    titled: bool = False,
) -> Name | None:
    """Return the name that begins at a token, or None.

    Args:
        tokens: The sentence's tokens.
        index: Where the name, or an honorific before it, begins.
        text: The article's text.
        words: The words of its language.
        stops: Offsets where something else begins that is no person.
        titled: Whether a title stands right before it: a word like Park may begin it then.
    """
    at = _honorifics(tokens, index, words)
    honoured = at > index
    begin = at
    end = at
    count = 0
    while at < len(tokens) and count < _LONGEST:
        token = tokens[at]
        folded = token.folded
        if token.kind != "word" or (at > begin and token.start in stops):
            break
        if not token.capital:
            if count and folded in words.particles and _goes_on(tokens, at, words):
                at += 1
                continue
            break
        initial = len(token.text) == 1 and at + 1 < len(tokens) and tokens[at + 1].text == "."
        if (
            (folded in words.never or folded.removesuffix("'s") in words.never)
            and not initial
            and not _soft(tokens, at, begin, words, titled=titled or honoured)
        ):
            break
        if count and _degree(token.text, words):
            break
        if token.text[-2:] in {"'s", "’s"}:
            count += 1
            at += 1
            end = at
            break
        if words.heads.at(tokens, at) is not None:
            break
        count += 1
        at += 1
        end = at
        if at < len(tokens) and tokens[at].text == "." and _abbreviated(tokens, at):
            at += 1
    if count == 0 or (count == 1 and len(tokens[begin].text) == 1):
        return None
    if (
        count == 1
        and tokens[begin].folded in words.honorifics
        and (len(tokens[begin].text) <= 3 or not honoured)
    ):
        return None
    if count == 1 and not honoured and _no_name(tokens[begin], words, titled=titled):
        return None
    last = tokens[end - 1]
    stop = last.end - 2 if last.text[-2:] in {"'s", "’s"} else last.end
    if end < len(tokens) and tokens[end].text == "." and len(last.text) == 1 and at > end:
        stop = tokens[end].end
        end += 1
    after = _degrees(tokens, end, text, words)
    return Name(index, after, tokens[begin].start, stop, count, honoured)


def _no_name(token: Token, words: OfficeWords, *, titled: bool) -> bool:
    """Return whether a word is no name by itself: an acronym, or after a title one that departments are named by."""
    if 1 < len(token.text) <= _ACRONYM and token.text.isupper():
        return True
    return titled and words.direct and words.is_domain(token.folded)


def _honorifics(tokens: Sequence[Token], index: int, words: OfficeWords) -> int:
    """Return the token after the honorifics that begin at a token."""
    at = index
    while at + 1 < len(tokens):
        token = tokens[at]
        folded = token.folded
        if _lettered(tokens, at) in words.honorifics:
            at += 4
            continue
        if not token.capital and tokens[at + 1].text != "." and folded not in UNDOTTED:
            break
        known = folded in words.honorifics or (folded in _SERIES and at > index)
        if folded in _SERIES and at == index:
            known = False
        if folded == "tan" and tokens[at + 1].folded not in _SERIES:
            known = False
        if not known:
            break
        following = at + 1
        while following < len(tokens) and tokens[following].text in ".'’":
            following += 1
        following = _retired(tokens, following, words)
        if following < len(tokens) and tokens[following].text == "," and len(folded) <= 4:
            following += 1
        if following >= len(tokens) or not (
            tokens[following].capital or tokens[following].folded in UNDOTTED
        ):
            break
        at = following
    return at


def _lettered(tokens: Sequence[Token], at: int) -> str:
    """Return the two letters with points that stand at a token, before a name (``H.E.``), else nothing."""
    four = tokens[at : at + 4]
    if len(four) < 4 or at + 4 >= len(tokens) or not tokens[at + 4].capital:
        return ""
    points = four[1].text == four[3].text == "."
    return (
        f"{four[0].folded}.{four[2].folded}" if points and len(four[0].text) == len(four[2].text) == 1 else ""
    )


def _retired(tokens: Sequence[Token], at: int, words: OfficeWords) -> int:
    """Return the token after an honorific in brackets that stands at a token (``Mayjen (Purn.)``), else the same."""
    if at + 2 >= len(tokens) or tokens[at].text != "(" or tokens[at + 1].folded not in words.honorifics:
        return at
    closing = at + 2 + (tokens[at + 2].text == ".")
    return closing + 1 if closing < len(tokens) and tokens[closing].text == ")" else at


def _soft(tokens: Sequence[Token], at: int, begin: int, words: OfficeWords, *, titled: bool) -> bool:
    """Return whether a word that is mostly no name is a part of one here.

    It is the first of one behind a title, the last where no number follows (``Mei 2026``), or stands inside one.
    """
    if tokens[at].folded not in words.soft:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    goes_on = following is not None and following.kind == "word" and following.capital
    if at == begin:
        return titled and goes_on
    if goes_on:
        return following is not None and following.folded not in words.never
    return titled and not (following is not None and following.kind == "number")


def _goes_on(tokens: Sequence[Token], at: int, words: OfficeWords) -> bool:
    """Return whether a name goes on after a small word."""
    following = at + 1
    if (
        following < len(tokens)
        and tokens[following].folded in words.particles
        and not tokens[following].capital
    ):
        following += 1
    if following >= len(tokens):
        return False
    token = tokens[following]
    return token.kind == "word" and token.capital and token.folded not in words.never


def _abbreviated(tokens: Sequence[Token], dot: int) -> bool:
    """Return whether a point ends an abbreviated part of a name (``Moh.``, ``J.``) that goes on."""
    short = tokens[dot - 1].text
    return (
        len(short) <= 4
        and tokens[dot].start == tokens[dot - 1].end
        and dot + 1 < len(tokens)
        and tokens[dot + 1].kind == "word"
        and tokens[dot + 1].capital
    )


def _degree(written: str, words: OfficeWords) -> bool:
    return len(written) > 1 and written[:2].strip(".").isupper() and written.casefold() in words.degrees


def _degrees(tokens: Sequence[Token], end: int, text: str, words: OfficeWords) -> int:
    """Return the token after the degrees and honours that follow a name."""
    if end == 0:
        return end
    offset = tokens[end - 1].end
    stop = tokens[-1].end
    moved = offset
    while True:
        found = _DEGREE.match(text, moved, stop)
        if found is None or re.sub(r"\W", "", found[2]).casefold() not in words.degrees:
            break
        if not found[1] and not (found[2][:2].isupper() or "." in found[2] or found[2][0] in "MS"):
            break
        moved = found.end()
    after = end
    while after < len(tokens) and tokens[after].start < moved:
        after += 1
    return after
