"""Who is in a sentence that may tell of a visit, and the pairs of guest and host in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.mentions import PersonMention, PlaceMention
from citygraph.loaders.extraction.records import record

__all__ = ["Actor", "Company", "Pair", "Visitor", "before", "local"]


@record(frozen=True, slots=True)
class Actor:
    """A place, or a person who holds office in one.

    Attributes:
        start: First offset of the mention.
        end: Offset after its last character.
        place: The place.
        person: The person, where it is one.
    """

    start: int
    end: int
    place: PlaceMention
    person: PersonMention | None

    @property
    def key(self) -> str:
        """What tells its place from others."""
        government = self.place.government
        return government.iri_key if government is not None else f"country:{self.place.country}"


@record(frozen=True, slots=True)
class Visitor:
    """A body that is no local government, or somebody who comes for one without being named.

    Attributes:
        start: First offset of the mention.
        end: Offset after its last character.
        name: How a description names it.
        body: The body as a fact names it; None where only a name is known.
    """

    start: int
    end: int
    name: str
    body: str | None = None


@record(frozen=True, slots=True)
class Company:
    """A sentence and who is in it.

    Attributes:
        sentence: The sentence.
        actors: Places and holders of office, in order.
        persons: All persons.
        bodies: Other bodies.
        home: Where the article was written, or which city it is about.
        dated: Whether a dateline says so.
        last: The other local government spoken of last before the sentence.
        timed: Whether it tells a date.
        cities: The local government of each country that the article speaks of most, other than that at home.
        settled: Whether a dateline tells which city is at home, or no other is spoken of as often.
        empty: Whether it names nobody who could come, go or receive.
        told: Who was named last, shortly before the sentence: whom *he* means, and who is not said again.
        busy: Whether a named event or a word for one stands in it: who comes for that pays no visit.
        crowded: Whether the article names any event at all.
    """

    sentence: Sentence
    actors: Sequence[Actor]
    persons: Sequence[PersonMention]
    bodies: Sequence[Visitor]
    home: Actor | None
    busy: bool
    crowded: bool
    dated: bool = True
    last: Actor | None = None
    timed: bool = False
    cities: Mapping[str, Actor] = field(default_factory=dict[str, "Actor"])
    told: Actor | PersonMention | None = None
    settled: bool = True
    empty: bool = False

    @property
    def written(self) -> Actor | None:
        """Where a dateline says that the article was written."""
        return self.home if self.dated else None


@record(frozen=True, slots=True)
class Pair:
    """A guest and a host.

    Attributes:
        guest: Who came.
        host: Who was visited.
        confidence: From 0 to 1.
        gone: Whether the text says that the guests went there, as against who received them.
        form: What kind of gathering it is: a visit, or a meeting.
        site: Where the two met, where it is at home for neither.
    """

    guest: Actor | Visitor | PersonMention
    host: Actor
    confidence: float
    gone: bool = False
    form: str = "visit"
    site: Actor | None = None


def before(actors: Sequence[Actor], offset: int) -> Actor | None:
    """Return the actor named last before an offset, a local government rather than its country."""
    found = [each for each in actors if each.end <= offset]
    return next((each for each in reversed(found) if not each.place.is_country), found[-1] if found else None)


def local(person: PersonMention) -> bool:
    """Return whether a person may stand for a local government: a minister does not."""
    if person.of is None:
        return person.title is None
    return person.of.place is not None and person.of.place.government is not None
