"""Offices told by succession: "his successor is NAME"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence

from .candidates import PersonCandidate
from .office_words import OfficeWords
from .person_names import read_name

__all__ = ["successors"]

_GOVERNING: Final = frozenset({"mayor", "regent", "governor"})
_NEAR: Final = 4  # tokens between the word and the name
_BACK: Final = 3  # sentences between the office that ends and its next holder


def successors(
    layout: Layout, persons: Sequence[PersonCandidate], words: OfficeWords, stops: frozenset[int]
) -> Iterator[PersonCandidate]:
    """Yield who takes over an office in a network or over a city that the text says to have ended shortly before.

    Args:
        layout: The text.
        persons: The persons that it names with an office, in order.
        words: The words of its language.
        stops: Offsets where something begins that is no person.
    """
    ended = [
        each
        for each in persons
        if each.ended and each.body is not None and (each.body.network is not None or each.kind in _GOVERNING)
    ]
    if not ended:
        return
    for sentence in layout.sentences:
        if sentence.furniture or words.successor.isdisjoint(sentence.words):
            continue
        word = next(each for each in sentence.tokens if each.folded in words.successor)
        before = [
            each
            for each in ended
            if each.end <= word.start and sentence.index - _index(layout, each) <= _BACK
        ]
        if before:
            yield from _named(sentence, layout.text, before[-1], words, stops)


def _index(layout: Layout, person: PersonCandidate) -> int:
    sentence = layout.sentence_at(person.start)
    return sentence.index if sentence is not None else -_BACK - 1


def _named(
    sentence: Sentence, text: str, before: PersonCandidate, words: OfficeWords, stops: frozenset[int]
) -> Iterator[PersonCandidate]:
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.folded not in words.successor:
            continue
        for at in range(index + 1, min(index + 1 + _NEAR, len(tokens))):
            name = read_name(tokens, at, text, words, stops) if tokens[at].capital else None
            if name is not None and name.words > 1:
                written = " ".join(text[name.start : name.end].split())
                span = (name.start, name.end)
                yield PersonCandidate(
                    token.start,
                    name.start,
                    written,
                    span,
                    title=before.title,
                    kind=before.kind,
                    body=before.body,
                    evidence=(token.start, name.end),
                    rule="successor",
                )
                return
