"""Who leads a network, told of the network: "ICLEI is chaired by NAME", "JKPI berada di tangan NAME"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token

from .bodies import Bodies, Body
from .candidates import PersonCandidate
from .office_words import OfficeWords
from .person_names import Name, read_name

__all__ = ["leaders"]

_GAP: Final = 6  # tokens between the network and what is told of it
_FAR: Final = 8  # tokens between that and the name


def leaders(
    sentence: Sentence, text: str, words: OfficeWords, bodies: Bodies, found: Sequence[PersonCandidate]
) -> Iterator[PersonCandidate]:
    """Yield who is said to lead a network by a sentence that has the network before and the name after.

    Args:
        sentence: The sentence.
        text: The article's text.
        words: The words of its language.
        bodies: What it names that an office may be held in.
        found: The persons found in it already, with other offices.
    """
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.folded not in words.led.firsts:
            continue
        told = words.led.at(tokens, index)
        if told is None:
            continue
        network = _before(tokens, index, bodies)
        if network is None:
            continue
        holder = _after(tokens, index + told[0], text, words, bodies, found)
        if holder is None:
            continue
        name, span = holder
        yield PersonCandidate(
            token.start,
            token.end,
            name,
            span,
            title=told[1],
            kind="open",
            body=Body(network=network[1]),
            evidence=(network[0], span[1]),
            rule="led-by",
        )


def _before(tokens: Sequence[Token], index: int, bodies: Bodies) -> tuple[int, str] | None:
    """Return where a network begins that ends shortly before a token, and its slug."""
    for at in range(index, max(0, index - _GAP) - 1, -1):
        end = tokens[at - 1].end if at else -1
        for offset in (end, end - 2):
            found = bodies.ends.get(offset)
            if found is not None and found[1].network is not None:
                return found[0], found[1].network
            if found is not None:
                return None
        if at and tokens[at - 1].text in ".;:":
            return None
    return None


def _after(
    tokens: Sequence[Token],
    first: int,
    text: str,
    words: OfficeWords,
    bodies: Bodies,
    found: Sequence[PersonCandidate],
) -> tuple[str, tuple[int, int]] | None:
    """Return the name of who is told of next: a person found already, or a full name right there."""
    if first >= len(tokens):
        return None
    last = tokens[min(first + _FAR, len(tokens)) - 1].end
    for each in found:
        if tokens[first].start <= each.evidence[0] and each.name_span[0] < last and each.title:
            return each.name, each.name_span
    name: Name | None = None
    for at in range(first, min(first + 3, len(tokens))):
        if tokens[at].capital:
            name = read_name(tokens, at, text, words, bodies.stops)
            break
    if name is None or name.words < 2 or tokens[name.first].start in bodies.starts:
        return None
    return " ".join(text[name.start : name.end].split()), (name.start, name.end)
