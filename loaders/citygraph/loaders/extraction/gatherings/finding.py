"""Gatherings in an article: their names, and the words that mean them again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from citygraph.loaders.extraction.layout import Layout, Span
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention

from .acronyms import acronyms
from .editions import editions
from .grouping import group
from .introducing import introduced_stretches
from .naming import fields_of, named_stretches
from .referring import references
from .showing import shown_stretches
from .stretches import NamedStretch
from .words import words_of

__all__ = ["GatheringFinder"]


class GatheringFinder:
    """Finds named events, programmes and initiatives, and later mentions of them."""

    def find(
        self,
        layout: Layout,
        language: str,
        networks: Sequence[NetworkMention],
        others: Sequence[Span] = (),
    ) -> list[GatheringMention]:
        """Return the gatherings that an article names, and every later mention of them, by their place.

        A gathering's name is the longest form in the article. A short form or a word such as *acara itu* is a
        mention with ``again`` set and the same name.

        Args:
            layout: The article.
            language: Its BCP 47 tag.
            networks: The networks mentioned in it, in order.
            others: Spans of what names something else, sorted: places, persons and other bodies.
        """
        words = words_of(language)
        fields = list(fields_of(layout, words, networks))
        stretches: list[NamedStretch] = []
        for field in fields:
            named = named_stretches(field)
            sentence = field[0].sentence
            low, high = bisect_left(others, (sentence.start, 0)), bisect_left(others, (sentence.end, 0))
            unquoted = [each for each in named if not each.content.quoted]
            introduced = introduced_stretches(field, unquoted, others[low:high])
            apart = _apart(named, introduced)
            apart.extend(shown_stretches(field, apart, others[low:high]))
            stretches.extend(sorted(apart, key=lambda each: each.start))
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
        again = list(editions(layout, language, fields, mentions, networks))
        mentions.extend(again)
        mentions.extend(
            each
            for each in references(layout, fields, gatherings)
            if not any(each.start < other.end and other.start < each.end for other in again)
        )
        return acronyms(layout.text, sorted(mentions, key=lambda each: each.span), networks)


def _apart(named: Sequence[NamedStretch], introduced: Sequence[NamedStretch]) -> list[NamedStretch]:
    """Return the names of a sentence, those without the ones that an introduced name stands in."""
    return [
        *(
            each
            for each in named
            if not any(each.start < other.end and other.start < each.end for other in introduced)
        ),
        *introduced,
    ]
