"""What the names in one document stand for: governments, networks, events, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import pyoxigraph as ox
from citygraph.loaders.facts import (
    CityName,
    Event,
    FactDocument,
    Initiative,
    Membership,
    Office,
    Participation,
    Problem,
    Programme,
    name_key,
)
from citygraph.loaders.gazetteer import Government, describe
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology import CG, FOAF, ORG, PROV, RDFS, SKOS, CityGraphError, Identifiers, Place

from .editions import edition_of, series_of
from .triples import Triples

__all__ = ["Governments", "Scope"]


class Governments(Protocol):
    """What a scope asks about local governments: the gazetteer, or what was found in it before."""

    def resolve(self, name: str, *, country: str | None = None, geonames: int | None = None) -> Government:
        """Return the one government that is meant."""
        ...

    def by_key(self, key: str) -> Government | None:
        """Return the government of the last part of its IRI, or None."""
        ...


class Scope:
    """Turns the names that a document uses into IRIs, and describes what no register describes.

    Problems are collected, so that one reading of a document tells all that is wrong with it.

    Args:
        document: The document.
        gazetteer: Knows the local governments.
        networks: Knows the city networks.
        known: IRIs of the concepts that the shipped schemes describe: roles, forms and topics.
        identifiers: Mints the IRIs.
        out: Where descriptions of things go.
        new_networks: Names of networks that the register does not know, by slug: those that the source introduces.
        descriptions: Descriptions of governments that were made before, by their key; new ones are added.

    Attributes:
        problems: What is wrong so far.
        warnings: What the author should look at.
        reference: Descriptions of the governments named so far.
    """

    def __init__(
        self,
        document: FactDocument,
        gazetteer: Governments,
        networks: NetworkRegister,
        known: frozenset[str],
        identifiers: Identifiers,
        out: Triples,
        *,
        new_networks: Mapping[str, str] | None = None,
        descriptions: dict[str, tuple[ox.Triple, ...]] | None = None,
    ) -> None:
        self._new_networks = new_networks or {}
        self._descriptions = {} if descriptions is None else descriptions
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.reference: set[ox.Triple] = set()
        self._language = document.article.language
        self._gazetteer = gazetteer
        self._networks = networks
        self._known = known
        self._ids = identifiers
        self._out = out
        self._governments: dict[CityName, str | None] = {}
        self._slugs = {f.network for f in document.facts if isinstance(f, Membership)}
        self._people = {
            f.person for f in document.facts if isinstance(f, Office | Participation) and f.person
        }
        self._named: dict[str, str] = {}
        self._things: dict[int, str] = {}
        for index, fact in enumerate(document.facts):
            if isinstance(fact, Event | Programme | Initiative):
                thing = self._name_thing(fact, document.places.fact(index))
                self._things[index] = thing
                for name in (fact.name, *fact.aliases):
                    self._named.setdefault(name_key(name), thing)

    def city(self, name: CityName, place: Place) -> str | None:
        """Return the IRI of a local government; None, and a problem, when the gazetteer cannot tell it."""
        if name not in self._governments:
            self._governments[name] = self._look_up(name, place)
        elif self._governments[name] is None:
            self._look_up(name, place)
        return self._governments[name]

    def body(self, body: CityName | str, place: Place) -> str | None:
        """Return the IRI of a city, a network by its slug, or any other organisation by its name."""
        if isinstance(body, CityName):
            return self.city(body, place)
        if body in self._slugs or body in self._networks:
            return self.network(body, place)
        organisation = self._ids.organisation(body)
        self._out.type(organisation, ORG + "Organization")
        self._out.text(organisation, RDFS + "label", body, self._language)
        return organisation

    def network(self, slug: str, place: Place) -> str:
        """Return the IRI of a city network; one that the register does not know is described and warned of."""
        network = self._ids.network(slug)
        if slug not in self._networks:
            self._out.type(network, CG + "CityNetwork", ORG + "Organization")
            self._out.text(network, RDFS + "label", self._new_networks.get(slug, slug))
            if slug in self._new_networks:
                return network
            near = self._networks.near(slug)
            hint = f"did you mean {' or '.join(near)}?" if near else None
            self.warnings.append(
                Problem("unknown-network", f"the network '{slug}' is not in the register", place, hint)
            )
        return network

    def thing(self, name: CityName | str, place: Place) -> str | None:
        """Return the IRI of what a fact is about: an event, programme or initiative of the document, or a body."""
        if isinstance(name, str) and name_key(name) in self._named:
            return self._named[name_key(name)]
        return self.body(name, place)

    def person(self, name: str) -> str:
        """Return the IRI of the holder of a public office."""
        person = self._ids.person(name)
        self._out.type(person, FOAF + "Person")
        self._out.text(person, FOAF + "name", name)
        return person

    def speaker(self, body: CityName | str, place: Place) -> str | None:
        """Return the IRI of who is quoted: a person of the document, a body, or an agent of unknown kind."""
        if isinstance(body, CityName) or body in self._networks:
            return self.body(body, place)
        if body in self._people:
            return self.person(body)
        agent = self._ids.agent(body)
        self._out.type(agent, PROV + "Agent")
        self._out.text(agent, RDFS + "label", body, self._language)
        return agent

    def concept(self, scheme: str, name: str) -> str:
        """Return the IRI of a role or form."""
        concept = self._ids.concept(scheme, name)
        if concept not in self._known:
            self._out.type(concept, SKOS + "Concept")
            self._out.text(concept, SKOS + "prefLabel", name.replace("-", " "), "en")
        return concept

    def topics(self, names: Sequence[str]) -> list[str]:
        """Return the IRIs of topics."""
        topics = [self._ids.topic(name) for name in names]
        for topic, name in zip(topics, names, strict=True):
            if topic not in self._known:
                self._out.type(topic, CG + "Topic", SKOS + "Concept")
                self._out.text(topic, SKOS + "prefLabel", name, "en")
                self._out.link(topic, SKOS + "inScheme", self._ids.topics)
        return topics

    def _look_up(self, name: CityName, place: Place) -> str | None:
        try:
            government = self._gazetteer.resolve(name.name, country=name.country, geonames=name.geonames)
        except CityGraphError as error:
            self.problems.append(Problem(error.code, error.what, place, error.hint))
            return None
        if not government.in_gazetteer:
            self.warnings.append(
                Problem(
                    "not-in-gazetteer",
                    f"'{name}' is not in the gazetteer and is known by its name alone",
                    place,
                )
            )
        self._describe(government)
        return self._ids.city(government.iri_key)

    def _describe(self, government: Government) -> None:
        key = government.iri_key
        if key not in self._descriptions:
            self._descriptions[key] = describe(government, self._ids)
        self.reference.update(self._descriptions[key])
        province = self._gazetteer.by_key(government.province) if government.province is not None else None
        if province is not None:
            self._describe(province)

    def _name_thing(self, fact: Event | Programme | Initiative, place: Place) -> str:
        if isinstance(fact, Initiative):
            city = self.city(fact.city, place)
            return self._ids.thing("initiative", [(city or "").rpartition("/")[2], fact.name])
        organisers = sorted(o.name if isinstance(o, CityName) else o for o in fact.organiser)
        if isinstance(fact, Programme):
            return self._ids.thing("programme", [*organisers, fact.name])
        if edition := self._edition(fact, organisers):
            return self._ids.thing("event", edition)
        host = self.city(fact.host, place) if fact.host else None
        day = fact.when.first.isoformat() if fact.when and fact.when.first else ""
        return self._ids.thing("event", [fact.name, (host or "").rpartition("/")[2], day])

    def _edition(self, fact: Event, organisers: Sequence[str]) -> list[str]:
        """Return network, series and edition where they identify an event, else nothing."""
        if len(organisers) != 1 or organisers[0] not in self._networks or fact.part_of is not None:
            return []
        names = (fact.name, *fact.aliases)
        series = series_of(fact.form, names)
        if series is None:
            return []
        year = fact.when.first.year if fact.when and fact.when.first else None
        edition = edition_of(series, names, year)
        return [organisers[0], series, edition] if edition else []

    def thing_of(self, index: int) -> str:
        """Return the IRI of the event, programme or initiative that the document's fact at that index states."""
        return self._things[index]
