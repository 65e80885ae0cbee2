"""The settings of the server, read from the environment once and passed in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from citygraph.ontology.identifiers import Identifiers
from citygraph.ontology.namespaces import BASE
from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from .client_addresses import is_proxies

__all__ = ["Settings"]


def _base(value: str) -> str:
    """Return the base when instance IRIs can live under it."""
    return Identifiers(value).base


def _address(value: str | None) -> str | None:
    """Return the public address without its last slash."""
    if value is None:
        return None
    return Identifiers(value.rstrip("/") + "/").base.rstrip("/")


def _token(value: SecretStr | None) -> SecretStr | None:
    """Return the token when a header can carry it."""
    if value is not None and not re.fullmatch(r"[!-~]+", value.get_secret_value()):
        raise ValueError("the token must be ASCII letters, digits and signs without blanks")
    return value


def _proxies(value: str) -> str:
    """Return the list of proxies when it can be read."""
    if not is_proxies(value):
        raise ValueError("list IP addresses and networks with commas between: 127.0.0.1, 10.0.0.0/8")
    return value


class Settings(BaseSettings):
    """What a deployment may choose; every field is an environment variable ``CITYGRAPH_<NAME>``.

    Attributes:
        title: Name of the site on every page.
        base: Where the instance IRIs of a new store live; ends with ``/``. A store keeps the base that it was
            made with, whatever address serves it.
        public_address: Address under which clients reach the server, for absolute links in headers.
            None makes those links relative.
        query_bytes: Longest SPARQL query, in bytes of UTF-8.
        query_nesting: Deepest nesting of brackets, and longest run of ``!``, in a SPARQL query.
        query_seconds: Longest time that a query of a client may take, until its last byte is sent.
        query_memory: Most MiB of memory that a query may take.
        query_rows: Most rows or triples of a query's result; 0 for any number.
        query_result_bytes: Most bytes of a query's result; 0 for any number.
        queries: Most queries of clients that run at once, each in a process of its own.
        queries_memory: Most MiB of memory that all queries may take together, or one query where that is more.
        queries_waiting: Most queries that wait for another to end; more are told that the server is busy.
        queries_patience: Seconds that a query waits before it is told so.
        queries_client: Most queries of one client address that run at once, so that none takes all.
        proxies: Addresses and networks of the proxies that are believed when they say in whose name they ask.
        answers_memory: MiB of small answers that each web process keeps while the store stays as it is; 0 keeps none.
        memory_store: MiB of a store's files up to which it is held in memory for reading; a larger one stays on disk.
        memory_copies: MiB of memory for reading processes that have a copy of the store of their own; None decides by
            the store's size and the memory there is.
        body_bytes: Largest request body, in bytes.
        header_seconds: Longest time from a connection, or the first byte of a request, to the end of its header.
        body_seconds: Longest time that a request's body may take to come.
        send_seconds: Longest time that a client may take to read a part of a large answer.
        request_seconds: Longest time that all queries behind one page, report or download may take together.
        page_rows: Most rows of a result that a page shows; JSON, CSV and the other formats give all.
        page_facts: Most facts that a page of a thing shows with their sources; the next page has the next.
        computations: Most long computations, such as reports, that run at once, each in a process of its own.
        computations_waiting: Most that wait for another to end; more are told that the server is busy.
        computations_patience: Seconds that a request waits for a result before it is told how far it is.
        computations_kept: Most results that are kept on disk; those that nobody asks for go first.
        computation_seconds: Longest time that one computation may take.
        computation_memory: Most MiB of memory that one computation may take.
        computed: Folder of the results; None for ``computed`` in the user's cache folder.
        write_token: What a client must bring to write; None makes the server read-only.
        write_bytes: Largest body of an update or a graph, in bytes.
        write_seconds: Longest time that one update or graph may take.
        write_memory: Most MiB of memory that the process that writes may take.
        shutdown_seconds: How long running requests may go on once the server is asked to stop.
        store_token: Token for a store in an endpoint, sent as ``Authorization: Bearer``.
        store_user: Name for a store in an endpoint, sent as a digest where it takes one, else as Basic.
        store_password: Its password.
        store_query: Where such a store takes queries, when that cannot be found from its address.
        store_update: Where it takes updates.
        store_graphs: Where it takes whole graphs.
        store_answers: Who answers questions: the ``engine`` behind the address, a ``copy`` of its data in this
            process, or ``auto`` for the engine when it is known to answer right.
        store_seconds: Most time for one answer of the engine.
        store_answer_bytes: Longest answer of the engine.
    """

    model_config = SettingsConfigDict(env_prefix="CITYGRAPH_", frozen=True, extra="ignore")

    title: str = Field(default="citygraph", min_length=1, max_length=80)
    base: Annotated[str, AfterValidator(_base)] = BASE
    public_address: Annotated[str | None, AfterValidator(_address)] = None
    query_bytes: int = Field(default=100_000, ge=1)
    query_nesting: int = Field(default=100, ge=1, le=500)
    query_seconds: float = Field(default=10, gt=0)
    query_memory: int = Field(default=512, ge=16)
    query_rows: int = Field(default=100_000, ge=0)
    query_result_bytes: int = Field(default=16_777_216, ge=0)
    queries: int = Field(default=8, ge=1)
    queries_memory: int = Field(default=640, ge=16)
    queries_waiting: int = Field(default=128, ge=0)
    queries_patience: float = Field(default=5, ge=0)
    queries_client: int = Field(default=6, ge=1)
    proxies: Annotated[str, AfterValidator(_proxies)] = "127.0.0.1, ::1"
    answers_memory: int = Field(default=16, ge=0)
    memory_store: int = Field(default=1024, ge=0)
    memory_copies: int | None = Field(default=None, ge=0)
    body_bytes: int = Field(default=1_048_576, ge=1)
    header_seconds: float = Field(default=10, gt=0)
    body_seconds: float = Field(default=30, gt=0)
    send_seconds: float = Field(default=30, gt=0)
    request_seconds: float = Field(default=60, gt=0)
    page_rows: int = Field(default=500, ge=1)
    page_facts: int = Field(default=100, ge=1)
    computations: int = Field(default=2, ge=1)
    computations_waiting: int = Field(default=16, ge=0)
    computations_patience: float = Field(default=4, ge=0)
    computations_kept: int = Field(default=64, ge=1)
    computation_seconds: float = Field(default=600, gt=0)
    computation_memory: int = Field(default=4096, ge=256)
    computed: Path | None = None
    write_token: Annotated[SecretStr | None, AfterValidator(_token)] = None
    write_bytes: int = Field(default=67_108_864, ge=1)
    write_seconds: float = Field(default=60, gt=0)
    write_memory: int = Field(default=2048, ge=256)
    shutdown_seconds: int = Field(default=5, ge=0)
    store_token: SecretStr | None = None
    store_user: str | None = None
    store_password: SecretStr | None = None
    store_query: str | None = None
    store_update: str | None = None
    store_graphs: str | None = None
    store_answers: Literal["auto", "engine", "copy"] = "auto"
    store_seconds: float = Field(default=60.0, gt=0)
    store_answer_bytes: int = Field(default=268_435_456, ge=1024)

    @property
    def memory_together(self) -> int:
        """Most bytes of memory that all queries may take together."""
        return max(self.queries_memory, self.query_memory) << 20
