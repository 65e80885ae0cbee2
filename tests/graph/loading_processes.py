"""Loads documents in processes that a test may kill, started from one that has everything imported.

Run as a script. Each line of standard input is ``what<TAB>store<TAB>report``; a child process then does what is asked
on that store and writes to the file report, at once, what a user would be told. The script answers with the child's
process id, and with ``ended`` when it is gone. The script itself never opens a store: the engine's threads do not
live on in a child.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))

from citygraph.graph import CityGraph, SourceDocument, StoreUnwritable

CHUNK = 8


def load(store: Path, report: int, loaded: list[SourceDocument]) -> None:
    """Load all documents, a few in each transaction, and report each as it is reported."""
    with CityGraph.open(store) as graph:
        for start in range(0, len(loaded), CHUNK):
            for outcome in graph.add_all(loaded[start : start + CHUNK]):
                os.write(report, f"{outcome.id}\n".encode())


def fill(store: Path, report: int, loaded: list[SourceDocument]) -> None:
    """Load while the system refuses to let files grow, as it does on a full disk, and go on reading."""
    with CityGraph.open(store) as graph:
        for outcome in graph.add_all(loaded[:2]):
            os.write(report, f"{outcome.id}\n".encode())
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, resource.RLIM_INFINITY))
        try:
            list(graph.add_all(loaded[2:]))
        except StoreUnwritable as error:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            answers = len(list(graph.query("SELECT ?s { ?s a cg:Membership }")))
            os.write(report, f"refused: {error}\nanswers: {answers}\n".encode())


def main() -> None:
    """Serve the requests on standard input."""
    from conftest import many_documents  # type: ignore[import-not-found]

    loaded = many_documents()
    for line in sys.stdin:
        what, store, report = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            told = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            {"load": load, "fill": fill}[what](Path(store), told, loaded)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)
        sys.stdout.write("ended\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
