"""Who can visit or be visited in an article: its places and holders of office, and which of them is at home."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import PersonMention, PlaceMention

from .company import Actor, local

__all__ = ["actors_of", "cities_of", "home_of", "last_of", "lies_in", "most_told", "told_of"]

_RECENT: Final = 12
_OFTEN: Final = 3
_SHORTLY: Final = 250


def actors_of(
    text: str,
    places: Sequence[PlaceMention],
    persons: Sequence[PersonMention],
    dateline: PlaceMention | None,
) -> list[Actor]:
    """Return who can visit or be visited, in order: persons with the place of their office, and other places.

    A person whose office was told before stands for its place wherever the name comes again; the place of a
    dateline visits nobody, nor does a province or country that only says where the place before it lies.
    """
    actors: list[Actor] = []
    seats: dict[str, PlaceMention] = {}
    for each in persons:
        if each.of is not None and each.of.place is not None and each.of.place.government is not None:
            if not each.ended:
                seats[each.name] = each.of.place
            actors.append(Actor(each.start, each.end, each.of.place, each))
        elif each.of is None and each.title is None and each.name in seats:
            actors.append(Actor(each.start, each.end, seats[each.name], each))
    covered = sorted([(actor.start, actor.end) for actor in actors] + [_told(each) for each in persons])
    if dateline is not None:
        covered = sorted([*covered, dateline.span])
    firsts = [start for start, _ in covered]
    inner: PlaceMention | None = None
    for place in places:
        around = inner is not None and lies_in(text, inner, place)
        inner = place
        at = bisect_left(firsts, place.start + 1) - 1
        if (
            (place.government is not None or place.is_country)
            and not around
            and not (at >= 0 and place.start < covered[at][1])
        ):
            actors.append(Actor(place.start, place.end, place, None))
    return sorted(actors, key=lambda each: each.start)


def _told(person: PersonMention) -> Span:
    """Return what names a person: with the title, where that is an office in another body (*Duta Besar Spanyol X*)."""
    return person.span if person.of is not None and person.of.place is None else person.name_span


def lies_in(text: str, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Return whether a place follows another only to say where that lies: *Padang, Sumatera Barat, Indonesia*."""
    if inner.country != outer.country or text[inner.end : outer.start].strip() != ",":
        return False
    if outer.is_country:
        return not inner.is_country
    return _is_province(outer) and inner.government is not None and not _is_province(inner)


def _is_province(place: PlaceMention) -> bool:
    return place.government is not None and place.government.level == "province"


def last_of(actors: Sequence[Actor], home: Actor | None) -> Actor | None:
    """Return the local government named last that is not the one at home."""
    return next(
        (
            each
            for each in reversed(actors[-_RECENT:])
            if not each.place.is_country and (home is None or each.key != home.key)
        ),
        None,
    )


def told_of(
    actors: Sequence[Actor], persons: Sequence[PersonMention], offset: int
) -> Actor | PersonMention | None:
    """Return the holder of an office named shortly before an offset, where all are of one body.

    Args:
        actors: Who stands before the offset and can visit or be visited, in order.
        persons: The article's persons, in order.
        offset: Where a sentence begins.
    """
    least = offset - _SHORTLY
    last = bisect_left(persons, offset, key=lambda each: each.start)
    found: dict[str, Actor | PersonMention] = {
        each.key: each for each in actors[-_RECENT:] if each.person is not None and each.start >= least
    }
    found |= {
        each.of.organisation or each.of.network or "": each
        for each in persons[max(0, last - _RECENT) : last]
        if each.start >= least and each.of is not None and not local(each)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def home_of(
    actors: Sequence[Actor], dateline: PlaceMention | None, topic: PlaceMention | None
) -> Actor | None:
    """Return the city at home: that of the dateline if the text speaks of it again, else what it speaks of most."""
    about = dateline if dateline is not None and dateline.government is not None else topic
    if about is None or about.government is None:
        return None
    home = Actor(about.start, about.end, about, None)
    if about is not dateline or any(each.key == home.key for each in actors):
        return home
    counts = Counter(each.key for each in actors if not each.place.is_country)
    (most, number), *_ = counts.most_common(1) or [("", 0)]
    return next((each for each in actors if each.key == most), home) if number >= _OFTEN else home


def most_told(actors: Sequence[Actor], home: Actor) -> bool:
    """Return whether an article speaks of the city at home repeatedly, and of no other more often."""
    counts = Counter(each.key for each in actors if not each.place.is_country)
    return counts[home.key] >= _OFTEN and counts[home.key] == max(counts.values())


def cities_of(actors: Sequence[Actor], home: Actor | None) -> dict[str, Actor]:
    """Return the local government of each country that is spoken of most, without the country at home."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[str, Actor] = {}
    for each in actors:
        country = each.place.country
        if (
            each.place.government is None
            or not country
            or (home is not None and country == home.place.country)
        ):
            continue
        counts[country, each.key] += 2 if each.person is not None else 1
        first.setdefault(each.key, each)
    found: dict[str, Actor] = {}
    for (country, key), _ in counts.most_common():
        found.setdefault(country, first[key])
    return found
