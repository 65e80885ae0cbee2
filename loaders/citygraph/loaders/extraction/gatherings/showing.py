"""Cities' own schemes that no word introduces: what is shown to others, and what a noun behind it explains."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Span

from .classes import CLASSES
from .growing import Ground, grow_right, quotation_right, titled
from .naming import Field
from .stretches import NamedStretch, content_of

__all__ = ["shown_stretches"]

_SCHEME: Final = CLASSES["scheme"]
_PRAISED: Final = CLASSES["award"]
_REACH: Final = 6
_LONGEST: Final = 7
_BESIDE: Final = 4
_MOST: Final = 32


def shown_stretches(
    field: Field, taken: Sequence[NamedStretch], others: Sequence[Span] = ()
) -> list[NamedStretch]:
    """Return the names of schemes in a sentence that it shows or explains.

    Args:
        field: The sentence.
        taken: Names already found in it.
        others: What names something else there: places, persons, bodies.
    """
    ground, _, spots = field
    tokens, words = ground.tokens, ground.words
    found: list[NamedStretch] = []
    if any(tokens[index].folded in words.copying for index in spots):
        found.extend(each for each in _owned(ground) if not _overlaps(each, taken))
    for index in spots:
        folded = tokens[index].folded
        stretch = None
        if folded in words.showing:
            stretch = _after(ground, index + 1)
        elif folded in words.works and not tokens[index].capital:
            stretch = _before(ground, index)
        elif words.born.at(tokens, index):
            stretch = _run_before(ground, index)
        if stretch is None or _overlaps(stretch, (*taken, *found)):
            continue
        at = bisect_right(others, (stretch.start, stretch.end))
        near = others[max(0, at - _BESIDE) : at + _BESIDE]
        if not any(start <= stretch.start and stretch.end <= end for start, end in near):
            found.append(stretch)
        if len(found) >= _MOST:
            break
    return found


def _overlaps(stretch: NamedStretch, others: Sequence[NamedStretch]) -> bool:
    return any(each.first < stretch.last and stretch.first < each.last for each in others)


def _owned(ground: Ground) -> Iterator[NamedStretch]:
    """Yield what belongs to cities in a sentence about copying: *Ghent's "Thursday Veggie Day"*."""
    tokens, words = ground.tokens, ground.words
    past = count = 0
    for index, token in enumerate(tokens[:-1]):
        if count >= _MOST:
            return
        if index < past or not titled(token) or not token.folded.endswith(("'s", "’s", "s'")):
            continue
        first = index + 1
        last = quotation_right(ground, first)
        if last > first:
            first, last = first + 1, last - 1
        elif titled(tokens[first]):
            last = grow_right(ground, first, quoting=False)
        else:
            last = first
            while (
                last < min(len(tokens), first + _LONGEST)
                and tokens[last].kind == "word"
                and (tokens[last].folded not in words.stops)
            ):
                last += 1
            while last > first and tokens[last - 1].folded not in words.works | words.halls:
                last -= 1
        stretch = _named(ground, first, last)
        if stretch is not None and last - first > 1:
            past, count = last, count + 1
            yield stretch


def _after(ground: Ground, index: int) -> NamedStretch | None:
    """Return the name that follows a verb of showing: a run of capitalised words."""
    tokens, words = ground.tokens, ground.words
    if index < len(tokens) and tokens[index].folded in words.determiners:
        index += 1
    if index >= len(tokens) or not titled(tokens[index]) or tokens[index].folded in words.owners:
        return None
    last = grow_right(ground, index, quoting=False)
    follower = tokens[last] if last < len(tokens) else None
    if last - index < 2 and not (follower is not None and follower.text == ","):
        return None
    return _named(ground, index, last)


def _before(ground: Ground, index: int) -> NamedStretch | None:
    """Return the name that a noun explains: *X, gerakan warga ...*; *X, a school-roof rainwater programme*."""
    tokens, words = ground.tokens, ground.words
    comma = next(
        (at for at in range(index - 1, max(-1, index - _REACH), -1) if tokens[at].text in ",;.:("), -1
    )
    if comma < 1 or tokens[comma].text != ",":
        return None
    if any(each.capital or each.folded in words.verbs for each in tokens[comma + 1 : index]):
        return None
    if comma + 1 < index and tokens[comma + 1].folded not in words.articles:
        return None
    return _run_before(ground, comma, praised=tokens[index].folded in words.prizes)


def _run_before(ground: Ground, last: int, *, praised: bool = False) -> NamedStretch | None:
    """Return the run of capitalised words that ends at a token."""
    tokens, words = ground.tokens, ground.words
    first = last
    while (
        first > 0
        and last - first < _LONGEST
        and (titled(tokens[first - 1]) or (tokens[first - 1].folded in words.joints and last - first > 0))
    ):
        first -= 1
    while first < last and (
        not titled(tokens[first])
        or tokens[first].folded in words.stops
        or tokens[first].folded in words.loose
    ):
        first += 1
    return _named(ground, first, last, praised=praised)


def _named(ground: Ground, first: int, last: int, *, praised: bool = False) -> NamedStretch | None:
    """Return a name as a stretch; None where it is none, or a network's or another head word's."""
    tokens, words = ground.tokens, ground.words
    if first >= last or any(start < last and first < stop for start, stop in ground.networks.items()):
        return None
    if any(
        words.head(tokens, at) is not None or tokens[at].folded in words.owners for at in range(first, last)
    ):
        return None
    type_ = _PRAISED if praised else _SCHEME
    return NamedStretch(
        ground.sentence, first, last, type_, True, frozenset({type_.name}), None, content_of(ground, first, last),
        tokens[first].start, tokens[last - 1].end,
    )  # fmt: skip
