"""Makes of a query what an engine behind an address understands: prefixes declared, values bound, our notes hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from citygraph.graph.errors import QueryFailed
from citygraph.graph.sparql import Term
from citygraph.ontology import PREFIXES

__all__ = ["Text", "read"]

_PROLOGUE: Final = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
"""The declarations of citygraph's prefixes, on one line so that the lines of a query keep their numbers."""

_TOKEN: Final = re.compile(
    r"""
    (?P<space>\s++|\#[^\r\n]*+)
  | (?P<string>\"{3}(?:\"{0,2}(?:[^\"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+'{3}
      | \"(?:[^\"\\\r\n]|\\.)*+\" | '(?:[^'\\\r\n]|\\.)*+')
  | (?P<iri><[^\x00-\x20<>\"{}|^`\\]*+>)
  | (?P<variable>[?$]\w++)
  | (?P<name>[\w.-]*+:(?:[\w.:%-]|\\.)*+)
  | (?P<word>\w++)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_FREE: Final = "graph_named_"
"""How variables begin that stand for graphs that a query names outright."""
_FORMS: Final = ("select", "ask", "construct", "describe")


@dataclass(slots=True)
class _Group:
    """A pair of braces.

    Attributes:
        outer: The one around it.
        selects: Whether it is a query within the query, whose variables are its own.
        named: Variables that stand for a graph's name directly in it, with the place after their group.
    """

    outer: _Group | None
    selects: bool = False
    named: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])


@dataclass(frozen=True, slots=True)
class Text:
    """A query's text, read as far as is needed to add to it.

    Attributes:
        text: The text.
        form: ``select``, ``ask``, ``construct`` or ``describe``; nothing where it cannot be told.
        keyword: Where the word that tells the form starts.
        has_dataset: Whether it says with FROM which graphs it is about.
        start: Where the inside of its pattern starts; None where it has none.
        named: Each variable that stands for a graph's name and must be restricted, with the place to do it.
        fixed: Each graph that is named outright: its name as it is written, where, and where its group ends.
    """

    text: str
    form: str
    keyword: int
    has_dataset: bool
    start: int | None
    named: tuple[tuple[str, int], ...]
    fixed: tuple[tuple[str, int, int], ...]

    @property
    def unasked(self) -> str:
        """The query as one that an engine answers row by row, so that to parse it here asks nothing of anybody."""
        if self.form != "ask":
            return self.text
        return f"{self.text[: self.keyword]}SELECT *{self.text[self.keyword + len(self.form) :]}"

    def prepared(self, *, values: Mapping[str, Term], hidden: Sequence[str], freely: bool = False) -> str:
        """Return the query with prefixes declared, variables bound, and GRAPH reaching no hidden graph.

        Args:
            values: Values for variables of the query.
            hidden: Graphs that GRAPH must not reach.
            freely: Whether graphs that are named outright are to be looked for among all: an engine that is told
                its default graph may take it that there are no others.

        Raises:
            QueryFailed: Variables are to be bound and the query has no pattern to bind them in.
        """
        additions: list[tuple[int, str]] = []
        if hidden:
            names = ", ".join(f"<{name}>" for name in hidden)
            additions += [(at, f" FILTER ({name} NOT IN ({names})) ") for name, at in self.named]
        if values:
            if self.start is None:
                raise QueryFailed("the query has no pattern in which variables can be given values")
            blocks = " ".join(f"VALUES ?{name} {{ {term} }}" for name, term in values.items())
            additions.append((self.start, f" {blocks} "))
        cuts = [(at, "", addition) for at, addition in additions]
        for number, (name, at, end) in enumerate(self.fixed if freely else ()):
            cuts += [(at, name, f"?{_FREE}{number}"), (end, "", f" FILTER (?{_FREE}{number} = {name}) ")]
        text = self.text
        for at, old, new in sorted(cuts, reverse=True):
            text = text[:at] + new + text[at + len(old) :]
        return f"{_PROLOGUE} {text}"


def read(text: str) -> Text:
    """Return the query read so far as is needed to add to it; what is wrong with it is the engine's to say."""
    form, keyword, has_dataset, start = "", 0, False, None
    groups: list[_Group] = []
    group: _Group | None = None
    waiting: dict[int, tuple[str, int]] = {}
    fixed: list[tuple[str, int, int]] = []
    before: list[tuple[str, int]] = []
    opened = 0
    for kind, piece, at in _pieces(text):
        word = piece.lower() if kind == "word" else ""
        if not form and word in _FORMS and group is None:
            form, keyword = word, at
        elif word == "from" and group is None:
            has_dataset = True
        if word == "select" and group is not None:
            group.selects = True
            if group.outer is None:
                start = None  # the pattern is a query itself: nothing may stand before it
        if piece == "{" and kind == "sign":
            opened += group is None
            group = _Group(group)
            if len(before) == 2 and before[0][0].lower() == "graph":
                waiting[id(group)] = before[1]
            groups.append(group)
            if group.outer is None and (form != "construct" or opened == 2):
                start = at + 1 if start is None else start
        elif piece == "}" and kind == "sign" and group is not None:
            name, place = waiting.get(id(group), ("", 0))
            if name and name[0] not in "?$":
                fixed.append((name, place, at + 1))
            elif name and group.outer is not None:
                group.outer.named.append((f"?{name[1:]}", at + 1))
            group = group.outer
        before = [*before[-1:], (piece, at)]
    return Text(text, form, keyword, has_dataset, start, tuple(_restricted(groups)), tuple(fixed))


def _restricted(groups: Iterable[_Group]) -> Iterator[tuple[str, int]]:
    """Yield the variables to restrict, each once in the groups that share it."""
    for group in groups:
        for index, (name, at) in enumerate(group.named):
            if name in (n for n, _ in group.named[:index]):
                continue
            around, within = group, group.outer
            while within is not None and not around.selects:
                if name in (n for n, _ in within.named):
                    break
                around, within = within, within.outer
            else:
                yield name, at


def _pieces(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup not in (None, "space"):
            yield str(match.lastgroup), match[0], match.start()
