"""The ready queries: questions that people ask, each a SPARQL file with its title and parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, Literal, cast, get_args

from citygraph.ontology import PREFIXES

from .binding import bindable
from .composition import Shape, Unknown, compose, load_parts, prologue
from .errors import BadQueryFile, UnknownQuery
from .texts import Texts

__all__ = ["Parameter", "ParameterType", "ReadyQuery", "find_query", "load_catalogue", "parse_query"]

ParameterType = Literal[
    "city", "network", "article", "topic", "programme", "thing", "country", "date", "text", "integer"
]
"""What a parameter's value is; a programme may be an event too, a thing is anything the graph names, a country its
two letters."""

_LANGUAGE: Final = {
    "parameter.language": "text, optional, e.g. id",
    "parameter.language.en": "Language in which names are preferred",
    "parameter.language.id": "Bahasa nama yang didahulukan",
}
_PREFIX = re.compile(r"PREFIX (?P<prefix>\w+): <(?P<namespace>[^<>]+)>")
_HEADER = re.compile(r"# (?P<key>[a-z]+(?:\.\w+)*): (?P<value>.+)")
_PARAMETER = re.compile(r"(?P<type>[a-z]+), (?P<need>required|optional), e\.g\. (?P<example>.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a ready query.

    Attributes:
        name: Name of the parameter, and of the variable in the query.
        type: What its value is.
        required: Whether the query needs it.
        example: A value that the five articles' graph answers.
        title: What it selects.
    """

    name: str
    type: ParameterType
    required: bool
    example: str
    title: Texts


@dataclass(frozen=True, slots=True)
class ReadyQuery:
    """A question with its SPARQL.

    Attributes:
        name: Short name, as in addresses and on the command line.
        group: The group of questions that it stands in.
        title: The question.
        description: What a row of the answer is.
        parameters: What may be asked for, in the file's order.
        core: What its file says: SPARQL that answers in addresses.
        sparql: The whole query, with names and dates; valid SPARQL as it stands, answering for every value of its
            parameters.
    """

    name: str
    group: str
    title: Texts
    description: Texts
    parameters: tuple[Parameter, ...]
    core: str
    sparql: str

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of this name, or None."""
        return next((one for one in self.parameters if one.name == name), None)


def load_catalogue() -> dict[str, ReadyQuery]:
    """Return every ready query by name, in the order of names.

    Raises:
        BadQueryFile: A file's header is not complete.
    """
    return {name: find_query(name) for name in _names()}


def find_query(name: str) -> ReadyQuery:
    """Return the ready query of this name.

    Raises:
        UnknownQuery: There is none; the error names those that are spelled alike.

    >>> find_query("memberships").parameters[0].type
    'network'
    """
    names = _names()
    if name not in names:
        raise UnknownQuery(name, names)
    file = _folder() / f"{name}.rq"
    return parse_query(name, file.read_text(encoding="utf-8"), Path(f"{name}.rq"))


def parse_query(name: str, text: str, file: Path) -> ReadyQuery:
    """Return the ready query that a file's text describes.

    The header is the comment lines at the top, ``# key: value``: title, description and each parameter with its
    title, in both languages; the group; and the answer's columns, as :class:`Shape` has them. The body takes every
    parameter in a block ``VALUES ?name { UNDEF }``. A query with names takes the parameter ``language`` besides.

    Raises:
        BadQueryFile: A header line is not understood, a text is missing, header and body name different
            parameters, a column is unknown, or a prefix is not citygraph's.
    """
    header: dict[str, str] = {}
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.startswith("#"):
            break
        match = _HEADER.fullmatch(line)
        if match is None or match["key"] in header:
            raise BadQueryFile("the header line is no '# key: value', or repeats a key", file, number)
        header[match["key"]] = match["value"]
    core = _without_prologue(lines[len(header) :], file)
    sparql = core
    if "columns" in header:
        try:
            sparql = compose(core, _shape(header), load_parts())
        except Unknown as error:
            raise BadQueryFile(str(error), file) from error
    if "VALUES ?language" in sparql:
        header |= _LANGUAGE
    parameters = tuple(
        _parameter(header, key.removeprefix("parameter."), value, file)
        for key, value in header.items()
        if re.fullmatch(r"parameter\.\w+", key)
    )
    described, taken = {one.name for one in parameters}, set(bindable(sparql))
    if described != taken:
        odd = ", ".join(sorted(described ^ taken))
        raise BadQueryFile(f"header and body do not name the same parameters: {odd}", file)
    return ReadyQuery(
        name=name,
        group=header.get("group", "other"),
        title=_texts(header, "title", file),
        description=_texts(header, "description", file),
        parameters=parameters,
        core=prologue(core) + core,
        sparql=prologue(sparql) + sparql,
    )


def _without_prologue(lines: Sequence[str], file: Path) -> str:
    """Return a query without its PREFIX lines, which must be citygraph's own."""
    kept: list[str] = []
    for line in lines:
        match = _PREFIX.fullmatch(line)
        if match is None:
            kept.append(line)
        elif PREFIXES.get(match["prefix"]) != match["namespace"]:
            raise BadQueryFile(f"the prefix {match['prefix']}: is not citygraph's", file)
    return "\n".join(kept).strip() + "\n"


def _shape(header: Mapping[str, str]) -> Shape:
    """Return the shape of the answer that a header describes."""
    pairs = {
        key: dict(pair.split("=", 1) for pair in header.get(key, "").split())
        for key in ("count", "join", "least")
    }
    return Shape(
        columns=tuple(header["columns"].split()),
        optional=frozenset(header.get("optional", "").split()),
        order=header.get("order"),
        counts=pairs["count"],
        joins=pairs["join"],
        least=pairs["least"],
        having=header.get("having"),
    )


def _parameter(header: Mapping[str, str], name: str, value: str, file: Path) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None or match["type"] not in get_args(ParameterType):
        raise BadQueryFile(f"the parameter {name!r} is no 'TYPE, required|optional, e.g. EXAMPLE'", file)
    return Parameter(
        name=name,
        type=cast(ParameterType, match["type"]),
        required=match["need"] == "required",
        example=match["example"],
        title=_texts(header, f"parameter.{name}", file),
    )


def _texts(header: Mapping[str, str], key: str, file: Path) -> Texts:
    missing = [f"{key}.{language}" for language in ("en", "id") if f"{key}.{language}" not in header]
    if missing:
        raise BadQueryFile(f"the header lacks {' and '.join(missing)}", file)
    return Texts(en=header[f"{key}.en"], id=header[f"{key}.id"])


def _folder() -> Traversable:
    return files("citygraph.queries") / "catalogue"


def _names() -> tuple[str, ...]:
    entries = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in entries if name.endswith(".rq")))
