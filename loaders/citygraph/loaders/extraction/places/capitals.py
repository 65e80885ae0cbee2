"""Capitals by the country or province that they are the capital of."""

from __future__ import annotations

from typing import Final

from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.gazetteer.rows import place_id

from .index import NameIndex
from .words import Phrase, PlaceWords

__all__ = ["Capitals"]

_PROVINCE: Final = 3


class Capitals:
    """Tells the capital of a country, or of a province that the language's data knows.

    Args:
        gazetteer: Knows the provinces.
        index: Knows the countries' capitals.
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        self._gazetteer = gazetteer
        self._index = index
        self._of_province: dict[int, dict[int | None, str]] = {}

    def of(self, key: str, phrase: Phrase | None, words: PlaceWords) -> Phrase | None:
        """Return what stands for the capital of a country or province, or None where none is known."""
        if phrase is not None and phrase.kind in ("country", "adjective"):
            return Phrase("capital", country=phrase.country) if self._index.capital(phrase.country) else None
        for bearer in self._index.bearers(key):
            if bearer.level == _PROVINCE and (place := self._provinces(words).get(bearer.place)):
                return Phrase("capital", place=place)
        return None

    def _provinces(self, words: PlaceWords) -> dict[int | None, str]:
        """Return the capital of each province by the province's number."""
        if id(words) not in self._of_province:  # the words of a language live as long as the process
            self._of_province[id(words)] = {
                place_id(self._gazetteer.resolve(province).iri_key): capital
                for province, capital in words.capitals.items()
            }
        return self._of_province[id(words)]
