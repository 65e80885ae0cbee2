"""Schemes that many cities take part in: a word for choosing them, or the network that runs it, tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention, PlaceMention

from .scenes import within
from .words import GatheringWords, words_of

__all__ = ["shared"]

_NEAR: Final = 30
_MANY: Final = 3


def shared(
    layout: Layout,
    language: str,
    gatherings: Sequence[GatheringMention],
    networks: Sequence[NetworkMention],
    places: Sequence[PlaceMention],
) -> list[GatheringMention]:
    """Return gatherings with those initiatives made programmes that many cities take part in.

    Args:
        layout: The article.
        language: Its BCP 47 tag.
        gatherings: The gatherings in it.
        networks: The networks in it, in order.
        places: The places in it, in order.
    """
    words = words_of(language)
    names: set[str] = set()
    for each in gatherings:
        if each.kind == "initiative" and each.name not in names:
            sentence = layout.sentence_at(each.start)
            if sentence is not None and (
                _chosen(layout, sentence, words)
                or _run(layout, sentence, each, networks, words)
                or _many(sentence, places, words)
            ):
                names.add(each.name)
    if not names:
        return list(gatherings)
    return [replace(each, kind="programme") if each.name in names else each for each in gatherings]


def _many(sentence: Sentence, places: Sequence[PlaceMention], words: GatheringWords) -> bool:
    """Return whether a sentence says of three cities or more that they share something."""
    if sentence.words.isdisjoint(words.sharing):
        return False
    here = within(places, sentence.start, sentence.end)
    return len({each.government.iri_key for each in here if each.government is not None}) >= _MANY


def _chosen(layout: Layout, sentence: Sentence, words: GatheringWords) -> bool:
    """Return whether a sentence or the next one speaks of choosing."""
    following = layout.sentences[sentence.index : sentence.index + 2]
    return any(not each.words.isdisjoint(words.choosing) for each in following)


def _run(
    layout: Layout,
    sentence: Sentence,
    mention: GatheringMention,
    networks: Sequence[NetworkMention],
    words: GatheringWords,
) -> bool:
    """Return whether a network stands beside a scheme as the one that runs it."""
    for network in within(networks, max(sentence.start, mention.start - _NEAR), mention.start):
        between = layout.text[network.end : mention.start].strip(' "“').replace("’", "'")
        rest = between.removeprefix("'s").strip()
        if between.startswith("'s") and (not rest or rest.islower()):
            return True
    for network in within(networks, mention.end, min(sentence.end, mention.end + 2 * _NEAR)):
        tokens = [each for each in sentence.tokens if mention.end <= each.start < network.start]
        if not tokens or (
            all(not each.capital for each in tokens) and any(each.folded in words.running for each in tokens)
        ):
            return True
    return False
