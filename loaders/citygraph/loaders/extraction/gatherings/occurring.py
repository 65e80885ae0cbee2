"""Whether a gathering that an article names once, without date and place, is one that it tells of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.mentions import GatheringMention

from .scenes import Scene, Scenes, within
from .words import GatheringWords, words_of

__all__ = ["takes_place"]

_SEVERAL: Final = 2


def takes_place(scenes: Scenes, mention: GatheringMention, of: Sequence[Scene]) -> bool:
    """Return whether a gathering takes place or is attended by what the sentences about it say.

    A dinner or a reception that many gatherings have (*a gala dinner*) is only part of one.

    Args:
        scenes: The article.
        mention: The gathering.
        of: What tells of it.
    """
    words, heads = scenes.words, words_of(scenes.analysis.language)
    told = words.held | words.attending
    for scene in of:
        sentence = scene.sentence
        first = bisect_left(sentence.starts, scene.mention.start)
        if sentence.heading or heads.alone.at(sentence.tokens, first):
            continue
        said = not sentence.words.isdisjoint(told)
        if mention.tagged and (said or any(letter.isupper() for letter in mention.name)):
            return True
        if (said and _placed(scenes, scene)) or (_long(scene) and _led(scene, first, heads)):
            return True
    return False


def _placed(scenes: Scenes, scene: Scene) -> bool:
    """Return whether the sentence about a gathering names a city."""
    sentence = scene.sentence
    return any(each.government for each in within(scenes.analysis.places, sentence.start, sentence.end))


def _long(scene: Scene) -> bool:
    """Return whether a name has several words with a capital: short ones (*the Charter Fair*) are often in passing."""
    start, end = scene.mention.span
    words = [each for each in scene.sentence.tokens if start <= each.start < end]
    return sum(each.capital for each in words) > _SEVERAL


def _led(scene: Scene, first: int, heads: GatheringWords) -> bool:
    """Return whether a word such as *at* leads to a gathering, with at most an article or a modifier between."""
    tokens = scene.sentence.tokens
    at = first - 1
    while at >= 0 and tokens[at].folded in heads.determiners | heads.articles | heads.modifiers:
        at -= 1
    return at >= 0 and tokens[at].folded in heads.amid
