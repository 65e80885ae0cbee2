"""The register of city networks: each by its slug, and by any of its names and acronyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Self

import pyoxigraph as ox
from citygraph.ontology import BASE, CG, FOAF, ORG, RDFS, SKOS, CityGraphError
from citygraph.ontology import networks as register_in_turtle

from .gazetteer.folding import fold

__all__ = ["Network", "NetworkName", "NetworkRegister", "UnknownNetwork"]

_SLUG: Final = ox.NamedNode(f"{CG}slug")
_ACRONYM: Final = ox.NamedNode(f"{CG}acronym")
_KIND: Final = ox.NamedNode(f"{CG}networkKind")
_LABEL: Final = ox.NamedNode(f"{RDFS}label")
_OTHER_LABEL: Final = ox.NamedNode(f"{SKOS}altLabel")
_PARENT: Final = ox.NamedNode(f"{ORG}subOrganizationOf")
_HOMEPAGE: Final = ox.NamedNode(f"{FOAF}homepage")
_NEAR: Final = 5


@dataclass(frozen=True, slots=True)
class NetworkName:
    """A name of a network.

    Attributes:
        text: The name.
        language: BCP 47 tag; None for an acronym or a name of no one language.
    """

    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Network:
    """A city network of the register.

    Attributes:
        slug: What fact documents write.
        iri: Its IRI.
        names: Its names, English first.
        acronym: The acronym that it uses itself.
        others: Other names and acronyms.
        kind: ``global``, ``regional``, ``national``, ``thematic`` or ``programme``.
        parent: Slug of the network that it is a part of.
        homepage: Its web site.
    """

    slug: str
    iri: str
    names: tuple[NetworkName, ...]
    acronym: str | None
    others: tuple[NetworkName, ...]
    kind: str
    parent: str | None
    homepage: str | None

    def name(self, language: str = "en") -> str:
        """Return its name in a language, or the first one."""
        return next((each.text for each in self.names if each.language == language), self.names[0].text)

    def all_names(self) -> Iterator[str]:
        """Yield its slug, acronym and every name."""
        yield self.slug
        if self.acronym:
            yield self.acronym
        for each in (*self.names, *self.others):
            yield each.text


class UnknownNetwork(CityGraphError):
    """No network of the register has that slug.

    Attributes:
        slug: What was looked up.
        near: Slugs that are near.
    """

    code = "unknown-network"

    def __init__(self, slug: str, *, near: tuple[str, ...]) -> None:
        super().__init__(
            f"no city network has the slug {slug!r}",
            hint=f"did you mean {' or '.join(near)}?"
            if near
            else "name the network by a slug of the register",
        )
        self.slug = slug
        self.near = near


class NetworkRegister(Mapping[str, Network]):
    """City networks by slug, in the order of the slugs.

    Args:
        networks: The networks.

    >>> register = NetworkRegister.open()
    >>> register["uclg-aspac"].acronym, register.named("UCLG Asia Pasifik")[0].slug
    ('UCLG ASPAC', 'uclg-aspac')
    """

    def __init__(self, networks: Iterator[Network]) -> None:
        self._networks = {each.slug: each for each in sorted(networks, key=lambda network: network.slug)}
        self._named: dict[str, list[str]] = {}
        for each in self._networks.values():
            for key in dict.fromkeys(fold(name) for name in each.all_names()):
                self._named.setdefault(key, []).append(each.slug)

    @classmethod
    def open(cls, base: str = BASE) -> Self:
        """Return the register that citygraph ships.

        Args:
            base: Base of instance IRIs.
        """
        store = ox.Store()
        store.load(register_in_turtle(base), format=ox.RdfFormat.TURTLE)
        slugs = {
            quad.subject.value: _text(quad.object)
            for quad in store.quads_for_pattern(None, _SLUG, None)
            if isinstance(quad.subject, ox.NamedNode)
        }
        return cls(_network(store, iri, slugs) for iri in slugs)

    def __getitem__(self, slug: str) -> Network:
        """Return the network of a slug."""
        return self._networks[slug]

    def __iter__(self) -> Iterator[str]:
        """Yield the slugs in their order."""
        return iter(self._networks)

    def __len__(self) -> int:
        """Return how many networks there are."""
        return len(self._networks)

    def resolve(self, slug: str) -> Network:
        """Return the network of a slug.

        Raises:
            UnknownNetwork: There is none; the error names the slugs that are near.
        """
        network = self._networks.get(slug)
        if network is None:
            raise UnknownNetwork(slug, near=self.near(slug))
        return network

    def named(self, name: str) -> tuple[Network, ...]:
        """Return the networks that have a name or acronym, whatever its case, accents and punctuation."""
        return tuple(self._networks[slug] for slug in self._named.get(fold(name), ()))

    def near(self, name: str) -> tuple[str, ...]:
        """Return the slugs of networks that the name may mean, the nearest first."""
        exact = [each.slug for each in self.named(name)]
        close = [
            slug
            for key in get_close_matches(fold(name), self._named, n=_NEAR, cutoff=0.7)
            for slug in self._named[key]
        ]
        return tuple(dict.fromkeys([*exact, *close]))[:_NEAR]


def _network(store: ox.Store, iri: str, slugs: Mapping[str, str]) -> Network:
    def objects(property_: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        found = [quad.object for quad in store.quads_for_pattern(ox.NamedNode(iri), property_, None)]
        return [each for each in found if isinstance(each, ox.NamedNode | ox.Literal)]

    def first(property_: ox.NamedNode) -> str | None:
        return min((each.value for each in objects(property_)), default=None)

    parent = first(_PARENT)
    return Network(
        slug=slugs[iri],
        iri=iri,
        names=_names(objects(_LABEL)),
        acronym=first(_ACRONYM),
        others=_names(objects(_OTHER_LABEL)),
        kind=first(_KIND) or "",
        parent=slugs[parent] if parent is not None else None,
        homepage=first(_HOMEPAGE),
    )


def _names(terms: list[ox.NamedNode | ox.Literal]) -> tuple[NetworkName, ...]:
    names = [NetworkName(term.value, term.language) for term in terms if isinstance(term, ox.Literal)]
    return tuple(sorted(names, key=lambda each: (each.language != "en", each.language or "", each.text)))


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""
