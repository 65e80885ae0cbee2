"""The kinds of things that have pages: one path each below the base IRI."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from citygraph.ontology.namespaces import CG, FOAF, ORG, PROV, SCHEMA, SKOS

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing.

    Attributes:
        path: The first part of its IRIs below the base, and key of its names in the catalogue of texts.
        type: The class whose instances its list shows.
        is_fact: Whether its things are facts with statements, shown side by side.
    """

    path: str
    type: str
    is_fact: bool = False

    @property
    def is_source(self) -> bool:
        """Whether its things are what facts come from: articles, and tables."""
        return self.path in ("article", "table")


KINDS: Final[dict[str, Kind]] = {
    kind.path: kind
    for kind in (
        Kind("city", CG + "LocalGovernment"),
        Kind("network", CG + "CityNetwork"),
        Kind("organisation", ORG + "Organization"),
        Kind("person", FOAF + "Person"),
        Kind("topic", CG + "Topic"),
        Kind("article", SCHEMA + "NewsArticle"),
        Kind("table", SCHEMA + "Dataset"),
        Kind("event", CG + "Event", is_fact=True),
        Kind("programme", CG + "Programme", is_fact=True),
        Kind("initiative", CG + "Initiative", is_fact=True),
        Kind("membership", CG + "Membership", is_fact=True),
        Kind("partnership", CG + "Partnership", is_fact=True),
        Kind("participation", CG + "Participation", is_fact=True),
        Kind("office", CG + "OfficeHolding", is_fact=True),
        Kind("figure", CG + "Figure", is_fact=True),
        Kind("conflict", CG + "Conflict"),
        Kind("form", SKOS + "Concept"),
        Kind("role", SKOS + "Concept"),
        Kind("agent", PROV + "Agent"),
        Kind("activity", PROV + "Activity"),
    )
}
"""Every kind by its path."""
