"""The same terms in rdflib's classes, for the parts that work on rdflib graphs."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox
import rdflib
from citygraph.ontology import XSD
from rdflib.term import Identifier

__all__ = ["RdflibTriple", "to_rdflib_term", "to_rdflib_triple"]

_STRING = ox.NamedNode(XSD + "string")

RdflibTriple = tuple[rdflib.URIRef, rdflib.URIRef, Identifier]


@lru_cache(maxsize=65_536)
def _iri(value: str) -> rdflib.URIRef:
    return rdflib.URIRef(value)


def to_rdflib_term(term: object) -> Identifier:
    """Return an Oxigraph IRI or literal as rdflib's; lexical forms stay, an impossible value becomes plain text.

    Raises:
        TypeError: The term is a blank node or a quoted triple, which citygraph's data has none of.
    """
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype == _STRING:
            return rdflib.Literal(term.value)  # to rdflib a string with its datatype is another value
        literal = rdflib.Literal(term.value, datatype=_iri(term.datatype.value), normalize=False)
        # A date such as 30 February: as plain text it breaks its shape; as a date it would break pySHACL.
        return rdflib.Literal(term.value) if literal.ill_typed else literal
    raise TypeError(f"{term} is neither an IRI nor a literal")


def to_rdflib_triple(triple: ox.Triple) -> RdflibTriple:
    """Return an Oxigraph triple as three rdflib terms."""
    subject, predicate = to_rdflib_term(triple.subject), to_rdflib_term(triple.predicate)
    assert isinstance(subject, rdflib.URIRef)
    assert isinstance(predicate, rdflib.URIRef)
    return subject, predicate, to_rdflib_term(triple.object)
