"""Describes the local governments that somebody else's documents name, by their IRIs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox
from citygraph.ontology import Identifiers

from .lookup import Gazetteer
from .reference import describe

__all__ = ["Describing"]


@dataclass(frozen=True)
class Describing:
    """Describes local governments by IRI; the gazetteer is opened with the first.

    It can be sent to another process.

    Attributes:
        identifiers: Mints the IRIs; must be the graph's.
    """

    identifiers: Identifiers

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer.open()

    def __call__(self, thing: ox.NamedNode) -> frozenset[ox.Triple]:
        """Return the description of a government with that of its province; nothing where it is none.

        Raises:
            GazetteerUnavailable: The gazetteer can be neither read nor built.
        """
        cities = self.identifiers.city("")
        government = self._gazetteer.by_key(thing.value.removeprefix(cities))
        if government is None or self.identifiers.city(government.iri_key) != thing.value:
            return frozenset()
        described = set(describe(government, self.identifiers))
        province = None if government.province is None else self._gazetteer.by_key(government.province)
        if province is not None:
            described.update(describe(province, self.identifiers))
        return frozenset(described)
