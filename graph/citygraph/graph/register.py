"""The shipped data and rules that a graph works with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pyoxigraph as ox
from citygraph.ontology import Identifiers, Rule, resources

from .document import digest_of

__all__ = ["Register"]


@dataclass(frozen=True, slots=True)
class Register:
    """What a graph holds and uses whatever documents are in it.

    Attributes:
        triples: Networks, schemes, topics, and whom to credit for the data, under the graph's own base.
        shapes: The SHACL shapes, as Turtle.
        derivations: Rules that make direct edges.
        conflicts: Rules that find conflicts.
    """

    triples: frozenset[ox.Triple]
    shapes: bytes
    derivations: tuple[Rule, ...]
    conflicts: tuple[Rule, ...]

    @classmethod
    def shipped(cls, identifiers: Identifiers) -> Register:
        """Return what comes with this version, its instance IRIs moved under the identifiers' base."""
        triples = {
            quad.triple
            for part in (resources.networks, resources.schemes, resources.topics, resources.credits)
            for quad in ox.parse(part(identifiers.base), format=ox.RdfFormat.TURTLE)
        }
        return cls(
            triples=frozenset(triples),
            shapes=resources.shapes(),
            derivations=resources.derived_rules(),
            conflicts=resources.conflict_rules(),
        )

    @property
    def digest(self) -> str:
        """SHA-256 over the data and the rules: another digest means that a store must be brought up to date."""
        rules = "\n".join(rule.query for rule in (*self.derivations, *self.conflicts))
        return hashlib.sha256(f"{digest_of(self.triples)}\n{rules}".encode()).hexdigest()
