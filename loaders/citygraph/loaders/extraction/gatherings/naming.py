"""Names of gatherings in one sentence: a head word and what belongs to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence, past_bracket
from citygraph.loaders.extraction.mentions import NetworkMention

from .growing import Ground, grow_left, grow_right, ordinal_of, quoted_title, titled
from .stretches import Content, NamedStretch, content_of
from .words import GatheringWords, Head

__all__ = ["Field", "fields_of", "ground_of", "named_stretches"]

_SHOUTING: Final = 0.8
_LONG_WORD: Final = 4
_WORLDWIDE: Final = 2
_PROPER: Final = 2

Field = tuple[Ground, dict[int, str], list[int]]
"""A sentence, the slugs of its networks by first token, and the tokens at which something may begin."""


def fields_of(layout: Layout, words: GatheringWords, networks: Sequence[NetworkMention]) -> Iterator[Field]:
    """Yield the sentences to read, page furniture left out."""
    starts = [network.start for network in networks]
    triggers = words.triggers
    for sentence in layout.sentences:
        if sentence.furniture or triggers.isdisjoint(sentence.words):
            continue
        spots = [index for index, folded in enumerate(sentence.folded) if folded in triggers]
        ground, slugs = ground_of(sentence, words, networks, starts)
        yield ground, slugs, spots


def ground_of(
    sentence: Sentence,
    words: GatheringWords,
    networks: Sequence[NetworkMention],
    starts: Sequence[int] | None = None,
) -> tuple[Ground, dict[int, str]]:
    """Return a sentence to grow names in, and the slugs of its networks by their first token.

    Args:
        sentence: The sentence.
        words: What its language knows.
        networks: The networks of the article, in order.
        starts: Where they start; worked out where it is not given.
    """
    if starts is None:
        starts = [network.start for network in networks]
    begins: dict[int, int] = {}
    slugs: dict[int, str] = {}
    low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    for network in networks[low:high]:
        first = bisect_left(sentence.starts, network.start)
        last = bisect_left(sentence.starts, network.end)
        if first < last:
            begins[first] = last
            slugs[first] = network.slug
    ended = {end: start for start, end in begins.items()}
    return Ground(sentence, words, begins, ended, _shouts(sentence)), slugs


def _shouts(sentence: Sentence) -> bool:
    """Return whether a heading has (nearly) all its longer words capitalised."""
    if not sentence.heading:
        return False
    long = [token for token in sentence.tokens if token.kind == "word" and len(token.text) > _LONG_WORD]
    return len(long) > 3 and sum(token.capital for token in long) >= _SHOUTING * len(long)


def named_stretches(field: Field) -> list[NamedStretch]:
    """Return the names of events, programmes and initiatives in a sentence, in order, none overlapping."""
    ground, slugs, spots = field
    tokens, words = ground.tokens, ground.words
    found: list[NamedStretch] = []
    past = 0
    for index in spots:
        if index < past:
            continue
        taken = words.excluded.at(tokens, index)
        if taken:
            past = index + taken
            continue
        head = words.head(tokens, index)
        if head is None:
            continue
        past = index + len(head.words)
        stretch = _stretch(ground, slugs, index, head)
        if stretch is None:
            continue
        while found and stretch.first < found[-1].last:
            earlier = found.pop()
            first = earlier if earlier.first < stretch.first else stretch
            stretch = replace(
                stretch,
                first=first.first,
                start=first.start,
                classes=stretch.classes | earlier.classes,
                content=stretch.content.joined(earlier.content),
                network=stretch.network or earlier.network,
            )
        found.append(stretch)
        past = max(past, stretch.last)
    return [each for each in found if _happens(ground, each)]


def _stretch(ground: Ground, slugs: dict[int, str], index: int, head: Head) -> NamedStretch | None:
    """Return the name around a head word, or None where the head word is all there is."""
    tokens, words = ground.tokens, ground.words
    after = index + len(head.words)
    around = next(((start, end) for start, end in ground.networks.items() if start <= index < end), None)
    if around is not None:
        return _network_event(ground, slugs, around, index, head)
    before = head.before
    if head.either and not head.before:
        last = grow_right(ground, after)
        behind = content_of(ground, past_bracket(tokens, after, last - after), last)
        before = index > 0 and titled(tokens[index - 1]) and not behind.capitals
    if before:
        if _is_venue(ground, after, head):
            return None
        first = grow_left(ground, index)
        free = (head.loan or head.either) and head.type.kind == "event"
        quoted = head.type.kind == "event" and quoted_title(ground, after)
        last = after
        if free or quoted or _continues(ground, after):
            last = grow_right(ground, after, quoting=quoted)
    else:
        first = index
        last = grow_right(ground, after)
        if first > 0 and ordinal_of(tokens[first - 1], words) is not None:
            first -= 1
    while first < index and tokens[first].folded in words.loose:
        first += 1
    type_, classes, capital = head.type, {head.type.name}, False
    inner = first
    while inner < last:
        if inner in ground.networks:
            inner = ground.networks[inner]
            continue
        other = words.head(tokens, inner)
        if other is None:
            inner += 1
            continue
        capital = capital or titled(tokens[inner])
        if titled(tokens[inner]) or head.type.kind == other.type.kind:
            classes.add(other.type.name)
            if other.before and head.before and inner > index and not _coordinated(ground, index, inner):
                type_ = other.type
        inner += len(other.words)
    network = next((slug for start, slug in slugs.items() if first <= start < last), None)
    content = content_of(ground, first, last)
    if not capital and head.before:
        before_head = content_of(ground, first, index)
        content = content if before_head.ordinal is not None and content.capitals > 1 else before_head
    alone = words.alone.at(tokens, first) == last - first
    if alone:
        type_ = replace(type_, strong=True)
    strong = type_.strong and (bool(content.capitals) or type_.parent is not None)
    worldwide = capital and bool(content.scopes) and sum(map(titled, tokens[first:last])) > _WORLDWIDE
    if not (alone or worldwide) and not _named(
        content, network, upper=capital, strong=strong, kind=type_.kind
    ):
        return None
    return NamedStretch(
        ground.sentence, first, last, type_, capital, frozenset(classes), network, content,
        tokens[first].start, tokens[last - 1].end,
    )  # fmt: skip


def _network_event(
    ground: Ground, slugs: dict[int, str], around: tuple[int, int], index: int, head: Head
) -> NamedStretch | None:
    """Return the event that a network is named after, where the network's name ends in the head word.

    *World Cities Summit* is one wherever it stands; a forum or an alliance that meets is one only with the number or
    the year of a meeting (*ASEAN Mayors Forum ke-5*, *the third Africa Mayors Forum (AMF)*).
    """
    first, end = around
    tokens, type_ = ground.tokens, head.type
    after = index + len(head.words)
    if type_.kind != "event" or end not in (after, past_bracket(tokens, after, end - after)):
        return None
    inner = {other.type.strong for at in range(first, end) if (other := ground.words.head(tokens, at))}
    last = grow_right(ground, end, quoting=False) if _continues(ground, end) else end
    strong = type_.strong or True in inner
    start = grow_left(ground, first) if strong else _numbered_left(ground, first)
    content = content_of(ground, start, last)
    if not strong and content.ordinal is None and content.year is None:
        return None
    return NamedStretch(
        ground.sentence, start, last, replace(type_, strong=False), True, frozenset({type_.name}), slugs.get(first),
        content, tokens[start].start, tokens[last - 1].end,
    )  # fmt: skip


def _numbered_left(ground: Ground, index: int) -> int:
    """Return the first token of the number of a meeting and its modifiers that stand before a token."""
    tokens, words = ground.tokens, ground.words
    while index > 0 and (
        ordinal_of(tokens[index - 1], words) is not None or tokens[index - 1].folded in words.modifiers
    ):
        index -= 1
    return index


def _named(content: Content, network: str | None, *, upper: bool, strong: bool, kind: str) -> bool:
    """Return whether a name has enough beside its head word to be one."""
    if network is not None or content.quoted:
        return True
    if not content.capitals:
        numbered = content.ordinal is not None or content.year is not None
        return upper and kind == "event" and ((numbered and strong) or bool(content.scopes and numbered))
    if kind == "initiative":
        return upper and content.capitals > 1
    if upper:
        return True
    return kind == "event" and (
        content.ordinal is not None or (strong and (content.acronym or content.capitals > 1))
    )


def _is_venue(ground: Ground, after: int, head: Head) -> bool:
    """Return whether the head word only qualifies what follows (*Convention Centre*, *Meeting Point*)."""
    tokens, words = ground.tokens, ground.words
    if after < len(tokens) and tokens[after].folded in words.joining:
        return any(each.capital and each.folded in words.venues for each in tokens[after + 1 : after + 4])
    if after >= len(tokens) or after in ground.networks or not titled(tokens[after]):
        return False
    follower = tokens[after]
    if follower.folded in words.venues:
        return True
    loan = (head.loan or (head.either and not head.before)) and head.type.kind == "event"
    if loan or words.head(tokens, after) is not None or not titled(tokens[after - 1]):
        return False
    return not ground.shouting and follower.folded not in words.stops and ordinal_of(follower, words) is None


def _coordinated(ground: Ground, first: int, second: int) -> bool:
    """Return whether two head words are joined by *and* (*Conference and General Assembly*)."""
    return any(ground.tokens[at].folded in ground.words.joining for at in range(first + 1, second))


def _continues(ground: Ground, index: int) -> bool:
    """Return whether an English name goes on after its head: a bracket, a year, *of the ...*, or another head."""
    if index >= len(ground.tokens):
        return False
    token, words = ground.tokens[index], ground.words
    if (
        token.text == "("
        or token.kind == "number"
        or ordinal_of(token, words) is not None
        or token.folded in words.right
        or token.folded in words.joining
    ):
        return True
    return titled(token) and (words.head(ground.tokens, index) is not None or token.text.isupper())


def _happens(ground: Ground, stretch: NamedStretch) -> bool:
    """Return whether a name whose head word is weak stands where something takes place."""
    content = stretch.content
    if stretch.type.strong or stretch.type.kind != "event" or content.ordinal is not None or content.year:
        return True
    tokens, words = ground.tokens, ground.words
    if (
        stretch.upper
        and content.capitals >= _PROPER
        and not ground.sentence.heading
        and stretch.type.name != "forum"
    ):
        return True
    before = stretch.first - 1
    while before >= 0 and (
        tokens[before].folded in words.determiners or tokens[before].folded in words.modifiers
    ):
        before -= 1
    if before >= 0 and (tokens[before].folded in words.at or tokens[before].text == ":"):
        return True
    return any(token.folded in words.occurring for token in tokens)
