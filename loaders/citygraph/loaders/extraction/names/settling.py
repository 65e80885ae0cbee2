"""The bodies of offices, once places are linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Span
from citygraph.loaders.extraction.mentions import (
    BodyRef,
    NetworkMention,
    OrganisationMention,
    PersonMention,
    PlaceMention,
)
from citygraph.loaders.extraction.places import dateline

from .candidates import PersonCandidate
from .choosing import Choosing, NamedCity, country_of_title

__all__ = ["settle"]

_LOCAL: Final = frozenset({"mayor", "regent", "governor", "local", "counterpart"})
_SMALL_PLACE: Final = 150_000  # people in a place that may be a first name
_NEAR: Final = 3  # sentences back to the network or the city that an office without one is held in
_LEVELS: Final[Mapping[str, frozenset[str]]] = {
    "mayor": frozenset({"city", "metropolitan-area"}),
    "regent": frozenset({"regency"}),
    "governor": frozenset({"province", "metropolitan-area", "city"}),
}


def settle(
    persons: Sequence[PersonCandidate],
    places: Sequence[PlaceMention],
    layout: Layout,
    organisations: Sequence[OrganisationMention] = (),
    networks: Sequence[NetworkMention] = (),
    language: str = "en",
) -> list[PersonMention]:
    """Return the persons with the bodies that they hold office in, in the order given.

    A mayor without a city in the phrase is the mayor of the likeliest of the cities named around it, by how they
    stand there, by title and name, and by what the article is about: one that has no other mayor in it.

    Args:
        persons: Persons as found in the text.
        places: Its places, linked.
        layout: The text.
        organisations: Its other bodies.
        networks: Its networks.
        language: BCP 47 tag of the article.
    """
    renamed = [_renamed(each, places, layout.text, language) for each in persons]
    persons = [each for each, _ in renamed]
    first_names = {span for _, span in renamed if span is not None}
    places = [each for each in places if each.span not in first_names]
    context = _Context(persons, places, layout, organisations, networks, language)
    return [
        PersonMention(
            each.start,
            each.end,
            name=each.name,
            title=each.title,
            of=(found := context.body(each))[0],
            name_span=each.name_span,
            ended=each.ended,
            first=each.title is not None,
            planned=each.planned,
            evidence=(each.evidence, *found[1]) if each.title is not None else (),
            rule=each.rule,
            governs=each.kind in _LEVELS,
        )
        for each in persons
    ]


def _renamed(
    person: PersonCandidate, places: Sequence[PlaceMention], text: str, language: str
) -> tuple[PersonCandidate, Span | None]:
    """Return a person with the first name that was taken for the place of the office, and where it stands.

    A place right between a title and a name is none where cities of its country have no such office, or where it
    leaves one word as a name and is small and stands there alone, or is no government that could have the office.
    """
    body = person.body
    if body is None or body.place is None or body.place.start < body.place.name_start:
        return person, None
    place = body.place
    if text[place.end : person.name_span[0]] != " " or person.title is None:
        return person, None
    linked = next((each for each in places if each.start == place.start and each.end == place.end), None)
    government = linked.government if linked is not None else None
    countries = country_of_title(person.title, language)
    if government is None:
        first = bool(countries) and not place.country_name and " " not in person.name
    else:
        others = sum(each.government == government for each in places)
        small = (government.population or 0) < _SMALL_PLACE and others == 1 and " " not in person.name
        first = small or (bool(countries) and government.country not in countries)
    if not first:
        return person, None
    name = f"{text[place.start : place.end]} {person.name}"
    span = place.start, person.name_span[1]
    return replace(person, name=name, name_span=span, body=None), linked.span if linked is not None else None


class _Context:
    """What an article says about who governs where."""

    def __init__(
        self,
        persons: Sequence[PersonCandidate],
        places: Sequence[PlaceMention],
        layout: Layout,
        organisations: Sequence[OrganisationMention],
        networks: Sequence[NetworkMention],
        language: str,
    ) -> None:
        self._layout = layout
        self._networks = networks
        self._organisations = organisations
        self._at = {offset: each for each in places for offset in {each.start, each.end}}
        self._holders: dict[tuple[str, str], set[str]] = {}
        self._governed: dict[str, set[str]] = {}
        self._known: dict[tuple[str, str], BodyRef] = {}
        held: list[tuple[int, str]] = []
        for person in persons:
            place = self._linked(person)
            if place is not None and place.government is not None and person.kind in _LOCAL:
                held.append((place.start, place.government.iri_key))
            if place is not None and place.government is not None and not person.ended:
                title = (person.title or "").casefold()
                self._holders.setdefault((title, place.government.iri_key), set()).add(person.name)
                self._known.setdefault((person.kind, person.name), BodyRef(place=place))
                if person.kind in _LEVELS:
                    self._governed.setdefault(place.government.iri_key, set()).add(person.name)
        self._choosing = Choosing(layout, language, places, dateline(layout, places), held)

    def body(self, person: PersonCandidate) -> tuple[BodyRef | None, tuple[tuple[int, int], ...]]:
        """Return the body of a person's office, and the passage that names it where that is elsewhere."""
        if person.title is None:
            return None, ()
        body = person.body
        if body is not None and body.network is not None:
            return BodyRef(network=body.network), ()
        if body is not None and body.organisation is not None:
            return BodyRef(organisation=body.organisation), ()
        place = self._linked(person)
        if (
            place is not None
            and place.government is not None
            and person.kind not in {"state", "envoy", "low"}
        ):
            return BodyRef(place=place), ()
        if person.kind == "presiding" and (body is None or body.near):
            presided = self._presided(person)
            if presided[0] is not None or body is None:
                return presided
        if self._party(person, place):
            return self._understood(person)
        if (body is None and person.kind in _LOCAL) or (body is not None and body.near):
            return self._understood(person)
        return None, ()

    def _party(self, person: PersonCandidate, place: PlaceMention | None) -> bool:
        """Return whether what is right before a councillor's title is a party (``Green councillor``) and no city."""
        candidate = person.body.place if person.body is not None else None
        if (
            person.kind != "local"
            or candidate is None
            or candidate.country_name
            or candidate.level is not None
        ):
            return False
        return candidate.start == person.start and (place is None or place.government is None)

    def _presided(self, person: PersonCandidate) -> tuple[BodyRef | None, tuple[tuple[int, int], ...]]:
        """Return the network named last before an office that networks have, in its sentence or shortly before."""
        sentence = self._layout.sentence_at(person.evidence[0])
        if sentence is None:
            return None, ()
        back = self._layout.sentences[max(0, sentence.index - _NEAR)].start
        if person.body is None and person.rule == "title-name" and len((person.title or "").split()) == 1:
            back = sentence.start
        named: list[NetworkMention | OrganisationMention] = [
            *self._networks,
            *(self._organisations if person.body is not None else ()),
        ]
        before = [each for each in named if back <= each.start < person.evidence[1]]
        if not before:
            return None, ()
        last = max(before, key=lambda each: each.start)
        span = (last.start, person.evidence[1]) if last.start >= sentence.start else last.span
        if isinstance(last, NetworkMention):
            return BodyRef(network=last.slug), (span,)
        return BodyRef(organisation=last.name), (span,)

    def _linked(self, person: PersonCandidate) -> PlaceMention | None:
        """Return the place that the candidate of a person's body was linked to."""
        if person.body is None or person.body.place is None:
            return None
        candidate = person.body.place
        for offset in (candidate.end, candidate.start, candidate.name_start):
            found = self._at.get(offset)
            if found is not None and found.start < candidate.end and candidate.start < found.end:
                return found
        return None

    def _understood(self, person: PersonCandidate) -> tuple[BodyRef | None, tuple[tuple[int, int], ...]]:
        """Return the body that a title without one means."""
        known = self._known.get((person.kind, person.name))
        if known is None:
            understood = self._guessed(person)
            if understood[0] is not None:
                self._known[person.kind, person.name] = understood[0]
                self._hold(person, understood[0])
            return understood
        return known, ()

    def _hold(self, person: PersonCandidate, of: BodyRef) -> None:
        """Note who governs a city: nobody named later does, nor a counterpart of theirs."""
        if person.kind in _LEVELS and not person.ended and of.place is not None and of.place.government:
            self._governed.setdefault(of.place.government.iri_key, set()).add(person.name)

    def _guessed(self, person: PersonCandidate) -> tuple[BodyRef | None, tuple[tuple[int, int], ...]]:
        """Return the body of a title without one by the cities around it."""
        for found in self._choosing.ranked(person):
            if not self._fits(person, found):
                continue
            span = found.mention.span
            sentence = self._layout.sentence_at(person.evidence[0])
            if sentence is not None and sentence.start <= span[0] < person.evidence[0]:
                span = span[0], person.evidence[1]
            return BodyRef(place=found.mention), (span,)
        return None, ()

    def _fits(self, person: PersonCandidate, found: NamedCity) -> bool:
        government = found.mention.government
        levels = _LEVELS.get(person.kind)
        if government is None or (levels is not None and government.level not in levels):
            return False
        others = self._holders.get(((person.title or "").casefold(), found.key), set())
        if person.kind == "counterpart" or (person.rule == "titles-names" and levels is not None):
            return not self._governed.get(found.key, {person.name}) - {person.name}
        return person.ended or person.kind not in _LEVELS or not others - {person.name}
