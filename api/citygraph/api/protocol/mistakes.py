"""Explains why a query or update is not valid: where the mistake is, which the engine often sees later, and a hint."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from importlib.resources import files
from typing import Final

from citygraph.graph import QuerySyntax
from citygraph.graph.readers.lexer import Token, tokens
from citygraph.ontology.namespaces import PREFIXES

from .excerpts import excerpt
from .operations import Kind

__all__ = ["explained"]

_FORMS: Final[dict[Kind, tuple[str, ...]]] = {
    "query": ("select", "ask", "construct", "describe"),
    "update": ("insert", "delete", "clear", "drop", "create", "copy", "move", "add", "with"),
}
_CLOSERS: Final = {"(": ")", "[": "]", "{": "}", "<<": ">>"}
_PLACE: Final = {"base": 1, "prefix": 2}


def explained(
    text: str, error: QuerySyntax, kind: Kind, *, prefixes: Collection[str] = tuple(PREFIXES)
) -> QuerySyntax:
    """Return the error with the place of the mistake, the line with a caret under it, and what to do.

    Args:
        text: The query or update.
        error: What the lexer or the engine says.
        kind: What the text should be.
        prefixes: Prefixes that need not be declared.
    """
    read: list[Token] = []
    try:
        read.extend(tokens(text))
    except QuerySyntax:
        found = None
    else:
        found = (
            _undeclared(read, prefixes)
            or _unclosed(read)
            or _misspelt(read, error, text)
            or _wrong_form(read, kind)
        )
    if found is None:
        what, hint = error.what, _general(text, error)
        line, column = error.line, error.column
    else:
        token, what, hint = found
        what = f"the {kind} is not valid SPARQL: {what}"
        line, column = _place(text, token.start)
    if kind == "update":
        what = what.replace("the query is not valid", "the update is not valid")
    return QuerySyntax(what, line=line, column=column, hint=hint, excerpt=excerpt(text, line, column))


_Found = tuple[Token, str, str] | None


def _undeclared(read: Sequence[Token], prefixes: Collection[str]) -> _Found:
    """Return the first name whose prefix is not declared, if any."""
    declared = set(prefixes)
    before = ""
    for token in read:
        if token.kind == "name" and not token.text.startswith("_:"):
            prefix = token.text.partition(":")[0]
            if before == "prefix":
                declared.add(prefix)
            elif prefix not in declared:
                near = get_close_matches(prefix, declared, 1)
                also = f", or did you mean {near[0]}: ?" if near and prefix else ""
                return (
                    token,
                    f"the prefix {prefix}: is not declared",
                    f"put PREFIX {prefix}: <…> before it{also}",
                )
        before = token.text.lower() if token.kind == "word" else ""
    return None


def _unclosed(read: Sequence[Token]) -> _Found:
    """Return the innermost bracket that stays open, if any."""
    still_open: list[Token] = []
    for token in read:
        if token.kind == "sign" and token.text in _CLOSERS:
            still_open.append(token)
        elif token.kind == "sign" and token.text in _CLOSERS.values() and still_open:
            still_open.pop()
    if not still_open:
        return None
    token = still_open[-1]
    return token, f"{token.text} is never closed", f"put {_CLOSERS[token.text]} where it ends"


def _misspelt(read: Sequence[Token], error: QuerySyntax, text: str) -> _Found:
    """Return the word before the engine's place that looks like a keyword and is none, if any."""
    if error.line is None or error.column is None:
        return None
    keywords = files("citygraph.api.protocol").joinpath("keywords.txt").read_text(encoding="utf-8").split()
    for token in reversed(read):
        line, column = _place(text, token.start)
        if (line, column) > (error.line, error.column) or token.kind != "word":
            continue
        word = token.text.lower()
        if word in keywords or word.isdigit() or word == "a":
            continue
        near = get_close_matches(word, keywords, 1, cutoff=0.75)
        if near:
            return token, f"{token.text[:40]} is no keyword", f"did you mean {near[0].upper()} ?"
    return None


def _wrong_form(read: Sequence[Token], kind: Kind) -> _Found:
    """Return the word that makes a text the other kind of operation, if any."""
    index = 0
    while index < len(read) and read[index].text.lower() in _PLACE:
        index += 1 + _PLACE[read[index].text.lower()]
    if index >= len(read):
        return None
    word = read[index].text.lower()
    if kind == "query" and word in _FORMS["update"]:
        return read[index], f"{read[index].text} begins an update", "send updates to /update"
    if kind == "update" and word in _FORMS["query"]:
        return read[index], f"{read[index].text} begins a query", "send queries to /sparql"
    return None


def _general(text: str, error: QuerySyntax) -> str:
    """Return what to look at where nothing more is known than the engine's place."""
    if error.hint:
        return error.hint
    if "unbound" in error.what:
        return "every variable of SELECT must be in GROUP BY or in an aggregate"
    if not text.strip():
        return "write a query"
    if re.search(r"string|\\\\U", error.what):
        return "close the string with the sign that opens it, and write line breaks in it as \\n"
    return "the mistake is there or right before: look for a missing full stop, bracket or keyword"


def _place(text: str, at: int) -> tuple[int, int]:
    """Return line and column, counted from 1, of an offset."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
