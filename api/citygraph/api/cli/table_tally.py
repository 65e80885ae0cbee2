"""What became of tables: a line for each row that was left out, and the sum of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from citygraph.graph import Finding
from citygraph.loaders.facts import Problem
from citygraph.loaders.tables import TableOutcome

from .console import emit, emit_json, error, note, warning
from .outcomes import problem_as_json, said

__all__ = ["TableTally"]

_SHOWN: Final = 20


class TableTally:
    """The sum of what became of tables, each told as it comes.

    Args:
        as_json: Whether to tell it as JSON lines.
        dry_run: Whether nothing was changed.
        all_warnings: Whether to tell every row that was left out, and every warning.

    Attributes:
        dry_run: Whether nothing was changed.
        refused: Whether rows were refused, or nothing of a table could be loaded.
    """

    def __init__(self, *, as_json: bool, dry_run: bool, all_warnings: bool) -> None:
        self.dry_run = dry_run
        self.refused = False
        self._as_json = as_json
        self._all = all_warnings
        self._waiting = 0

    def add(self, outcome: TableOutcome) -> None:
        """Tell what became of a table."""
        prepared = outcome.prepared
        file = prepared.table.file
        bad: list[Problem | Finding] = [*prepared.problems, *outcome.refused]
        warnings: list[Problem | Finding] = [*prepared.warnings, *outcome.warnings]
        self._lines(bad, file, error, "rows left out")
        self._lines(warnings, file, warning, "warnings")
        self.refused = self.refused or bool(bad) or not prepared.facts
        self._waiting += len(prepared.waiting)
        counted: dict[str, object] = {
            "rows": len(prepared.table.rows) + len(prepared.table.problems),
            "rows_loaded": prepared.loaded_rows,
            "rows_waiting": prepared.waiting_rows,
            "names_not_found": len(prepared.waiting),
            "rows_refused": len(bad),
            "facts": outcome.facts,
            "added": len(outcome.added),
            "replaced": len(outcome.replaced),
            "unchanged": len(outcome.unchanged),
            "removed": len(outcome.removed),
        }
        if self._as_json:
            emit_json(
                {
                    "type": "table",
                    "file": str(file),
                    "table": prepared.identifier,
                    "dry_run": self.dry_run,
                    **counted,
                    "errors": [problem_as_json(each, file) for each in bad],
                    "warnings": [problem_as_json(each, file) for each in warnings],
                }
            )
            return
        would = "would be " if self.dry_run else ""
        emit(
            f"{prepared.identifier}: {counted['rows']:,} rows, {prepared.loaded_rows:,} {would}loaded as "
            f"{len(prepared.facts):,} facts, {prepared.waiting_rows:,} wait for {len(prepared.waiting):,} names that "
            f"were not found, {len(bad):,} refused\n"
        )
        emit(
            f"{prepared.identifier}: documents {would}{len(outcome.added)} added, {len(outcome.replaced)} replaced, "
            f"{len(outcome.unchanged)} unchanged, {len(outcome.removed)} removed\n"
        )

    def finish(self, unresolved: Path | None) -> None:
        """Say where the names are that were not found."""
        if unresolved is not None:
            note(
                f"{self._waiting:,} names that were not found are in {unresolved}: fill in the column 'meant' and load "
                f"the table again with --corrections {unresolved}"
            )
        elif self._waiting:
            note("--unresolved FILE writes the names that were not found, with candidates")

    def _lines(
        self, problems: list[Problem | Finding], file: Path, tell: Callable[[str], None], what: str
    ) -> None:
        shown = problems if self._all else problems[:_SHOWN]
        for problem in shown:
            tell(said(problem, file))
        if len(shown) < len(problems):
            tell(f"and {len(problems) - len(shown):,} more {what}; --all-warnings lists them")
