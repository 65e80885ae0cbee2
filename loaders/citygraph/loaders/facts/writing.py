"""Fact documents as YAML and JSON text, in one canonical form that reads back to the same document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeAlias, cast

import yaml
from pydantic import BaseModel

from .dates import Period
from .document import FactDocument
from .evidence import Offsets, Quote
from .kinds import FactBase
from .values import CityName
from .yaml_text import ESCAPED, field_text

__all__ = ["PlainValue", "as_json", "as_plain", "as_yaml"]

PlainValue: TypeAlias = "str | int | float | Decimal | bool | list[PlainValue] | dict[str, PlainValue]"

_LINE: Final = 100
_LAST: Final = ("modality", "review", "confidence", "rule", "said_by", "stated_as", "resolution", "evidence")


def as_plain(document: FactDocument) -> dict[str, PlainValue]:
    """Return a document as mappings, lists and scalars, without the fields that say nothing new.

    >>> from .article import Article
    >>> as_plain(FactDocument(article=Article(id="example"), facts=()))
    {'article': {'id': 'example'}, 'facts': []}
    """
    return {"article": _fields(document.article), "facts": [_fields(fact) for fact in document.facts]}


def as_yaml(document: FactDocument) -> str:
    """Return a document as YAML."""
    plain = as_plain(document)
    article, facts = plain["article"], plain["facts"]
    if not isinstance(article, dict) or not isinstance(facts, list) or not facts:
        return _dumped(plain)
    lines = ["article:"]
    for name, value in article.items():
        lines.append(
            field_text(name, value, 2) or _dumped({"article": {name: value}}).split("\n", 1)[1].rstrip("\n")
        )
    lines.append("facts:")
    for fact in facts:
        assert isinstance(fact, dict)
        for name, value in fact.items():
            text = _fact_field(name, value)
            lines.append(f"  - {text[4:]}" if name == "kind" else text)
    return "\n".join(lines) + "\n"


def _fact_field(name: str, value: PlainValue) -> str:
    text = None if name == "value" and isinstance(value, str) else field_text(name, value, 4)
    if text is not None:
        return text
    return _dumped({"facts": [{"kind": "x", name: value}]}).split("\n", 2)[2].rstrip("\n")


def _dumped(plain: dict[str, PlainValue]) -> str:
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def as_json(document: FactDocument) -> str:
    """Return a document as JSON."""
    return json.dumps(as_plain(document), ensure_ascii=False, indent=1, default=float) + "\n"


@cache
def _written(model: type[BaseModel]) -> tuple[tuple[str, str, object], ...]:
    """Return the fields of a model in the order of writing: name, name as written, and what need not be written."""
    known = model.model_fields
    names = tuple(known)
    if issubclass(model, FactBase):
        own = [name for name in known if name not in FactBase.model_fields and name != "kind"]
        names = ("kind", "id", *own, *_LAST)
    return tuple(
        (name, known[name].serialization_alias or name, None if name == "kind" else known[name].default)
        for name in names
    )


def _fields(model: BaseModel) -> dict[str, PlainValue]:
    written: dict[str, PlainValue] = {}
    for name, alias, default in _written(type(model)):
        value = getattr(model, name)
        if value is not None and value != default:
            for plain in _plain(value):
                written[alias] = plain
    return written


def _plain(value: object) -> Iterator[PlainValue]:
    if isinstance(value, CityName) and value.geonames is not None:
        yield {"name": value.name, "country": value.country, "geonames": value.geonames}
    elif isinstance(value, (CityName, Period)):
        yield str(value)
    elif isinstance(value, StrEnum):
        yield value.value
    elif isinstance(value, Quote):
        yield value.text
    elif isinstance(value, tuple):
        values = [plain for item in cast("tuple[object, ...]", value) for plain in _plain(item)]
        one = len(values) == 1 and isinstance(value[0], (Quote, Offsets))
        yield values[0] if one else values
    elif isinstance(value, BaseModel):
        yield _fields(value)
    elif isinstance(value, (str, int, Decimal)):
        yield value
    else:
        raise TypeError(f"{type(value).__name__} has no place in a fact document")


class _Dumper(yaml.SafeDumper):
    """Indents lists and puts into quotation marks what a YAML reader could take for something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _represent_mapping(dumper: yaml.SafeDumper, mapping: dict[str, PlainValue]) -> yaml.MappingNode:
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    for key, value in mapping.items():
        node = _node(dumper, value)
        if key == "value" and isinstance(value, str):
            node.style = "'"
        pairs.append((_node(dumper, key), node))
    flow = mapping.keys() <= {"start", "end"} or mapping.keys() <= {"name", "country", "geonames"}
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)


def _represent_list(dumper: yaml.SafeDumper, values: list[PlainValue]) -> yaml.SequenceNode:
    short = (
        all(isinstance(value, str) for value in values)
        and sum(len(str(value)) + 4 for value in values) < _LINE
    )
    nodes = [_node(dumper, value) for value in values]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=short)


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if ESCAPED.search(text) else None
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


def _represent_decimal(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = format(number, "f")
    return yaml.ScalarNode(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


def _node(dumper: yaml.SafeDumper, value: object) -> Any:  # noqa: ANN401 (PyYAML's nodes are untyped)
    return dumper.represent_data(value)  # pyright: ignore[reportUnknownMemberType]


_Dumper.add_representer(dict, _represent_mapping)
_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(Decimal, _represent_decimal)
