"""Draft facts: what a rule reads in the text, before it becomes a fact of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from .layout import Span
from .records import record

__all__ = ["Draft", "in_order"]


@record(frozen=True, slots=True)
class Draft:
    """A fact as a rule reads it.

    Attributes:
        kind: Kind of fact (``membership``, ``event``, ...).
        values: The fields of the fact as in the fact format (``{"member": "Malang, ID", "network": "apeksi"}``),
            without evidence, modality, rule and confidence. Cities are written ``Name, CC``.
        evidence: Passages that say so, the decisive one first.
        rule: Name of the rule, such as ``id.membership.anggota``.
        confidence: From 0 to 1.
        modality: ``asserted``, ``planned``, ``denied`` or ``ended``.
        because: What the rule reasoned with, in words, for ``--explain``.
    """

    kind: str
    values: dict[str, object]
    evidence: tuple[Span, ...]
    rule: str
    confidence: float
    modality: str = "asserted"
    because: tuple[str, ...] = field(default=())


def in_order(values: Mapping[str, object]) -> bool:
    """Return whether a fact's end is not before its beginning, as far as both are told.

    >>> in_order({"since": "2018-02", "until": "2018"}), in_order({"since": "2018-02", "until": "2017-11"})
    (True, False)
    """
    since, until = (str(values.get(name, "")).rstrip("~?") for name in ("since", "until"))
    shared = min(len(since), len(until))
    return since[:shared] <= until[:shared]
