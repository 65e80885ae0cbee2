"""From fact documents to triples: names resolved, identifiers minted, everything kept with its source."""

from .document import Mapped, Mapping, shipped_things
from .kinds import Kinds
from .scope import Governments, Scope
from .statements import Stating, individual
from .triples import Triples, integer, iri

__all__ = [
    "Governments",
    "Kinds",
    "Mapped",
    "Mapping",
    "Scope",
    "Stating",
    "Triples",
    "individual",
    "integer",
    "iri",
    "shipped_things",
]
