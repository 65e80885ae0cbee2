"""The words of a sentence that say that it speaks of another edition of a series."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Span, Token
from citygraph.loaders.extraction.records import record

from .circumstance_words import circumstance_words_of
from .growing import ordinal_of
from .scenes import Scenes, has_phrase, within
from .timing import of_gathering, timing_of
from .words import GatheringWords, words_of

__all__ = ["OTHERS", "Mark", "Marks"]

_DIGIT: Final = re.compile(r"[0-9]")
_SHORT: Final = 16
_YEAR: Final = 4
_NAMED: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
OTHERS: Final = frozenset({"visit", "signing", "campaign", "festival"})
"""Forms of events that have no editions."""


@record(frozen=True, slots=True)
class Mark:
    """What says that a sentence speaks of an edition.

    Attributes:
        span: Where it stands.
        label: What tells the edition from others: *sixth*, *next*; None for a word such as *host*.
        host: Whether it names a host.
        form: Form of the event that its noun means.
    """

    span: Span
    label: str | None
    host: bool
    form: str | None = None


class Marks:
    """What the sentences of an article say of editions, each read once.

    Args:
        scenes: The article.
    """

    def __init__(self, scenes: Scenes) -> None:
        self._scenes = scenes
        self._known: dict[int, Mark | None] = {}
        self._years: dict[str, str | None] = {}
        self._heads = words_of(scenes.analysis.language)
        self._triggers = _triggers(scenes.analysis.language)

    def of(self, sentence: Sentence) -> Mark | None:
        """Return what says that a sentence speaks of an edition; None where it names the gathering itself."""
        if sentence.index not in self._known:
            self._known[sentence.index] = self._read(sentence) or self._aside(sentence)
        return self._known[sentence.index]

    def another(self, sentence: Sentence) -> bool:
        """Return whether a sentence speaks of another edition than the one that its words seem to mean."""
        mark = self.of(sentence)
        return mark is not None and not mark.host

    def _read(self, sentence: Sentence) -> Mark | None:
        words = self._scenes.words
        host = has_phrase(sentence, words.host)
        mark = self._edition(sentence) or (Mark(host, None, True) if host is not None else None)
        if mark is None or has_phrase(sentence, words.refused):
            return None
        met = within(self._scenes.analysis.gatherings, sentence.start, sentence.end)
        return None if any(each.kind == "event" and not each.again for each in met) else mark

    def _aside(self, sentence: Sentence) -> Mark | None:
        """Return the words for a gathering that the sentence puts in another year than its own."""
        analysis = self._scenes.analysis
        met = [
            each
            for each in within(analysis.gatherings, sentence.start, sentence.end)
            if each.kind == "event" and each.form not in OTHERS
        ]
        if len({each.name for each in met}) != 1 or not all(each.again for each in met):
            return None
        years = [
            (each.edtf[:_YEAR], each.edtf.split("/")[-1][:_YEAR])
            for each in within(analysis.dates, sentence.start, sentence.end)
            if of_gathering(self._scenes, sentence, each)
        ]
        own = self._year_of(met[0].name)
        if own is None or not years or any(first <= own <= last for first, last in years):
            return None
        return Mark(met[0].span, None, False)

    def _year_of(self, name: str) -> str | None:
        """Return the year of a gathering: that of its name, else that beside its name."""
        if name not in self._years:
            found = _NAMED.search(name)
            year = found[0] if found is not None else None
            if year is None:
                named = [each for each in self._scenes.of(name) if not each.mention.again]
                timing = timing_of(self._scenes, named)
                year = timing.edtf[:_YEAR] if timing is not None else None
            published = self._scenes.analysis.published
            if year is None and published and name == self._scenes.main:
                year = published[:_YEAR]
            self._years[name] = year
        return self._years[name]

    def _edition(self, sentence: Sentence) -> Mark | None:
        """Return the number, the year or the words that tell an edition."""
        tokens, words, heads = sentence.tokens, self._scenes.words, self._heads
        if len(tokens) <= _SHORT:
            for index, token in enumerate(tokens):
                size = words.years.at(tokens, index)
                if size:
                    return Mark((token.start, tokens[index + size - 1].end), None, False)
        triggers = self._triggers
        if sentence.plain and triggers.isdisjoint(sentence.words):
            return None
        spots = [
            at
            for at, word in enumerate(sentence.folded)
            if word in triggers or (not word.isalpha() and _DIGIT.search(word))
        ]
        for index in spots:
            token = tokens[index]
            follower = tokens[index + 1] if index + 1 < len(tokens) else None
            before = tokens[index - 1].folded if index else ""
            size = words.ellipsis.at(tokens, index) if before in words.the else 0
            after = tokens[index + size] if size and index + size < len(tokens) else None
            predicated = before in words.the and index > 1 and tokens[index - 2].folded in words.predicating
            alone = not predicated and (
                follower is None
                or (before in words.the and (follower.folded in words.verbs or follower.kind == "mark"))
            )
            if (
                size
                and not predicated
                and (after is None or after.kind == "mark" or after.folded in words.verbs)
            ):
                label = " ".join(each.text for each in tokens[index : index + size])
                return Mark((token.start, tokens[index + size - 1].end), label, False)
            if ordinal_of(token, heads) is not None and (
                alone
                or (follower is not None and follower.folded in words.edition)
                or (
                    follower is not None
                    and not follower.capital
                    and _form_at(tokens, index + 1, heads) is not None
                )
            ):
                return Mark((token.start, token.end), token.text, False, _form_at(tokens, index + 1, heads))
            if (
                token.folded in words.edition
                and follower is not None
                and ordinal_of(follower, heads) is not None
            ):
                return Mark((token.start, follower.end), follower.text, False)
        return None


@cache
def _triggers(language: str) -> frozenset[str]:
    """Return the words of a language that the words for an edition begin with."""
    words = circumstance_words_of(language)
    return words.edition | words_of(language).ordinals.keys() | words.ellipsis.by_first.keys()


def _form_at(tokens: Sequence[Token], index: int, words: GatheringWords) -> str | None:
    """Return the form of the event that the word at a token stands for; None where it stands for none."""
    head = words.head(tokens, index) if index < len(tokens) else None
    return head.type.form if head is not None and head.type.form not in OTHERS else None
