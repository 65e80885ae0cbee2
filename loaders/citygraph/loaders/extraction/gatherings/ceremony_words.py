"""What a language knows about ceremonies, compiled from its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record

from .words import Phrases

__all__ = ["CeremonyWords", "ceremony_words_of"]


@record(frozen=True, slots=True)
class CeremonyWords:
    """The compiled words of a language and of those it borrows from.

    Attributes:
        name: How a ceremony is called, with places for what is done and to what.
        opening: Verbs and nouns before what is opened, launched, laid or remembered.
        opened: Verbs behind it.
        nouns: What each of them is called as a gathering.
        stops: Words that end the name of what is opened.
    """

    name: str
    opening: Phrases
    opened: Phrases
    nouns: Mapping[str, str]
    stops: frozenset[str]


@cache
def ceremony_words_of(language: str) -> CeremonyWords:
    """Return what a language knows about ceremonies; its name for them is its own or that of the nearest language."""
    data: Sequence[Mapping[str, Any]] = [
        lexicon(tag, "gatherings").get("ceremonies", {}) for tag in chain(language)
    ]

    def table(key: str) -> dict[str, str]:
        return {phrase: noun for each in data for phrase, noun in each.get(key, {}).items()}

    opening, opened = table("opening"), table("opened")
    return CeremonyWords(
        name=str(next((each["name"] for each in data if "name" in each), "{what}: {of}")),
        opening=Phrases.of(frozenset(opening)),
        opened=Phrases.of(frozenset(opened)),
        nouns={**opening, **opened},
        stops=frozenset(word for each in data for word in each.get("stops", ())),
    )
