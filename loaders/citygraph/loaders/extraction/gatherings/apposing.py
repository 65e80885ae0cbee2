"""Coined names that a noun explains: *Walk21, a conference on ...*; *the youth exchange Baltic Bridges*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Span, Token

from .growing import Ground, grow_right, titled
from .naming import Field
from .stretches import NamedStretch, content_of
from .words import Head

__all__ = ["apposed_stretches"]

_EXPLAINING: Final = 7
_LONGEST: Final = 8
_BESIDE: Final = 5
_COINED: Final = 4
_LED: Final = 3
_OWNED: Final = ("'s", "’s")
_MOST: Final = 16
_OPEN: Final = frozenset('“"«‘„')
_CLOSE: Final = frozenset('”"»’')
_BREAKS: Final = frozenset({",", "–", "—", "-", "("})


def apposed_stretches(field: Field, others: Sequence[Span] = ()) -> list[tuple[int, NamedStretch]]:
    """Return the names in a sentence that the word for a gathering explains, each with the index of that word.

    Args:
        field: The sentence.
        others: What names something else there: places, persons, bodies; in order.
    """
    ground, slugs, spots = field
    tokens, words = ground.tokens, ground.words
    found: list[tuple[int, NamedStretch]] = []
    past = 0
    for index in spots:
        if len(found) >= _MOST:
            break
        if index < past or tokens[index].capital:
            continue
        head = words.head(tokens, index)
        if head is None or words.excluded.at(tokens, index):
            continue
        after = index + len(head.words)
        past = after
        span = _before(ground, index, after, head) or _behind(ground, index, after, head)
        if span is None or not _free(ground, *span, others):
            continue
        first, last = span
        network = next((slug for start, slug in slugs.items() if after <= start <= after + _BESIDE), None)
        content = content_of(ground, first, last)
        stretch = NamedStretch(
            ground.sentence, first, last, head.type, True, frozenset({head.type.name}), network, content,
            tokens[first].start, tokens[last - 1].end,
        )  # fmt: skip
        found.append((index, stretch))
        past = max(past, last)
    return found


def _before(ground: Ground, index: int, after: int, head: Head) -> tuple[int, int] | None:
    """Return the name before a mark and the words that explain it."""
    tokens, words = ground.tokens, ground.words
    mark = index - 1
    while mark >= max(0, index - _EXPLAINING) and tokens[mark].text not in _BREAKS:
        token = tokens[mark]
        if (
            (token.kind == "mark" and token.text not in "-/")
            or token.capital
            or token.folded in words.occurring
        ):
            return None
        mark -= 1
    if mark < 1 or tokens[mark].text not in _BREAKS:
        return None
    led = tokens[mark + 1].folded in words.articles
    if not led and (head.before or mark + 1 != index):
        return None
    if not _explains(ground, after, head):
        return None
    last = mark
    if tokens[last - 1].text in _CLOSE and last > 1:
        last -= 1
        first = next(
            (at for at in range(last - 1, max(-1, last - _LONGEST - 1), -1) if tokens[at].text in _OPEN), -1
        )
        return (first + 1, last) if first >= 0 and first + 1 < last and titled(tokens[first + 1]) else None
    first = last
    while first > 0 and last - first < _LONGEST:
        token = tokens[first - 1]
        if titled(token) or (token.kind == "number" and first < last) or (
            token.folded in words.connectors and not token.capital and first < last and _goes_on(ground, first - 1)
        ) or token.kind == "number":  # fmt: skip
            first -= 1
            continue
        break
    while first < last and (
        not titled(tokens[first])
        or tokens[first].folded in words.stops
        or tokens[first].folded in words.loose
    ):
        first += 1
    return (first, last) if first < last else None


def _goes_on(ground: Ground, index: int) -> bool:
    """Return whether a name goes on before a small word."""
    return (
        index > 0
        and titled(ground.tokens[index - 1])
        and ground.tokens[index - 1].folded not in ground.words.stops
    )


def _explains(ground: Ground, after: int, head: Head) -> bool:
    """Return whether the words behind a noun go on explaining and do not tell what it does."""
    tokens, words = ground.tokens, ground.words
    if after >= len(tokens):
        return True
    token = tokens[after]
    if not head.before:
        return token.folded not in words.determiners and token.folded not in words.occurring
    return token.kind == "mark" or token.folded in words.explaining


def _behind(ground: Ground, index: int, after: int, head: Head) -> tuple[int, int] | None:
    """Return the name right behind a noun that has an article: *the demonstration project ELEVATE*."""
    tokens, words = ground.tokens, ground.words
    if not head.before or after >= len(tokens) or not titled(tokens[after]):
        return None
    if tokens[after].folded in words.stops or after in ground.networks:
        return None
    led = tokens[max(0, index - _LED) : index]
    if not any(each.folded in words.articles or each.folded.endswith(_OWNED) for each in led):
        return None
    last = grow_right(ground, after, quoting=False)
    if last - after < 2 and not _coined(tokens[after]):
        return None
    return after, last


def _coined(token: Token) -> bool:
    """Return whether a word alone is a made-up name."""
    return len(token.text) >= _COINED and (
        sum(letter.isupper() for letter in token.text) > 1 or any(letter.isdigit() for letter in token.text)
    )


def _free(ground: Ground, first: int, last: int, others: Sequence[Span]) -> bool:
    """Return whether a stretch names nothing else: no network, head word or office, and no place or person alone."""
    tokens, words = ground.tokens, ground.words
    if any(start < last and first < stop for start, stop in ground.networks.items()):
        return False
    for at in range(first, last):
        if words.head(tokens, at) is not None:
            return False
        if tokens[at].folded in words.owners and not (
            at == first and last - first > 1 and tokens[at].folded in words.titling
        ):
            return False
    if last - first < 2 and not _coined(tokens[first]):
        return False
    start, end = tokens[first].start, tokens[last - 1].end
    at = bisect_left(others, (start, 0))
    near = others[max(0, at - 4) : at + 6]
    covered = sum(min(end, b) - max(start, a) for a, b in near if a < end and start < b)
    return covered < (end - start) / 2
