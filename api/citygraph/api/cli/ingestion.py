"""Articles on their way into a store: drafted, held against what is there, loaded, and told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeAlias

from citygraph.graph import CityGraph, Finding
from citygraph.loaders.extraction.batches import Batch, Drafted, NotRead
from citygraph.loaders.facts import Problem
from citygraph.loaders.loading import FileLoaded, FileRefused, Loader
from citygraph.ontology import CityGraphError, Place

from .articles import ArticleTally, article_line, drafted_as_json
from .console import emit, error, json_line, warning
from .outcomes import problem_as_json, problems_of, said

__all__ = ["Handled", "IngestTally", "Ingestion"]

_SHOWN: Final = 20
_CHUNK: Final = 64
_CHANGES: Final = ("added", "replaced", "unchanged", "copy", "empty", "refused")


Trouble: TypeAlias = Problem | Finding | CityGraphError
"""What is wrong with a document, or worth a look."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of an article that was read.

    Attributes:
        drafted: What was found in it.
        change: ``added``, ``replaced`` or ``unchanged`` in the store; ``copy`` or ``empty`` when it was kept out as
            such; ``refused``.
        problems: Why it was refused.
        warnings: What someone should look at.
    """

    drafted: Drafted
    change: str
    problems: tuple[Trouble, ...] = ()
    warnings: tuple[Trouble, ...] = ()


class Ingestion:
    """Puts the articles of a batch in a store.

    Args:
        batch: The articles; it must write verified documents.
        graph: The store.
        loader: Loads documents.
        with_copies: Whether copies of earlier articles are loaded, too.
        replace_reviewed: Whether drafts take the place of what people have reviewed.
    """

    def __init__(
        self, batch: Batch, graph: CityGraph, loader: Loader, *, with_copies: bool, replace_reviewed: bool
    ) -> None:
        self._batch = batch
        self._graph = graph
        self._loader = loader
        self._with_copies = with_copies
        self._replace_reviewed = replace_reviewed
        self._there = {record.id for record in graph.documents()}
        self._first: dict[str, Path] = {}

    def run(self) -> Iterator[Handled | NotRead]:
        """Yield what became of each article, some at a time, as documents are loaded several at once."""
        outcomes = self._batch.run()
        while chunk := list(islice(outcomes, _CHUNK)):
            under_way: dict[Path, Drafted] = {}
            for outcome in chunk:
                if isinstance(outcome, NotRead):
                    yield outcome
                    continue
                kept_out = self._kept_out(outcome)
                if kept_out is not None:
                    yield kept_out
                elif outcome.verified is not None:
                    self._first.setdefault(outcome.result.id, outcome.path)
                    under_way[outcome.verified] = outcome
            for loaded in self._loader.load(self._graph, under_way):
                yield _handled(loaded, under_way[loaded.path])
            for outcome in chunk:
                if isinstance(outcome, Drafted) and outcome.verified is not None:
                    outcome.verified.unlink(missing_ok=True)

    def _kept_out(self, outcome: Drafted) -> Handled | None:
        """Return what is told of an article that is not to be loaded; None for one that is."""
        first = self._first.get(outcome.result.id)
        if first is not None:
            problem = Problem(
                "duplicate-document",
                f"the id '{outcome.result.id}' is that of {first} too",
                Place(outcome.path),
                "give the file another name",
            )
            return Handled(outcome, "refused", (problem,))
        known = outcome.result.id in self._there
        if known and not self._replace_reviewed and self._is_reviewed(outcome.result.id):
            problem = Problem(
                "already-reviewed",
                f"the store holds '{outcome.result.id}' with facts that were reviewed, so it stays as it is",
                Place(outcome.path),
                "put the drafts in its place with --force, or remove it first",
            )
            return Handled(outcome, "refused", (problem,))
        if outcome.copy_of is not None and not self._with_copies:
            return Handled(outcome, "copy")
        if not outcome.result.facts and not known:
            return Handled(outcome, "empty")
        return None

    def _is_reviewed(self, identifier: str) -> bool:
        graph = self._graph.identifiers.document_graph(identifier)
        found = self._graph.query(
            f"ASK {{ GRAPH <{graph}> {{ ?fact cg:reviewStatus ?status FILTER (?status != cg:Draft) }} }}"
        )
        return bool(found)


def _handled(outcome: FileLoaded | FileRefused, drafted: Drafted) -> Handled:
    if isinstance(outcome, FileRefused):
        return Handled(drafted, "refused", tuple(problems_of(outcome.error)))
    return Handled(drafted, outcome.change, warnings=outcome.warnings)


class IngestTally:
    """The sum of what became of the articles, each told as it comes.

    Args:
        as_json: Whether to tell it as JSON lines.
        quiet: Whether to tell only what was refused, and the sum.
    """

    def __init__(self, *, as_json: bool, quiet: bool) -> None:
        self._articles = ArticleTally(as_json=as_json, quiet=quiet)
        self._as_json = as_json
        self._quiet = quiet
        self._counts: Counter[str] = Counter()
        self._facts = 0
        self._warnings: list[str] = []

    @property
    def refused(self) -> bool:
        """Whether any article was refused."""
        return self._counts["refused"] > 0

    def add(self, outcome: Handled | NotRead) -> None:
        """Count an outcome and tell it."""
        if isinstance(outcome, NotRead):
            self._counts["refused"] += 1
            self._articles.add(outcome)
            return
        self._counts[outcome.change] += 1
        drafted = outcome.drafted
        self._articles.count(drafted)
        if outcome.change in ("added", "replaced", "unchanged"):
            self._facts += sum(drafted.result.facts.values())
        troubles = [_placed(each, drafted.path) for each in outcome.problems]
        for each in troubles:
            error(said(each, drafted.path))
        warnings = [_placed(each, drafted.path) for each in outcome.warnings]
        self._warnings.extend(said(each, drafted.path) for each in warnings)
        if self._as_json:
            told = {
                **drafted_as_json(drafted),
                "change": outcome.change,
                "errors": [problem_as_json(each, drafted.path) for each in troubles],
                "warnings": [problem_as_json(each, drafted.path) for each in warnings],
            }
            self._articles.put(json_line(told))
        elif not self._quiet and outcome.change != "refused":
            self._articles.put(f"{outcome.change:<9}  {article_line(drafted)}\n")

    def finish(self, out: Path | None, *, all_warnings: bool) -> None:
        """Tell the warnings and the sum."""
        self._articles.release()
        shown = self._warnings if all_warnings else self._warnings[:_SHOWN]
        for line in shown:
            warning(line)
        if len(shown) < len(self._warnings):
            warning(f"and {len(self._warnings) - len(shown)} more; --all-warnings lists them")
        counts = {change: self._counts[change] for change in _CHANGES}
        loaded = {**counts, "loaded_facts": self._facts, "warnings": len(self._warnings)}
        if self._as_json:
            emit(json_line({"type": "summary", **self._articles.summary(), **loaded}))
            return
        counted = ", ".join(f"{count} {change}" for change, count in counts.items())
        emit(f"{counted}; {self._facts:,} facts loaded; {len(self._warnings)} warnings\n")
        for line in self._articles.lines(out)[1:]:
            emit(f"{line}\n")


def _placed(trouble: Trouble, path: Path) -> Trouble:
    """Return the trouble with the article as its place: the document that was loaded is gone again."""
    if isinstance(trouble, Problem):
        return replace(trouble, place=Place(path, None, trouble.place.fact, trouble.place.field))
    if isinstance(trouble, Finding) and trouble.place is not None:
        return replace(trouble, place=Place(path, None, trouble.place.fact, trouble.place.field))
    return trouble
