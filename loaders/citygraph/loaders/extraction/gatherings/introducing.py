"""Names that a word introduces: *program "Lorong Hijau"*, *a seminar entitled ...*, *diberi nama Kota 5.0*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Span, Token

from .classes import CLASSES, GatheringClass
from .growing import Ground, grow_right, quotation_right, titled
from .naming import Field
from .stretches import NamedStretch, content_of

__all__ = ["introduced_stretches"]

_REACH: Final = 30
_FILLING: Final = 2
_LONGEST: Final = 9
_COINED: Final = 4
_SCHEME: Final = CLASSES["scheme"]
_PROGRAMME: Final = CLASSES["programme"]


def introduced_stretches(
    field: Field, taken: Sequence[NamedStretch], others: Sequence[Span] = ()
) -> list[NamedStretch]:
    """Return the names in a sentence that an introducing word announces, in order.

    Args:
        field: The sentence.
        taken: Names already found in it; nothing that overlaps them is returned, save that a name in quotation
            marks replaces the one around it.
        others: What names something else there.
    """
    ground, _, spots = field
    tokens, words = ground.tokens, ground.words
    found: list[NamedStretch] = []
    past = 0
    for index in spots:
        if index < past:
            continue
        size = words.called.at(tokens, index)
        if size:
            type_, bare = _named_by(ground, index)
            at, free = index + size, not bare
        elif tokens[index].folded in words.introducing and not (tokens[index].capital and index > 0):
            type_, at, free = _SCHEME, _past_filling(ground, index + 1), True
        elif tokens[index].folded in words.quoting and quotation_right(ground, index + 1) > index + 1:
            type_, at, free = _SCHEME, index + 1, True
        else:
            continue
        if type_ is None and not words.naming.at(tokens, index):
            continue
        stretch = _name_at(ground, at, type_ or _SCHEME, others, free=free)
        if stretch is not None and not any(
            each.first < stretch.last and stretch.first < each.last for each in taken
        ):
            found.append(stretch)
            past = stretch.last
    return found


def _past_filling(ground: Ground, index: int) -> int:
    """Return the index after the few words that may stand between an introducing word and the name."""
    tokens, words = ground.tokens, ground.words
    for at in range(index, min(index + _FILLING + 1, len(tokens))):
        size = words.called.at(tokens, at)
        if size:
            return at + size
        if not tokens[at].text.islower() or tokens[at].folded not in words.filling:
            return at
    return index


def _named_by(ground: Ground, index: int) -> tuple[GatheringClass | None, bool]:
    """Return the class of the noun that *called* belongs to, and whether there is none."""
    tokens, words = ground.tokens, ground.words
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if tokens[at].text in ".;:":
            break
        head = words.head(tokens, at)
        if head is not None:
            return head.type, False
        if tokens[at].folded in words.introducing or tokens[at].folded in words.quoting:
            return _SCHEME, False
    return None, True


def _called_city(ground: Ground, index: int, others: Sequence[Span]) -> bool:
    """Return whether a word such as *Kota* begins a title and not the name of a city."""
    tokens = ground.tokens
    if index + 2 >= len(tokens) or tokens[index].folded not in ground.words.titling:
        return False
    for token in tokens[index : index + 2]:
        at = bisect_left(others, (token.start, 0))
        if at < len(others) and others[at][0] == token.start:
            return False
    return True


def _coined(token: Token, others: Sequence[Span]) -> bool:
    """Return whether a word alone is a made-up name (*NOAH*, *CapaCITIES*), and not that of something else."""
    at = bisect_left(others, (token.start, 0))
    free = at == len(others) or others[at][0] >= token.end
    return free and len(token.text) >= _COINED and sum(letter.isupper() for letter in token.text) > 1


def _name_at(
    ground: Ground, index: int, type_: GatheringClass, others: Sequence[Span], *, free: bool
) -> NamedStretch | None:
    """Return the name that begins at a token: a quotation, or a run of capitalised words.

    Args:
        ground: The sentence.
        index: Where it would begin.
        type_: What it would name.
        others: What names something else there.
        free: Whether a noun before says what is named, so that a short run will do.
    """
    tokens, words = ground.tokens, ground.words
    if index < len(tokens) and tokens[index].text in {"the", "si"}:
        index += 1
    if index >= len(tokens) or index in ground.networks:
        return None
    end = quotation_right(ground, index)
    if end > index:
        first, last = index + 1, end - 1
        if last - first > _LONGEST and type_ is _SCHEME:
            return None
    else:
        first = index
        if (
            not titled(tokens[first])
            or (tokens[first].folded in words.owners and not _called_city(ground, first, others))
            or tokens[first].folded in words.stops
        ):
            return None
        last = grow_right(ground, first, quoting=False)
        bracket = next((at for at in range(first, last) if tokens[at].text == "("), last)
        last = bracket
        if (last - first < 2 and not (free and _coined(tokens[first], others))) or (
            not free and last - first > 5
        ):
            return None
    if first >= last or any(start < last and first < stop for start, stop in ground.networks.items()):
        return None
    # A made-up word is the name of a scheme of many cities more often than of one.
    if end == index and last - first == 1 and type_ is _SCHEME:
        type_ = _PROGRAMME
    content = content_of(ground, first, last)
    return NamedStretch(
        ground.sentence, first, last, type_, True, frozenset({type_.name}), None, content,
        tokens[first].start, tokens[last - 1].end,
    )  # fmt: skip
