"""Countries told by an adjective before a title of office (``the Cambodian Minister of Tourism``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.tokens import fold_word

__all__ = ["Nations"]


@cache
def _adjectives(language: str) -> Mapping[tuple[str, ...], str]:
    """Return the codes of countries by their adjectives, as folded words."""
    return {
        tuple(fold_word(word) for word in written.split()): code
        for tag in reversed(chain(language))
        for code, rows in lexicon(tag, "places").get("adjectives", {}).items()
        for written in rows
    }


class Nations:
    """Reads the adjectives of countries.

    Args:
        language: BCP 47 tag of the article.
        named: Returns the English name of a country by its code.
    """

    def __init__(self, language: str, named: Callable[[str], str | None]) -> None:
        self._adjectives = _adjectives(language)
        self._named = named

    def before(self, tokens: Sequence[Token], index: int) -> str | None:
        """Return the name of the country whose adjective ends right before a token."""
        if index == 0 or not tokens[index - 1].capital:
            return None
        for size in (3, 2, 1):
            words = [each.folded for each in tokens[max(0, index - size) : index]]
            said = (*words[:-1], words[-1].removesuffix("'s"))
            code = self._adjectives.get(said)
            if code is not None:
                return self._named(code)
        return None
