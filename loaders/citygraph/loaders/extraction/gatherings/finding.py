"""Gatherings in an article: their names, and the words that mean them again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from citygraph.loaders.extraction.layout import Layout, Span
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.tagging import TaggedName

from .acronyms import acronyms
from .apposing import apposed_stretches
from .editions import editions
from .grouping import group
from .introducing import introduced_stretches
from .naming import fields_of, named_stretches
from .referring import references
from .retelling import of_editions, titled_again
from .showing import shown_stretches
from .stretches import NamedStretch
from .tagged import of_tagged_kind, tagged_stretches
from .words import words_of

__all__ = ["GatheringFinder"]

_LEADING = frozenset({"the", "a", "an", "yaitu", "yakni", "sebuah"})
_FEW = 3


class GatheringFinder:
    """Finds named events, programmes and initiatives, and later mentions of them."""

    def find(
        self,
        layout: Layout,
        language: str,
        networks: Sequence[NetworkMention],
        others: Sequence[Span] = (),
        tagged: Sequence[TaggedName] = (),
    ) -> list[GatheringMention]:
        """Return the gatherings that an article names, and every later mention of them, by their place.

        A gathering's name is the longest form in the article. A short form or a word such as *acara itu* is a
        mention with ``again`` set and the same name.

        Args:
            layout: The article.
            language: Its BCP 47 tag.
            networks: The networks mentioned in it, in order.
            others: Spans of what names something else, sorted: places, persons and other bodies.
            tagged: What a sequence model takes for names.
        """
        words = words_of(language)
        fields = list(fields_of(layout, words, networks))
        stretches: list[NamedStretch] = []
        explaining: list[tuple[Span, NamedStretch]] = []
        for field in fields:
            named = named_stretches(field)
            sentence = field[0].sentence
            low, high = bisect_left(others, (sentence.start, 0)), bisect_left(others, (sentence.end, 0))
            unquoted = [each for each in named if not each.content.quoted]
            introduced = introduced_stretches(field, unquoted, others[low:high])
            apart, explained = _explained(
                _apart(named, introduced), apposed_stretches(field, others[low:high])
            )
            explaining.extend(explained)
            apart, again = _told_twice(layout.text, apart)
            explaining.extend(again)
            apart.extend(shown_stretches(field, apart, others[low:high]))
            stretches.extend(sorted(apart, key=lambda each: each.start))
        if any(each.kind != "event" for each in tagged):
            stretches = [of_tagged_kind(each, tagged) for each in stretches]
        more = list(tagged_stretches(layout, words, networks, tagged, stretches))
        if more:
            stretches = sorted([*stretches, *more], key=lambda each: each.start)
        stretches, retold = titled_again(layout.text, stretches, words)
        explaining.extend(retold)
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
                tagged=gathering.tagged,
            )
            for gathering in gatherings
            for stretch in gathering.stretches
        ]
        homes = {id(stretch): at for at, each in enumerate(gatherings) for stretch in each.stretches}
        for (start, end), stretch in explaining:
            if id(stretch) in homes:
                meant = gatherings[homes[id(stretch)]]
                mentions.append(
                    GatheringMention(
                        start, end, kind=meant.type.kind, name=meant.name(layout.text), form=meant.type.form,
                        again=True, network=meant.network,
                    )
                )  # fmt: skip
        ruled = [each for each in mentions if not each.tagged]
        mentions, other_editions = of_editions(
            mentions, list(editions(layout, language, fields, ruled, networks))
        )
        mentions.extend(other_editions)
        mentions.extend(
            each
            for each in references(layout, fields, gatherings)
            if not any(each.start < other.end and other.start < each.end for other in other_editions)
        )
        return acronyms(layout.text, sorted(mentions, key=lambda each: each.span), networks, words)


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


def _explained(
    stretches: Sequence[NamedStretch], apposed: Sequence[tuple[int, NamedStretch]]
) -> tuple[list[NamedStretch], list[tuple[Span, NamedStretch]]]:
    """Return the names of a sentence with those that a noun explains, and where those nouns stand.

    A name that the noun would make with what follows it is none then.
    """
    found = list(stretches)
    nouns: list[tuple[Span, NamedStretch]] = []
    for index, stretch in apposed:
        if any(each.first < stretch.last and stretch.first < each.last for each in found):
            continue
        found = [each for each in found if each.upper or not each.first <= index < each.last]
        found.append(stretch)
        token = stretch.sentence.tokens[index]
        nouns.append(((token.start, token.end), stretch))
    return found, nouns


def _explains(between: Sequence[str]) -> bool:
    """Return whether what stands between two names leads to an explanation: a comma, an article, few plain words."""
    if not between or between[0] != ",":
        return False
    rest = between[1:]
    return not rest or (rest[0] in _LEADING and len(rest) <= _FEW and all(word.islower() for word in rest))


def _told_twice(
    text: str, stretches: Sequence[NamedStretch]
) -> tuple[list[NamedStretch], list[tuple[Span, NamedStretch]]]:
    """Return the names of a sentence without those that only explain the one before, and where these stand.

    *The Sanitation Summit, the yearly meeting of AKKOPSI,* is one event, and that network's.
    """
    found: list[NamedStretch] = []
    again: list[tuple[Span, NamedStretch]] = []
    for each in sorted(stretches, key=lambda one: one.start):
        last = found[-1] if found else None
        between = text[last.end : each.start].split() if last is not None else []
        if (
            last is not None
            and last.type.kind == each.type.kind == "event"
            and not each.upper
            and each.content.ordinal is None
            and _explains(between)
        ):
            found[-1] = last if last.network else replace(last, network=each.network)
            again.append(((each.start, each.end), found[-1]))
            continue
        found.append(each)
    return found, again
