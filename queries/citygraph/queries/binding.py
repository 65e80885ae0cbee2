"""Binds parameters of a query by the values' own serialisation, in place of its VALUES blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .queryable import Term

__all__ = ["bind", "bindable"]

_BLOCK = re.compile(r"VALUES \?(?P<name>[a-zA-Z]\w*) \{(?P<values>[^{}]*)\}")


def bindable(sparql: str) -> dict[str, bool]:
    """Return the variables that the query takes values for, and whether each has a default.

    >>> bindable('SELECT * { VALUES ?city { UNDEF } VALUES ?language { "en" } ?city ?p ?o }')
    {'city': False, 'language': True}
    """
    return {match["name"]: match["values"].strip() != "UNDEF" for match in _BLOCK.finditer(sparql)}


def bind(sparql: str, values: Mapping[str, Sequence[Term]]) -> str:
    """Return the query with each VALUES block of a name in ``values`` holding those terms.

    A block left alone keeps what it has: ``UNDEF`` restricts nothing. The terms write themselves, as IRIs
    checked by the engine and literals with every quote escaped, so no value can end the block it stands in.
    The query's text is citygraph's own.

    >>> import pyoxigraph as ox
    >>> bind("SELECT * { VALUES ?n { UNDEF } ?s ?p ?n }", {"n": [ox.Literal('a" } b')]})
    'SELECT * { VALUES ?n { "a\\\\" } b" } ?s ?p ?n }'
    """

    def block(match: re.Match[str]) -> str:
        terms = values.get(match["name"])
        if not terms:
            return match[0]
        return f"VALUES ?{match['name']} {{ {' '.join(str(term) for term in terms)} }}"

    return _BLOCK.sub(block, sparql)
