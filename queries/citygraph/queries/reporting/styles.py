"""The style sheet of a report."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["style"]


def style() -> str:
    """Return the style sheet of a report, on screens and on paper."""
    return (files("citygraph.queries") / "reporting" / "templates" / "report.css").read_text(encoding="utf-8")
