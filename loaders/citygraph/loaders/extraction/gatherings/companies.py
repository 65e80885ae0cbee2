"""Who is in each sentence of an article that may tell of a visit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.layout import Sentence

from .actors import actors_of, cities_of, home_of, last_of, most_told, told_of
from .company import Company, Visitor
from .scenes import within
from .standins import with_standins
from .visit_words import VisitWords

__all__ = ["Companies"]


class Companies:
    """Who is in each sentence of an article.

    Args:
        analysis: What the article mentions: who comes for one of its gatherings pays no visit.
        words: What its language knows about visits.
    """

    def __init__(self, analysis: Analysis, words: VisitWords) -> None:
        layout, dateline = analysis.layout, analysis.dateline
        self._analysis, self._words = analysis, words
        self._actors = actors_of(layout.text, analysis.places, analysis.persons, dateline)
        self._starts = [actor.start for actor in self._actors]
        bodies = [
            Visitor(each.start, each.end, each.acronym or each.name, each.name)
            for each in analysis.organisations
        ]
        bodies += [
            Visitor(each.start, each.end, layout.text[each.start : each.end], each.slug)
            for each in analysis.networks
            if not each.title
        ]
        self._bodies = sorted(bodies, key=lambda each: each.start)
        self._events = [each.start for each in analysis.gatherings if each.kind == "event"]
        self._home = home_of(self._actors, dateline, analysis.topic)
        self._dated = self._home is not None and dateline is not None and self._home.place is dateline
        self._settled = self._dated or (self._home is not None and most_told(self._actors, self._home))
        self._cities = cities_of(self._actors, self._home)

    def of(self, sentence: Sentence, *, alone: bool = False) -> Company | None:
        """Return who is in a sentence; None where nobody is there who could come, go or receive.

        Args:
            sentence: The sentence.
            alone: Whether it is asked of a sentence that names nobody, too.
        """
        words, folded = self._words, sentence.words
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        persons = self._analysis.persons
        people = within(persons, sentence.start, sentence.end)
        bodies = [each for each in self._bodies if sentence.start <= each.start < sentence.end]
        empty = (
            first == last
            and not people
            and not bodies
            and folded.isdisjoint(words.pointing)
            and folded.isdisjoint(words.took_place)
        )
        if empty and not alone:
            return None
        past = self._actors[:first]
        other = last_of(past, self._home)
        return Company(
            sentence,
            with_standins(
                sentence,
                self._actors[first:last],
                words,
                self._analysis.language,
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
            timed=bool(within(self._analysis.dates, sentence.start, sentence.end)),
            cities=self._cities,
            told=told_of(past, persons, sentence.start),
            settled=self._settled,
            empty=empty,
        )

    def before(self, sentence: Sentence, count: int) -> Iterator[Company]:
        """Yield who is in the sentences before one, the last first; page furniture and headings end it."""
        for each in self._analysis.layout.sentences[max(0, sentence.index - count) : sentence.index][::-1]:
            if each.furniture or each.heading:
                return
            company = self.of(each)
            if company is not None:
                yield company
