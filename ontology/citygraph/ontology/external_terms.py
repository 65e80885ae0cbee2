"""The terms of other vocabularies that the ontology's files use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rdflib import Graph, URIRef

from .namespaces import CG, PREFIXES, SDG
from .resources import conflict_rules, context, derived_rules, networks, schemes, shapes, topics, vocabulary

__all__ = ["external_terms", "prefix_of"]

_OWN = frozenset({CG, SDG})
_PREFIXED = re.compile(r"\b([a-z]+):([A-Za-z]\w*)")


def prefix_of(term: str) -> str | None:
    """Return the prefix of the external vocabulary that a term is in, or None if it is in none.

    >>> prefix_of("http://www.w3.org/ns/org#Membership")
    'org'
    >>> prefix_of("https://w3id.org/citygraph/ontology#Membership") is None
    True
    """
    for prefix, namespace in PREFIXES.items():
        if namespace not in _OWN and term.startswith(namespace) and len(term) > len(namespace):
            return prefix
    return None


def external_terms() -> frozenset[str]:
    """Return the IRIs of external terms in the vocabulary, shapes, schemes, networks, context and rules."""
    found = set(_in_graphs())
    for text in _texts():
        found.update(PREFIXES[p] + name for p, name in _PREFIXED.findall(text) if p in PREFIXES)
    return frozenset(term for term in found if prefix_of(term) is not None)


def _in_graphs() -> Iterator[str]:
    for data in (vocabulary(), shapes(), schemes(), topics(), networks()):
        for triple in Graph().parse(data=data, format="turtle"):
            for term in triple:
                if isinstance(term, URIRef):
                    yield str(term)
                elif datatype := getattr(term, "datatype", None):
                    yield str(datatype)


def _texts() -> Iterator[str]:
    """Yield what names terms by prefix: the rules without their comments, and the context's definitions."""
    for rule in (*derived_rules(), *conflict_rules()):
        yield "\n".join(line for line in rule.query.splitlines() if not line.startswith(("#", "PREFIX")))
    for definition in context()["@context"].values():
        yield from _definition(definition)


def _definition(definition: str | float | Mapping[str, Any]) -> Iterator[str]:
    if isinstance(definition, str):
        yield definition
    elif isinstance(definition, Mapping):
        yield from (value for value in definition.values() if isinstance(value, str))
