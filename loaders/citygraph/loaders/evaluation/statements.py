"""What a document states, as it is counted: a partnership as its pairs, everything said twice once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias, cast

from .names import folded

__all__ = [
    "CORE",
    "KINDS",
    "Fact",
    "Statement",
    "Statements",
    "TooManyStatements",
    "as_list",
    "stated",
]

CORE: Final = ("membership", "partnership", "event", "participation")
"""The kinds that the figure 'core' sums."""
KINDS: Final = (*CORE, "programme", "initiative", "office", "figure")
"""Every kind that is compared, in the order of the tables."""

Fact: TypeAlias = Mapping[str, object]
"""A fact as the document writes it, unchecked."""

_NAMED: Final = ("event", "programme", "initiative")
_NOT_COMPARED: Final = ("evidence", "topics", "confidence")
_MOST: Final = 100_000


class TooManyStatements(ValueError):
    """A document states more than anybody compares."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as it is counted.

    Attributes:
        kind: Its kind.
        fact: The fact as the document writes it.
        pair: Of a partnership, two of its partners.
    """

    kind: str
    fact: Fact
    pair: tuple[object, object] | None = None

    @property
    def negative(self) -> bool:
        """Whether it says that something is not, or no longer, so."""
        return (
            self.fact.get("modality") in ("denied", "ended")
            or self.fact.get("stage") == "ended"
            or self.fact.get("role") == "former"
        )


@dataclass(frozen=True, slots=True)
class Statements:
    """What one document states about one article.

    Attributes:
        all: Its statements, in the order of the document.
        text: The article's text, folded.
        names: By each name of an event, programme or initiative: all names that go with it.
    """

    all: tuple[Statement, ...]
    text: str
    names: Mapping[str, frozenset[str]]
    _described: dict[str, bool] = field(default_factory=dict[str, bool], repr=False)

    def called(self, name: object) -> frozenset[str]:
        """Return a name with the other names that the document gives the same thing."""
        return self.names.get(str(name), frozenset()) | {str(name)}

    def described(self, name: object) -> bool:
        """Return whether the article has none of a thing's names: the document describes what has no name."""
        key = str(name)
        if key not in self._described:
            self._described[key] = not any(folded(one) in self.text for one in self.called(key))
        return self._described[key]


def stated(facts: Sequence[Fact], text: str) -> Statements:
    """Return what the facts of a document state.

    Args:
        facts: The facts as read.
        text: The article's text.

    Raises:
        TooManyStatements: There are more than 100,000 of them.
        TypeError: A fact has fields that cannot be compared.
    """
    names: defaultdict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.get("kind") in _NAMED:
            together = {str(fact.get("name")), *(str(alias) for alias in as_list(fact.get("aliases")))}
            for name in together:
                names[name] |= together
    unique: dict[str, Statement] = {}
    count = 0
    for fact in facts:
        same = ""
        for statement in _counted(fact):
            count += 1
            if count > _MOST:
                raise TooManyStatements(f"it states more than {_MOST:,} facts")
            same = same or _same(fact)
            pair = "" if statement.pair is None else json.dumps(statement.pair, default=str, sort_keys=True)
            unique.setdefault(f"{same} {pair}", statement)
    frozen = {name: frozenset(together) for name, together in names.items()}
    return Statements(tuple(unique.values()), folded(text), frozen)


def as_list(value: object) -> list[object]:
    """Return a value that may be one or several as a list; nothing as an empty one.

    >>> as_list(None), as_list("a"), as_list(["a", "b"])
    ([], ['a'], ['a', 'b'])
    """
    if value is None:
        return []
    return cast("list[object]", value) if isinstance(value, list) else [value]


def _counted(fact: Fact) -> Iterator[Statement]:
    kind = fact.get("kind")
    if kind == "partnership":
        partners = as_list(fact.get("partners"))
        for index, first in enumerate(partners):
            for second in partners[index + 1 :]:
                yield Statement("partnership", fact, (first, second))
    elif isinstance(kind, str) and kind in KINDS:
        yield Statement(kind, fact)


def _same(fact: Fact) -> str:
    """Return the text under which facts are the same but for evidence, topics and confidence."""
    left_out = (*_NOT_COMPARED, "pair") if fact.get("kind") == "partnership" else _NOT_COMPARED
    fields = {name: value for name, value in fact.items() if name not in left_out}
    return json.dumps(fields, sort_keys=True, default=str)
