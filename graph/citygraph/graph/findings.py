"""What the SHACL gate found about a document."""

from __future__ import annotations

from dataclasses import dataclass

from citygraph.ontology import Place

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of validation.

    Attributes:
        severity: ``violation`` (the document is refused), ``warning`` or ``info`` (it loads, and they are listed).
        shape: Name of the shape, its IRI's last part.
        focus: IRI of the node that was validated.
        path: IRI of the property, when the shape constrains one.
        value: The value found, as text, when there is one.
        messages: Language tag and message, sorted.
        place: Where in the input the fact stands, when known.
    """

    severity: str
    shape: str
    focus: str
    path: str | None
    value: str | None
    messages: tuple[tuple[str, str], ...]
    place: Place | None = None

    @property
    def is_violation(self) -> bool:
        """Whether the document must be refused."""
        return self.severity == "violation"

    @property
    def message(self) -> str:
        """The message in English, or in whatever language there is."""
        return dict(self.messages).get("en") or next((text for _, text in self.messages), "")

    def __str__(self) -> str:
        """Return place, severity, shape, message, value and focus as one line."""
        where = f"{self.place}: " if self.place is not None and str(self.place) else ""
        value = f" (found {self.value})" if self.value is not None else ""
        return f"{where}{self.severity}: {self.shape}: {self.message}{value} <{self.focus}>"
