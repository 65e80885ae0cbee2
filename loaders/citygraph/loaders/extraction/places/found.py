"""What the finder tells the linker about a stretch of the text."""

from __future__ import annotations

from typing import Literal

from citygraph.loaders.extraction.mentions import PlaceCandidate
from citygraph.loaders.extraction.records import record

from .words import Phrase

__all__ = ["FoundPlace", "Run"]

Run = Literal["free", "kept", "opening", "unsure", "spoiled"]
"""How a name stands to the capitalised words beside it: alone, beside words that leave it a place, after
the first word of the sentence, beside words that nobody knows, or as a part of another name."""


@record(frozen=True, slots=True)
class FoundPlace(PlaceCandidate):
    """A candidate, with what stands around it.

    Attributes:
        key: The name by its letters alone.
        phrase: What the language's data says of it; None for a name of the gazetteer alone.
        sentence: Index of its sentence.
        office: Whether an office stands before it (``Wali Kota Malang``).
        held: Whether a person holds an office in it (``Kepala Dinas Pariwisata Malang, NAME``).
        preposition: Whether a word stands before it that a place follows.
        described: Whether what follows says that it is a town (``Ghent, a city in``).
        owning: Whether what follows is a town's (``Ghent's mayor``, ``Ghent residents``).
        sovereign: Whether the words beside it speak of a state (``Singapore Government``).
        opening: Whether it opens its sentence.
        titled: Whether its sentence is written with capitals throughout.
        possessive: Whether ``'s`` follows.
        said: The word for its level; empty without one.
        article: Whether it is the end of what ``the`` begins (``the Padang``).
        before: How it stands to the word before it.
        after: How it stands to the word after it.
    """

    key: str = ""
    phrase: Phrase | None = None
    sentence: int = 0
    office: bool = False
    held: bool = False
    preposition: bool = False
    described: bool = False
    owning: bool = False
    sovereign: bool = False
    opening: bool = False
    titled: bool = False
    possessive: bool = False
    said: str = ""
    article: bool = False
    before: Run = "free"
    after: Run = "free"

    @property
    def is_clear(self) -> bool:
        """Whether no capitalised word beside it makes it a part of another name."""
        return not self.is_end and self.after not in ("unsure", "spoiled")

    @property
    def is_end(self) -> bool:
        """Whether a capitalised word before it makes it the end of another name, such as a person's."""
        return self.before in ("unsure", "spoiled")

    @property
    def is_city_name(self) -> bool:
        """Whether it may name a city: anything but a country, an adjective or a division."""
        return self.phrase is None or self.phrase.kind in ("name", "epithet", "capital")
