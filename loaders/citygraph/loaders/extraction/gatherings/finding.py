"""Gatherings in an article: their names, and the words that mean them again."""

from __future__ import annotations

from collections.abc import Sequence

from citygraph.loaders.extraction.layout import Layout
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention

from .grouping import Gathering, group
from .naming import NamedStretch, grounds, named_stretches
from .referring import references
from .words import words_of

__all__ = ["GatheringFinder"]


class GatheringFinder:
    """Finds named events, programmes and initiatives, and later mentions of them."""

    def find(
        self, layout: Layout, language: str, networks: Sequence[NetworkMention]
    ) -> list[GatheringMention]:
        """Return the gatherings that an article names, and every later mention of them, by their place.

        A gathering's name is the longest form in the article. A short form or a word such as *acara itu* is a
        mention with ``again`` set and the same name.

        Args:
            layout: The article.
            language: Its BCP 47 tag.
            networks: The networks mentioned in it, in order.
        """
        words = words_of(language)
        fields = list(grounds(layout, words, networks))
        stretches: list[NamedStretch] = []
        for ground, slugs in fields:
            stretches.extend(named_stretches(ground, slugs))
        gatherings = group(stretches)
        mentions = [
            GatheringMention(
                stretch.start,
                stretch.end,
                kind=gathering.type.kind,
                name=gathering.name(layout.text),
                form=gathering.type.form,
                again=stretch is not gathering.stretches[0],
                network=gathering.network,
            )
            for gathering in gatherings
            for stretch in gathering.stretches
        ]
        mentions.extend(references(layout, fields, gatherings))
        return sorted(mentions, key=lambda each: each.span)
