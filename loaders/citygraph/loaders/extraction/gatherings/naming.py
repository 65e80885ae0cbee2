"""Names of gatherings in one sentence: a head word and what belongs to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.mentions import NetworkMention

from .classes import GatheringClass
from .growing import Ground, grow_left, grow_right, ordinal_of, titled
from .words import GatheringWords, Head

__all__ = ["NamedStretch", "grounds", "named_stretches"]


@dataclass(frozen=True, slots=True)
class NamedStretch:
    """A stretch of a sentence that names a gathering.

    Attributes:
        sentence: Where it stands.
        first: Index of its first token.
        last: Index after its last token.
        head: Index of its head word.
        type: What its (last) head word stands for.
        classes: Names of the classes of all its head words.
        network: Slug of the network in its name.
        content: Its words that tell it from others of its class, folded.
        ordinal: Its number in a series.
        year: The year in its name.
        start: First offset.
        end: Offset after the last character.
    """

    sentence: Sentence
    first: int
    last: int
    head: int
    type: GatheringClass
    classes: frozenset[str]
    network: str | None
    content: frozenset[str]
    ordinal: int | None
    year: str | None
    start: int
    end: int


def grounds(
    layout: Layout, words: GatheringWords, networks: Sequence[NetworkMention]
) -> Iterator[tuple[Ground, dict[int, str]]]:
    """Yield the sentences to read, each with the networks in it (their slugs by first token)."""
    starts = [network.start for network in networks]
    for sentence in layout.sentences:
        if sentence.furniture or not sentence.tokens:
            continue
        begins: dict[int, int] = {}
        slugs: dict[int, str] = {}
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if low < high:
            offsets = [token.start for token in sentence.tokens]
            for network in networks[low:high]:
                first = bisect_left(offsets, network.start)
                last = bisect_left(offsets, network.end)
                if first < last:
                    begins[first] = last
                    slugs[first] = network.slug
        yield (
            Ground(sentence, words, begins, {end: start for start, end in begins.items()}, _shouts(sentence)),
            slugs,
        )


def _shouts(sentence: Sentence) -> bool:
    """Return whether a heading has (nearly) all its longer words capitalised."""
    if not sentence.heading:
        return False
    long = [token for token in sentence.tokens if token.kind == "word" and len(token.text) > 4]
    return len(long) > 3 and sum(token.capital for token in long) >= 0.8 * len(long)


def named_stretches(ground: Ground, slugs: dict[int, str]) -> list[NamedStretch]:
    """Return the names of events and programmes in one sentence, from left to right, none overlapping."""
    tokens, words = ground.tokens, ground.words
    found: list[NamedStretch] = []
    index = 0
    while index < len(tokens):
        taken = words.excluded.at(tokens, index)
        if taken:
            index += taken
            continue
        head = words.head(tokens, index)
        if head is None:
            index += 1
            continue
        after = index + len(head.words)
        stretch = _stretch(ground, slugs, index, head)
        if stretch is None:
            index = after
            continue
        while found and stretch.first < found[-1].last:
            earlier = found.pop()
            stretch = replace(
                stretch,
                first=min(stretch.first, earlier.first),
                start=min(stretch.start, earlier.start),
                classes=stretch.classes | earlier.classes,
                content=stretch.content | earlier.content,
                network=stretch.network or earlier.network,
                ordinal=stretch.ordinal if stretch.ordinal is not None else earlier.ordinal,
                year=stretch.year or earlier.year,
            )
        found.append(stretch)
        index = max(after, stretch.last)
    return [each for each in found if _happens(ground, each)]


def _stretch(ground: Ground, slugs: dict[int, str], index: int, head: Head) -> NamedStretch | None:
    """Return the name around a head word, or None where the head word is all there is."""
    tokens, words = ground.tokens, ground.words
    after = index + len(head.words)
    inside = next((start for start, end in ground.networks.items() if start <= index < end), None)
    if inside is not None:
        return None
    if head.before:
        first = grow_left(ground, index)
        last = grow_right(ground, after, quoting=False) if head.loan or _continues(ground, after) else after
    else:
        first = index
        last = grow_right(ground, after)
        if first > 0 and ordinal_of(tokens[first - 1], words) is not None:
            first -= 1
    kind, classes, at = head.type, {head.type.name}, index
    inner = first
    while inner < last:
        if inner in ground.networks:
            inner = ground.networks[inner]
            continue
        other = words.head(tokens, inner)
        if other is None:
            inner += 1
            continue
        if inner != index and (titled(tokens[inner]) or head.type.kind == other.type.kind):
            classes.add(other.type.name)
            if other.before and head.before and inner > index:
                kind, at = other.type, inner
        inner += len(other.words)
    content, ordinal, year, capital, long = _content(ground, first, last)
    network = next((slug for start, slug in slugs.items() if first <= start < last), None)
    quoted = any(tokens[i].text in '“"«' for i in range(first, last))
    upper = titled(tokens[at])
    if not content and network is None:
        return None
    if not upper and not (network or quoted or (kind.strong and (long or capital > 1) and capital)):
        return None
    if not capital and network is None and not quoted:
        return None
    return NamedStretch(
        ground.sentence, first, last, at, kind, frozenset(classes), network, content, ordinal, year,
        tokens[first].start, tokens[last - 1].end,
    )  # fmt: skip


def _continues(ground: Ground, index: int) -> bool:
    """Return whether an English name goes on after its head word: a bracket, a year, *of the ...*, or another head."""
    if index >= len(ground.tokens):
        return False
    token = ground.tokens[index]
    return token.text == "(" or token.kind == "number" or token.folded in ground.words.right or titled(token) or (
        token.folded in ground.words.joining
    )  # fmt: skip


def _content(
    ground: Ground, first: int, last: int
) -> tuple[frozenset[str], int | None, str | None, int, bool]:
    """Return what tells a name from others: its words, ordinal and year, how many capitals, and an acronym."""
    tokens, words = ground.tokens, ground.words
    content: set[str] = set()
    ordinal: int | None = None
    year: str | None = None
    capitals, acronym = 0, False
    index = first
    while index < last:
        token = tokens[index]
        head = None if index in ground.networks else words.head(tokens, index)
        if head is not None:
            index += len(head.words)
            continue
        index += 1
        if token.kind == "mark":
            continue
        number = ordinal_of(token, words)
        if number is not None:
            ordinal = number if ordinal is None else ordinal
            continue
        if token.kind == "number":
            if len(token.text) == 4 and token.text.isdigit():
                year = token.text
            else:
                content.add(token.folded)
            continue
        if token.folded in words.modifiers or token.folded in words.connectors:
            continue
        content.add(token.folded.removesuffix("'s"))
        if titled(token):
            capitals += 1
            acronym = acronym or (len(token.text) > 2 and token.text[:3].isupper())
    return frozenset(content), ordinal, year, capitals, acronym


def _happens(ground: Ground, stretch: NamedStretch) -> bool:
    """Return whether a name whose head word is weak stands where something takes place."""
    if stretch.type.strong or stretch.ordinal is not None or stretch.year is not None:
        return True
    tokens, words = ground.tokens, ground.words
    before = stretch.first - 1
    while before >= 0 and (
        tokens[before].folded in words.determiners or tokens[before].folded in words.modifiers
    ):
        before -= 1
    if before >= 0 and tokens[before].folded in words.at:
        return True
    return any(token.folded in words.occurring for token in tokens)
