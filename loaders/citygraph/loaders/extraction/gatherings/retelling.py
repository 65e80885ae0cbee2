"""Names of gatherings that give again, in other words, what stands right before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import GatheringMention

from .stretches import NamedStretch
from .words import GatheringWords

__all__ = ["of_editions", "titled_again"]

_QUOTES: Final = frozenset('“"«‘„')
_PARTING: Final = ",:–—- "
_LED: Final = 4


def titled_again(
    text: str, stretches: Sequence[NamedStretch], words: GatheringWords
) -> tuple[list[NamedStretch], list[tuple[Span, NamedStretch]]]:
    """Return names without those that only give a title or a translation of the one before, and where these stand.

    *The International Forum "Dialogue on the River"* is one event, and so is *Konferensi Kota Pusaka (Heritage Cities
    Conference)*.

    Args:
        text: The article.
        stretches: Its names, in order.
        words: The words of its language.
    """
    found: list[NamedStretch] = []
    again: list[tuple[Span, NamedStretch]] = []
    for each in stretches:
        last = found[-1] if found else None
        if (
            last is not None
            and last.sentence is each.sentence
            and last.type.kind == each.type.kind == "event"
            and _retells(text, last, each, words)
        ):
            again.append(((each.start, each.end), last))
            continue
        found.append(each)
    return found, again


def _retells(text: str, one: NamedStretch, other: NamedStretch, words: GatheringWords) -> bool:
    """Return whether nothing but an opening bracket, or a quotation mark and *called*, stands between two names."""
    between = text[one.end : other.start].strip()
    if between == "(":
        return True
    if text[other.start] not in _QUOTES:
        if not between or between[-1] not in _QUOTES:
            return False
        between = between[:-1]
    between = between.strip(_PARTING)
    if not between:
        return True
    tokens = [
        each for each in one.sentence.tokens if one.end <= each.start < other.start and each.kind == "word"
    ]
    return len(tokens) <= _LED and any(words.called.at(tokens, at) for at in range(len(tokens)))


def of_editions(
    mentions: Sequence[GatheringMention], editions: Sequence[GatheringMention]
) -> tuple[list[GatheringMention], list[GatheringMention]]:
    """Return the names and the editions of gatherings with what both tell told once, as the names write it.

    Args:
        mentions: The names that rules or the sequence model found.
        editions: Other editions of them (*the next congress*).
    """
    taken: dict[str, GatheringMention] = {}
    rest: list[GatheringMention] = []
    for edition in editions:
        name = next(
            (
                each.name
                for each in mentions
                if each.tagged
                and each.kind == "event"
                and each.start < edition.end
                and edition.start < each.end
            ),
            None,
        )
        if name is None:
            rest.append(edition)
        else:
            taken[name] = edition
    kept = [
        replace(each, tagged=False, network=each.network or taken[each.name].network)
        if each.name in taken
        else each
        for each in mentions
    ]
    return kept, rest
