"""The ontology's files: vocabulary, shapes, schemes, register of networks, JSON-LD context and rules.

Each function reads its file when it is first called; importing this module reads none. Instance IRIs in the
files live under the default base; functions that take ``base`` return them under another one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .errors import CityGraphError
from .namespaces import BASE

__all__ = [
    "BrokenResource",
    "Rule",
    "alignment",
    "conflict_rules",
    "context",
    "credits",
    "derived_rules",
    "example",
    "networks",
    "schemes",
    "shapes",
    "topics",
    "vocabulary",
]

_PACKAGE = "citygraph.ontology"
_TITLE = re.compile(r"^# (en|id): (.+)$", re.MULTILINE)
_DECLARATION = re.compile(rf"^(@(?:base|prefix\s+[\w-]*:)\s+<){re.escape(BASE)}([^>#]*>)", re.MULTILINE)


class BrokenResource(CityGraphError):
    """A file of the ontology is not as it was published: a fault of the installation, not of any input."""

    code = "broken-resource"


@dataclass(frozen=True, slots=True)
class Rule:
    """A SPARQL CONSTRUCT query that derives edges from one document or finds conflicts between several.

    Attributes:
        name: The file's name without its ending, such as ``member-of``.
        title_en: What the rule says, in English.
        title_id: What the rule says, in Indonesian.
        query: The query.
    """

    name: str
    title_en: str
    title_id: str
    query: str


def vocabulary() -> bytes:
    """Return the OWL vocabulary in Turtle."""
    return _read("vocabulary.ttl")


def shapes() -> bytes:
    """Return the SHACL shapes in Turtle."""
    return _read("shapes.ttl")


def schemes(base: str = BASE) -> bytes:
    """Return the SKOS schemes of roles and forms in Turtle, with instance IRIs under base."""
    return _rebased("schemes.ttl", base)


def topics(base: str = BASE) -> bytes:
    """Return the SKOS scheme of topics in Turtle, with instance IRIs under base.

    >>> b"@base <https://example.org/>" in topics("https://example.org/")
    True
    """
    return _rebased("topics.ttl", base)


def networks(base: str = BASE) -> bytes:
    """Return the register of city networks in Turtle, with instance IRIs under base."""
    return _rebased("networks.ttl", base)


def example() -> bytes:
    """Return a small invented document with what it names, in Turtle."""
    return _read("example.ttl")


def credits(base: str = BASE) -> bytes:
    """Return whom to credit for the data, in Turtle, with the dataset's IRI being base."""
    return _rebased("credits.ttl", base)


def context() -> dict[str, Any]:
    """Return the JSON-LD 1.1 context, a new dictionary at each call."""
    loaded: dict[str, Any] = json.loads(_read("context.jsonld"))
    return loaded


def alignment() -> dict[str, Any]:
    """Return the record of external terms and the vocabularies that they were checked against."""
    loaded: dict[str, Any] = json.loads(_read("alignment.json"))
    return loaded


@cache
def derived_rules() -> tuple[Rule, ...]:
    """Return the rules that derive direct edges from one document and what it names, by name."""
    return _rules("derived")


@cache
def conflict_rules() -> tuple[Rule, ...]:
    """Return the rules that find conflicts between document graphs, by name."""
    return _rules("conflicts")


@cache
def _read(name: str) -> bytes:
    return files(_PACKAGE).joinpath(name).read_bytes()


@cache
def _rebased(name: str, base: str) -> bytes:
    """Return a Turtle file with the IRI of its @base and @prefix declarations under another base."""
    text = _read(name).decode("utf-8")
    return _DECLARATION.sub(lambda found: f"{found[1]}{base}{found[2]}", text).encode("utf-8")


def _rules(kind: str) -> tuple[Rule, ...]:
    folder = files(_PACKAGE).joinpath("rules").joinpath(kind)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".rq"))
    return tuple(_rule(f"rules/{kind}/{name}") for name in names)


def _rule(path: str) -> Rule:
    query = _read(path).decode("utf-8")
    titles: dict[str, str] = dict(_TITLE.findall(query))
    if titles.keys() != {"en", "id"}:
        raise BrokenResource(
            f"the rule {path} has no title in English and Indonesian", hint="install citygraph anew"
        )
    name = path.rpartition("/")[2].removesuffix(".rq")
    return Rule(name=name, title_en=titles["en"], title_id=titles["id"], query=query)
