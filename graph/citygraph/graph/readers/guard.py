"""What a SPARQL query may not ask, decided on the tokens of its raw text before the engine sees it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Final
from urllib.parse import urljoin

from citygraph.graph.errors import QueryRefused, QueryTooLong
from citygraph.ontology import CityGraphError
from citygraph.ontology.namespaces import PREFIXES

from .lexer import Token, tokens

__all__ = ["MOST_PARTS", "MOST_STEPS", "check_fetching", "check_query", "measured"]

MOST_PARTS: Final = 1_000
"""Most parts of a query: triples, groups, clauses and operators. The engine recurses over chains of them."""

MOST_STEPS: Final = 100
"""Most operators of property paths in a query: the engine's work grows steeply with them."""

_IRIS: Final = re.compile(r"(?<!<)<https?://[A-Za-z0-9:/?&=+,;~!$*@%._-]*>")
"""IRIs that are nothing else to the engine, and stand for each other in a query's shape."""

_DATASET: Final = re.compile("from|named|base|prefix", re.IGNORECASE)
_LONGEST_SHAPE: Final = 2_000

_CLAUSE: Final = re.compile("union|optional|minus|filter|bind|values|graph|lateral|^as$", re.IGNORECASE)
_PART_SIGNS: Final = frozenset(("(", "[", "{", "<<", "||", "&&", "*"))
_SEPARATORS: Final = frozenset((",", ";", "."))
_STEP_SIGNS: Final = frozenset(("/", "|", "^"))


def check_query(
    text: str, *, longest: int, deepest: int, is_local_graph: Callable[[str], bool], base: str = ""
) -> None:
    """Return when the engine may run the query.

    Args:
        text: The query.
        longest: Most bytes of UTF-8.
        deepest: Deepest nesting of brackets, and longest run of ``!``: the engine's parser recurses.
        is_local_graph: Tells whether a graph of that name is in the store, for FROM.
        base: What relative IRIs are relative to, where the query has no BASE of its own.

    Raises:
        QueryTooLong: The text is over the limit.
        QueryRefused: The query is nested too deeply, has too many parts, asks another server (SERVICE, LOAD), or
            names a graph outside the store (FROM).
        QuerySyntax: The text cannot be read, or could be read in two ways.
    """
    if len(text) > longest or len(text.encode("utf-8", "surrogatepass")) > longest:
        raise QueryTooLong(longest)
    if "\x00" in text:
        raise QueryRefused("the query holds a NUL character", hint="remove it")
    shape = _IRIS.sub("<http://x>", text)
    if len(shape) > _LONGEST_SHAPE or _DATASET.search(shape):
        _check_dataset(_checked(text, deepest), is_local_graph, base)
    elif not _passes(shape, deepest):
        _checked(text, deepest)


@lru_cache(maxsize=256)
def _passes(shape: str, deepest: int) -> bool:
    """Return whether queries of this shape may be run.

    Programs ask the same about one thing after the other: such queries differ in their IRIs, which decide nothing
    where no dataset, base or prefix is named.
    """
    try:
        _checked(shape, deepest)
    except CityGraphError:
        return False
    return True


def _checked(text: str, deepest: int) -> list[Token]:
    """Return the tokens of a query that is neither too deep nor too long, and fetches nothing."""
    read = measured(text, deepest)
    check_fetching(read)
    return read


def measured(text: str, deepest: int, *, uncounted: Collection[str] = ("values",)) -> list[Token]:
    """Return the tokens of a query or update that is neither too deep nor has too many parts.

    Args:
        text: The query or update.
        deepest: Deepest nesting of brackets, and longest run of ``!``.
        uncounted: Words before a group of data, whose parts do not count.

    Raises:
        QueryRefused: It is nested too deeply or has too many parts.
        QuerySyntax: It cannot be read, or could be read in two ways.
    """
    read: list[Token] = []
    parts = steps = run = 0
    data_depth = 0  # depth inside the braces of VALUES, whose rows do not count
    awaits_data = False
    before: Token | None = None
    for token in tokens(text):
        run = run + 1 if token.text == "!" else 0
        if token.depth > deepest or run > deepest:
            raise QueryRefused(f"the query is nested more than {deepest} deep", hint="write it flatter")
        if token.depth < data_depth:
            data_depth = 0
        if not data_depth:
            parts += _parts(token, before, text)
            steps += _steps(token, before)
        if awaits_data and token.text == "{":
            data_depth, awaits_data = token.depth, False
        elif token.kind == "word" and token.text.lower() in uncounted:
            awaits_data = True
        if parts > MOST_PARTS:
            raise QueryRefused(
                f"the query has more than {MOST_PARTS:,} triples, groups, clauses and operators",
                hint="ask for less at once, or list values with VALUES",
            )
        if steps > MOST_STEPS:
            raise QueryRefused(
                f"the query has more than {MOST_STEPS} of the signs / | ^ of property paths",
                hint="ask with shorter paths",
            )
        read.append(token)
        before = token
    return read


def _parts(token: Token, before: Token | None, text: str) -> int:
    """Return how many parts of the query a token opens."""
    follows = before is not None and before.is_value
    if token.kind in ("word", "name"):
        dashes = token.text.partition(":")[0].count("-")  # true-true:x may subtract
        listed = token.kind == "name" and follows and token.inside == "("
        return dashes + (1 if listed or _CLAUSE.search(token.text) else 0)
    if token.kind != "sign":
        return (
            1 if follows and token.inside == "(" and token.kind != "tag" else 0
        )  # a list's item is a triple
    if token.text in ("+", "-"):
        return 1 if follows or not text[token.start + 1 : token.start + 2].isdigit() else 0
    if token.text in _SEPARATORS:
        return 0 if token.inside == "(" else 1
    return 1 if token.text in _PART_SIGNS else 0


def _steps(token: Token, before: Token | None) -> int:
    """Return how many steps of a property path a token adds; ``^^`` after a string is its datatype."""
    if token.kind != "sign":
        return 0
    if token.text == "^^":
        return 0 if before is not None and before.kind == "string" else 2
    return 1 if token.text in _STEP_SIGNS else 0


def check_fetching(read: Sequence[Token]) -> None:
    """Return when nothing in a query or update can be the keyword SERVICE or LOAD, which the engine ends nowhere.

    To the engine ``SERVICE:x {`` is the keyword and ``:x``, and a prefix that makes no valid IRI with a local name ends
    before it. So a prefixed name with these letters passes only where no group follows as it does the keyword.
    """
    for index, token in enumerate(read):
        word = token.text.lower()
        if token.kind == "word" and word == "load":
            raise QueryRefused("LOAD is not allowed: citygraph fetches nothing", hint="use 'citygraph load'")
        if token.kind not in ("word", "name") or "service" not in word:
            continue
        following = [each.text.lower() for each in read[index + 1 : index + 4]]
        if following and following[0].startswith("silent"):
            del following[0]
        if token.kind == "word" or "{" in following[:2]:
            raise QueryRefused(
                "SERVICE is not allowed: citygraph asks no other endpoint",
                hint="query the other endpoint yourself"
                if token.kind == "word"
                else f"write a full stop between {token.text} and the brace after it",
            )


def _check_dataset(read: Sequence[Token], is_local_graph: Callable[[str], bool], base: str) -> None:
    """Return when every FROM names a graph of the store; an unknown prefix is the engine's to report."""
    prefixes = dict(PREFIXES)
    for index, token in enumerate(read[:-1]):
        word = token.text.lower() if token.kind == "word" else ""
        after = read[index + 1]
        if word == "base" and after.kind == "iri":
            base = urljoin(base, after.text[1:-1])
        elif word == "prefix" and after.kind == "name" and index + 2 < len(read):
            prefixes[after.text[:-1]] = urljoin(base, read[index + 2].text[1:-1])
        elif word in ("from", "named"):
            name = _absolute(after, prefixes, base)
            if name is not None and not is_local_graph(name):
                raise QueryRefused(
                    f"FROM <{name}> is refused: no graph of that name is in the store",
                    hint="SELECT DISTINCT ?g WHERE { GRAPH ?g {} } lists the graphs",
                )


def _absolute(token: Token, prefixes: dict[str, str], base: str) -> str | None:
    """Return the IRI that a token names, or None where it names none."""
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1])
    prefix, _, local = token.text.partition(":")
    if token.kind != "name" or prefix not in prefixes:
        return None
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
