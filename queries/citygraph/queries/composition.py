"""Makes the whole query of a ready question: its core, and what the columns of its answer add to it.

The core says what is asked and answers in addresses. Names in the reader's language, levels and countries, words for
the terms of closed lists and dates no finer than stated are the same for every question: ``parts.toml`` holds them
once, and a column's name says which part it takes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from textwrap import indent
from typing import Final

from citygraph.ontology import PREFIXES

__all__ = ["Shape", "Unknown", "compose", "load_parts", "projected", "prologue"]

_PLACES: Final = ("city", "member", "candidate", "host", "body", "about")
_OF_CLASS: Final = ("kind", "whoName", "what")
_WIDEST: Final = 90
_BARS: Final = (" | ", " [|]  [|] ", "^ [|] | [|] $")
_PREFIXED: Final = re.compile(r"(?<![\w<:/#])([a-z]+):(?=[A-Za-z_])")
_STEM: Final = re.compile(r"\?x(?![a-z\d])")
_QUOTED: Final = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\]|\\.)*\"")


class Unknown(ValueError):
    """A column is neither in the core nor made by a part."""


@dataclass(slots=True)
class _Whole:
    """What the columns add, while it is gathered."""

    parts: Mapping[str, Mapping[str, str]]
    optional: frozenset[str]
    patterns: list[str] = field(default_factory=list[str])
    values: dict[str, str] = field(default_factory=dict[str, str])
    keys: list[str] = field(default_factory=list[str])

    def add(self, column: str, part: str, stem: str) -> None:
        if stem in self.optional and part in ("name", "level", "country"):
            self.match("guard", stem)
            value = self.match(part, f"{stem}Guarded").replace(f"STR(?{stem}Guarded)", f"STR(?{stem})")
        else:
            value = self.match(part, stem)
        if value:
            self.values[column] = value

    def match(self, part: str, stem: str) -> str:
        """Take a part's pattern in, once, and return its value."""
        pattern, value = (_STEM.sub(f"?{stem}", self.parts[part][key]) for key in ("pattern", "value"))
        if pattern.strip() and pattern not in self.patterns:
            self.patterns.append(pattern)
        return value

    def selected(self, names: Iterable[str]) -> list[str]:
        """Return the variables and expressions of a SELECT."""
        return [f"({self.values[name]} AS ?{name})" if name in self.values else f"?{name}" for name in names]


def load_parts() -> dict[str, dict[str, str]]:
    """Return the parts by name: a ``pattern`` to match and the ``value`` of the column."""
    return tomllib.loads((files("citygraph.queries") / "parts.toml").read_text(encoding="utf-8"))


def projected(sparql: str) -> tuple[str, ...]:
    """Return the names of the variables that a SELECT query projects, in order.

    >>> projected("SELECT DISTINCT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b } GROUP BY ?a")
    ('a', 'n')
    """
    head = re.split(r"\bWHERE\b|\{", sparql.partition("SELECT")[2], maxsplit=1)[0]
    names: list[str] = []
    depth = 0
    for sign, name in re.findall(r"([()])|\?(\w+)", head):
        depth += {"(": 1, ")": -1, "": 0}[sign]
        if name and (depth == 0 or (depth == 1 and re.search(rf"\bAS \?{name}\s*\)", head))):
            names.append(name)
    return tuple(dict.fromkeys(names))


def prologue(sparql: str) -> str:
    """Return the PREFIX lines that a query without any needs, in alphabetical order.

    >>> prologue('SELECT * { ?x a cg:City ; rdfs:label "a:b" }')
    'PREFIX cg: <https://w3id.org/citygraph/ontology#>\\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\\n'
    """
    used = set(_PREFIXED.findall(_QUOTED.sub(" ", sparql))) & set(PREFIXES)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in sorted(used))


@dataclass(frozen=True, slots=True)
class Shape:
    """What the answer of a ready query looks like.

    Attributes:
        columns: Its columns: the core's own and those that parts make.
        optional: Variables that the core may leave unbound, and whose names or places are wanted: a part that
            looked an unbound one up would find everything.
        order: What to order by, instead of the core's columns, each after its name.
        counts: How many different values there are, by column: ``{"sources": "article"}``.
        joins: Different values, joined in one cell, by column: ``{"cityNames": "cityName"}``.
        least: The least value, by column: ``{"since": "since"}``.
        having: What a row must fulfil after gathering.
    """

    columns: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    order: str | None = None
    counts: Mapping[str, str] = field(default_factory=dict[str, str])
    joins: Mapping[str, str] = field(default_factory=dict[str, str])
    least: Mapping[str, str] = field(default_factory=dict[str, str])
    having: str | None = None

    @property
    def gathered(self) -> dict[str, str]:
        """What is gathered over several of the core's rows, by column."""
        return {**self.counts, **self.joins, **self.least}


def compose(core: str, shape: Shape, parts: Mapping[str, Mapping[str, str]]) -> str:
    """Return the whole query, without its prologue.

    Without ``counts`` and ``joins`` it has one row for each of the core's. With them it has one row for each set of
    values of the other columns.

    Args:
        core: A SELECT query without PREFIX lines.
        shape: The answer's columns.
        parts: The parts, from :func:`load_parts`.

    Raises:
        Unknown: No part makes one of the columns.
    """
    own = projected(core)
    gathered = dict(shape.gathered)
    if "who" in shape.columns and "who" not in gathered:
        shape = replace(shape, joins={**shape.joins, "who": "whoName"})
        gathered["who"] = "whoName"
    wanted = [gathered.get(name, name) for name in shape.columns]
    whole = _Whole(parts, shape.optional)
    for name in wanted:
        if name not in own:
            _add(whole, name, own)
    keys = [*own, *(key for key in whole.keys if key not in own)]
    body = "".join(f"{pattern.strip(chr(10))}\n" for pattern in whole.patterns)
    body = f"  {{\n{indent(core.strip(), '    ')}\n  }}\n{body}"
    if "?language" in body or any("?language" in value for value in whole.values.values()):
        body = f'  VALUES ?language {{ "en" }}\n{body}'
    grouped = f"GROUP BY {_variables(keys)}\n"
    ordered = f"ORDER BY {shape.order or _order(own, shape.columns)}\n"
    if not gathered:
        return f"SELECT {_lines(whole.selected(shape.columns))}\nWHERE {{\n{body}}}\n{grouped}{ordered}"
    kept = list(dict.fromkeys(wanted))
    joined = list(dict.fromkeys(shape.joins.values()))
    inner = f"SELECT {_lines(whole.selected(kept))}\nWHERE {{\n{body}}}\n{grouped}"
    inner += f"ORDER BY {_variables([*joined, *(name for name in kept if name not in joined)])}\n"
    plain = [name for name in shape.columns if name not in gathered]
    head = [_gathered(name, shape) for name in shape.columns]
    grouped = f"GROUP BY {_variables(plain)}\n"
    if shape.having:
        grouped += f"HAVING ({shape.having})\n"
    return f"SELECT {_lines(head)}\nWHERE {{\n{indent(inner, '  ')}}}\n{grouped}{ordered}"


def _add(whole: _Whole, name: str, own: Sequence[str]) -> None:
    stem = next((name[: -len(end)] for end in ("Name", "Level", "Country") if name.endswith(end)), "")
    place = next((one for one in _PLACES if one in own), "")
    if f"{name}Term" in own:
        whole.add(name, "word", name)
    elif stem in own and stem:
        whole.add(name, name[len(stem) :].lower(), stem)
    elif name in ("level", "country") and place:
        whole.add(name, name, place)
    elif name in ("headline", "published") and "article" in own:
        whole.add(name, "name" if name == "headline" else name, "article")
    elif name in ("since", "until") and {"fact", "graph"} <= set(own):
        whole.add(name, name, "fact")
    elif name in _OF_CLASS and {"fact", "graph", "class"} <= set(own):
        whole.add("kind", "kind", "fact")
        whole.keys.append("kind")
        if name == "whoName":
            whole.keys.append("whoThing")
        if name != "kind":
            whole.add(name, name.removesuffix("Name"), "fact")
    else:
        raise Unknown(f"no part makes the column {name!r}")


def _gathered(name: str, shape: Shape) -> str:
    """Return a column gathered over several rows: an unbound value among others must not spoil them."""
    if name in shape.counts:
        return f"(COUNT(DISTINCT ?{shape.counts[name]}) AS ?{name})"
    if name in shape.joins:
        joined = shape.joins[name]
        mark, gap, ends = (" ", "  ", "^ | $") if joined.endswith(("article", "Article")) else _BARS
        text = f'GROUP_CONCAT(DISTINCT COALESCE(STR(?{joined}), ""); separator="{mark}")'
        return f'(REPLACE(REPLACE({text}, "{gap}", "{mark}"), "{ends}", "") AS ?{name})'
    if name in shape.least:
        least = shape.least[name]
        return f'(REPLACE(MIN(IF(COALESCE(?{least}, "") = "", "~", ?{least})), "^~$", "") AS ?{name})'
    return f"?{name}"


def _order(own: Sequence[str], names: Sequence[str]) -> str:
    keys: list[str] = []
    for name in own:
        if name in names:
            keys += [f"{name}Name", name] if f"{name}Name" in names else [name]
    return _variables(keys)


def _variables(names: Iterable[str]) -> str:
    return " ".join(f"?{name}" for name in dict.fromkeys(names))


def _lines(columns: Sequence[str]) -> str:
    """Return columns as lines: an expression has a line of its own."""
    lines = [""]
    for column in columns:
        if column.startswith("(") or lines[-1].startswith("(") or len(lines[-1]) + len(column) > _WIDEST:
            lines.append(column)
        else:
            lines[-1] = f"{lines[-1]} {column}".strip()
    return "\n       ".join(line for line in lines if line)
