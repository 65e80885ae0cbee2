"""The queue of names that were left open, for a person to decide."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .ledger import Ledger
from .writing import write_lines

__all__ = ["QUEUE", "write_queue"]

QUEUE: Final = "unresolved.jsonl"
"""Name of the queue's file in a folder of documents."""


def write_queue(folder: Path, ledger: Ledger) -> None:
    """Write every name left open in the articles on record, one JSON object a line, in the order of their names.

    Raises:
        FolderUnwritable: The disk refuses.
    """
    write_lines(folder / QUEUE, _lines(ledger))


def _lines(ledger: Ledger) -> Iterator[str]:
    for entry in ledger.entries():
        for name in entry.result.unresolved:
            told = {"article": entry.result.id, "path": entry.source, "out": entry.out, **name.as_plain()}
            yield json.dumps(told, ensure_ascii=False)
