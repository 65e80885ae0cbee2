"""Finds what a person means by a name among the things that the graph holds."""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from threading import Lock
from typing import Final, TypeAlias

import pyoxigraph as ox
from citygraph.ontology import CG, FOAF, ORG, SCHEMA, Identifiers, slug

from .binding import bind
from .errors import AmbiguousName, BadParameter, UnknownName, did_you_mean
from .queryable import Queryable, select

__all__ = ["read_names", "resolve"]

_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    "city": (f"{CG}LocalGovernment",),
    "network": (f"{CG}CityNetwork",),
    "topic": (f"{CG}Topic",),
    "programme": (f"{CG}Programme", f"{CG}Event"),
    "thing": (
        f"{CG}LocalGovernment",
        f"{CG}CityNetwork",
        f"{CG}Programme",
        f"{CG}Event",
        f"{CG}Initiative",
        f"{ORG}Organization",
        f"{FOAF}Person",
    ),
    "article": (f"{SCHEMA}NewsArticle", f"{SCHEMA}Dataset"),
}
_PATHS: Final[dict[str, tuple[str, ...]]] = {
    "city": ("city/",),
    "network": ("network/",),
    "article": ("article/", "table/"),
    "topic": ("topic/",),
}
_REMEMBERED: Final = 8
_COUNTRY = re.compile(r"(?P<name>.+?)\s*,\s*(?P<country>[A-Za-z]{2})")


@dataclass(frozen=True, slots=True)
class _Named:
    iri: str
    name: str
    main: bool
    level: str | None
    country: str | None


def resolve(
    graph: Queryable, kind: str, text: str, *, identifiers: Identifiers | None = None
) -> ox.NamedNode:
    """Return the one thing of this kind that the text means.

    The text may be an IRI, the last part of one (``1633070``, ``apeksi``), or a name in any accents and case;
    a city's may say its country: ``Malang, ID``. Main names go before other names. Where a city and a regency
    share a name, the name alone is the city; ``Kabupaten Malang`` says otherwise.

    Args:
        graph: Where to look.
        kind: city, network, article, topic, programme (or event) or thing (any of them).
        text: What was typed.
        identifiers: The base of instance IRIs, if not the default one.

    Raises:
        UnknownName: Nothing in the graph goes by it.
        AmbiguousName: Several things go by it.
        BadParameter: It is empty, or an IRI that is not well formed.
    """
    wanted = text.strip()
    base = (identifiers or Identifiers()).base
    if not wanted:
        raise BadParameter(kind, text, f"the name of a {kind}")
    if re.match(r"https?://", wanted):
        node = _node(kind, wanted)
        if _known(graph, node):
            return node
        raise UnknownName(kind, wanted, ())
    for path in (wanted, *(before + wanted for before in _PATHS.get(kind, ()))):
        if re.fullmatch(r"[\w./-]+", path) and _known(graph, node := _node(kind, base + path)):
            return node
    if kind == "topic" and _known(graph, node := _node(kind, (identifiers or Identifiers()).topic(wanted))):
        return node
    return _by_name(graph, kind, wanted)


def read_names(graph: Queryable, kind: str) -> int:
    """Return how many names the graph has for things of a kind; whoever asks by name next need not wait for them."""
    return sum(len(ones) for ones in _index(graph, kind).values())


def _by_name(graph: Queryable, kind: str, wanted: str) -> ox.NamedNode:
    named = _index(graph, kind)
    match = _COUNTRY.fullmatch(wanted)
    found = _matching(named, wanted, None)
    if not found and match is not None:
        found = _matching(named, match["name"], match["country"].upper())
    if not found:
        name = match["name"] if match else wanted
        latin = wanted.isascii()
        folded = {
            key: max(readable, key=lambda one: (one.main, one.name)).name
            for key, ones in named.items()
            if (readable := [one for one in ones if not latin or _is_latin(one.name)])
        }
        raise UnknownName(kind, wanted, [folded[near] for near in did_you_mean(slug(name), folded)])
    iris = sorted({one.iri for one in found})
    if len(iris) > 1:
        raise AmbiguousName(kind, wanted, iris)
    return ox.NamedNode(iris[0])


def _is_latin(name: str) -> bool:
    """Return whether somebody who types Latin letters can read a name."""
    return name.isascii() or all(
        unicodedata.name(letter, "LATIN").startswith("LATIN") for letter in name if letter.isalpha()
    )


def _matching(named: _Index, name: str, country: str | None) -> list[_Named]:
    found = [one for one in named.get(slug(name), ()) if country in (None, one.country)]
    found = [one for one in found if one.main] or found
    if len({one.iri for one in found}) > 1:
        found = [one for one in found if one.level == "city"] or found
    return found


_Index: TypeAlias = Mapping[str, Sequence[_Named]]

_indices: OrderedDict[tuple[str, str], _Index] = OrderedDict()
_lock = Lock()


def _index(graph: Queryable, kind: str) -> _Index:
    """Return what the graph has names for, by their slugs: read once for each state of the data."""
    key = graph.digest, kind
    with _lock:
        known = _indices.get(key)
        if known is not None:
            _indices.move_to_end(key)
            return known
    found: dict[str, list[_Named]] = {}
    for one in _named(graph, kind):
        found.setdefault(slug(one.name), []).append(one)
    with _lock:
        _indices[key] = found
        while len(_indices) > _REMEMBERED:
            _indices.popitem(last=False)
    return found


def _named(graph: Queryable, kind: str) -> list[_Named]:
    sparql = (files("citygraph.queries") / "labels.rq").read_text(encoding="utf-8")
    _, rows = select(graph, bind(sparql, {"kind": [ox.NamedNode(iri) for iri in _CLASSES[kind]]}))
    return [
        _Named(
            iri=thing.value if thing else "",
            name=name.value if name else "",
            main=main is not None and main.value == "true",
            level=level.value if level else None,
            country=country.value if country else None,
        )
        for thing, name, main, level, country in rows
    ]


def _node(kind: str, iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise BadParameter(kind, iri, "a well-formed IRI") from error


def _known(graph: Queryable, node: ox.NamedNode) -> bool:
    return bool(graph.query(f"ASK {{ {node} ?property ?value }}"))
