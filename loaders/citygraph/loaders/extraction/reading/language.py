"""The language of a text: by its frequent words, and by a trained classifier where these do not decide."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import import_module
from typing import Any, Final, Protocol, cast

from citygraph.loaders.extraction.languages import chain, lexicon, tags

__all__ = ["UNDETERMINED", "language_of"]

UNDETERMINED: Final = "und"
"""BCP 47 tag of a language that could not be told."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_SAMPLE: Final = 2_000
_FEWEST_WORDS: Final = 5
_FEWEST_LETTERS: Final = 25
_FEWEST_OF_SHORT: Final = 2
"""Frequent words that decide on a short text of which the classifier is not sure."""
_OTHERS: Final = (
    "ar", "bn", "es", "fr", "hi", "it", "ja", "jv", "km", "ko", "lo", "nl", "pt", "ru", "ta", "th", "tr", "ur", "zh",
)  # fmt: skip
"""Languages that have no data here but are told apart, lest their texts be read as another language's."""
_SURE: Final = 0.9


def language_of(text: str) -> str:
    """Return the BCP 47 tag of a text's language, ``und`` where it cannot be told.

    The text's beginning is compared with each language's frequent words. Where a text has few of them, or two
    languages share them, a classifier decides, and the few words where it is not sure either; nothing is said of a
    handful of words.

    >>> language_of("Wali kota itu mengatakan bahwa warga dapat ikut serta dalam kegiatan tersebut.")
    'id'
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    counts = Counter(words)
    votes = dict.fromkeys(tags(), 0)
    frequent = _frequent_words()
    for word in frequent.keys() & counts.keys():
        for tag in frequent[word]:
            votes[tag] += counts[word]
    first, runner_up, *_ = sorted(votes, key=lambda tag: -votes[tag])
    most, second = votes[first], votes[runner_up]
    if most >= _FEWEST_WORDS and most >= 0.12 * len(words):
        if most >= 1.8 * second:
            return first
        decided = _apart(first, runner_up, counts)
        if decided is not None:
            return decided
    if len(words) < _FEWEST_WORDS or sum(map(len, words)) < _FEWEST_LETTERS:
        return first if most >= 2 and most > second else UNDETERMINED
    classified = _classified(" ".join(words))
    if classified == UNDETERMINED and most >= _FEWEST_OF_SHORT:
        if most > second:
            return first
        lent = {*chain(first)[1:], *chain(runner_up)[1:]}
        return next((tag for tag in (first, runner_up) if tag in lent), classified)
    return classified


@cache
def _frequent_words() -> dict[str, tuple[str, ...]]:
    """Return for each frequent word the languages that have it."""
    languages: dict[str, tuple[str, ...]] = {}
    for tag in tags():
        for word in dict.fromkeys(lexicon(tag, "reading").get("stop_words", "").split()):
            languages[word] = (*languages.get(word, ()), tag)
    return languages


def _apart(first: str, second: str, counts: Counter[str]) -> str | None:
    """Return which of two languages it is by the words that only one of them has."""
    frequent = _frequent_words()
    ours = theirs = 0
    for word, count in counts.items():
        languages = frequent.get(word, ())
        if first in languages and second not in languages:
            ours += count
        elif second in languages and first not in languages:
            theirs += count
    if max(ours, theirs) < 3 or 2 * min(ours, theirs) > max(ours, theirs):
        return None
    return first if ours > theirs else second


def _classified(text: str) -> str:
    tag, sure = _classifier().classify(text)
    return tag if sure >= _SURE else UNDETERMINED


class _Classifier(Protocol):
    """What is used of py3langid, which has no types."""

    def classify(self, text: str) -> tuple[str, float]:
        """Return the language of a text and how sure that is, from 0 to 1."""
        ...


@cache
def _classifier() -> _Classifier:
    """Return the classifier, loaded when a text first needs it."""
    module: Any = import_module("py3langid.langid")
    classifier = module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)
    known = set(cast(list[str], classifier.nb_classes))
    classifier.set_languages([tag for tag in (*tags(), *_OTHERS) if tag in known])
    return cast(_Classifier, classifier)
