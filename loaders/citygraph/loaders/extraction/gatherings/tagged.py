"""Names that the sequence model tells and no head word does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Layout
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.extraction.tagging import TaggedName

from .classes import TAGGED, GatheringClass
from .growing import Ground, titled
from .naming import ground_of
from .stretches import NamedStretch, content_of
from .words import GatheringWords

__all__ = ["of_tagged_kind", "tagged_stretches"]

_ENOUGH: Final = 0.5
"""How sure the model has to be."""


def tagged_stretches(
    layout: Layout,
    words: GatheringWords,
    networks: Sequence[NetworkMention],
    tagged: Sequence[TaggedName],
    found: Sequence[NamedStretch],
) -> Iterator[NamedStretch]:
    """Yield the names that the model is sure of, and that overlap none that was found already."""
    for name in tagged:
        if name.probability < _ENOUGH or any(
            name.start < other.end and other.start < name.end for other in found
        ):
            continue
        sentence = layout.sentence_at(name.start)
        if sentence is None:
            continue
        ground, slugs = ground_of(sentence, words, networks)
        first, last = bisect_left(sentence.starts, name.start), bisect_left(sentence.starts, name.end)
        if (name.kind == "event" and _of_network(ground, first, last, networks)) or _pointed_at(
            ground, first, last
        ):
            continue
        types = list(_types(ground, first, last, name.kind))
        yield NamedStretch(
            sentence, first, last, types[-1], True, frozenset(each.name for each in types),
            next((slug for start, slug in slugs.items() if first <= start < last), None),
            content_of(ground, first, last), name.start, name.end, tagged=True,
        )  # fmt: skip


def of_tagged_kind(stretch: NamedStretch, tagged: Sequence[TaggedName]) -> NamedStretch:
    """Return a name that a rule takes for a city's scheme as that of a programme, where the model is sure of one."""
    for name in tagged:
        if (
            stretch.type.kind == "initiative"
            and name.kind == "programme"
            and name.probability >= _ENOUGH
            and name.start < stretch.end
            and stretch.start < name.end
        ):
            type_ = TAGGED[name.kind]
            return replace(stretch, type=type_, classes=stretch.classes | {type_.name})
    return stretch


def _of_network(ground: Ground, first: int, last: int, networks: Sequence[NetworkMention]) -> bool:
    """Return whether a name is that of a network in the register (*Forum Budaya Kota Dunia*), whatever its head."""
    tokens = ground.tokens
    inside = {
        at
        for network in networks
        if network.known
        for at in range(first, last)
        if network.start <= tokens[at].start < network.end
    }
    outside = [at for at in range(first, last) if at not in inside and tokens[at].kind != "mark"]
    return len(outside) < last - first and all(
        index == 0 and ground.words.head(tokens, at) is None for index, at in enumerate(outside)
    )


def _pointed_at(ground: Ground, first: int, last: int) -> bool:
    """Return whether the words name nothing: *kongres Asia ini* points back, *visit of A to B* describes."""
    tokens, pointing = ground.tokens, ground.words.determiners
    if titled(tokens[first]):
        return False
    behind = tokens[first + 2 : last]
    if tokens[first].folded in ground.words.visits and any(
        each.folded in ground.words.towards for each in behind
    ):
        return True
    return last - first == 1 or (last < len(tokens) and tokens[last].folded in pointing)


def _types(ground: Ground, first: int, last: int, kind: str) -> Iterator[GatheringClass]:
    """Yield what the head words of a name stand for, the general class of its kind before them."""
    yield TAGGED[kind]
    for at in range(first, last):
        head = ground.words.head(ground.tokens, at)
        if head is not None and head.type.kind == kind:
            yield head.type
