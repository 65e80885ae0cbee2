"""Fact documents read tolerantly: whatever can be compared is, however wrong it is as a fact document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import yaml
from citygraph.loaders.facts import DocumentRefused
from citygraph.loaders.facts.files import read_bytes

from .statements import Fact

__all__ = ["PlainDocument", "Unreadable", "find_document", "read_plain"]

_LARGEST: Final = 5_000_000  # bytes of a file
_MOST: Final = 20_000_000  # values and characters once YAML's aliases are written out
_DEEPEST: Final = 50
_LONGEST_NUMBER: Final = 10_000  # bits
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What yaml and json raise on texts that are none, and on values such as 2018-02-30 that their words do not allow.
_BROKEN: Final = (
    yaml.YAMLError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


class Unreadable(Exception):
    """A document cannot be read; the module that compares folders counts or refuses it.

    Args:
        path: The file.
        what: What is wrong with it.
    """

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(what)
        self.path = path
        self.what = what


@dataclass(frozen=True, slots=True)
class PlainDocument:
    """A fact document as it was written.

    Attributes:
        path: Its file.
        facts: Its facts.
        sha256: What it says is the SHA-256 of its article's text; None where it does not say.
    """

    path: Path
    facts: tuple[Fact, ...]
    sha256: str | None


def find_document(folder: Path, name: str) -> Path | None:
    """Return the fact document of a name, ``NAME.yaml`` or else ``NAME.json``, or None."""
    found = (folder / f"{name}{suffix}" for suffix in (".yaml", ".json"))
    return next((path for path in found if path.exists()), None)


def read_plain(path: Path) -> PlainDocument:
    """Return a document without checking it against the format; an empty one has no facts.

    Raises:
        Unreadable: It is no YAML or JSON, too large, or no document with facts.
    """
    try:
        text = read_bytes(path, _LARGEST).decode("utf-8")
        root = _parsed(text, path.suffix)
    except DocumentRefused as refused:
        raise Unreadable(path, refused.what) from refused
    except UnicodeDecodeError as error:
        raise Unreadable(path, f"it is not in UTF-8: byte {error.start}") from error
    except _BROKEN as error:
        raise Unreadable(path, _said(error)) from error
    _measure(root, path)
    if root and not isinstance(root, dict):
        raise Unreadable(path, "it is no mapping with article and facts")
    fields = cast("Mapping[object, object]", root or {})
    facts = fields.get("facts")
    if facts and not isinstance(facts, list):
        raise Unreadable(path, "its facts are no list")
    listed = cast("list[object]", facts or [])
    for number, fact in enumerate(listed, start=1):
        if not isinstance(fact, dict):
            raise Unreadable(path, f"fact {number} is no mapping")
    return PlainDocument(path, tuple(cast("list[Fact]", listed)), _digest(fields.get("article")))


def _parsed(text: str, suffix: str) -> object:
    if suffix == ".json":
        return cast("object", json.loads(text))
    load = cast("Callable[..., object]", yaml.load)  # pyright: ignore[reportUnknownMemberType]
    return load(text, Loader=_LOADER)


def _digest(article: object) -> str | None:
    digest = cast("Mapping[object, object]", article).get("sha256") if isinstance(article, dict) else None
    return digest.lower() if isinstance(digest, str) else None


def _said(error: BaseException) -> str:
    if isinstance(error, yaml.MarkedYAMLError):
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        return f"{line}{error.problem or error.context or 'this is no YAML'}"
    if isinstance(error, RecursionError):
        return "too many lists and mappings are inside one another"
    return (str(error).partition("\n")[0] or type(error).__name__)[:200]


def _measure(root: object, path: Path) -> None:
    """Return when the value is small enough with all of its aliases written out."""
    known: dict[int, int] = {}
    unfinished: set[int] = set()

    def size(value: object, depth: int) -> int:
        below: Iterable[object]
        if isinstance(value, dict):
            fields = cast("Mapping[object, object]", value)
            below = [*fields.keys(), *fields.values()]
        elif isinstance(value, list | tuple | set):
            below = cast("Sequence[object]", value)
        else:
            if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
                raise Unreadable(path, "it holds a number that is too long")
            return 1 + (len(value) if isinstance(value, str | bytes) else 0)
        number = id(cast("object", value))
        if number in known:
            return known[number]
        if number in unfinished or depth == _DEEPEST:
            raise Unreadable(path, "too many lists and mappings are inside one another")
        unfinished.add(number)
        known[number] = 1 + sum(size(one, depth + 1) for one in below)
        unfinished.discard(number)
        return known[number]

    if size(root, 0) > _MOST:
        raise Unreadable(path, f"it holds more than {_MOST:,} values with its aliases written out")
