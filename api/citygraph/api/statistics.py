"""How much the graph holds of what: the counts that its description states, asked once for each state of the data."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from .selections import Row
from .site import Site

__all__ = ["ClassCount", "LinkCount", "PropertyCount", "Statistics", "statistics_of"]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many things are of a class."""

    iri: str
    entities: int


@dataclass(frozen=True, slots=True)
class PropertyCount:
    """How often a property is used, of how many subjects and with how many objects."""

    iri: str
    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class LinkCount:
    """How many links of one property lead to another dataset.

    Attributes:
        iri: The property.
        target: Where the other dataset's IRIs begin.
        links: How many.
    """

    iri: str
    target: str
    links: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over the merged graph.

    Attributes:
        triples: Its triples.
        subjects: Distinct subjects.
        objects: Distinct objects.
        entities: Subjects below the base that are no part of another thing.
        classes: By class, the most frequent first.
        properties: By property, the most frequent first.
        links: By property and other dataset.
    """

    triples: int
    subjects: int
    objects: int
    entities: int
    classes: tuple[ClassCount, ...]
    properties: tuple[PropertyCount, ...]
    links: tuple[LinkCount, ...]


def statistics_of(site: Site) -> Statistics:
    """Return the counts for the present state of the data."""
    return site.statistics.get(site.graph.digest, "", lambda: _count(site))


def _count(site: Site) -> Statistics:
    rows, base = site.selections.rows, NamedNode(site.base)
    whole = rows("void_counts")[0]
    entities = rows("void_entities", base=base)
    classes = (ClassCount(_iri(row, "class"), _int(row, "entities")) for row in rows("void_classes"))
    properties = (
        PropertyCount(
            _iri(row, "property"), _int(row, "triples"), _int(row, "subjects"), _int(row, "objects")
        )
        for row in rows("void_properties")
    )
    links = (
        LinkCount(_iri(row, "property"), _iri(row, "target"), _int(row, "links"))
        for row in rows("void_links", base=base)
        if "property" in row
    )
    return Statistics(
        _int(whole, "triples"),
        _int(whole, "subjects"),
        _int(whole, "objects"),
        _int(entities[0], "entities") if entities else 0,
        tuple(sorted(classes, key=lambda each: (-each.entities, each.iri))),
        tuple(sorted(properties, key=lambda each: (-each.triples, each.iri))),
        tuple(sorted(links, key=lambda each: (each.iri, each.target))),
    )


def _iri(row: Row, name: str) -> str:
    return row[name].value


def _int(row: Row, name: str) -> int:
    term = row[name]
    return int(term.value) if isinstance(term, Literal) else 0
