"""The queries behind the pages: the ``.rq`` files of this package, run with their parameters bound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, TypeAlias

from citygraph.graph import CityGraph
from citygraph.graph.readers import ReaderGraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Triple

__all__ = ["Row", "Selections", "Term"]

Term: TypeAlias = NamedNode | Literal
"""A term of the data, which holds no blank nodes."""

Row: TypeAlias = dict[str, Term]

_AT_ONCE: Final = 300
"""Values put into one query: with the longest IRIs it stays under the limit of a query's text."""


@dataclass(frozen=True, slots=True)
class Selections:
    """The package's queries over one graph.

    Attributes:
        graph: The graph they ask.
        queries: Their texts by name.
    """

    graph: CityGraph | ReaderGraph
    queries: Mapping[str, str]

    @classmethod
    def load(cls, graph: CityGraph | ReaderGraph) -> Selections:
        """Return the queries that ship in the package's ``rq`` folder."""
        folder = files("citygraph.api").joinpath("rq")
        return cls(
            graph,
            {
                item.name.removesuffix(".rq"): item.read_text(encoding="utf-8")
                for item in folder.iterdir()
                if item.name.endswith(".rq")
            },
        )

    def rows(self, name: str, **values: Term) -> list[Row]:
        """Return the solutions of a SELECT; unbound variables are left out of a row.

        Args:
            name: The query's name.
            values: What stands in the place of variables, as the terms write themselves. The engine plans a query
                with the terms in it well; substituted later, they made some take 60 times as long.
        """
        solutions = self.graph.query(self._bound(name, values))
        assert isinstance(solutions, QuerySolutions)
        return _rows(solutions)

    def rows_for(self, name: str, values: Iterable[Term]) -> list[Row]:
        """Return the solutions of a SELECT for many values, which stand in its one empty ``VALUES ?name {}``.

        The values are put in as the terms write themselves, in a few queries.
        """
        wanted = sorted(set(values), key=str)
        found: list[Row] = []
        for start in range(0, len(wanted), _AT_ONCE):
            listed = " ".join(map(str, wanted[start : start + _AT_ONCE]))
            text = self.queries[name].replace("{}", f"{{ {listed} }}", 1)
            solutions = self.graph.query(text)
            assert isinstance(solutions, QuerySolutions)
            found += _rows(solutions)
        return found

    def triples(self, name: str, **values: Term) -> QueryTriples:
        """Return the triples of a CONSTRUCT."""
        triples = self.graph.query(self._bound(name, values))
        assert isinstance(triples, QueryTriples)
        return triples

    def in_their_graphs(self, triples: Iterable[Triple]) -> list[Quad]:
        """Return triples with the name of each graph that states them."""
        described = {(each.subject, each.predicate, each.object) for each in triples}
        subjects = {subject for subject, _, _ in described if isinstance(subject, NamedNode)}
        quads: list[Quad] = []
        for row in self.rows_for("stated_in", subjects):
            subject, graph, predicate, value = row["thing"], row["g"], row["p"], row["o"]
            assert isinstance(subject, NamedNode)
            assert isinstance(predicate, NamedNode)
            if (subject, predicate, value) in described:
                name = graph if isinstance(graph, NamedNode) else DefaultGraph()
                quads.append(Quad(subject, predicate, value, name))
        return quads

    def _bound(self, name: str, values: Mapping[str, Term]) -> str:
        text = self.queries[name]
        for variable, term in values.items():
            written = str(term).replace("\\", r"\\")
            text = re.sub(rf"\?{variable}\b", written, text)
        return text


def _rows(solutions: QuerySolutions) -> list[Row]:
    names = [variable.value for variable in solutions.variables]
    found: list[Row] = []
    for solution in solutions:
        row: Row = {}
        for key in names:
            term = solution[key]
            if isinstance(term, (NamedNode, Literal)):
                row[key] = term
        found.append(row)
    return found
