"""The options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

if TYPE_CHECKING:
    from citygraph.graph import Endpoint

__all__ = [
    "AllWarnings",
    "Articles",
    "Changes",
    "Force",
    "Jobs",
    "Json",
    "Location",
    "Out",
    "Quiet",
    "ReplaceForeign",
    "RequiredStore",
    "Store",
    "Texts",
    "TimeLimit",
    "examples",
    "format_for",
    "named_values",
    "required",
]

_STORE = "The store's folder, or the address of the SPARQL endpoint that holds it (http://...)."


@dataclass(frozen=True, slots=True)
class Location:
    """Where a store is: in a folder, or behind an address.

    Attributes:
        text: What the user wrote.
    """

    text: str

    def __str__(self) -> str:
        """Return what the user wrote."""
        return self.text

    @property
    def place(self) -> Path | Endpoint:
        """The folder or the endpoint, with what the environment says of it.

        Raises:
            CityGraphError: The address, or a variable about it, is refused.
        """
        if not self.text.startswith(("http://", "https://")):
            return Path(self.text)
        from .environment import endpoint_at

        return endpoint_at(self.text)


def _location(name: str) -> Location:
    """Return the store of that name; an empty one, as an unset variable of a script gives, is no store."""
    if not name.strip():
        raise typer.BadParameter("the store has an empty name")
    return Location(name)


RequiredStore = Annotated[
    Location,
    typer.Option("--store", metavar="DIR", parser=_location, envvar="CITYGRAPH_STORE", help=_STORE),
]
Store = Annotated[
    Location | None,
    typer.Option(
        "--store",
        metavar="DIR",
        parser=_location,
        envvar="CITYGRAPH_STORE",
        help=f"{_STORE} Not needed for lists.",
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
Changes = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="Change a field of the recipe for this once, as in on=2024-07-31 or countries=ID,MY; repeatable.",
    ),
]
Articles = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Articles: texts (.txt), saved pages (.html), lists of them, web archives (.warc), or folders.",
    ),
]
AllWarnings = Annotated[bool, typer.Option("--all-warnings", help="List every warning, not only 20.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        max=256,
        metavar="N",
        envvar="CITYGRAPH_JOBS",
        help="Most processes; one for each processor when left out.",
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option("--time-limit", min=0.1, metavar="SECONDS", help="Most time for one article."),
]
ReplaceForeign = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Replace documents in --out that extraction has not written, or that were changed since.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No line for each article and no bar.")]

F = TypeVar("F", bound=StrEnum)


def required(store: Location | None) -> Location:
    """Return the store, or end as typer does when an option is missing."""
    if store is None:
        raise typer.BadParameter("the store is missing", param_hint="--store")
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


def named_values(given: Sequence[str]) -> dict[str, str]:
    """Return what ``--param NAME=VALUE`` gives, by name."""
    values: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name or name in values:
            raise typer.BadParameter(f"{each!r} is no NAME=VALUE, or repeats a name", param_hint="--param")
        values[name] = value
    return values


def examples(*lines: str) -> str:
    """Return examples as the end of a command's help."""
    return "\n\n".join(["[bold]Examples[/bold]", *(f"  [dim]$[/dim] {line}" for line in lines)])
