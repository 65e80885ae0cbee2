"""Reads facts for a page: which there are, in the order in which pages show them, and all of some of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citygraph.ontology.namespaces import CG
from pyoxigraph import Literal, NamedNode

from .labels import Labels
from .properties import FIELDS, Properties
from .selections import Row, Selections, Term
from .statements import KIND_ORDER, UNSETTLED_STAGES, Article, Evidence, Fact, Statement

__all__ = ["Facts", "Listed", "listed_of_kind"]

_EVIDENCE = FIELDS["evidence"][0]


@dataclass(frozen=True, slots=True)
class Listed:
    """A fact in a list, before all of it is read.

    Attributes:
        iri: The fact.
        group: The heading that it stands under: its kind, or ``Unsettled`` for a partnership that nobody has agreed.
        start: The first date that any article gives for its beginning, or the empty string.
    """

    iri: str
    group: str
    start: str

    @property
    def order(self) -> tuple[int, bool, str, str]:
        """Where it stands: by kind, agreed ones first, then by date."""
        kind = "Partnership" if self.group == "Unsettled" else self.group
        return KIND_ORDER.index(kind), self.group == "Unsettled", self.start or "9999", self.iri


class Facts:
    """Reads facts for one page, each query for many of them at once.

    Args:
        selections: Asks the graph.
        labels: Names things.
    """

    def __init__(self, selections: Selections, labels: Labels) -> None:
        self._selections = selections
        self._labels = labels
        self._articles: dict[str, Article] = {}
        self._evidence: dict[str, Evidence] = {}

    def about(self, *iris: str) -> list[Listed]:
        """Return which facts name a thing, given with all IRIs that were merged into its own."""
        rows = (self._selections.rows("facts_about", this=NamedNode(iri)) for iri in iris)
        return _listed(row for each in rows for row in each)

    def of_kind(self, kind: str) -> list[Listed]:
        """Return which facts of a class of the ontology there are, such as ``Partnership``."""
        return listed_of_kind(self._selections, kind)

    def of_article(self, iri: str) -> list[str]:
        """Return the IRIs of the facts that an article states, in the order of its text."""
        places: dict[str, int] = {}
        for row in self._selections.rows("facts_of_article", this=NamedNode(iri)):
            if "fact" in row:
                at = row.get("place")
                place = int(at.value) if isinstance(at, Literal) else 10**9
                places[_iri(row, "fact")] = min(place, places.get(_iri(row, "fact"), place))
        return sorted(places, key=lambda fact: (places[fact], fact))

    def read(self, iris: Sequence[str]) -> list[Fact]:
        """Return facts with all that is stated of them, in the order given; what is no fact is left out."""
        grouped: dict[str, dict[str, list[Row]]] = {}
        for row in self._selections.rows_for("facts", map(NamedNode, iris)):
            by_article = grouped.setdefault(_iri(row, "fact"), {})
            by_article.setdefault(_iri(row, "article"), []).append(row)
        rows = [row for by_article in grouped.values() for each in by_article.values() for row in each]
        self._read_evidence(_iri(row, "value") for row in rows if _iri(row, "property") == _EVIDENCE)
        self._read_articles({_iri(row, "article") for row in rows})
        self._labels.look_up(
            [*grouped, *(row["value"].value for row in rows if isinstance(row["value"], NamedNode))]
        )
        facts = (self._fact(iri, grouped[iri]) for iri in iris if iri in grouped)
        return [fact for fact in facts if fact is not None]

    def sorted(self, iris: Sequence[str]) -> list[Fact]:
        """Return facts with all that is stated of them, by kind, date and names."""
        return sorted(self.read(iris), key=_order)

    def one(self, iri: str) -> Fact | None:
        """Return a fact, or None where the IRI names none."""
        return next(iter(self.read([iri])), None)

    def article(self, iri: str) -> Article:
        """Return an article as pages cite it."""
        self._read_articles({iri})
        return self._articles[iri]

    def articles(self, iris: Iterable[str]) -> list[Article]:
        """Return articles as pages cite them, in the order given."""
        wanted = list(iris)
        self._read_articles(set(wanted))
        return [self._articles[iri] for iri in wanted]

    def properties(self, iri: str) -> Properties:
        """Return what the merged graph says of one node."""
        return self._properties([iri])[iri]

    def _properties(self, iris: Iterable[str]) -> dict[str, Properties]:
        pairs: dict[str, list[tuple[str, Term]]] = {iri: [] for iri in iris}
        for row in self._selections.rows_for("properties", map(NamedNode, pairs)):
            pairs[_iri(row, "thing")].append((_iri(row, "property"), row["value"]))
        return {iri: Properties.of(said, self._labels) for iri, said in pairs.items()}

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
        pairs = ((_iri(row, "property"), row["value"]) for row in rows)
        properties = Properties.of(pairs, self._labels)
        evidence = sorted(
            (self._evidence[iri] for iri in properties.iris("evidence")),
            key=lambda part: (part.start is None, part.start or part.row or 0, part.quote or ""),
        )
        return Statement(self._articles[article], properties, tuple(evidence))

    def _read_articles(self, iris: set[str]) -> None:
        unknown = iris - self._articles.keys()
        self._labels.look_up(unknown)
        for iri, properties in self._properties(unknown).items():
            self._labels.look_up(properties.iris("publisher"))
            self._articles[iri] = Article(self._labels.of(iri), properties)

    def _read_evidence(self, iris: Iterable[str]) -> None:
        found: dict[str, dict[str, str]] = {iri: {} for iri in iris if iri not in self._evidence}
        for row in self._selections.rows_for("evidence", map(NamedNode, found)):
            said = {name: term.value for name, term in row.items() if isinstance(term, Literal)}
            found[_iri(row, "evidence")] |= said
        for iri, said in found.items():
            start, end, number = (
                int(said[name]) if name in said else None for name in ("start", "end", "row")
            )
            self._evidence[iri] = Evidence(start, end, said.get("exact"), number)


def listed_of_kind(selections: Selections, kind: str) -> list[Listed]:
    """Return which facts of a class of the ontology there are, in the order of lists."""
    return _listed(selections.rows("facts_of_kind", this=NamedNode(CG + kind)))


def _listed(rows: Iterable[Row]) -> list[Listed]:
    kinds: dict[str, str] = {}
    starts: dict[str, str] = {}
    settled: set[str] = set()
    for row in rows:
        iri, kind = _iri(row, "fact"), _iri(row, "type").removeprefix(CG)
        kinds[iri] = min(kind, kinds.get(iri, kind), key=KIND_ORDER.index)
        start = row.get("start")
        if start is not None:
            starts[iri] = min(start.value, starts.get(iri, start.value))
        stage = row.get("stage")
        if (
            _word(row["modality"]) == "asserted"
            and _word(row.get("review")) != "rejected"
            and _word(stage) not in UNSETTLED_STAGES
        ):
            settled.add(iri)
    listed = (
        Listed(iri, kind if kind != "Partnership" or iri in settled else "Unsettled", starts.get(iri, ""))
        for iri, kind in kinds.items()
    )
    return sorted(listed, key=lambda each: each.order)


def _word(term: Term | None) -> str:
    return "" if term is None else term.value.removeprefix(CG).lower()


def _iri(row: Row, name: str) -> str:
    return row[name].value


def _order(fact: Fact) -> tuple[int, str, str]:
    start = fact.first.properties.moment("start")
    named = fact.first.properties.things
    parties = [
        thing.label
        for field in ("member", "partner", "participant", "led_by", "subject")
        for thing in named(field)
    ]
    return KIND_ORDER.index(fact.kind), (start.date if start else "9999"), " ".join([*parties, fact.iri])


def _statement_order(statement: Statement) -> tuple[bool, str, str]:
    published = statement.article.properties.moment("published")
    return (
        statement.modality != "asserted",
        published.date if published else "9999",
        statement.article.thing.iri,
    )
