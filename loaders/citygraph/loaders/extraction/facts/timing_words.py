"""The words that tell which date begins a tie and which one ends it."""

from __future__ import annotations

from functools import cache

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record

__all__ = ["TimingWords", "timing_words"]


@record(frozen=True, slots=True)
class _Listed:
    """Words, and beginnings of words."""

    words: frozenset[str]
    stems: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


@record(frozen=True, slots=True)
class TimingWords:
    """What a language and those that it borrows from know of beginnings and ends.

    Attributes:
        since: Words before the date of a beginning.
        until: Words before the date of an end.
        filler: Small words between those and the date.
        starting: Words that tell of a beginning.
        signing: Words that tell of a signature.
        granting: Words that tell of an admission.
        closing: Words that tell of an end.
        no_more: Words that deny what was before ("no longer").
        occasion: Words that point to a gathering told of before.
        lasting: Words around the years that a tie lasts.
        period: Words before the two years that bound one.
    """

    since: frozenset[str]
    until: frozenset[str]
    filler: frozenset[str]
    starting: _Listed
    signing: _Listed
    granting: _Listed
    closing: _Listed
    no_more: frozenset[str]
    occasion: frozenset[str]
    lasting: frozenset[str]
    period: frozenset[str]

    def starts(self, word: str) -> bool:
        """Return whether a word tells of a beginning."""
        return word in self.starting

    def signs(self, word: str) -> bool:
        """Return whether a word tells of a signature."""
        return word in self.signing

    def grants(self, word: str) -> bool:
        """Return whether a word tells of an admission."""
        return word in self.granting

    def closes(self, word: str) -> bool:
        """Return whether a word tells of an end."""
        return word in self.closing


@cache
def timing_words(language: str) -> TimingWords:
    """Return the words of a language and of those that it borrows from."""
    data = [lexicon(tag, "timing") for tag in chain(language)]

    def every(name: str) -> frozenset[str]:
        return frozenset(word for each in data for word in each.get(name, ()))

    def listed(name: str) -> _Listed:
        words = every(name)
        return _Listed(
            frozenset(word for word in words if not word.endswith("*")),
            tuple(sorted(word[:-1] for word in words if word.endswith("*"))),
        )

    return TimingWords(
        every("since"), every("until"), every("filler"), listed("starting"), listed("signing"), listed("granting"),
        listed("closing"), every("no_more"), every("occasion"), every("lasting"), every("period"),
    )  # fmt: skip
