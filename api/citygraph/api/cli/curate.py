"""The commands that decide about published IRIs: documents taken out, and things that are one."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from citygraph.ontology import Identifiers

from .console import emit, error, note
from .environment import read_settings
from .exits import refused
from .options import Location, RequiredStore

if TYPE_CHECKING:
    from citygraph.graph import CityGraph

__all__ = ["merge", "remove"]


def remove(
    identifiers: Annotated[
        list[str], typer.Argument(metavar="ID", help="Ids of documents, as 'info' lists them.")
    ],
    store: RequiredStore,
    forget: Annotated[
        bool,
        typer.Option(
            "--forget", help="Leave no trace, as for a document that was never served: 404 instead of 410."
        ),
    ] = False,
) -> None:
    """Take documents out of a store, with everything that follows from them alone; what is gone is remembered.

    The id of a table takes out all of its documents.
    """
    from citygraph.graph import UnknownDocument
    from citygraph.loaders.tables import documents_of_table

    unknown = False
    with _writing(store) as graph:
        tables = {each: documents_of_table(graph, each) for each in identifiers}
        wanted = [one for each in identifiers for one in (tables[each] if each in tables[each] else [each])]
        for identifier in dict.fromkeys(wanted):
            try:
                if forget:
                    graph.remove(identifier)
                else:
                    graph.curation.withdraw(identifier)
            except UnknownDocument as problem:
                unknown = True
                error(str(problem))
            else:
                emit(f"removed  {identifier}\n")
    if unknown:
        raise refused()


def merge(
    iri: Annotated[
        str, typer.Argument(metavar="IRI", help="What is given up: an IRI, or its part below the base.")
    ],
    into: Annotated[
        str | None, typer.Argument(metavar="INTO", help="What stays, of the same kind. Not with --undo.")
    ] = None,
    *,
    store: RequiredStore,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the decision back.")] = False,
) -> None:
    """Decide that two IRIs name one thing: the first leads to the second from now on."""
    if undo == (into is not None):
        raise typer.BadParameter("name one IRI with --undo, else two")
    with _writing(store) as graph:
        given_up = _absolute(iri, graph)
        if into is None:
            graph.curation.unmerge(given_up)
            emit(f"separate again  {given_up}\n")
        else:
            stays = _absolute(into, graph)
            graph.curation.merge(given_up, stays, reason=reason)
            emit(f"merged  {given_up}\n  into  {stays}\n")


@contextmanager
def _writing(store: Location) -> Generator[CityGraph]:
    """Open a store that is there for writing."""
    from citygraph.graph import CityGraph

    minting = Identifiers(read_settings().base)
    with CityGraph.open(store.place, mode="read", identifiers=minting):
        pass  # refuses a folder that is no store, which opening for writing would make into one
    with CityGraph.open(store.place, identifiers=minting) as graph:
        for line in graph.notices:
            note(line)
        yield graph


def _absolute(iri: str, graph: CityGraph) -> str:
    return iri if "://" in iri else graph.identifiers.base + iri.lstrip("/")
