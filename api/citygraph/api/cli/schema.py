"""The command that prints the JSON Schema of fact documents."""

from __future__ import annotations

from .console import emit

__all__ = ["schema"]


def schema() -> None:
    """Print the JSON Schema of fact documents, for editors that check while a person writes."""
    from citygraph.loaders.facts import schema_text

    emit(schema_text())
