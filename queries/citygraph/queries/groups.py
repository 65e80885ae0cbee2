"""The groups that the ready queries stand in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files

from .catalogue import ReadyQuery
from .texts import Texts

__all__ = ["grouped", "load_groups"]


def load_groups() -> dict[str, Texts]:
    """Return the title of each group by its name, in the order of a list.

    >>> next(iter(load_groups()))
    'networks'
    """
    content = tomllib.loads((files("citygraph.queries") / "groups.toml").read_text(encoding="utf-8"))
    return {name: Texts(en=texts["en"], id=texts["id"]) for name, texts in content.items()}


def grouped(queries: Iterable[ReadyQuery]) -> list[tuple[Texts, list[ReadyQuery]]]:
    """Return the queries of each group under its title, groups without any left out."""
    every = list(queries)
    found = [(title, [one for one in every if one.group == name]) for name, title in load_groups().items()]
    return [(title, members) for title, members in found if members]
