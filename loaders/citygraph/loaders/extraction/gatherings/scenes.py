"""The sentences that speak of one gathering, with what stands in them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Final, TypeVar

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.mentions import GatheringMention, Mention, PersonMention, PlaceMention
from citygraph.loaders.extraction.records import record

from .circumstance_words import CircumstanceWords, circumstance_words_of
from .words import Phrases

__all__ = ["Scene", "Scenes", "has_phrase", "within"]

_MOST: Final = 24
_LEAD: Final = 4
_START: Final = attrgetter("start")
M = TypeVar("M", bound=Mention)


@record(frozen=True, slots=True)
class Scene:
    """A sentence that mentions a gathering.

    Attributes:
        sentence: The sentence.
        mention: The mention in it.
    """

    sentence: Sentence
    mention: GatheringMention


def within(mentions: Sequence[M], start: int, end: int) -> Sequence[M]:
    """Return the mentions, sorted by place, that begin in a stretch of the text."""
    first = bisect_left(mentions, start, key=_START)
    last = bisect_left(mentions, end, first, key=_START)
    return mentions[first:last]


def has_phrase(sentence: Sentence, phrases: Phrases, start: int = 0, end: int | None = None) -> Span | None:
    """Return where the first of some phrases stands in a sentence, between two offsets; None where none does."""
    tokens = sentence.tokens
    for index in sentence.spots(phrases.by_first.keys()):
        token = tokens[index]
        if token.start >= start and (end is None or token.end <= end):
            size = phrases.at(tokens, index)
            if size:
                return token.start, tokens[index + size - 1].end
    return None


class Scenes:
    """Where an article speaks of its gatherings."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.words: CircumstanceWords = circumstance_words_of(analysis.language)
        self._by_name: dict[str, list[Scene]] = {}
        for mention in analysis.gatherings:
            sentence = analysis.layout.sentence_at(mention.start)
            if sentence is not None:
                self._by_name.setdefault(mention.name, []).append(Scene(sentence, mention))
        self.first = next(
            (each.index for each in analysis.layout.sentences if not each.furniture and not each.heading), 0
        )

    @cached_property
    def lead_end(self) -> int:
        """Where the article's first sentences end."""
        sentences = self.analysis.layout.sentences
        return sentences[min(self.first + _LEAD, len(sentences)) - 1].end if sentences else 0

    def in_lead(self, of: Sequence[Scene]) -> bool:
        """Return whether the headline or the first sentences tell of a gathering."""
        return any(each.mention.start < self.lead_end for each in of)

    @cached_property
    def host_sentences(self) -> list[tuple[Sentence, Span]]:
        """Sentences that call somebody the host, with where they do."""
        found: list[tuple[Sentence, Span]] = []
        for sentence in self.analysis.layout.sentences:
            span = None if sentence.furniture else has_phrase(sentence, self.words.host)
            if span is not None:
                found.append((sentence, span))
        return found

    @cached_property
    def _events(self) -> list[GatheringMention]:
        return [each for each in self.analysis.gatherings if each.kind == "event"]

    @cached_property
    def _only(self) -> str | None:
        names = {each.name for each in self._events}
        return names.pop() if len(names) == 1 else None

    @property
    def topic(self) -> PlaceMention | None:
        """The city that the article is about."""
        return self.analysis.topic

    @cached_property
    def main(self) -> str | None:
        """The event that the article is about: what its first sentences name, and what it speaks of most."""
        weights: Counter[str] = Counter()
        for each in self._events:
            weights[each.name] += 3 if each.start < self.lead_end else 1
        return max(weights, key=lambda name: weights[name], default=None)

    @cached_property
    def _lands(self) -> tuple[frozenset[str], frozenset[str]]:
        places = self.analysis.places
        return (
            frozenset(each.name for each in places if each.is_country),
            frozenset(each.name for each in places),
        )

    def between_states(self, name: str) -> bool:
        """Return whether a name is that of something between two states (*Singapore-China Dialogue*)."""
        countries, places = self._lands
        words = name.replace("–", "-").split()
        for at, word in enumerate(words):
            sides = word.split("-")
            if len(sides) == 2 and (set(sides) & countries) and set(sides) <= places:
                return not (at + 1 < len(words) and words[at + 1].startswith("("))
        return False

    def over(self, sentence: Sentence | None, span: Span) -> bool:
        """Return whether the words of a stretch say that it has begun: *has been staying*."""
        if sentence is None or has_phrase(sentence, self.words.coming, *span):
            return False
        return any(
            each.folded in self.words.done for each in sentence.tokens if span[0] <= each.start < span[1]
        )

    def recent(self, offset: int) -> PlaceMention | None:
        """Return the local government named last before an offset."""
        at = bisect_left(self.analysis.places, offset, key=lambda each: each.start) - 1
        while at >= 0:
            if self.analysis.places[at].government is not None:
                return self.analysis.places[at]
            at -= 1
        return None

    def spoken_of(self, sentence: Sentence) -> str | None:
        """Return the event mentioned last before the end of a sentence, or the article's only one."""
        if self._only is not None:
            return self._only
        at = bisect_left(self._events, sentence.end, key=lambda each: each.start) - 1
        return self._events[at].name if at >= 0 else None

    @cached_property
    def receivers(self) -> dict[str, PersonMention]:
        """Persons who welcome guests, the first of each government, by its key."""
        found: dict[str, PersonMention] = {}
        for person in self.analysis.persons:
            place = person.of.place if person.of is not None and not person.ended else None
            if place is None or place.government is None or place.government.iri_key in found:
                continue
            sentence = self.analysis.layout.sentence_at(person.start)
            if sentence is not None and not sentence.furniture and has_phrase(sentence, self.words.welcome):
                found[place.government.iri_key] = person
        return found

    def gatherings(self) -> Iterator[tuple[GatheringMention, list[Scene]]]:
        """Yield each gathering by its first naming, with its scenes in order, the first 24 of them."""
        for scenes in self._by_name.values():
            del scenes[_MOST:]
            named = next((each.mention for each in scenes if not each.mention.again), scenes[0].mention)
            yield named, scenes

    def of(self, name: str) -> Sequence[Scene]:
        """Return the scenes of a gathering, in order."""
        return self._by_name.get(name, ())

    def others_between(self, name: str, start: int, end: int) -> bool:
        """Return whether another event is mentioned between two offsets."""
        if end < start:
            start, end = end, start
        return any(
            each.name != name and each.kind == "event"
            for each in within(self.analysis.gatherings, start, end)
        )

    def neighbour(self, sentence: Sentence, step: int) -> Sentence | None:
        """Return the sentence before or after one, in the same paragraph or the next, page furniture left out."""
        at = sentence.index + step
        if not 0 <= at < len(self.analysis.layout.sentences):
            return None
        found = self.analysis.layout.sentences[at]
        return None if found.furniture else found
