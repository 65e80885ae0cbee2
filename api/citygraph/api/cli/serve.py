"""The commands that serve a graph on a port: a store's, or a demonstration's."""

from __future__ import annotations

import tempfile
import threading
import webbrowser
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from citygraph.ontology import CityGraphError, Identifiers

from .console import emit, error, note
from .environment import make_loader, read_settings
from .options import Location, RequiredStore, Texts

if TYPE_CHECKING:
    from citygraph.api.settings import Settings
    from citygraph.graph import CityGraph
    from citygraph.graph.readers import Generation, Readers
    from citygraph.graph.writing import WriterProcess

__all__ = ["DemoIncomplete", "demo", "serve"]

_HIGHEST_PORT: Final = 65535
_ENOUGH_PROCESSORS: Final = 4
"""Processors from which a second web process does not take one from the queries."""

Host = Annotated[
    str,
    typer.Option("--host", metavar="HOST", help="Where to listen; the default: this machine alone."),
]


class DemoIncomplete(CityGraphError):
    """A document that ships with citygraph was refused."""

    code = "demo-incomplete"


def serve(
    store: RequiredStore,
    host: Host = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", metavar="N", min=0, max=_HIGHEST_PORT, help="The port; 0 for any free one."),
    ] = 8000,
    access_log: Annotated[bool, typer.Option("--access-log", help="Log each request.")] = False,
    write_token: Annotated[
        str | None,
        typer.Option(
            "--write-token",
            metavar="TOKEN",
            help="Let clients that bring this token write; better given as CITYGRAPH_WRITE_TOKEN.",
        ),
    ] = None,
    bare: Annotated[
        bool,
        typer.Option(
            "--bare", help="Serve a bare dataset, without documents and shapes, made where it is missing."
        ),
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes",
            metavar="N",
            min=1,
            max=64,
            help="Web processes that share the port; one may write. By default two where there are four processors.",
        ),
    ] = None,
) -> None:
    """Serve a store over HTTP: pages, SPARQL, linked data, reports and downloads. Ctrl-C stops it."""
    from citygraph.graph.directory import StoreDirectory
    from citygraph.graph.readers.process import processors
    from citygraph.graph.writing import WriterProcess, WriterSetup
    from citygraph.loaders.gazetteer import Describing

    settings = read_settings(write_token=write_token)
    if processes is not None and processes > 1 and settings.write_token is not None:
        raise typer.BadParameter("a server that writes has one web process", param_hint="--processes")
    identifiers = Identifiers(settings.base)
    here = isinstance(store.place, Path)
    if not here and (bare or settings.write_token is not None):
        raise typer.BadParameter(
            "a store behind an address is written there, and is no bare dataset here", param_hint="--store"
        )
    if processes is not None and processes > 1 and not here:
        raise typer.BadParameter("a store behind an address has one web process", param_hint="--processes")
    if processes is None:
        several = here and settings.write_token is None and processors() >= _ENOUGH_PROCESSORS
        processes = 2 if several else 1
    with ExitStack() as stack:
        folder = stack.enter_context(folder_of(store, identifiers))
        writer = None
        if settings.write_token is not None:
            setup = WriterSetup(
                folder,
                identifiers,
                bare=bare,
                describe=None if bare else Describing(identifiers),
                memory=settings.write_memory << 20,
                seconds=settings.write_seconds,
            )
            writer = WriterProcess(setup)
            stack.callback(writer.close)
            writer.start()
        StoreDirectory(folder, bare=bare).verify(settings.base)
        readers = stack.enter_context(_readers(folder, settings, bare=bare))
        _run(
            readers,
            settings,
            host=host,
            port=port,
            processes=processes,
            access_log=access_log,
            opened=None,
            writer=writer,
            bare=bare,
        )


@contextmanager
def folder_of(store: Location, identifiers: Identifiers) -> Generator[Path]:
    """Give the folder of a store; for one behind an address, a temporary folder that follows it."""
    place = store.place
    if isinstance(place, Path):
        yield place
        return
    from citygraph.graph.remote.following import Follower

    with Follower(place, identifiers, tell=note) as follower:
        for line in follower.notices:
            note(line)
        yield follower.path


def demo(
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="N", min=0, max=_HIGHEST_PORT, help="The port; by default any free one."
        ),
    ] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Whether to open a browser on the first page.")
    ] = True,
    texts: Texts = None,
) -> None:
    """Load the five articles' facts that ship with citygraph into a temporary store, and serve it.

    Nothing is fetched from anywhere, and the store is removed at the end. Ctrl-C stops it.
    """
    from citygraph.graph import CityGraph

    settings = read_settings()
    identifiers = Identifiers(settings.base)
    with tempfile.TemporaryDirectory(prefix="citygraph-demo-", ignore_cleanup_errors=True) as folder:
        store = Path(folder) / "store"
        with CityGraph.open(store, identifiers=identifiers) as graph:
            _load_seeds(graph, identifiers, texts)
        with _readers(store, settings, bare=False) as readers:
            _run(
                readers,
                settings,
                host="127.0.0.1",
                port=port,
                access_log=False,
                opened=_browse if browser else None,
            )


def _load_seeds(graph: CityGraph, identifiers: Identifiers, texts: Path | None) -> None:
    from citygraph.loaders.loading import FileRefused
    from citygraph.loaders.seeds import seed_paths

    bad = False
    for outcome in make_loader(identifiers, texts).load(graph, seed_paths()):
        if isinstance(outcome, FileRefused):
            bad = True
            for line in str(outcome.error).splitlines():
                error(line)
    if bad:
        raise DemoIncomplete("a document that ships with citygraph was refused")


def _readers(store: Path, settings: Settings, *, bare: bool) -> Readers:
    """Return the processes that read a store, started."""
    from citygraph.graph.readers import Readers

    return Readers(
        store,
        identifiers=Identifiers(settings.base),
        largest_in_memory=settings.memory_store << 20,
        bare=bare,
        grace=settings.request_seconds,
        together=settings.memory_together,
    )


def _run(
    readers: Readers,
    settings: Settings,
    *,
    host: str,
    port: int,
    access_log: bool,
    opened: Callable[[str], None] | None,
    processes: int = 1,
    writer: WriterProcess | None = None,
    bare: bool = False,
) -> None:
    """Serve until asked to stop; being asked to is a normal end."""
    from citygraph.api.processes import serve_store

    listened = False

    def listening(address: str, served: Generation) -> None:
        nonlocal listened
        listened = True
        for line in served.notices:
            note(line)
        _announce(served, address, bare=bare)
        if opened is not None:
            opened(address)

    try:
        serve_store(
            readers,
            settings,
            host=host,
            port=port,
            processes=processes,
            on_listening=listening,
            access_log=access_log,
            writer=writer,
            bare=bare,
        )
    except KeyboardInterrupt:  # what the server leaves of SIGINT and SIGTERM once it has stopped
        if not listened:
            raise
    note("stopped")


def _announce(served: Generation, address: str, *, bare: bool) -> None:
    if bare:
        emit(
            f"{address}/         a bare dataset\n"
            f"{address}/sparql   SPARQL\n"
            f"{address}/docs     the HTTP interface\n"
        )
        note("Ctrl-C stops the server")
        return
    emit(
        f"{address}/         pages: {served.documents:,} documents, {served.facts:,} facts\n"
        f"{address}/sparql   SPARQL\n"
        f"{address}/docs     the HTTP interface\n"
    )
    note("Ctrl-C stops the server")


def _browse(address: str) -> None:
    """Open a browser without waiting for it: one in the terminal would hold up the server."""
    threading.Thread(target=webbrowser.open, args=(f"{address}/",), daemon=True).start()
