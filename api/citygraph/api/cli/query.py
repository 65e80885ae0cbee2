"""The command that asks a store: in SPARQL, or one of the ready queries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from citygraph.ontology import CityGraphError, Identifiers

from .answers import QueryFormat, answer_ready, answer_sparql, list_queries
from .console import note
from .environment import read_settings
from .options import Store, named_values, required
from .signals import interruptible

__all__ = ["QueryUnreadable", "query"]

_STDIN: Final = "-"
_SHOWN: Final = 200


class QueryUnreadable(CityGraphError):
    """The query cannot be read from where it should come from."""

    code = "query-unreadable"


def query(
    sparql: Annotated[
        str | None,
        typer.Argument(
            metavar="SPARQL|FILE", help="A SPARQL query, a file that holds one, or - for standard input."
        ),
    ] = None,
    store: Store = None,
    form: Annotated[
        QueryFormat | None,
        typer.Option(
            "--format",
            help="By default a table on a terminal, else json (SELECT, ASK) or turtle (CONSTRUCT, DESCRIBE).",
        ),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="QUERY", help="Ask this ready query.")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="A parameter of the ready query; repeatable."),
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help="List the ready queries with their parameters.")
    ] = False,
) -> None:
    """Ask a store in SPARQL, or one of the ready queries by its name.

    The usual prefixes (cg, org, schema, skos, rdfs, ...) need not be declared. The default graph is the merge
    of all documents; GRAPH tells which document says what.
    """
    if sum((sparql is not None, name is not None, listing)) != 1:
        raise typer.BadParameter("give one of: a query, --name QUERY, --list", param_hint="SPARQL|FILE")
    if param and name is None:
        raise typer.BadParameter("only ready queries take parameters: add --name QUERY", param_hint="--param")
    if listing:
        list_queries(form)
        return
    folder, parameters, settings = required(store), named_values(param or []), read_settings()
    text, origin = ("", "") if sparql is None else _read(sparql)
    from citygraph.graph import CityGraph

    with CityGraph.open(folder.place, mode="read", identifiers=Identifiers(settings.base)) as graph:
        for line in graph.notices:
            note(line)
        with interruptible():
            if name is not None:
                answer_ready(graph, name, parameters, form)
            else:
                answer_sparql(graph, text, origin, form, settings)


def _read(sparql: str) -> tuple[str, str]:
    """Return the query's text and what to call it: words with blanks or braces are a query, all else a file.

    A file whose name has blanks or braces is taken as a file when it exists.
    """
    if sparql == _STDIN:
        return _decoded(sys.stdin.buffer.read(), "standard input"), "standard input"
    if not any(sign.isspace() or sign in "{}" for sign in sparql) or _is_file(sparql):
        try:
            return _decoded(Path(sparql).read_bytes(), sparql), sparql
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            name = sparql if len(sparql) <= _SHOWN else f"{sparql[:_SHOWN]}…"
            raise QueryUnreadable(
                f"the query file {name} cannot be read: {reason}",
                hint="name a file, or write the query itself, such as 'SELECT ?city { ?city a cg:City }'",
            ) from error
    return sparql, "query"


def _is_file(text: str) -> bool:
    try:
        return Path(text).exists()
    except OSError:  # too long for a file name
        return False


def _decoded(data: bytes, origin: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryUnreadable(f"{origin}: the query is not in UTF-8", hint="save it as UTF-8") from error
