"""Facts as the pages show them: one fact, and what each article states of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from citygraph.ontology.namespaces import CG
from pyoxigraph import Literal, NamedNode

from .labels import Labels, Reference
from .properties import Properties
from .selections import Row, Selections, Term

__all__ = ["KIND_ORDER", "Article", "Evidence", "Fact", "Facts", "Statement"]

KIND_ORDER: Final = (
    "Membership",
    "Partnership",
    "Event",
    "Programme",
    "Participation",
    "Initiative",
    "OfficeHolding",
    "Figure",
)
"""The kinds of facts, in the order in which pages show them."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in an article a statement stands.

    Attributes:
        start: First character, counted from 0, or None when unknown.
        end: The character after the last, or None.
        quote: The words, where they may be stored.
    """

    start: int | None
    end: int | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Article:
    """A source as pages cite it.

    Attributes:
        thing: The article with its title.
        properties: What is known of it.
    """

    thing: Reference
    properties: Properties


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article says of one fact.

    Attributes:
        article: The article.
        properties: What it states.
        evidence: Where it does, in the order of the text.
    """

    article: Article
    properties: Properties
    evidence: tuple[Evidence, ...]

    @property
    def modality(self) -> str:
        """``asserted``, ``planned``, ``denied`` or ``ended``."""
        return self.properties.word("modality") or "asserted"

    @property
    def review(self) -> str:
        """``accepted``, ``draft`` or ``rejected``."""
        return self.properties.word("review") or "accepted"

    @property
    def place(self) -> int:
        """Where in the article's text it begins; far behind when unknown."""
        return min((part.start for part in self.evidence if part.start is not None), default=10**9)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with all that is stated of it.

    Attributes:
        iri: The fact.
        kind: The local name of its class, such as ``Membership``.
        href: Its page.
        statements: One per article, asserted ones first, then by date of the article.
    """

    iri: str
    kind: str
    href: str | None
    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """The statement whose words stand for the fact in a list."""
        return self.statements[0]

    def agrees_on(self, fields: Iterable[str]) -> bool:
        """Whether all sources give the same in these fields; ``when`` stands for the dates with their precision."""
        said = [statement.properties for statement in self.statements]
        return all(
            len({each.period for each in said}) == 1
            if field == "when"
            else all(set(each.terms(field)) == set(said[0].terms(field)) for each in said)
            for field in fields
        )

    @property
    def is_settled(self) -> bool:
        """Whether some article asserts it, and not merely as something being explored."""
        return any(
            statement.modality == "asserted"
            and statement.review != "rejected"
            and statement.properties.word("stage") not in ("exploring", "suspended", "stageended")
            for statement in self.statements
        )


class Facts:
    """Reads facts for one page.

    Args:
        selections: Asks the graph.
        labels: Names things.
    """

    def __init__(self, selections: Selections, labels: Labels) -> None:
        self._selections = selections
        self._labels = labels
        self._articles: dict[str, Article] = {}
        self._evidence: dict[str, Evidence] = {}

    def about(self, iri: str) -> list[Fact]:
        """Return the facts that name a thing."""
        return self._read("facts_about", iri)

    def of_article(self, iri: str) -> list[Fact]:
        """Return what an article says, in the order of its text."""
        return sorted(self._read("facts_of_article", iri), key=lambda fact: (fact.first.place, fact.iri))

    def of_kind(self, kind: str) -> list[Fact]:
        """Return all facts of a class of the ontology, such as ``Partnership``."""
        return self._read("facts_of_kind", CG + kind)

    def one(self, iri: str) -> Fact | None:
        """Return a fact, or None where the IRI names none."""
        return next(iter(self._read("fact", iri)), None)

    def article(self, iri: str) -> Article:
        """Return an article as pages cite it."""
        known = self._articles.get(iri)
        if known is None:
            known = self._articles[iri] = Article(self._labels.of(iri), self.properties(iri))
        return known

    def properties(self, iri: str) -> Properties:
        """Return what the merged graph says of one node."""
        rows = self._selections.rows("properties", thing=NamedNode(iri))
        return Properties.of(_pairs(rows), self._labels)

    def _read(self, selection: str, iri: str) -> list[Fact]:
        grouped: dict[str, dict[str, list[Row]]] = {}
        for row in self._selections.rows(selection, this=NamedNode(iri)):
            by_article = grouped.setdefault(_iri(row, "fact"), {})
            by_article.setdefault(_iri(row, "article"), []).append(row)
        facts = [self._fact(fact, by_article) for fact, by_article in grouped.items()]
        return sorted((fact for fact in facts if fact is not None), key=self._order)

    def _fact(self, iri: str, by_article: dict[str, list[Row]]) -> Fact | None:
        statements = tuple(
            sorted(
                (self._statement(article, rows) for article, rows in by_article.items()), key=_statement_order
            )
        )
        kinds = {
            name.removeprefix(CG) for statement in statements for name in statement.properties.iris("type")
        }
        kind = next((kind for kind in KIND_ORDER if kind in kinds), None)
        if kind is None:
            return None
        return Fact(iri, kind, self._labels.of(iri).href, statements)

    def _statement(self, article: str, rows: Iterable[Row]) -> Statement:
        properties = Properties.of(_pairs(rows), self._labels)
        evidence = sorted(
            (self._one_evidence(iri) for iri in properties.iris("evidence")),
            key=lambda part: (part.start is None, part.start or 0, part.quote or ""),
        )
        return Statement(self.article(article), properties, tuple(evidence))

    def _one_evidence(self, iri: str) -> Evidence:
        known = self._evidence.get(iri)
        if known is None:
            found: dict[str, str] = {}
            for row in self._selections.rows("evidence", evidence=NamedNode(iri)):
                found |= {name: term.value for name, term in row.items() if isinstance(term, Literal)}
            start, end = found.get("start"), found.get("end")
            known = self._evidence[iri] = Evidence(
                int(start) if start else None, int(end) if end else None, found.get("exact")
            )
        return known

    def _order(self, fact: Fact) -> tuple[int, str, str]:
        start = fact.first.properties.moment("start")
        named = fact.first.properties.things
        parties = [
            thing.label
            for field in ("member", "partner", "participant", "led_by", "subject")
            for thing in named(field)
        ]
        return KIND_ORDER.index(fact.kind), (start.date if start else "9999"), " ".join([*parties, fact.iri])


def _pairs(rows: Iterable[Row]) -> Iterable[tuple[str, Term]]:
    return ((_iri(row, "property"), row["value"]) for row in rows)


def _iri(row: Row, name: str) -> str:
    return row[name].value


def _statement_order(statement: Statement) -> tuple[bool, str, str]:
    published = statement.article.properties.moment("published")
    return (
        statement.modality != "asserted",
        published.date if published else "9999",
        statement.article.thing.iri,
    )
