"""What things are called on a page, and where their names link to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from citygraph.ontology import CG, FOAF, RDFS, SCHEMA, SKOS, schemes, topics, vocabulary
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from .languages import Language
from .selections import Row, Selections

__all__ = ["Labels", "Reference", "TermLabels"]

_LABEL_PROPERTIES = (SKOS + "prefLabel", RDFS + "label", FOAF + "name", SCHEMA + "headline")


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing as a page names it.

    Attributes:
        iri: What it is.
        label: What it is called, in the page's language where there is such a label.
        href: Where its name links to, or None.
        level: ``city``, ``regency``, ``province`` or ``metropolitan-area`` for a local government.
        country: ISO 3166-1 alpha-2 code for a local government.
        acronym: The acronym of a network.
    """

    iri: str
    label: str
    href: str | None
    level: str | None = None
    country: str | None = None
    acronym: str | None = None


@dataclass(frozen=True, slots=True)
class TermLabels:
    """Labels of the terms that the ontology's own files describe.

    Attributes:
        labels: By IRI, the label by language tag.
    """

    labels: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls, base: str) -> TermLabels:
        """Return the labels in the vocabulary and its schemes, with instance IRIs under base."""
        found: dict[str, dict[str, str]] = {}
        for text in (vocabulary(), schemes(base), topics(base)):
            for quad in parse(text, format=RdfFormat.TURTLE):
                if (
                    quad.predicate.value in _LABEL_PROPERTIES
                    and isinstance(quad.subject, NamedNode)
                    and isinstance(quad.object, Literal)
                ):
                    found.setdefault(quad.subject.value, {})[quad.object.language or ""] = quad.object.value
        return cls(found)


class Labels:
    """Names of things for one page.

    Args:
        selections: Asks the graph.
        terms: The vocabulary's own labels.
        language: The page's language.
        link: Gives where an IRI links to.
    """

    def __init__(
        self, selections: Selections, terms: TermLabels, language: Language, link: Callable[[str], str | None]
    ) -> None:
        self._selections = selections
        self._terms = terms
        self._language = language
        self._link = link
        self._known: dict[str, Reference] = {}

    def of(self, iri: str) -> Reference:
        """Return the thing with its name; its IRI's last part where nothing names it."""
        if iri not in self._known:
            self.look_up([iri])
        return self._known[iri]

    def all(self, iris: Iterable[str]) -> list[Reference]:
        """Return several things with their names, in the order of their names."""
        return sorted((self.of(iri) for iri in iris), key=lambda thing: (thing.label.casefold(), thing.iri))

    def look_up(self, iris: Iterable[str]) -> None:
        """Look up many names at once, so that asking for each needs no query."""
        unknown = {iri for iri in iris if iri not in self._known}
        rows: dict[str, list[Row]] = {iri: [] for iri in unknown}
        for row in self._selections.rows_for("labels", (NamedNode(iri) for iri in unknown)):
            rows[row["thing"].value].append(row)
        self._known |= {iri: self._named(iri, said) for iri, said in rows.items()}

    def _named(self, iri: str, rows: Iterable[Row]) -> Reference:
        labels: dict[str, str] = dict(self._terms.labels.get(iri, {}))
        facts: dict[str, str] = {}
        for row in rows:
            value, role = row["value"], row["property"]
            if not isinstance(value, Literal) or not isinstance(role, NamedNode):
                continue
            if role.value in _LABEL_PROPERTIES:
                tag = value.language or ""
                labels[tag] = min(labels.get(tag, value.value), value.value)
            else:
                facts[role.value] = value.value
        label = next(
            (labels[tag] for tag in (self._language, "en", "", "id") if tag in labels),
            min(labels.values(), default="") or _last_part(iri),
        )
        return Reference(
            iri,
            label,
            self._link(iri),
            facts.get(CG + "level"),
            facts.get(CG + "country"),
            facts.get(CG + "acronym"),
        )


def _last_part(iri: str) -> str:
    """Return the words at the end of an IRI: ``role/former-member`` gives ``former member``.

    >>> _last_part("https://w3id.org/citygraph/role/former-member")
    'former member'
    """
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1].replace("-", " ")
