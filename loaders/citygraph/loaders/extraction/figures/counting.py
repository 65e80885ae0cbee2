"""What a number counts: the noun behind it, and the words around it that say how."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token
from citygraph.loaders.extraction.mentions import NumberMention
from citygraph.loaders.extraction.numbers.vocabulary import Phrases

from .vocabulary import Counted, CountWords

__all__ = ["Count", "counted"]

_FAR: Final = 6
_WINDOW: Final = 22


@dataclass(frozen=True, slots=True)
class Count:
    """A number with what it counts.

    Attributes:
        number: The number.
        what: What it counts.
        end: Offset after the noun.
        others: Whether one more than those counted takes part.
        joined: Distance in words to the nearest word that tells of members; None without one.
        attended: The same of words that tell of taking part.
        planned: Whether it is told as yet to come.
        events: Nouns of its sentence that mean a gathering of a kind ("seminar").
    """

    number: NumberMention
    what: Counted
    end: int
    others: bool
    joined: int | None
    attended: int | None
    planned: bool
    events: tuple[str, ...] = ()


def counted(number: NumberMention, sentence: Sentence, words: CountWords) -> Count | None:
    """Return what a number counts, or None where that is nothing known."""
    tokens = sentence.tokens
    at = bisect_left(tokens, number.end, key=lambda token: token.start)
    cues = dict(_cues(tokens, at, words.cues))
    planned = (distance := cues.get("planned")) is not None and distance < 0
    if number.unit is not None:
        lasting = cues.get("lasting")
        if number.unit in ("years", "months", "weeks", "days") and lasting is not None and -4 <= lasting < 0:
            what = Counted("duration", "duration", ("programme",), None)
            return Count(number, what, tokens[min(at, len(tokens) - 1)].end, False, None, None, planned)
        return None
    noun = _noun(tokens, at, words)
    if noun is None:
        return None
    group, first, last = noun
    behind = [token.folded for token in tokens[last : last + 2]]
    between = [token.folded for token in tokens[at:first]]
    others = any(word in words.others for word in (*behind[:1], *between))
    what = words.groups[group]
    if group in ("cities", "countries") and behind:
        tied = _match(tokens, last, words.nouns)
        if tied is not None and tied[0] == "members" and last + tied[1] <= len(tokens):
            what = words.groups["members"] if group == "cities" else what
    joined, attended = cues.get("joined"), cues.get("attended")
    return Count(
        number, what, tokens[last - 1].end, others,
        None if joined is None else abs(joined), None if attended is None else abs(attended), planned,
        tuple(token.folded for token in tokens if token.folded in words.events),
    )  # fmt: skip


def _match(tokens: Sequence[Token], at: int, listed: Phrases) -> tuple[str, int] | None:
    """Return what the longest phrase at a token says, and its number of words."""
    if at >= len(tokens):
        return None
    for rest, meaning in listed.get(tokens[at].folded, ()):
        if tuple(token.folded for token in tokens[at + 1 : at + 1 + len(rest)]) == rest:
            return meaning, 1 + len(rest)
    return None


def _noun(tokens: Sequence[Token], at: int, words: CountWords) -> tuple[str, int, int] | None:
    """Return the group of the noun behind a number, and its first token and the one after it."""
    if (
        at < len(tokens)
        and tokens[at].text in "-–"
        and at + 1 < len(tokens)
        and tokens[at + 1].folded == "an"
    ):
        at += 2
    for index in range(at, min(at + _FAR, len(tokens))):
        match = _match(tokens, index, words.nouns)
        if match is not None and (tokens[index].folded not in words.adjectives or match[1] > 1):
            return match[0], index, index + match[1]
        token = tokens[index]
        passing = token.folded in words.adjectives or token.folded in words.others
        if token.kind != "word" or not (passing or (token.capital and index > at - 1)):
            if match is not None:
                return match[0], index, index + match[1]
            return None
    return None


def _cues(tokens: Sequence[Token], at: int, listed: Phrases) -> Iterator[tuple[str, int]]:
    """Yield what the words around a number say and how far off, the nearest last of each kind."""
    found: list[tuple[str, int]] = []
    for index in range(max(0, at - _WINDOW), min(len(tokens), at + _WINDOW)):
        match = _match(tokens, index, listed)
        if match is not None:
            found.append((match[0], index - at))
    yield from sorted(found, key=lambda each: -abs(each[1]))
