"""What extraction knows of each language: TOML files, one folder per language.

Adding a language means adding a folder here, and nothing else.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from citygraph.ontology import CityGraphError

__all__ = ["LanguageDataError", "chain", "lexicon", "tags"]


class LanguageDataError(CityGraphError):
    """A language's data file is wrong."""

    code = "language-data"


@cache
def tags() -> tuple[str, ...]:
    """Return the BCP 47 tags of the languages that have data, in alphabetical order."""
    root = files(__name__)
    return tuple(sorted(each.name for each in root.iterdir() if each.joinpath("language.toml").is_file()))


@cache
def lexicon(tag: str, name: str) -> Mapping[str, Any]:
    """Return one data file of one language (``lexicon("id", "dates")``); empty where it has none.

    Raises:
        LanguageDataError: The file is not TOML.
    """
    path = files(__name__).joinpath(tag, f"{name}.toml")
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"{tag}/{name}.toml: {error}", hint="mend the language's data") from error


@cache
def chain(tag: str) -> tuple[str, ...]:
    """Return a language and those whose words it borrows, itself first.

    A language without data is read with English. Every chain holds English, since proper names are often
    English wherever they are written.

    >>> chain("id"), chain("ms")
    (('id', 'en'), ('ms', 'id', 'en'))
    """
    base = tag.split("-")[0]
    if base not in tags():
        return ("en",)
    borrowed: list[str] = list(lexicon(base, "language").get("borrows", ()))
    return tuple(dict.fromkeys((base, *borrowed, "en")))
