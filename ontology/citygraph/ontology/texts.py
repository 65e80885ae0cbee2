"""Words in the two languages that citygraph speaks."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Texts"]


@dataclass(frozen=True, slots=True)
class Texts:
    """The same words in English and Indonesian.

    Attributes:
        en: In English.
        id: In Indonesian.
    """

    en: str
    id: str

    def said_in(self, language: str) -> str:
        """Return the Indonesian words for ``id`` and ``id-…``, the English ones for anything else.

        >>> Texts(en="city", id="kota").said_in("id-ID")
        'kota'
        """
        return self.id if language.lower().split("-")[0] == "id" else self.en
