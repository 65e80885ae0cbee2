"""Extraction: from the text of an article to facts, each with the passage that says so.

What is listed here is imported when it is first asked for: reading files needs no gazetteer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .extractor import ENGINE, Extraction, Extractor, Trace, Unresolved

__all__ = ["ENGINE", "Extraction", "Extractor", "Trace", "Unresolved"]


def __getattr__(name: str) -> object:
    if name in __all__:
        return getattr(import_module(".extractor", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
