"""The languages of the pages, and the catalogue of their texts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, get_args

from .errors import NotAcceptable
from .negotiation import Media, choose

__all__ = ["LANGUAGES", "Language", "Messages", "choose_language"]

Language = Literal["en", "id"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Messages:
    """The texts of the pages in every language.

    Attributes:
        texts: By key such as ``home.title``, the text by language.
    """

    texts: Mapping[str, Mapping[str, str]]

    @classmethod
    def load(cls) -> Messages:
        """Return the catalogue that ships with the package."""
        text = files("citygraph.api").joinpath("messages.toml").read_text(encoding="utf-8")
        return cls(
            {
                f"{section}.{key}": both
                for section, entries in tomllib.loads(text).items()
                for key, both in entries.items()
            }
        )

    def get(self, key: str, language: Language, **values: object) -> str:
        """Return a text with its ``{names}`` filled in.

        Raises:
            KeyError: The catalogue has no such key.
        """
        return self.texts[key][language].format(**values)


def choose_language(asked: str | None, accept_language: str | None) -> Language:
    """Return the language of a page: the one asked for by ``?lang=``, else the browser's, else English.

    >>> choose_language(None, "id-ID,id;q=0.9,en;q=0.5")
    'id'
    >>> choose_language("en", "id")
    'en'
    """
    for language in LANGUAGES:
        if asked == language:
            return language
    # The rules for q-values are those of Accept, so a language is written as a media range here.
    wanted = ",".join(_as_range(member) for member in (accept_language or "").split(",") if member.strip())
    try:
        chosen = choose(
            wanted or None, [Media(f"{language}/x", language, language) for language in LANGUAGES]
        )
    except NotAcceptable:
        return "en"
    return next(language for language in LANGUAGES if language == chosen.suffix)


def _as_range(member: str) -> str:
    """Return ``id-ID;q=0.9`` as ``id/*;q=0.9``."""
    tag, semicolon, quality = member.strip().partition(";")
    return f"{tag.strip().split('-')[0].lower()}/*{semicolon}{quality}"
