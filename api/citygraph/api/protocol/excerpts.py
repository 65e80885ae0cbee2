"""The line of a text in which something is wrong, with a mark under the place."""

from __future__ import annotations

from typing import Final

__all__ = ["excerpt"]

_WIDEST: Final = 120
_CUT: Final = "…"


def excerpt(text: str, line: int | None, column: int | None) -> str | None:
    """Return a line of a text with a caret under one of its columns, or None where there is no such line.

    A long line is cut round the place. Tabs are shown as blanks, so that the caret stands under its place.

    >>> print(excerpt("ASK {\\n ?s ?p }", 2, 8))
     ?s ?p }
           ^
    """
    lines = text.splitlines() or [""]
    if line is None or column is None or not 0 < line <= len(lines):
        return None
    shown = "".join(
        " " if character.isspace() or not character.isprintable() else character
        for character in lines[line - 1]
    )
    at = min(column - 1, len(shown))
    if len(shown) > _WIDEST:
        start = max(0, min(at - _WIDEST // 2, len(shown) - _WIDEST))
        before, after = (_CUT if start else ""), (_CUT if start + _WIDEST < len(shown) else "")
        shown, at = f"{before}{shown[start : start + _WIDEST]}{after}", at - start + len(before)
    return f"{shown}\n{' ' * at}^"
