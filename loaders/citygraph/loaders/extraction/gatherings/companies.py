"""Who is in each sentence of an article that may tell of a visit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.mentions import (
    DateMention,
    GatheringMention,
    NetworkMention,
    OrganisationMention,
    PersonMention,
    PlaceMention,
)

from .actors import actors_of, cities_of, home_of, last_of, told_of
from .company import Company, Visitor
from .scenes import within
from .standins import with_standins
from .visit_words import VisitWords

__all__ = ["Companies"]


class Companies:
    """Who is in each sentence of an article.

    Args:
        layout: The article.
        language: Its BCP 47 tag.
        words: What the language knows about visits.
        gatherings: The gatherings that it names: who comes for one of them pays no visit.
        places: The places in it, linked.
        persons: The persons in it.
        organisations: Other bodies in it.
        networks: The city networks in it.
        dateline: Where it was written.
        topic: The city that it is about.
        dates: The dates in it.
    """

    def __init__(
        self,
        layout: Layout,
        language: str,
        words: VisitWords,
        gatherings: Sequence[GatheringMention],
        places: Sequence[PlaceMention],
        persons: Sequence[PersonMention],
        organisations: Sequence[OrganisationMention],
        networks: Sequence[NetworkMention],
        dateline: PlaceMention | None,
        topic: PlaceMention | None,
        dates: Sequence[DateMention],
    ) -> None:
        self._layout, self._language, self._words = layout, language, words
        self._persons, self._dates = persons, dates
        self._actors = actors_of(layout.text, places, persons, dateline)
        self._starts = [actor.start for actor in self._actors]
        self._bodies = sorted(
            [
                *(Visitor(each.start, each.end, each.acronym or each.name, each.name) for each in organisations),
                *(
                    Visitor(each.start, each.end, layout.text[each.start : each.end], each.slug)
                    for each in networks
                    if not each.title
                ),
            ],
            key=lambda each: each.start,
        )  # fmt: skip
        self._events = [each.start for each in gatherings if each.kind == "event"]
        self._home = home_of(self._actors, dateline, topic)
        self._dated = self._home is not None and dateline is not None and self._home.place is dateline
        self._cities = cities_of(self._actors, self._home)

    def of(self, sentence: Sentence) -> Company | None:
        """Return who is in a sentence; None where nobody is there who could come, go or receive."""
        words, folded = self._words, sentence.words
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        people = within(self._persons, sentence.start, sentence.end)
        bodies = [each for each in self._bodies if sentence.start <= each.start < sentence.end]
        if (
            first == last
            and not people
            and not bodies
            and folded.isdisjoint(words.pointing)
            and folded.isdisjoint(words.took_place)
        ):
            return None
        past = self._actors[:first]
        other = last_of(past, self._home)
        return Company(
            sentence,
            with_standins(
                sentence,
                self._actors[first:last],
                words,
                self._language,
                cities=self._cities,
                last=other,
                spoken=(last_of(past, None), self._home, other),
            ),
            people,
            bodies,
            self._home,
            busy=bisect_left(self._events, sentence.end) > bisect_left(self._events, sentence.start)
            or not folded.isdisjoint(words.occasions),
            crowded=bool(self._events),
            dated=self._dated,
            last=other,
            timed=bool(within(self._dates, sentence.start, sentence.end)),
            cities=self._cities,
            told=told_of(past, self._persons, sentence.start),
        )

    def before(self, sentence: Sentence, count: int) -> Iterator[Company]:
        """Yield who is in the sentences before one, the last first; page furniture and headings end it."""
        for each in self._layout.sentences[max(0, sentence.index - count) : sentence.index][::-1]:
            if each.furniture or each.heading:
                return
            company = self.of(each)
            if company is not None:
                yield company
