"""The options that several commands share, each written once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

__all__ = [
    "Force",
    "Json",
    "Out",
    "RequiredStore",
    "Store",
    "Texts",
    "examples",
    "format_for",
    "required",
]

_STORE = "The store's folder."


def _folder(name: str) -> Path:
    """Return the folder of that name; an empty one, as an unset variable of a script gives, is no folder."""
    if not name.strip():
        raise typer.BadParameter("the store's folder has an empty name")
    return Path(name)


RequiredStore = Annotated[
    Path, typer.Option("--store", metavar="DIR", parser=_folder, envvar="CITYGRAPH_STORE", help=_STORE)
]
Store = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="DIR",
        parser=_folder,
        envvar="CITYGRAPH_STORE",
        help=f"{_STORE} Not for --list.",
    ),
]
Texts = Annotated[
    Path | None,
    typer.Option(
        "--texts",
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="Folder with the articles' texts (ID.txt, UTF-8): every passage is verified against them.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="Write to this file, whole or not at all; to standard output when left out.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Replace the file of --out if it exists.")]

F = TypeVar("F", bound=StrEnum)


def required(store: Path | None) -> Path:
    """Return the store, or end as typer does when an option is missing."""
    if store is None:
        raise typer.BadParameter("the store's folder is missing", param_hint="--store")
    return store


def format_for(chosen: F | None, out: Path | None, suffixes: dict[str, F], default: F) -> F:
    """Return the format chosen, else the one that the file's suffix means, else the default."""
    if chosen is not None:
        return chosen
    if out is None or not out.suffix:
        return default
    found = suffixes.get(out.suffix.lower().lstrip("."))
    if found is None:
        known = ", ".join(f".{suffix}" for suffix in suffixes)
        raise typer.BadParameter(
            f"the suffix {out.suffix!r} means no format (known: {known}); choose one with --format",
            param_hint="--out",
        )
    return found


def examples(*lines: str) -> str:
    """Return examples as the end of a command's help."""
    return "\n\n".join(["[bold]Examples[/bold]", *(f"  [dim]$[/dim] {line}" for line in lines)])
