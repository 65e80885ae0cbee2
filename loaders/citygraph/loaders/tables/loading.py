"""Loads tables into a graph: read, looked up, checked by the gate, and told row by row what did not get in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from citygraph.graph import CityGraph, Finding, Refused, SourceDocument
from citygraph.loaders.facts import Problem
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology import OA, RESERVED_DOCUMENTS, SCHEMA, Identifiers, Place, slug

from .description import Description
from .documents import Part, TableDocuments
from .drafting import Draft, Drafting
from .errors import TableRefused
from .nodes import read_nodes
from .reading import read_table
from .resolving import PlaceResolver
from .rows import Table
from .sought import Found, NotFound, Sought, SoughtKey
from .stated import Contradiction, StatedFact, merged
from .unresolved import Unresolved

__all__ = ["PreparedTable", "Progress", "TableLoader", "TableOutcome", "documents_of_table"]

Progress = Callable[[int, int], None]
"""Called with the documents done and the documents in all."""

_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class PreparedTable:
    """A table whose rows were read and looked up.

    Attributes:
        table: The table.
        identifier: Its id.
        facts: The facts that its rows state, each once.
        unresolved: The local governments that were not found, those with the most rows first.
        problems: What is wrong with rows that are left out, by row.
        warnings: What someone should look at, though it is loaded.
        documents: Makes the documents of the facts.
    """

    table: Table
    identifier: str
    facts: tuple[StatedFact, ...]
    unresolved: tuple[Unresolved, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    documents: TableDocuments

    @property
    def waiting(self) -> tuple[Unresolved, ...]:
        """The local governments that were not found, without those that a person has left out on purpose."""
        return tuple(each for each in self.unresolved if each.result.code != "left-out")

    @property
    def loaded_rows(self) -> int:
        """How many rows state a fact that can be loaded."""
        return len({row.number for fact in self.facts for row in fact.rows})

    @property
    def waiting_rows(self) -> int:
        """How many rows wait for a local government that was not found, those left out on purpose not counted."""
        return len({number for each in self.waiting for number in each.rows})


@dataclass(slots=True)
class TableOutcome:
    """What became of a table.

    Attributes:
        prepared: The table as it was read.
        added: Ids of the documents that are new.
        replaced: Ids of those that hold something else than before.
        unchanged: Ids of those that were there as they are.
        removed: Ids of those that are gone, as the table states nothing of them any more.
        facts: How many facts the table states in the graph, or would.
        refused: What the gate says against rows that are left out.
        warnings: What someone should look at.
    """

    prepared: PreparedTable
    added: list[str] = field(default_factory=list[str])
    replaced: list[str] = field(default_factory=list[str])
    unchanged: list[str] = field(default_factory=list[str])
    removed: list[str] = field(default_factory=list[str])
    facts: int = 0
    refused: list[Finding] = field(default_factory=list[Finding])
    warnings: list[Finding] = field(default_factory=list[Finding])


class TableLoader:
    """Reads tables and loads them.

    Args:
        gazetteer: Knows the local governments.
        networks: Knows the city networks.
        identifiers: Mints the IRIs; must be the graph's.
    """

    def __init__(self, gazetteer: Gazetteer, networks: NetworkRegister, identifiers: Identifiers) -> None:
        self._gazetteer = gazetteer
        self._networks = networks
        self._ids = identifiers

    def prepare(
        self,
        file: Path,
        description: Description,
        *,
        nodes: Path | None = None,
        identifier: str | None = None,
        corrections: Mapping[SoughtKey, str] | None = None,
    ) -> PreparedTable:
        """Return the table in a file, read and looked up.

        Args:
            file: The table.
            description: What its columns are.
            nodes: The table of nodes, where the description speaks of one.
            identifier: Its id; the description's, or one from the file's name, when left out.
            corrections: What names stand for, as a person has decided.

        Raises:
            TableRefused: A file cannot be read, or lacks columns.
            GazetteerUnavailable: The gazetteer can be neither read nor built.
        """
        info = description.table
        table = read_table(file, form=info.format, delimiter=info.delimiter, sheet=info.sheet)
        _check_columns(table, description.columns())
        identifier = identifier or info.id or slug(file.stem)
        if identifier in RESERVED_DOCUMENTS:
            what = f"the id '{identifier}' is the name of one of the graph's own parts"
            raise TableRefused([Problem("reserved-id", what, Place(file), "choose another")], file=file)
        known, node_problems = self._nodes(file, description, nodes)
        drafting = Drafting(table, description, self._networks, known)
        drafts = list(drafting.drafts())
        results = PlaceResolver(
            self._gazetteer,
            without_country=info.without_country,
            country=info.country,
            corrections=corrections,
            cities=description.cities,
        ).resolve_all(place for draft in drafts for place in draft.places)
        facts, waiting, warnings = _facts(table, drafting, drafts, results)
        problems = [*table.problems, *drafting.problems]
        problems.sort(key=lambda problem: problem.place.line or 0)
        return PreparedTable(
            table,
            identifier,
            tuple(facts),
            tuple(sorted(waiting, key=lambda each: (-len(each.rows), each.rows[0], each.sought.key))),
            (*node_problems, *problems),
            tuple(warnings),
            TableDocuments(table, description, identifier, self._gazetteer, self._networks, self._ids),
        )

    def load(
        self, graph: CityGraph, prepared: PreparedTable, *, progress: Progress | None = None
    ) -> TableOutcome:
        """Put what a table states in the graph, in the place of what it stated before; return what became of it.

        Documents are put in whole, some at a time: after an interruption the same call goes on where it ended.

        A table of which nothing can be loaded changes nothing.

        Raises:
            TableRefused: A document has the table's id already, and is no table's.
            StoreUnwritable: The disk refuses; what was put in stays.
        """
        outcome = TableOutcome(prepared)
        present = _present(graph, prepared)
        if not prepared.facts:
            return outcome
        heads = list(prepared.documents.heads(prepared.facts))
        parts = prepared.documents.parts(prepared.facts)
        total, kept = len(heads) + len(parts), {head.id for head in heads}
        done = 0
        for loaded in graph.add_all(heads):
            assert not isinstance(loaded, Refused), loaded.error
            getattr(outcome, loaded.change).append(loaded.id)
        done = len(heads)
        for start in range(0, len(parts), _AT_ONCE):
            chunk = parts[start : start + _AT_ONCE]
            kept |= self._load_parts(graph, prepared.documents, chunk, outcome)
            done += len(chunk)
            if progress is not None:
                progress(done, total)
        for identifier in present:
            if identifier not in kept:
                graph.remove(identifier)
                outcome.removed.append(identifier)
        return outcome

    def check(
        self, graph: CityGraph, prepared: PreparedTable, *, progress: Progress | None = None
    ) -> TableOutcome:
        """Do everything that :meth:`load` does but change the graph."""
        outcome = TableOutcome(prepared)
        records = {record.id: record.digest for record in graph.documents()}
        heads = list(prepared.documents.heads(prepared.facts))
        parts = prepared.documents.parts(prepared.facts)
        wanted = {head.id for head in heads} | {part.id for part in parts}
        for done, document in enumerate([*heads, *map(prepared.documents.document, parts)], start=1):
            (findings,) = graph.check([document])
            outcome.refused += [finding for finding in findings if finding.is_violation]
            outcome.warnings += [finding for finding in findings if not finding.is_violation]
            outcome.facts += len(document.facts)
            known = records.get(document.id)
            changed = outcome.added if known is None else outcome.replaced
            (outcome.unchanged if known == document.digest else changed).append(document.id)
            if progress is not None:
                progress(done, len(heads) + len(parts))
        outcome.removed += [each for each in _present(graph, prepared) if each not in wanted]
        return outcome

    def _load_parts(
        self, graph: CityGraph, documents: TableDocuments, parts: Sequence[Part], outcome: TableOutcome
    ) -> set[str]:
        """Put parts in the graph, without the facts that the gate refuses; return the ids of those that are there."""
        sources = [documents.document(part) for part in parts]
        there: set[str] = set()
        for part, source, loaded in zip(parts, sources, graph.add_all(sources), strict=True):
            if isinstance(loaded, Refused):
                outcome.refused += [finding for finding in loaded.error.findings if finding.is_violation]
                rest = _without(part, source, loaded.error.findings)
                if rest is None:
                    continue
                loaded = graph.add(documents.document(rest))
            there.add(loaded.id)
            getattr(outcome, loaded.change).append(loaded.id)
            outcome.facts += loaded.facts
            outcome.warnings += loaded.warnings
        return there

    def _nodes(
        self, file: Path, description: Description, nodes: Path | None
    ) -> tuple[dict[str, Sought] | None, list[Problem]]:
        if description.nodes is None:
            if nodes is not None:
                what = "the description speaks of no table of nodes"
                raise TableRefused([Problem("no-nodes", what, Place(nodes), "add [nodes] to it")], file=nodes)
            return None, []
        if nodes is None:
            problem = Problem(
                "no-nodes", "the table of nodes is missing", Place(file), "name it with --nodes"
            )
            raise TableRefused([problem], file=file)
        table = read_table(nodes)
        _check_columns(table, description.node_columns())
        known, problems = read_nodes(table, description.nodes)
        return known, [*table.problems, *problems]


def documents_of_table(graph: CityGraph, identifier: str) -> list[str]:
    """Return the ids of the documents in a graph that hold what a table states, or describe it or its sources."""
    table = f"<{graph.identifiers.table(identifier)}>"
    prefix = graph.identifiers.document_graph("")
    rows = graph.query(
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { "
        f"{{ {table} a <{SCHEMA}Dataset> . BIND({table} AS ?s) }} UNION {{ ?s <{SCHEMA}isPartOf> {table} }}"
        f" UNION {{ ?s <{OA}hasSource> {table} }} }} }}"
    )
    assert isinstance(rows, ox.QuerySolutions)
    names = (row["g"].value for row in rows)
    return sorted(name.removeprefix(prefix) for name in names if name.startswith(prefix))


def _present(graph: CityGraph, prepared: PreparedTable) -> list[str]:
    """Return the ids of the documents in a graph that hold what the table stated before.

    Raises:
        TableRefused: A document has the table's id, and is no table's.
    """
    present = documents_of_table(graph, prepared.identifier)
    if prepared.identifier not in present and any(r.id == prepared.identifier for r in graph.documents()):
        what = f"the id '{prepared.identifier}' is that of an article in the store"
        problem = Problem("reserved-id", what, Place(prepared.table.file), "give the table another id")
        raise TableRefused([problem], file=prepared.table.file)
    return present


def _facts(
    table: Table,
    drafting: Drafting,
    drafts: Iterable[Draft],
    results: Mapping[Sought, Found | NotFound],
) -> tuple[list[StatedFact], list[Unresolved], list[Problem]]:
    """Return the facts, each once; the governments that were not found; and what someone should look at."""
    facts: dict[tuple[object, ...], StatedFact] = {}
    waiting: dict[SoughtKey, tuple[Sought, NotFound, dict[int, None]]] = {}
    warnings: list[Problem] = []
    for draft in drafts:
        found = [results[place] for place in draft.places]
        for place, result in zip(draft.places, found, strict=True):
            if isinstance(result, NotFound):
                waiting.setdefault(place.key, (place, result, {}))[2][draft.row.number] = None
        known = [result for result in found if isinstance(result, Found)]
        stated = drafting.stated(draft, known) if len(known) == len(found) else None
        if stated is None:
            continue
        key = (stated.source, *stated.key)
        if key not in facts:
            facts[key] = stated
            continue
        first = facts[key].rows[0]
        try:
            facts[key] = merged(facts[key], stated)
        except Contradiction as error:
            what = f"row {first.number} states the same {stated.fact.kind}, but {error}"
            hint = "correct one of the rows, or give them different sources"
            drafting.problems.append(Problem("contradictory-rows", what, table.place(draft.row), hint))
        else:
            what = f"row {first.number} states the same {stated.fact.kind}; both are its evidence"
            warnings.append(Problem("repeated-row", what, table.place(draft.row)))
    unresolved = [Unresolved(sought, result, tuple(rows)) for sought, result, rows in waiting.values()]
    return list(facts.values()), unresolved, warnings


def _without(part: Part, source: SourceDocument, findings: Iterable[Finding]) -> Part | None:
    """Return a part without the rows of what the gate refuses; None where nothing is left."""
    lines = {
        place.line
        for finding in findings
        if finding.is_violation and (place := finding.place or source.places.get(finding.focus)) is not None
    }
    kept = tuple(fact for fact in part.facts if not any(row.line in lines for row in fact.rows))
    return replace(part, facts=kept) if kept and len(kept) < len(part.facts) else None


def _check_columns(table: Table, wanted: Sequence[str]) -> None:
    missing = [column for column in wanted if column not in table.columns]
    if missing:
        named = ", ".join(f"'{column[:80]}'" for column in missing[:30])
        what, there = f"there is no column {named}", ", ".join(table.columns[:30])
        raise TableRefused(
            [Problem("missing-column", what, table.place(None), f"there are: {there}")], file=table.file
        )
