"""Where lines go: data to standard output as UTF-8 bytes, everything else to standard error."""

from __future__ import annotations

import json
import sys
import unicodedata
from typing import IO, TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "emit",
    "emit_json",
    "error",
    "is_terminal",
    "json_line",
    "note",
    "plain",
    "stdout",
    "to_stderr",
    "warning",
]

_HIDDEN: Final = ("Cc", "Cf", "Cs", "Zl", "Zp")


def stdout() -> IO[bytes]:
    """Return standard output for bytes, with what was printed before already on its way."""
    sys.stdout.flush()
    return sys.stdout.buffer


def emit(text: str) -> None:
    """Write data to standard output, as UTF-8 whatever the locale."""
    stdout().write(text.encode("utf-8", "backslashreplace"))


def emit_json(value: object, *, indent: int | None = None) -> None:
    """Write one JSON value and a line end to standard output."""
    emit(json_line(value, indent=indent))


def json_line(value: object, *, indent: int | None = None) -> str:
    """Return one JSON value and a line end."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent) + "\n"


def error(text: str) -> None:
    """Write a line that says what was refused to standard error."""
    _line("error", "bold red", text)


def warning(text: str) -> None:
    """Write a line that someone should look at to standard error."""
    _line("warning", "yellow", text)


def note(text: str) -> None:
    """Write a line on how things go to standard error."""
    _line(None, "", text)


def is_terminal(stream: Literal["stdout", "stderr"] = "stderr") -> bool:
    """Return whether a person sees the stream."""
    return bool(getattr(sys, stream).isatty())


def to_stderr() -> Console:
    """Return rich's console on standard error; it knows NO_COLOR and whether there is a terminal."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, soft_wrap=True)


def plain(text: str) -> str:
    """Return text as one line in which nothing can steer a terminal.

    >>> plain("two\\nlines and \\x1b[31mred")
    'two lines and \\\\x1b[31mred'
    """
    return "".join(_shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign in "\n\r\t":
        return " "
    if unicodedata.category(sign) in _HIDDEN:
        return sign.encode("unicode_escape").decode("ascii")
    return sign


def _line(head: str | None, style: str, text: str) -> None:
    from rich.text import Text

    sys.stdout.flush()
    parts = [(f"{head}: ", style)] if head else []
    to_stderr().print(Text.assemble(*parts, plain(text)))
