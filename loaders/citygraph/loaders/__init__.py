"""Getting facts in: fact documents read, resolved and loaded; the gazetteer; the register of city networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .loading import FileLoaded, FileRefused, Loader, document_files

__all__ = ["FileLoaded", "FileRefused", "Loader", "document_files"]


def __getattr__(name: str) -> object:
    """Return what loading offers; the graph is imported when it is first asked for, as reading needs none."""
    if name not in __all__:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
    from . import loading

    return getattr(loading, name)
