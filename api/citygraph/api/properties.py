"""The properties of one node as the pages read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, cast, get_args

from citygraph.ontology.namespaces import CG, FOAF, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS
from pyoxigraph import Literal, NamedNode

from .labels import Labels, Reference
from .periods import Moment, Period, Precision
from .selections import Term

__all__ = ["FIELDS", "Properties"]

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "type": (RDF + "type",),
    "label": (RDFS + "label", SKOS + "prefLabel", FOAF + "name", SCHEMA + "headline"),
    "alternative": (SKOS + "altLabel",),
    "member": (ORG + "member",),
    "organization": (ORG + "organization",),
    "partner": (CG + "partner",),
    "participant": (CG + "participant",),
    "in": (CG + "in",),
    "led_by": (CG + "ledBy",),
    "collaborator": (CG + "collaborator",),
    "subject": (CG + "about",),
    "measure": (CG + "measure",),
    "value": (CG + "value",),
    "unit": (CG + "unit",),
    "bound": (CG + "bound",),
    "office": (SCHEMA + "roleName",),
    "role": (ORG + "role", CG + "role"),
    "form": (CG + "form",),
    "stage": (CG + "stage",),
    "within": (CG + "within",),
    "host": (CG + "host",),
    "organizer": (SCHEMA + "organizer",),
    "represented_by": (CG + "representedBy",),
    "attendance": (CG + "attendance",),
    "edition": (CG + "edition",),
    "extent": (CG + "extent",),
    "part_of": (SCHEMA + "superEvent",),
    "topic": (SCHEMA + "about",),
    "stated_as": (CG + "statedAs",),
    "said_by": (PROV + "wasAttributedTo",),
    "resolution": (CG + "resolution",),
    "modality": (CG + "modality",),
    "review": (CG + "reviewStatus",),
    "confidence": (CG + "confidence",),
    "rule": (CG + "rule",),
    "evidence": (CG + "evidence",),
    "publisher": (SCHEMA + "publisher",),
    "url": (SCHEMA + "url",),
    "in_language": (SCHEMA + "inLanguage",),
    "sha256": (CG + "textSha256",),
    "length": (CG + "textLength",),
    "licence": (SCHEMA + "license",),
    "retrieved": (CG + "retrieved",),
    "in_table": (SCHEMA + "isPartOf",),
    "advertorial": (CG + "advertorial",),
    "machine_translated": (CG + "machineTranslated",),
    "approximate": (CG + "approximate",),
    "country": (CG + "country",),
    "level": (CG + "level",),
    "population": (CG + "population",),
    "national_code": (CG + "nationalCode",),
    "latitude": ("http://www.w3.org/2003/01/geo/wgs84_pos#lat",),
    "longitude": ("http://www.w3.org/2003/01/geo/wgs84_pos#long",),
    "inside": ("http://purl.org/dc/terms/isPartOf",),
    "same_as": (OWL + "sameAs", SKOS + "exactMatch"),
    "acronym": (CG + "acronym",),
    "homepage": (FOAF + "homepage",),
    "network_kind": (CG + "networkKind",),
    "parent": (ORG + "subOrganizationOf",),
    "conflict_kind": (CG + "conflictKind",),
    "involves": (CG + "involves",),
    "concerns": (CG + "concerns",),
    "source": (CG + "source",),
    "stated_value": (CG + "statedValue",),
    "resolution_status": (CG + "resolutionStatus",),
    "definition": (SKOS + "definition", RDFS + "comment"),
}
"""The words that templates use for properties."""


class Properties:
    """What is said of one node, by the words of ``FIELDS``.

    Args:
        labels: Names things.
    """

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._terms: dict[str, list[Term]] = {}

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Term]], labels: Labels) -> Properties:
        """Return the properties given as pairs of predicate and value."""
        made = cls(labels)
        for predicate, value in pairs:
            made.add(predicate, value)
        return made

    def add(self, predicate: str, value: Term) -> None:
        """Note one more value."""
        values = self._terms.setdefault(predicate, [])
        if value not in values:
            values.append(value)

    def terms(self, field: str) -> list[Term]:
        """Return the values of a field as RDF terms."""
        return [term for predicate in FIELDS[field] for term in self._terms.get(predicate, ())]

    def iris(self, field: str) -> list[str]:
        """Return the values of a field that are IRIs."""
        return sorted(term.value for term in self.terms(field) if isinstance(term, NamedNode))

    def things(self, field: str) -> list[Reference]:
        """Return the values of a field that are things, with their names."""
        return self._labels.all(self.iris(field))

    def texts(self, field: str) -> list[str]:
        """Return the values of a field that are literals, as text."""
        return sorted(
            {term.value for term in self.terms(field) if isinstance(term, Literal)}, key=str.casefold
        )

    def text(self, field: str) -> str | None:
        """Return the first literal of a field, or None."""
        return next(iter(self.texts(field)), None)

    def number(self, field: str) -> int | float | str | None:
        """Return the first literal of a field as a number; as text where it is none."""
        text = self.text(field)
        if text is None:
            return None
        try:
            number = float(text)
        except ValueError:
            return text
        return int(number) if number.is_integer() and "e" not in text.lower() else number

    def said_in(self, field: str, language: str) -> str:
        """Return a field's text in the language if there is one, else in English, else in any."""
        by_tag = {term.language or "": term.value for term in self.terms(field) if isinstance(term, Literal)}
        return next(
            (by_tag[tag] for tag in (language, "en", "") if tag in by_tag), min(by_tag.values(), default="")
        )

    def other_names(self, label: str) -> list[str]:
        """Return the names that the thing has beside the one shown."""
        return [
            name for name in dict.fromkeys(self.texts("label") + self.texts("alternative")) if name != label
        ]

    def word(self, field: str) -> str | None:
        """Return the local name of a field's first IRI, in lower case: ``planned`` for ``cg:Planned``."""
        return next((iri.replace("#", "/").rsplit("/", 1)[-1].lower() for iri in self.iris(field)), None)

    def flag(self, field: str) -> bool:
        """Return whether a field is true."""
        return self.text(field) == "true"

    @property
    def period(self) -> Period:
        """When it was."""
        return Period(self.moment("start"), self.moment("end"))

    def moment(self, which: str) -> Moment | None:
        """Return the ``start``, ``end`` or ``published`` date with its precision, or None."""
        predicate = SCHEMA + ("datePublished" if which == "published" else f"{which}Date")
        value = min((t.value for t in self._terms.get(predicate, ()) if isinstance(t, Literal)), default=None)
        if value is None:
            return None
        words = [
            t.value.removeprefix(CG)
            for t in self._terms.get(f"{CG}{which}Precision", ())
            if isinstance(t, NamedNode)
        ]
        precision = next((word for word in words if word in get_args(Precision)), "Day")
        about = any(
            t.value == "true"
            for t in self._terms.get(f"{CG}{which}Approximate", ())
            if isinstance(t, Literal)
        )
        return Moment(value, cast(Precision, precision), about)
