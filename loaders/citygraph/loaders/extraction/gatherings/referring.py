"""Words that mean a gathering again: short forms (*rakernas*), and nouns that point back (*acara itu*)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citygraph.loaders.extraction.layout import Layout, Token
from citygraph.loaders.extraction.mentions import GatheringMention

from .classes import GatheringClass, covers
from .grouping import Gathering
from .naming import Field
from .words import GatheringWords, Head

__all__ = ["references"]


def references(
    layout: Layout, fields: Sequence[Field], gatherings: Sequence[Gathering]
) -> Iterator[GatheringMention]:
    """Yield the later mentions of named gatherings that do not give the name.

    Args:
        layout: The article.
        fields: Its sentences to read.
        gatherings: The gatherings it names.
    """
    if not gatherings:
        return
    named = sorted(
        (
            (stretch.start, stretch.end, gathering)
            for gathering in gatherings
            for stretch in gathering.stretches
        ),
        key=lambda each: each[0],
    )
    classes = {id(gathering): gathering.classes for gathering in gatherings}
    names = {id(gathering): gathering.name(layout.text) for gathering in gatherings}
    recent: list[Gathering] = []
    upcoming = 0
    for ground, _, spots in fields:
        tokens, words = ground.tokens, ground.words
        past = 0
        for index in spots:
            if index < past:
                continue
            start = tokens[index].start
            while upcoming < len(named) and named[upcoming][1] <= start:
                _touch(recent, named[upcoming][2])
                upcoming += 1
            if upcoming < len(named) and named[upcoming][0] <= start < named[upcoming][1]:
                continue
            taken, first, type_ = _reference(tokens, index, words)
            if not taken:
                continue
            past = index + taken
            found = _meant(type_, recent, gatherings, classes)
            if found is not None:
                yield GatheringMention(
                    tokens[first].start,
                    tokens[index + taken - 1].end,
                    kind=found.type.kind,
                    name=names[id(found)],
                    form=found.type.form,
                    again=True,
                    network=found.network,
                )
                _touch(recent, found)


def _touch(recent: list[Gathering], gathering: Gathering) -> None:
    """Make a gathering the one spoken of last."""
    if recent and recent[-1] is gathering:
        return
    recent[:] = [each for each in recent if each is not gathering][-7:]
    recent.append(gathering)


def _reference(
    tokens: Sequence[Token], index: int, words: GatheringWords
) -> tuple[int, int, GatheringClass | None]:
    """Return how many tokens point back from ``index``, where they begin, and the class they name."""
    head = _short(tokens, index, words)
    size = len(head.words) if head is not None else words.generic.at(tokens, index)
    if not size:
        return 0, index, None
    end = index + size
    if end < len(tokens) and tokens[end].folded in words.venues:
        return 0, index, None
    while end < len(tokens) and tokens[end].folded in words.modifiers and not tokens[end].capital:
        end += 1
    pointed = (
        end < len(tokens) and tokens[end].folded in words.determiners and (head is None or not head.before)
    )
    first = index
    while first > 0 and (tokens[first - 1].folded in words.modifiers or tokens[first - 1].kind == "number"):
        first -= 1
    led = first > 0 and tokens[first - 1].folded in words.determiners
    bare = head is not None and not head.before and head.type.strong and head.type.kind == "event"
    if not (pointed or led or bare):
        return 0, index, None
    first = first - 1 if led else index
    return (end + 1 if pointed else index + size) - index, first, head.type if head is not None else None


def _short(tokens: Sequence[Token], index: int, words: GatheringWords) -> Head | None:
    head = words.head(tokens, index)
    if head is None and tokens[index].folded.endswith("nya"):
        heads = words.heads.get(tokens[index].folded[:-3], ())
        head = next((each for each in heads if len(each.words) == 1 and not each.before), None)
    return head


def _meant(
    type_: GatheringClass | None,
    recent: Sequence[Gathering],
    gatherings: Sequence[Gathering],
    classes: dict[int, frozenset[str]],
) -> Gathering | None:
    """Return the gathering that a word of a class means: the last one spoken of that it fits."""
    for gathering in reversed(recent):
        if type_ is None:
            if gathering.type.kind == "event":
                return gathering
        elif covers(type_.name, classes[id(gathering)]):
            return gathering
    if type_ is not None and not recent:
        return next((each for each in gatherings if type_.name in classes[id(each)]), None)
    return None
