r"""The tokens of a SPARQL query, read from its raw text as the engine reads it.

The engine has no lexer: it tries one rule after the other and goes back where one fails. Whatever could be read in two
ways is therefore an error here, so that no token is ever something else to the engine: a string holds valid escapes
only, and ``<`` after a value inside parentheses, where it may open an IRI or compare, must be clear from what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from citygraph.graph.errors import QuerySyntax

__all__ = ["Token", "tokens"]

_HEX: Final = "[0-9A-Fa-f]"
_CODE: Final = rf"\\u(?![dD][89A-Fa-f]){_HEX}{{4}}|\\U(?!0000[dD][89A-Fa-f])(?:000{_HEX}|0010){_HEX}{{4}}"
_ESCAPE: Final = rf"\\[tbnrf\\\"']|{_CODE}"
_LETTER: Final = r"A-Za-z0-9_\x80-\U0010FFFF"
_LOCAL: Final = rf"%{_HEX}{{2}}|\\[_~.!$&'()*+,;=/?#@%-]"
_TOKEN: Final = re.compile(
    rf"""
    (?P<space>[ \t\r\n]++|\#[^\r\n]*+)
  | (?P<string>\"{{3}}(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*+\"{{3}} | \"(?!\"\")(?:[^\"\\\r\n]|{_ESCAPE})*+\"
      | '{{3}}(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*+'{{3}} | '(?!'')(?:[^'\\\r\n]|{_ESCAPE})*+')
  | (?P<variable>[?$][{_LETTER}]++)
  | (?P<tag>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*+)
  | (?P<number>(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)
  | (?P<name>(?:[A-Za-z_\x80-\U0010FFFF](?:[{_LETTER}.-]{{0,100}}[{_LETTER}-])?)?
      :(?:(?:[{_LETTER}:]|{_LOCAL})(?:[{_LETTER}:-]|{_LOCAL}|\.+(?=[{_LETTER}:%\\-]))*+)?)
  | (?P<word>[{_LETTER}]++)
  | (?P<sign>\^\^|\|\||&&|<<|[]{{}}()[.,;=!|*+/^?~<>-])
    """,
    re.VERBOSE,
)
_IRI: Final = re.compile(rf"<(?:[^\x00-\x20<>\"{{}}|^`\\]|{_CODE})*+>")
_SURE_IRI: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_UNSURE: Final = re.compile(r"[#'()\[\]\\]")
_CLOSERS: Final = {")": "(", "]": "[", "}": "{", ">>": "<<"}
_VALUES: Final = ("string", "variable", "tag", "number", "name", "iri")


class Token(NamedTuple):
    """A token of a query.

    Attributes:
        kind: ``string``, ``variable``, ``tag``, ``number``, ``name``, ``word``, ``iri`` or ``sign``.
        text: The token as it is written.
        start: Where it starts in the text.
        depth: How many brackets are open after it.
        inside: The innermost bracket that is open after it, or nothing.
        is_value: Whether an operator may follow it.
    """

    kind: str
    text: str
    start: int
    depth: int
    inside: str
    is_value: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query without blanks and comments; a bracket that stays open is the engine's to report.

    Raises:
        QuerySyntax: No token starts where the last one ended, brackets do not match, or a text has two readings.
    """
    open_brackets: list[str] = []
    after_value = False
    at = 0
    while at < len(text):
        kind, piece = _next(text, at, open_brackets[-1] if open_brackets else "", after_value=after_value)
        if kind == "sign" and piece in ("(", "[", "{", "<<"):
            open_brackets.append(piece)
        elif piece in _CLOSERS and (not open_brackets or open_brackets.pop() != _CLOSERS[piece]):
            raise _unreadable(text, at, f"{piece} closes no bracket")
        if kind != "space":
            after_value = (
                kind in _VALUES
                or piece in _CLOSERS
                or (kind == "word" and piece.lower().endswith(("true", "false")))
            )
            inside = open_brackets[-1] if open_brackets else ""
            yield Token(kind, piece, at, len(open_brackets), inside, after_value)
        at += len(piece)


def _next(text: str, at: int, inside: str, *, after_value: bool) -> tuple[str, str]:
    """Return the kind and the text of the token that starts there."""
    if inside == "<<" and text.startswith(">>", at):
        return "sign", ">>"
    match = _TOKEN.match(text, at)
    if match is None or match.lastgroup is None:
        raise _unreadable(text, at, "a string, a name or a sign is not written as SPARQL has it")
    if not match[0].startswith("<"):
        return match.lastgroup, match[0]
    iri = _IRI.match(text, at)
    if inside != "(" or not after_value:
        if iri is None and match[0] != "<<":
            raise _unreadable(text, at, "< opens no IRI here")
        return ("iri", iri[0]) if iri else ("sign", "<<")
    if iri and _SURE_IRI.match(iri[0]):
        return "iri", iri[0]
    if match[0] == "<<" or (iri and _UNSURE.search(iri[0])):
        raise _unreadable(
            text, at, "< may compare or open an IRI here; write a blank after it, or a whole IRI"
        )
    return "sign", "<"


def _unreadable(text: str, at: int, what: str) -> QuerySyntax:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return QuerySyntax(f"the query is not valid SPARQL: {what}", line=line, column=column)
