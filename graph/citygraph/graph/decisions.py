"""What was decided about IRIs that were published: withdrawn ones, and those that turned out to be another's.

Decisions are kept as one more document, in the graph of that name: so they are written down, checked, merged, published
and counted in the digest as every document is. They state of an IRI when it stopped being used, and why:

- ``prov:invalidatedAtTime`` with ``dcterms:source``: the document with the last statement of it was taken out, or
  corrected;
- ``dcterms:isReplacedBy`` and ``owl:sameAs``: it is the same thing as another, whose IRI is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import pyoxigraph as ox
from citygraph.ontology import DCTERMS, GRAPH_DECISIONS, OWL, PROV, RDFS, XSD, Identifiers

from .changes import Change
from .document import SourceDocument
from .engine import MERGED, Engine, Pattern
from .errors import MergeRefused

__all__ = ["DECISIONS", "Decision", "Decisions", "check_merge", "no_longer_stated", "stated_in"]

DECISIONS = GRAPH_DECISIONS.rpartition("/")[2]
"""The id of the document that holds the decisions."""

_WHEN = ox.NamedNode(PROV + "invalidatedAtTime")
_SOURCE = ox.NamedNode(DCTERMS + "source")
_REPLACED = ox.NamedNode(DCTERMS + "isReplacedBy")
_SAME = ox.NamedNode(OWL + "sameAs")
_REASON = ox.NamedNode(RDFS + "comment")
_DATE_TIME = ox.NamedNode(XSD + "dateTime")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one IRI.

    Attributes:
        iri: The IRI that is no longer used.
        when: When that was decided, in UTC to the second.
        into: IRI of the thing that it is the same as, or None where it was withdrawn.
        source: Name of the graph that had the last statement of it, where it was withdrawn.
        reason: Why, in the words of who decided, if any were given.
    """

    iri: str
    when: datetime
    into: str | None = None
    source: str | None = None
    reason: str | None = None

    @property
    def triples(self) -> Iterable[ox.Triple]:
        """The decision as statements."""
        this = ox.NamedNode(self.iri)
        moment = self.when.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
        yield ox.Triple(this, _WHEN, ox.Literal(moment, datatype=_DATE_TIME))
        if self.into is not None:
            yield ox.Triple(this, _REPLACED, ox.NamedNode(self.into))
            yield ox.Triple(this, _SAME, ox.NamedNode(self.into))
        if self.source is not None:
            yield ox.Triple(this, _SOURCE, ox.NamedNode(self.source))
        if self.reason is not None:
            yield ox.Triple(this, _REASON, ox.Literal(self.reason))


class Decisions:
    """All decisions of a graph; each change gives new ones.

    Args:
        decided: The decisions.
    """

    def __init__(self, decided: Iterable[Decision]) -> None:
        self.by_iri = {each.iri: each for each in decided}

    @classmethod
    def read(cls, statements: Iterable[ox.Quad]) -> Decisions:
        """Return the decisions that the statements of their graph make."""
        said: dict[str, dict[ox.NamedNode, str]] = {}
        for each in statements:
            if isinstance(each.subject, ox.NamedNode) and isinstance(each.object, (ox.NamedNode, ox.Literal)):
                said.setdefault(each.subject.value, {})[each.predicate] = each.object.value
        return cls(
            Decision(
                iri,
                datetime.fromisoformat(values[_WHEN]),
                values.get(_REPLACED),
                values.get(_SOURCE),
                values.get(_REASON),
            )
            for iri, values in said.items()
            if _WHEN in values
        )

    def document(self, identifiers: Identifiers) -> SourceDocument | None:
        """Return the document that holds the decisions, or None when there are none."""
        triples = frozenset(triple for each in self.by_iri.values() for triple in each.triples)
        graph = ox.NamedNode(identifiers.common_graph(GRAPH_DECISIONS))
        return SourceDocument(DECISIONS, graph, triples) if triples else None

    def withdrawn(self, iris: Iterable[str], *, when: datetime, source: str) -> Decisions:
        """Return the decisions with these IRIs withdrawn; one that was merged stays merged."""
        fresh = (Decision(iri, when, source=source) for iri in iris if iri not in self.by_iri)
        return Decisions([*self.by_iri.values(), *fresh])

    def merged(self, iri: str, into: str, *, when: datetime, reason: str | None) -> Decisions:
        """Return the decisions with an IRI merged into another.

        Raises:
            MergeRefused: Both are the same, not of one kind, or the other was itself merged into this one.
        """
        seen = into
        while seen != iri and (next_one := self.by_iri.get(seen)) is not None and next_one.into is not None:
            seen = next_one.into
        if seen == iri:
            raise MergeRefused(
                f"{iri} cannot be merged into {into}, which is the same thing already", hint="name two things"
            )
        kept = (each for each in self.by_iri.values() if each.iri != iri)
        return Decisions([*kept, Decision(iri, when, into=into, reason=reason)])

    def without(self, iris: Iterable[str], *, merged: bool = False) -> Decisions:
        """Return the decisions without those that withdraw these IRIs, or with ``merged`` those that merge them."""
        gone = set(iris)
        return Decisions(
            each for each in self.by_iri.values() if each.iri not in gone or (each.into is not None) != merged
        )


def no_longer_stated(engine: Engine, change: Change, identifiers: Identifiers) -> set[str]:
    """Return the IRIs below the base of which a change takes the last statement out, and the graphs that it empties.

    Args:
        engine: The engine before the change.
        change: The change.
        identifiers: Tells the base. IRIs with a fragment are part of another thing, so they are not counted.
    """
    gone = {quad for quad in change.removed if quad.graph_name == MERGED}
    kept = {quad.subject for quad in change.added}
    left = {
        quad.subject
        for quad in gone
        if isinstance(quad.subject, ox.NamedNode)
        and quad.subject not in kept
        and quad.subject.value.startswith(identifiers.base)
        and "#" not in quad.subject.value
    }
    stated = {
        quad.subject
        for quad in engine.matching(Pattern(subject, graph=MERGED) for subject in left)
        if quad not in gone
    }
    graphs = change.emptied & {quad.graph_name for quad in change.removed}
    return {each.value for each in (left - stated) | graphs}


def stated_in(change: Change, graph: ox.NamedNode) -> set[str]:
    """Return the IRIs that the statements name which a change takes out of a graph."""
    terms = (term for q in change.removed if q.graph_name == graph for term in (q.subject, q.object))
    return {term.value for term in terms if isinstance(term, ox.NamedNode)}


def check_merge(engine: Engine, iri: str, into: str, identifiers: Identifiers) -> None:
    """Return when one IRI may be merged into another.

    Raises:
        MergeRefused: They are not below the base, not of one kind, or the graph knows nothing of one.
    """
    kinds: set[str] = set()
    for each in (iri, into):
        try:
            node = ox.NamedNode(each)
        except ValueError:
            raise MergeRefused(f"{each!r} is no IRI") from None
        if next(iter(engine.matching([Pattern(node, graph=MERGED)])), None) is None:
            raise MergeRefused(f"the graph knows nothing of {each}", hint="check the spelling")
        kind, slash, _ = each.removeprefix(identifiers.base).partition("/")
        kinds.add(kind)
        if not each.startswith(identifiers.base) or not slash or "#" in each:
            raise MergeRefused(f"{each} is no thing below {identifiers.base}")
    if len(kinds) != 1:
        raise MergeRefused(
            f"{iri} and {into} are not of one kind: {', '.join(sorted(kinds))}",
            hint="a city is merged into a city, an event into an event",
        )
