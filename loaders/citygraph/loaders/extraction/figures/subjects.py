"""What a count is about: the network, event, programme or initiative that the text speaks of there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.mentions import (
    GatheringMention,
    NetworkMention,
    NumberMention,
    PlaceMention,
)
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.records import record
from citygraph.loaders.extraction.tokens import fold_word

__all__ = ["Subject", "Subjects"]

_REACH: Final = 3
_FAR: Final = 8  # sentences back to the gathering that a noun means
_OWN_REACH: Final = 60
_LEADING: Final = 20  # letters into a sentence that a city leads
_BEHIND: Final = 30  # letters from a number to the city behind it ("249,000 residents of")
_GENITIVE: Final = 3  # letters between a city and the number of its own
_OWNER: Final = 8  # letters between a city and how many twins it has (``Taipei has 48``)
_OFTEN: Final = 3
_OWNING: Final = ("initiative", "programme")
_KINDS: Final = ("network", "event", "programme", "initiative")


@record(frozen=True, slots=True)
class Subject:
    """Something that figures may be about, where the text names it.

    Attributes:
        start: First offset.
        end: Offset after the last character.
        kind: ``network``, ``event``, ``programme``, ``initiative`` or ``city``.
        name: Slug of a network, ``Name, CC`` of a city, name of the others.
        sentence: Index of the sentence.
        near: Whether it stands in the same sentence as the number.
    """

    start: int
    end: int
    kind: str
    name: str
    sentence: int
    near: bool = False


class Subjects:
    """Everything in an article that a figure may be about.

    Args:
        layout: The article.
        gatherings: Its events, programmes and initiatives.
        networks: Its networks.
        places: Its places.
    """

    def __init__(
        self,
        layout: Layout,
        gatherings: Iterable[GatheringMention],
        networks: Iterable[NetworkMention],
        places: Iterable[PlaceMention] = (),
    ) -> None:
        found: list[tuple[int, int, str, str]] = [
            (each.start, each.end, each.kind, each.name) for each in gatherings
        ]
        found += [(each.start, each.end, "network", each.slug) for each in networks]
        self._by_kind: dict[str, list[Subject]] = {}
        self._by_sentence: dict[tuple[str, int], list[Subject]] = {}
        self._spans = sorted(
            (start, end)
            for start, end, kind, name in found
            if kind == "network" or end - start <= 2 * len(name)  # a visit's words are no name
        )
        self._layout = layout
        self._places = [each for each in places if each.government is not None]
        self._add(sorted(found))

    def __bool__(self) -> bool:
        return bool(self._by_kind or self._places)

    def _add(self, found: Iterable[tuple[int, int, str, str]]) -> None:
        for start, end, kind, name in found:
            sentence = self._layout.sentence_at(start)
            if sentence is not None and not sentence.furniture:
                subject = Subject(start, end, kind, name, sentence.index)
                self._by_kind.setdefault(kind, []).append(subject)
                self._by_sentence.setdefault((kind, sentence.index), []).append(subject)

    def named(self, offset: int) -> bool:
        """Return whether an offset lies in a name."""
        at = bisect_right(self._spans, (offset, 1 << 62)) - 1
        return at >= 0 and offset < self._spans[at][1]

    def nearest(
        self,
        kinds: Sequence[str],
        sentence: Sentence,
        offset: int,
        *,
        meetings: Sequence[str] = (),
        visits: Sequence[str] = (),
        guests: bool = False,
    ) -> Subject | None:
        """Return what a number is about: named in its sentence, else in the last ones before, else the only one.

        Args:
            kinds: What it may be, the likeliest first.
            sentence: The number's sentence.
            offset: Where the number stands.
            meetings: Nouns of gatherings in the sentence: an event named so goes before others.
            visits: First words of the names of visits.
            guests: Whether guests are counted: a visit goes before other events, else after them.
        """
        if "city" in kinds:
            self._with_cities()
        for kind in kinds:
            inside = self._by_sentence.get((kind, sentence.index))
            if inside and kind == "city":
                inside = [each for each in inside if each.start - offset <= _BEHIND]
            if inside:
                best = min(
                    inside,
                    key=lambda each: (
                        kind == "event" and _visit(each, visits) != guests,
                        each.start > offset,
                        abs(each.start - offset),
                    ),
                )
                return Subject(best.start, best.end, kind, best.name, best.sentence, True)
        if kinds[0] == "event":
            meant = self._meant(sentence, offset, meetings, visits, guests=guests)
            if meant is not None:
                return meant
        before = [
            subject
            for kind in kinds
            for subject in (self._last(kind, offset, sentence.index, () if guests else visits),)
            if subject is not None and sentence.index - subject.sentence <= _REACH
        ]
        if before:
            return min(before, key=lambda each: (kinds.index(each.kind), -each.start))
        mains = (_main(self._by_kind.get(kind, ())) for kind in kinds)
        return next((main for main in mains if main is not None), None)

    def _meant(
        self, sentence: Sentence, offset: int, meetings: Sequence[str], visits: Sequence[str], *, guests: bool
    ) -> Subject | None:
        """Return the event that the words around a number mean: named by a noun of the sentence, or the guests'."""
        events = self._by_kind.get("event", [])
        if guests:
            close = [
                each
                for each in events
                if _visit(each, visits) and abs(each.sentence - sentence.index) <= _REACH
            ]
            return min(close, key=lambda each: abs(each.start - offset)) if close else None
        earlier = [each for each in events if each.start < offset]
        for each in reversed(earlier):
            name = fold_word(each.name)
            if not _visit(each, visits) and any(noun in name for noun in meetings):
                return each if sentence.index - each.sentence <= _FAR else None
        return None

    def owned(
        self, sentence: Sentence, offset: int, before: Sentence | None, *, apiece: bool = False
    ) -> Subject | None:
        """Return the initiative or programme that a number belongs to whatever it counts.

        The last one named before it in its sentence, with no event or network named since; else the one initiative
        of the sentence before, where its own names nothing; a programme too where it gives each one something.
        """
        inside = [
            each
            for kind in _KINDS
            for each in self._by_sentence.get((kind, sentence.index), ())
            if each.start < offset
        ]
        if inside:
            last = max(inside, key=lambda each: each.start)
            known = last.kind == "initiative" or (last.kind == "programme" and offset - last.end < _OWN_REACH)
            return replace(last, near=True) if known else None
        here = self._told(sentence)
        if here or before is None:
            return replace(here[0], near=True) if _one(here, ("initiative",)) else None
        told = self._told(before)
        return told[0] if _one(told, _OWNING if apiece else ("initiative",)) else None

    def _told(self, sentence: Sentence) -> list[Subject]:
        return [each for kind in _KINDS for each in self._by_sentence.get((kind, sentence.index), ())]

    def _last(self, kind: str, offset: int, sentence: int, visits: Sequence[str]) -> Subject | None:
        """Return what was named last before an offset: a visit only where nothing else is near."""
        known = self._by_kind.get(kind, [])
        at = bisect_right(known, offset, key=lambda each: each.start) - 1
        if kind == "event" and visits:
            for index in range(at, -1, -1):
                if sentence - known[index].sentence > _REACH:
                    break
                if not _visit(known[index], visits):
                    return known[index]
        return known[at] if at >= 0 else None

    def whole(self, sentence: Sentence, offset: int) -> Subject | None:
        """Return the city whose twins a number counts: right before it, else the sentence's first or the article's."""
        self._with_cities()
        inside = [each for each in self._by_sentence.get(("city", sentence.index), ()) if each.start < offset]
        if inside:
            last = inside[-1]
            return replace(last if offset - last.end <= _OWNER else inside[0], near=True)
        main = _main(self._by_kind.get("city", ()), often=1)
        return replace(main, near=True) if main is not None else None

    def counting(self, sentence: Sentence, number: NumberMention) -> Subject | None:
        """Return the city whose twins an ordinal counts: the one right before it, else the next one named.

        *Otsu is Lansing's 7th twin*, *Otsu is the 7th city with which Lansing has a bond*.
        """
        self._with_cities()
        inside = self._by_sentence.get(("city", sentence.index), ())
        own = [each for each in inside if 0 <= number.start - each.end <= _GENITIVE]
        found = own or [each for each in inside if each.start > number.end]
        return replace(found[0], near=True) if found else None

    def sole(self, sentence: Sentence, offset: int) -> Subject | None:
        """Return the one city of a sentence that begins with it and speaks of no gathering or network."""
        self._with_cities()
        told = self._by_sentence.get(("city", sentence.index))
        if not told:
            return None
        alone = len({each.name for each in told}) == 1 and not self._told(sentence)
        leads = told[0].start < min(offset, sentence.start + _LEADING)
        return replace(told[0], near=True) if alone and leads else None

    def lone(self, sentence: Sentence, offset: int) -> Subject | None:
        """Return the one city of the nearest sentence before that names any, where that is near."""
        self._with_cities()
        last = self._last("city", offset, sentence.index, ())
        if last is None or sentence.index - last.sentence > _REACH - 1:
            return None
        names = {each.name for each in self._by_sentence[("city", last.sentence)]}
        return replace(last, near=True) if len(names) == 1 else None

    def _with_cities(self) -> None:
        """Add the cities, which few numbers are about, when one first may be."""
        if self._places:
            places, self._places = self._places, []
            self._add((each.start, each.end, "city", _written(each)) for each in places)


def _visit(subject: Subject, visits: Sequence[str]) -> bool:
    """Return whether an event is a visit, by its name."""
    return fold_word(subject.name).startswith(tuple(visits)) if visits else False


def _one(told: Sequence[Subject], kinds: Sequence[str]) -> bool:
    """Return whether a sentence speaks of one thing, and of one of these kinds."""
    return len({(each.kind, each.name) for each in told}) == 1 and told[0].kind in kinds


def _main(known: Sequence[Subject], *, often: int = _OFTEN) -> Subject | None:
    """Return what the article speaks of alone, or far more than of anything else of the kind."""
    counts = Counter([each.name for each in known]).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < often * counts[1][1] + (often == 1)):
        return None
    return next(each for each in known if each.name == counts[0][0])


def _written(place: PlaceMention) -> str:
    return as_written(place.government) if place.government is not None else place.name
