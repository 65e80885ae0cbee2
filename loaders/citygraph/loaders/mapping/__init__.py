"""From fact documents to triples: names resolved, identifiers minted, everything kept with its source."""

from .document import Mapped, Mapping

__all__ = ["Mapped", "Mapping"]
