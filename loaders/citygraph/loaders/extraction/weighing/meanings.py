"""Words by what they mean: the few classes that a relation can be told by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from typing import Final

from citygraph.loaders.extraction.languages import lexicon
from citygraph.loaders.extraction.records import record

__all__ = ["Meanings", "meanings_of"]

_ENDINGS: Final = {"id": "nya", "ms": "nya", "en": "'s"}
_SHORTEST: Final = 4
_NONE: Final[tuple[str, ...]] = ()


@record(frozen=True, slots=True)
class Meanings:
    """The words of one language by meaning.

    Attributes:
        words: The meanings of a word, and of it with an ending that changes none.
        rows: Rows of words by their first, with the meaning of the row.
        forms: Rows of words by the form of partnership that they name, in order.
    """

    words: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    forms: Sequence[tuple[str, tuple[tuple[str, ...], ...]]]

    def of(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the meanings of each word of a sentence; of a row of words, at its first."""
        known, rows = self.words, self.rows
        found = list(map(known.get, words, repeat(_NONE)))
        if not rows.keys().isdisjoint(words):
            for at in [at for at, word in enumerate(words) if word in rows]:
                for row, meaning in rows[words[at]]:
                    if tuple(words[at : at + len(row)]) == row and meaning not in found[at]:
                        found[at] = (*found[at], meaning)
        return found

    def form(self, words: Sequence[str]) -> str | None:
        """Return the form of partnership that a sentence names, or None."""
        present = set(words)
        for form, rows in self.forms:
            for row in rows:
                if row[0] in present and (
                    len(row) == 1
                    or any(tuple(words[at : at + len(row)]) == row for at in range(len(words) - len(row) + 1))
                ):
                    return form
        return None


@cache
def meanings_of(language: str) -> Meanings | None:
    """Return the words of a language by meaning, with those that it borrows; None where it has none of its own."""
    base = language.split("-")[0]
    if not lexicon(base, "meanings"):
        return None
    every = [lexicon(tag, "meanings") for tag in (base, *lexicon(base, "language").get("borrows", ()))]
    words: dict[str, list[str]] = {}
    rows: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, entry in chain.from_iterable(data["meanings"].items() for data in every):
        for each in entry.split():
            row = tuple(each.split("_"))
            if len(row) == 1:
                if meaning not in words.setdefault(each, []):
                    words[each].append(meaning)
            else:
                rows.setdefault(row[0], []).append((row, meaning))
    ending = _ENDINGS.get(base)
    if ending:
        for word in [each for each in words if len(each) >= _SHORTEST]:
            words.setdefault(word + ending, words[word])
    return Meanings(
        {word: tuple(sorted(meant)) for word, meant in words.items()},
        {first: tuple(entries) for first, entries in rows.items()},
        tuple(
            (entry["form"], tuple(tuple(each.split("_")) for each in entry["words"].split()))
            for data in every
            for entry in data.get("form", ())
        ),
    )
