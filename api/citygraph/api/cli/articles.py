"""What became of each article that facts were drafted from: lines, JSON, and the sum of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from citygraph.loaders.extraction.batches import QUEUE, Drafted, NotRead
from citygraph.loaders.facts import Problem

from .console import emit, error, is_terminal, json_line, note, plain
from .explained import rendered

__all__ = ["ArticleTally", "article_line", "drafted_as_json"]

_SHOWN: Final = 10


class ArticleTally:
    """The sum of what became of the articles, each told as it comes.

    Args:
        as_json: Whether to tell it as JSON lines.
        quiet: Whether to tell only what was refused, and the sum.
        explained: Whether to show why each fact was drawn.

    Attributes:
        counts: Articles by what became of them; ``copies`` and ``without_facts`` among them.
        facts: Facts by kind.
        unresolved: Names left open, by how often.
    """

    def __init__(self, *, as_json: bool, quiet: bool = False, explained: bool = False) -> None:
        self.counts: Counter[str] = Counter()
        self.facts: Counter[str] = Counter()
        self.unresolved: Counter[str] = Counter()
        self._as_json = as_json
        self._quiet = quiet
        self._explained = explained
        self._started = perf_counter()
        held = not explained and not quiet and is_terminal() and is_terminal("stdout")
        self._held: list[str] | None = [] if held else None

    @property
    def refused(self) -> bool:
        """Whether any article was refused."""
        return self.counts["refused"] > 0

    def add(self, outcome: Drafted | NotRead) -> None:
        """Count an outcome and tell it."""
        if isinstance(outcome, NotRead):
            self.counts["refused"] += 1
            error(_said(outcome))
            if self._as_json:
                self.put(json_line(_not_read_as_json(outcome)))
            return
        self.count(outcome)
        if self._as_json:
            self.put(json_line(drafted_as_json(outcome)))
        elif self._explained:
            emit(rendered(outcome))
        elif not self._quiet:
            self.put(f"{outcome.change:<9}  {article_line(outcome)}\n")

    def count(self, outcome: Drafted) -> None:
        """Count an article that was read, and tell nothing."""
        facts = sum(outcome.result.facts.values())
        self.counts[outcome.change] += 1
        self.counts["copies"] += outcome.copy_of is not None
        self.counts["without_facts"] += facts == 0
        self.facts.update(outcome.result.facts)
        self.unresolved.update(name.name for name in outcome.result.unresolved)

    def finish(self, out: Path | None) -> None:
        """Tell the sum."""
        self.release()
        if self._as_json:
            emit(json_line({"type": "summary", **self.summary()}))
            return
        for line in self.lines(out):
            (note if self._explained else _out)(line)

    def release(self) -> None:
        """Write what waited for the bar to go."""
        if self._held is not None:
            emit("".join(self._held))
            self._held = None

    def summary(self) -> dict[str, Any]:
        """Return the sum as JSON tells it."""
        articles, seconds = self._articles(), perf_counter() - self._started
        return {
            "articles": articles,
            **{name: self.counts[name] for name in ("extracted", "unchanged", "refused", "copies")},
            "without_facts": self.counts["without_facts"],
            "facts": dict(sorted(self.facts.items())),
            "unresolved": [{"name": name, "mentions": n} for name, n in self._open_names()],
            "seconds": round(seconds, 3),
            "articles_per_second": round(articles / seconds, 1),
        }

    def _articles(self) -> int:
        return sum(self.counts[name] for name in ("extracted", "unchanged", "refused"))

    def _open_names(self) -> list[tuple[str, int]]:
        return sorted(self.unresolved.items(), key=lambda item: (-item[1], item[0]))

    def lines(self, out: Path | None) -> list[str]:
        """Return the sum in lines: articles, facts by kind, names left open.

        Args:
            out: Folder with the queue of names left open.
        """
        articles, counts = self._articles(), self.counts
        seconds = perf_counter() - self._started
        told = ", ".join(f"{counts[name]} {name}" for name in ("extracted", "unchanged", "refused"))
        lines = [
            f"{_number(articles, 'article')}: {told}; {_number(counts['copies'], 'copy', 'copies')}; "
            f"{counts['without_facts']} without facts; {articles / seconds:,.1f} a second"
        ]
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.facts.items()))
        lines.append(f"{_number(sum(self.facts.values()), 'fact')}{': ' + kinds if kinds else ''}")
        names = self._open_names()
        if names:
            shown = ", ".join(f"{plain(name)} ({count})" for name, count in names[:_SHOWN])
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            where = f"; all in {plain(str(out / QUEUE))}" if out is not None else ""
            lines.append(f"names left open: {shown}{more}{where}")
        return lines

    def put(self, text: str) -> None:
        """Write data, once the bar is gone where both share a terminal."""
        if self._held is None:
            emit(text)
        else:
            self._held.append(text)


def drafted_as_json(outcome: Drafted) -> dict[str, Any]:
    """Return what is told of an article that was read."""
    result = outcome.result
    told: dict[str, Any] = {
        "type": "article",
        "path": str(outcome.path),
        "part": outcome.part,
        "id": result.id,
        "change": outcome.change,
        "out": None if outcome.out is None else str(outcome.out),
        "language": result.language,
        "published": result.published,
        "facts": dict(result.facts),
        "unresolved": [name.as_plain() for name in result.unresolved],
        "copy_of": outcome.copy_of,
        "seconds": round(outcome.seconds, 4),
    }
    if result.explanation is not None:
        told["explanation"] = asdict(result.explanation)
    return told


def _not_read_as_json(outcome: NotRead) -> dict[str, Any]:
    """Return what is told of an article that nothing came of."""
    return {
        "type": "article",
        "path": str(outcome.path),
        "part": outcome.part,
        "change": "refused",
        "error": _problem(outcome.problem),
        "seconds": round(outcome.seconds, 4),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    place = problem.place
    where = {
        "file": None if place.file is None else str(place.file),
        "line": place.line,
        "fact": place.fact,
        "field": place.field,
    }
    return {"code": problem.code, "what": problem.what, "hint": problem.hint, **where}


def _said(outcome: NotRead) -> str:
    problem, part = outcome.problem, outcome.part
    said = str(problem)
    return said if part is None or part in said else f"{part}: {said}"


def article_line(outcome: Drafted) -> str:
    """Return what is told of an article that was read, as the rest of a line."""
    result = outcome.result
    told = [_number(sum(result.facts.values()), "fact")]
    if result.unresolved:
        told.append(f"{_number(len(result.unresolved), 'name')} left open")
    if outcome.copy_of is not None:
        told.append(f"a copy of {outcome.copy_of}")
    return plain(f"{result.id}  ({', '.join(told)})")


def _number(count: int, noun: str, several: str | None = None) -> str:
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def _out(line: str) -> None:
    emit(f"{line}\n")
