"""What each kind of fact states, in the terms of the ontology."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from citygraph.loaders.facts import (
    CityName,
    Event,
    Fact,
    Figure,
    Initiative,
    Membership,
    Office,
    Participation,
    Partnership,
    Places,
    Problem,
    Programme,
)
from citygraph.ontology import CG, ORG, RDFS, SCHEMA, SKOS, Identifiers, Place, slug

from .scope import Scope
from .statements import individual
from .triples import Triples, decimal, integer, text

__all__ = ["Kinds"]

MEMBER = "member"
PARTICIPANT = "participant"


class Kinds:
    """States what the facts of one document say.

    Every method returns the fact's IRI, or None when a name in it could not be resolved; the scope then holds
    the problem.

    Args:
        scope: Knows the document's names.
        identifiers: Mints the facts' IRIs.
        places: Where the document's parts stand.
        language: Language of the document's names.
        out: Where the triples go.
    """

    def __init__(
        self, scope: Scope, identifiers: Identifiers, places: Places, language: str | None, out: Triples
    ) -> None:
        self._scope = scope
        self._ids = identifiers
        self._places = places
        self._language = language
        self._out = out

    def state(self, index: int, fact: Fact) -> str | None:
        """State one fact, the one at that index in the document."""
        match fact:
            case Membership():
                return self._membership(index, fact)
            case Partnership():
                return self._partnership(index, fact)
            case Event():
                return self._event(index, fact)
            case Programme():
                return self._programme(index, fact)
            case Participation():
                return self._participation(index, fact)
            case Initiative():
                return self._initiative(index, fact)
            case Office():
                return self._office(index, fact)
            case Figure():
                return self._figure(index, fact)

    def _at(self, index: int, *field: str | int) -> Place:
        return self._places.fact(index, *field)

    def _membership(self, index: int, fact: Membership) -> str | None:
        member = self._scope.body(fact.member, self._at(index, "member"))
        network = self._scope.network(fact.network, self._at(index, "network"))
        role = self._scope.concept("role", fact.role or MEMBER)
        if member is None:
            return None
        subject = self._ids.fact("membership", [member, network, role])
        self._out.type(subject, CG + "Membership", ORG + "Membership")
        self._out.link(subject, ORG + "member", member)
        self._out.link(subject, ORG + "organization", network)
        self._out.link(subject, ORG + "role", role)
        return subject

    def _partnership(self, index: int, fact: Partnership) -> str | None:
        partners = self._bodies(index, "partners", fact.partners)
        if len(partners) < len(fact.partners):
            return None
        twice = next((n for n, partner in enumerate(partners) if partner in partners[:n]), None)
        if twice is not None:
            first = fact.partners[partners.index(partners[twice])]
            what = f"'{fact.partners[twice]}' is a partner twice: '{first}' is the same city"
            self._scope.problems.append(Problem("partner-twice", what, self._at(index, "partners", twice)))
            return None
        subject = self._ids.fact("partnership", [*sorted(partners), fact.form or ""])
        self._out.type(subject, CG + "Partnership")
        for partner in partners:
            self._out.link(subject, CG + "partner", partner)
        if fact.form is not None:
            self._out.link(subject, CG + "form", self._scope.concept("form", fact.form))
        if fact.stage is not None:
            self._out.link(subject, CG + "stage", individual(fact.stage))
        if fact.within is not None and (within := self._scope.thing(fact.within, self._at(index, "within"))):
            self._out.link(subject, CG + "within", within)
        self._about(subject, fact.topics)
        return subject

    def _event(self, index: int, fact: Event) -> str:
        subject = self._scope.thing_of(index)
        self._out.type(subject, CG + "Event", SCHEMA + "Event")
        self._call(subject, fact.name, fact.aliases)
        if fact.form is not None:
            self._out.link(subject, CG + "form", self._scope.concept("form", fact.form))
        if fact.host is not None and (host := self._scope.city(fact.host, self._at(index, "host"))):
            self._out.link(subject, CG + "host", host)
        if fact.part_of is not None and (
            whole := self._scope.thing(fact.part_of, self._at(index, "part_of"))
        ):
            self._out.link(subject, SCHEMA + "superEvent", whole)
        self._organised(index, subject, fact)
        self._out.text(subject, CG + "attendance", fact.attendance)
        self._about(subject, fact.topics)
        return subject

    def _programme(self, index: int, fact: Programme) -> str:
        subject = self._scope.thing_of(index)
        self._out.type(subject, CG + "Programme")
        self._call(subject, fact.name, fact.aliases)
        self._organised(index, subject, fact)
        self._out.text(subject, CG + "edition", fact.edition)
        self._about(subject, fact.topics)
        return subject

    def _participation(self, index: int, fact: Participation) -> str | None:
        participant = self._scope.body(fact.participant, self._at(index, "participant"))
        taken_part_in = self._scope.thing(fact.in_, self._at(index, "in"))
        role = self._scope.concept("role", fact.role or PARTICIPANT)
        if participant is None or taken_part_in is None:
            return None
        subject = self._ids.fact("participation", [participant, taken_part_in, role])
        self._out.type(subject, CG + "Participation")
        self._out.link(subject, CG + "participant", participant)
        self._out.link(subject, CG + "in", taken_part_in)
        self._out.link(subject, CG + "role", role)
        if fact.person is not None:
            self._out.link(subject, CG + "representedBy", self._scope.person(fact.person))
        self._about(subject, fact.topics)
        return subject

    def _initiative(self, index: int, fact: Initiative) -> str:
        subject = self._scope.thing_of(index)
        self._out.type(subject, CG + "Initiative")
        self._call(subject, fact.name, fact.aliases)
        if city := self._scope.city(fact.city, self._at(index, "city")):
            self._out.link(subject, CG + "ledBy", city)
        for partner in self._bodies(index, "partners", fact.partners):
            self._out.link(subject, CG + "collaborator", partner)
        self._out.text(subject, CG + "extent", fact.extent)
        self._about(subject, fact.topics)
        return subject

    def _office(self, index: int, fact: Office) -> str | None:
        person = self._scope.person(fact.person)
        body = self._scope.body(fact.of, self._at(index, "of"))
        if body is None:
            return None
        subject = self._ids.fact("office", [person, body, slug(fact.title)])
        self._out.type(subject, CG + "OfficeHolding", ORG + "Membership")
        self._out.link(subject, ORG + "member", person)
        self._out.link(subject, ORG + "organization", body)
        self._out.text(subject, SCHEMA + "roleName", fact.title, self._language)
        return subject

    def _figure(self, index: int, fact: Figure) -> str | None:
        about = self._scope.thing(fact.about, self._at(index, "about"))
        if about is None:
            return None
        when = fact.when.text if fact.when else ""
        unit = [slug(fact.unit)] if fact.unit else []
        subject = self._ids.fact("figure", [about, slug(fact.measure), when, *unit])
        self._out.type(subject, CG + "Figure")
        self._out.link(subject, CG + "about", about)
        self._out.text(subject, CG + "measure", fact.measure)
        match fact.value:
            case int():
                self._out.add(subject, CG + "value", integer(fact.value))
            case Decimal():
                self._out.add(subject, CG + "value", decimal(fact.value))
            case str():
                self._out.add(subject, CG + "value", text(fact.value))
        self._out.text(subject, CG + "unit", fact.unit)
        self._out.flag(subject, CG + "approximate", fact.approximate)
        if fact.bound is not None:
            self._out.link(subject, CG + "bound", individual(fact.bound))
        return subject

    def _bodies(self, index: int, field: str, bodies: Sequence[CityName | str]) -> list[str]:
        found = [self._scope.body(body, self._at(index, field, n)) for n, body in enumerate(bodies)]
        return [body for body in found if body is not None]

    def _organised(self, index: int, subject: str, fact: Event | Programme) -> None:
        for organiser in self._bodies(index, "organiser", fact.organiser):
            self._out.link(subject, SCHEMA + "organizer", organiser)

    def _call(self, subject: str, name: str, aliases: Sequence[str]) -> None:
        self._out.text(subject, RDFS + "label", name, self._language)
        for alias in aliases:
            self._out.text(subject, SKOS + "altLabel", alias, self._language)

    def _about(self, subject: str, topics: Sequence[str]) -> None:
        for topic in self._scope.topics(topics):
            self._out.link(subject, SCHEMA + "about", topic)
