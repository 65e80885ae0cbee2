"""Whether an IRI names something here: known, merged into something else, withdrawn, or never heard of."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from .errors import UnknownThing, Withdrawn
from .selections import Row
from .site import View

__all__ = ["Standing", "standing_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of something that is known.

    Attributes:
        iri: Its IRI.
        into: IRI of the thing that it was merged into, or None.
    """

    iri: str
    into: str | None


def standing_of(view: View, iri: str) -> Standing:
    """Return what an IRI stands for.

    Raises:
        UnknownThing: Nothing is known of it, or it is no IRI.
        Withdrawn: Something was known of it.
    """
    try:
        node = NamedNode(iri)
    except ValueError:
        raise UnknownThing(iri) from None
    rows = view.site.selections.rows("standing", this=node)
    row: Row = rows[0] if rows else {}
    if "into" in row:
        return Standing(iri, row["into"].value)
    if "property" in row:
        return Standing(iri, None)
    if "when" in row:
        raise Withdrawn(iri, row["when"].value, row["source"].value if "source" in row else "")
    raise UnknownThing(iri)
