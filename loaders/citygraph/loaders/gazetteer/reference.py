"""The description of a local government in the reference graph."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from citygraph.loaders.facts.names import INVISIBLE
from citygraph.ontology import CG, DCTERMS, GEO, ORG, OWL, RDF, RDFS, SKOS, XSD, Identifiers

from .government import Government, Level

__all__ = ["describe"]

_MOST_NAMES: Final = 40
_CLASSES: Final[dict[Level, str]] = {
    "city": f"{CG}City",
    "metropolitan-area": f"{CG}MetropolitanArea",
    "regency": f"{CG}Regency",
    "province": f"{CG}Province",
}
_INTEGER: Final = ox.NamedNode(f"{XSD}integer")
_DECIMAL: Final = ox.NamedNode(f"{XSD}decimal")


def describe(government: Government, identifiers: Identifiers) -> tuple[ox.Triple, ...]:
    """Return the triples that describe a government, always the same ones in the same order.

    Its own name is an ``rdfs:label`` without a language; so is, with its language, the first name known in
    each language. Further ones are ``skos:altLabel``, as are GeoNames' other names (the first forty without
    invisible characters), which come without a language.

    Args:
        government: The government.
        identifiers: Mints the IRIs.
    """
    city = ox.NamedNode(identifiers.city(government.iri_key))
    labels, others = _names(government)
    facts: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (f"{RDF}type", ox.NamedNode(_CLASSES[government.level])),
        (f"{RDF}type", ox.NamedNode(f"{CG}LocalGovernment")),
        (f"{RDF}type", ox.NamedNode(f"{ORG}FormalOrganization")),
        *((f"{RDFS}label", label) for label in labels),
        *((f"{SKOS}altLabel", other) for other in others),
        (f"{CG}country", ox.Literal(government.country)),
        (f"{CG}level", ox.Literal(government.level)),
    ]
    if government.latitude is not None and government.longitude is not None:
        facts.append((f"{GEO}lat", _decimal(government.latitude)))
        facts.append((f"{GEO}long", _decimal(government.longitude)))
    if government.population is not None:
        facts.append((f"{CG}population", ox.Literal(str(government.population), datatype=_INTEGER)))
    if government.geonames is not None:
        facts.append((f"{CG}geonamesId", ox.Literal(str(government.geonames), datatype=_INTEGER)))
        facts.append((f"{OWL}sameAs", ox.NamedNode(f"https://sws.geonames.org/{government.geonames}/")))
    if government.national_code is not None:
        facts.append((f"{CG}nationalCode", ox.Literal(government.national_code)))
    if government.province is not None:
        facts.append((f"{DCTERMS}isPartOf", ox.NamedNode(identifiers.city(government.province))))
    return tuple(ox.Triple(city, ox.NamedNode(property_), value) for property_, value in facts)


def _names(government: Government) -> tuple[list[ox.Literal], list[ox.Literal]]:
    """Return the labels and the other names of a government, no text twice."""
    labels = [ox.Literal(government.name)]
    others: list[ox.Literal] = []
    spoken: set[str] = set()
    for label in government.labels:
        literal = ox.Literal(label.text, language=label.language)
        (others if label.language in spoken else labels).append(literal)
        spoken.add(label.language)
    known = {literal.value for literal in (*labels, *others)}
    others += [ox.Literal(n) for n in government.names if n not in known and not INVISIBLE.search(n)][
        :_MOST_NAMES
    ]
    return labels, others


def _decimal(degrees: float) -> ox.Literal:
    """Return a canonical xsd:decimal: no exponent, no trailing zero."""
    text = f"{degrees:.5f}".rstrip("0").rstrip(".")
    return ox.Literal("0" if text == "-0" else text, datatype=_DECIMAL)
