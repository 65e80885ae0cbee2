"""Engines that others wrote, each started on a free port of this machine, for the tests of stores behind addresses."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from citygraph.graph import Credentials, Endpoint

__all__ = ["Engine", "oxigraph", "virtuoso"]

_PATIENCE = 60.0
_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 10000
"""


class Engine:
    """A running engine.

    Attributes:
        name: ``oxigraph`` or ``virtuoso``.
        address: Where it is.
        user: Name and password to write with, or None where it asks for none.
    """

    def __init__(self, name: str, address: str, process: subprocess.Popen[bytes], user: str | None) -> None:
        self.name = name
        self.address = address
        self.user = user
        self._process = process

    @property
    def endpoint(self) -> Endpoint:
        """The endpoint, with all that is needed to write."""
        return Endpoint(self.address, credentials=Credentials(user=self.user, password=self.user))

    def stop(self) -> None:
        """End it as a machine that fails does."""
        self._process.kill()
        self._process.wait()

    def empty(self) -> None:
        """Take out all graphs that are not its own."""
        auth = httpx.DigestAuth(self.user, self.user) if self.user else None
        with httpx.Client(auth=auth, timeout=_PATIENCE, trust_env=False) as client:
            if self.name == "oxigraph":
                client.post(f"{self.address}/update", data={"update": "DROP ALL"}).raise_for_status()
                return
            found = client.post(
                f"{self.address}/sparql-auth",
                data={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"},
                headers={"Accept": "application/sparql-results+json"},
            ).json()
            for row in found["results"]["bindings"]:
                if row["g"]["value"].startswith(("https://w3id.org/", "urn:x-", "https://example.org/")):
                    client.delete(
                        f"{self.address}/sparql-graph-crud-auth", params={"graph": row["g"]["value"]}
                    ).raise_for_status()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def oxigraph() -> Iterator[Engine]:
    """Run an oxigraph server in memory; skip where the package is not installed."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph server is not installed (package oxigraph of PyPI)")
    port = _free_port()
    command = [program, "serve", "--bind", f"127.0.0.1:{port}"]
    yield from _running("oxigraph", f"http://127.0.0.1:{port}", "query", command, None)


@contextmanager
def virtuoso(folder: Path) -> Iterator[Engine]:
    """Run Virtuoso in a folder; skip where it is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (Debian's package virtuoso-opensource)")
    port = _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(folder=folder, sql=_free_port(), http=port), encoding="utf-8")
    command = [program, "+configfile", str(settings), "+foreground"]
    yield from _running("virtuoso", f"http://127.0.0.1:{port}", "sparql", command, "dba")


def _running(name: str, address: str, path: str, command: list[str], user: str | None) -> Iterator[Engine]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _PATIENCE
        while not _answers(f"{address}/{path}"):
            assert process.poll() is None, f"{name} ended with {process.returncode}"
            assert time.monotonic() < deadline, f"{name} does not answer"
            time.sleep(0.05)
        yield Engine(name, address, process, user)
    finally:
        process.kill()
        process.wait()


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, params={"query": "ASK {}"}, trust_env=False, timeout=5).is_success
    except httpx.HTTPError:
        return False
