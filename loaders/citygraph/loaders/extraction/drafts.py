"""Draft facts: what a rule reads in the text, before it becomes a fact of a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from .layout import Span

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
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
