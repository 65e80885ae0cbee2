"""IRIs of everything that citygraph names, minted from what makes a thing that thing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from anyascii import anyascii

from .namespaces import BASE, SDG

__all__ = [
    "GRAPH_CONFLICTS",
    "GRAPH_DECISIONS",
    "GRAPH_REFERENCE",
    "RESERVED_DOCUMENTS",
    "Identifiers",
    "slug",
]

GRAPH_REFERENCE = "graph/reference"
GRAPH_DECISIONS = "graph/decisions"
GRAPH_CONFLICTS = "graph/conflicts"

RESERVED_DOCUMENTS = frozenset(
    name.rpartition("/")[2] for name in (GRAPH_REFERENCE, GRAPH_DECISIONS, GRAPH_CONFLICTS)
)
"""Ids that no document may have, since the graphs of that name are not a document's."""

_SEPARATORS = re.compile(r"[^a-z0-9]+")
_SDG = re.compile(r"sdg-(1[0-7]|[1-9])")
_LONGEST = 80


def slug(text: str) -> str:
    """Return text as lower-case ASCII words joined by hyphens, at most 80 characters.

    Any script is transliterated, so the same name always gives the same slug. A text that is cut, or that
    has no letter or digit left, carries eight hexadecimal digits of its SHA-256, so that two texts do not meet.

    >>> slug("São Paulo")
    'sao-paulo'
    >>> slug("Kongres ke-7 UCLG ASPAC")
    'kongres-ke-7-uclg-aspac'
    """
    folded = _SEPARATORS.sub("-", anyascii(text).lower()).strip("-")
    if folded and len(folded) <= _LONGEST:
        return folded
    digits = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{folded[: _LONGEST - 9].rstrip('-')}-{digits}".lstrip("-")


@dataclass(frozen=True, slots=True)
class Identifiers:
    """Mints instance IRIs under one base.

    Attributes:
        base: Where instance IRIs live; ends with ``/``.

    >>> Identifiers().network("uclg-aspac")
    'https://w3id.org/citygraph/network/uclg-aspac'
    """

    base: str = BASE

    def __post_init__(self) -> None:
        """Refuse a base that is no absolute http(s) IRI ending with a slash."""
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+/", self.base):
            raise ValueError(f"the base must be an http(s) address that ends with '/', not {self.base!r}")

    def city(self, key: str) -> str:
        """Return the IRI of a local government from its gazetteer key: a GeoNames id or ``id-35.10``."""
        return f"{self.base}city/{key}"

    def network(self, name: str) -> str:
        """Return the IRI of a city network from its slug."""
        return f"{self.base}network/{slug(name)}"

    def organisation(self, name: str) -> str:
        """Return the IRI of an organisation from its name."""
        return f"{self.base}organisation/{slug(name)}"

    def person(self, name: str) -> str:
        """Return the IRI of the holder of a public office from the person's name."""
        return f"{self.base}person/{slug(name)}"

    def agent(self, name: str) -> str:
        """Return the IRI of a quoted speaker of whom only the name is known."""
        return f"{self.base}agent/{slug(name)}"

    def topic(self, name: str) -> str:
        """Return the IRI of a topic; ``sdg-4`` gives the United Nations' own.

        >>> Identifiers().topic("sdg-4")
        'http://metadata.un.org/sdg/4'
        """
        sdg = _SDG.fullmatch(name)
        return f"{SDG}{sdg[1]}" if sdg else f"{self.base}topic/{slug(name)}"

    @property
    def topics(self) -> str:
        """The IRI of the scheme of topics."""
        return f"{self.base}topics"

    def concept(self, scheme: str, name: str) -> str:
        """Return the IRI of a concept of the scheme ``role`` or ``form``."""
        return f"{self.base}{scheme}/{slug(name)}"

    def article(self, identifier: str) -> str:
        """Return the IRI of an article from its document's id."""
        return f"{self.base}article/{identifier}"

    def table(self, identifier: str) -> str:
        """Return the IRI of a table, or of a source that its rows state, from its id."""
        return f"{self.base}table/{identifier}"

    def row(self, table: str, number: int) -> str:
        """Return the IRI of a row of a table, with a fragment as RFC 7111 gives them.

        >>> Identifiers().row("members", 17)
        'https://w3id.org/citygraph/table/members#row=17'
        """
        return f"{self.table(table)}#row={number}"

    def activity(self, name: str) -> str:
        """Return the IRI of the kind of run that made a fact, from engine and version."""
        return f"{self.base}activity/{slug(name)}"

    def fact(self, kind: str, parts: Iterable[str]) -> str:
        """Return the IRI of a fact from its kind and the parts that make it that fact.

        The parts read as words in the IRI; eight hexadecimal digits over all of them keep two facts
        apart whose words are alike.

        >>> Identifiers().fact("membership", ["city/1", "network/apeksi", "role/member"])
        'https://w3id.org/citygraph/membership/1-apeksi-member-12a561f5'
        """
        exact = tuple(parts)
        words = "-".join(slug(part.rsplit("/", 1)[-1]) for part in exact if part)
        digits = hashlib.sha256("\n".join((kind, *exact)).encode()).hexdigest()[:8]
        return f"{self.base}{kind}/{slug(words)}-{digits}"

    def thing(self, kind: str, parts: Iterable[str]) -> str:
        """Return the IRI of an event, programme or initiative from the parts of its identity, as plain words."""
        return f"{self.base}{kind}/{slug('-'.join(part for part in parts if part))}"

    def document_graph(self, identifier: str) -> str:
        """Return the name of the graph that holds what one document says."""
        return f"{self.base}graph/{identifier}"

    def derived_graph(self, identifier: str) -> str:
        """Return the name of the graph that holds the direct edges which one document's facts give."""
        return f"{self.base}derived/{identifier}"

    def common_graph(self, name: str) -> str:
        """Return the name of one of the graphs that belong to no single document."""
        return f"{self.base}{name}"
