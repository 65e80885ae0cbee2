"""Runs a SPARQL update once it is sure that it fetches nothing, with the dataset that the protocol names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pyoxigraph as ox
from citygraph.graph.errors import QueryRefused
from citygraph.graph.readers.guard import check_fetching, measured
from citygraph.graph.readers.lexer import Token
from citygraph.graph.sparql import syntax_error

from .errors import UpdateFailed
from .orders import UpdateOrder

__all__ = ["DEEPEST", "check_update", "run_update", "with_dataset"]

DEEPEST: Final = 100
"""Deepest nesting of brackets in an update: the engine's parser recurses."""

_BEFORE_NAMES: Final = frozenset(
    ("prefix", "graph", "with", "using", "named", "into", "to", "add", "copy", "move", "silent")
)


def run_update(
    store: ox.Store, order: UpdateOrder, *, base: str, prefixes: dict[str, str] | None = None
) -> None:
    """Run an update: all of its operations, or none.

    Args:
        store: What to change.
        order: The update.
        base: What relative IRIs are relative to, where the update has no BASE of its own.
        prefixes: What need not be declared.

    Raises:
        QuerySyntax: The update is not valid SPARQL.
        QueryRefused: It asks another server, is nested too deeply, has too many parts, or names a dataset although the
            protocol does.
        UpdateFailed: The engine cannot carry it out; nothing of it is done.
    """
    read = check_update(order.text)
    text = with_dataset(order, read)
    try:
        store.update(text, base_iri=base, prefixes=prefixes)
    except SyntaxError as error:
        raise syntax_error(error, "update") from None
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        raise UpdateFailed(
            f"the update could not be carried out, and nothing of it is done: {error}"
        ) from error


def check_update(text: str) -> Sequence[Token]:
    """Return the tokens of an update that the engine may run.

    Raises:
        QuerySyntax: The text cannot be read, or could be read in two ways.
        QueryRefused: It would fetch something (LOAD, SERVICE), is nested too deeply, or has too many parts.
    """
    if "\x00" in text:
        raise QueryRefused("the update holds a NUL character", hint="remove it")
    read = measured(text, DEEPEST, uncounted=("values", "data", "insertdata", "deletedata"))
    check_fetching(read)
    for token in _beginning(read, "load"):
        raise QueryRefused(
            f"{token.text[:40]} is not allowed: citygraph fetches nothing",
            hint="send the triples themselves, to /store or with INSERT DATA",
        )
    return read


def with_dataset(order: UpdateOrder, read: Sequence[Token]) -> str:
    """Return the update with the dataset of the protocol written into each of its WHERE clauses.

    Raises:
        QueryRefused: The update has a dataset of its own, USING or WITH.
    """
    if not order.using and not order.using_named:
        return order.text
    for token in (*_beginning(read, "using"), *_beginning(read, "with")):
        raise QueryRefused(
            f"{token.text[:40]} and a dataset in the protocol cannot go together",
            hint="leave out using-graph-uri and using-named-graph-uri, or what the update says of its dataset",
        )
    clause = " ".join(
        (
            *(f"USING {ox.NamedNode(name)}" for name in order.using),
            *(f"USING NAMED {ox.NamedNode(name)}" for name in order.using_named),
        )
    )
    parts: list[str] = []
    copied = 0
    for index, token in enumerate(read):
        word = token.text.lower() if token.kind == "word" and token.depth == 0 else ""
        if not word.endswith("where"):
            continue
        before = read[index - 1].text.lower() if index else ""
        parts.append(order.text[copied : token.start])
        copied = token.start
        if word == "deletewhere" or before == "delete":  # its pattern is the template, too
            parts.append(("DELETE " if word == "deletewhere" else "") + _group(order.text, read, index + 1))
            copied = token.start + len(token.text)
            parts.append(f" {clause} WHERE")
        else:
            parts.append(f"{clause} ")
    return "".join((*parts, order.text[copied:]))


def _group(text: str, read: Sequence[Token], index: int) -> str:
    """Return the text of the group that opens at a token, as far as it goes."""
    end = next((t.start + 1 for t in read[index:] if t.text == "}" and t.depth == 0), len(text))
    return text[read[index].start : end] if index < len(read) else ""


def _beginning(read: Sequence[Token], keyword: str) -> Iterator[Token]:
    """Yield the tokens outside all groups that the engine may read as a keyword, or as it and what follows.

    To the engine a keyword ends nowhere: ``LOADx:y`` is LOAD and ``x:y``. A prefixed name with these letters is one
    where nothing but a name may stand.
    """
    before = ""
    for token in read:
        found = token.depth == 0 and token.kind in ("word", "name") and token.text.lower().startswith(keyword)
        if found and (token.kind == "word" or before not in _BEFORE_NAMES):
            yield token
        before = token.text.lower()
