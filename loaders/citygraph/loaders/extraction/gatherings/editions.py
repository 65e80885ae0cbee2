"""Other editions of a gathering, without a name of their own: *the next congress*, *kongres berikutnya*."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Layout, Token
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.records import record

from .growing import ordinal_of
from .naming import Field
from .words import GatheringWords, Head

__all__ = ["editions"]

_MOST: Final = 16


@record(frozen=True, slots=True)
class _Words:
    before: frozenset[str]
    between: frozenset[str]
    after: frozenset[str]
    yearly: frozenset[str]
    owner: frozenset[str]
    edition: frozenset[str]


def _lasting(head: Head, token: Token) -> bool:
    """Return whether a head word means a gathering when it is not capitalised: a *week* is only a week."""
    return (
        token.capital
        or head.type.strong
        or (head.type.name in ("meeting", "forum", "dialogue") and head.words != ("week",))
    )


@cache
def _words_of(language: str) -> _Words:
    data = [lexicon(tag, "gatherings").get("editions", {}) for tag in chain(language)]

    def union(key: str) -> frozenset[str]:
        return frozenset(word for each in data for word in each.get(key, ()))

    return _Words(
        union("before"), union("between"), union("after"), union("yearly"), union("owner"), union("edition")
    )


def editions(
    layout: Layout,
    language: str,
    fields: Sequence[Field],
    mentions: Sequence[GatheringMention],
    networks: Sequence[NetworkMention],
) -> Iterator[GatheringMention]:
    """Yield gatherings that the article tells apart from the named ones only as another edition.

    Args:
        layout: The article.
        language: Its BCP 47 tag.
        fields: Its sentences to read.
        mentions: The named gatherings; an edition that stands inside a name is none.
        networks: The networks, in order: a yearly meeting is that of the network spoken of last.
    """
    special = _words_of(language)
    taken = sorted(each.span for each in mentions if not each.again)
    starts = [start for start, _ in taken]
    ends = [each.end for each in networks]
    forms = {each.form for each in mentions}
    names: set[str] = set()
    for ground, _, spots in fields:
        tokens, words = ground.tokens, ground.words
        if ground.sentence.heading:
            continue
        for index in spots:
            head = words.head(tokens, index)
            if (
                head is None
                or head.type.kind != "event"
                or head.type.form in ("visit", "signing")
                or not _lasting(head, tokens[index])
            ):
                continue
            first, last, marked = _extent(tokens, index, head, words, special)
            start, end = tokens[first].start, tokens[last - 1].end
            at = bisect_left(starts, end)
            if not marked or (at > 0 and taken[at - 1][1] > start) or len(names) == _MOST:
                continue
            latest = bisect_right(ends, end) - 1
            network = networks[latest] if latest >= 0 else None
            if network is None and head.type.form not in forms:
                continue
            same = _yearly(tokens[first:last], network, head, mentions, special)
            if same is not None:
                yield GatheringMention(
                    start, end, kind="event", name=same.name, form=same.form, again=True, network=same.network
                )
                continue
            name, slug = layout.text[start:end], network.slug if network is not None else None
            if network is not None:
                body = layout.text[network.start : network.end]
                name = f"{name} {body}" if not head.before else f"{name} of {body}"
            if name not in names:
                names.add(name)
                yield GatheringMention(start, end, kind="event", name=name, form=head.type.form, network=slug)


def _yearly(
    tokens: Sequence[Token],
    network: NetworkMention | None,
    head: Head,
    mentions: Sequence[GatheringMention],
    special: _Words,
) -> GatheringMention | None:
    """Return the named event of a network that *its yearly meeting* means; None for other editions."""
    if network is None or any(each.folded in special.before | special.after for each in tokens):
        return None
    named = [
        each for each in mentions if each.network == network.slug and not each.again and each.kind == "event"
    ]
    before = [each for each in named if each.end <= tokens[0].start]
    return (before or named)[-1] if named and head.type.name == "meeting" else None


def _extent(
    tokens: Sequence[Token], index: int, head: Head, words: GatheringWords, special: _Words
) -> tuple[int, int, bool]:
    """Return where the words of an edition begin and end, and whether they say that it is another one."""
    first, last, marked = index, index + len(head.words), False
    if head.before:
        while first > 0:
            word = tokens[first - 1].folded
            if tokens[first - 1].capital and word not in words.modifiers:
                break
            if word in special.before or word in special.yearly:
                owner = tokens[first - 2].folded if first > 1 else ""
                yearly = word in special.yearly and (owner in special.owner or owner.endswith("'s"))
                marked = marked or yearly or word in special.before
            elif word not in words.modifiers and word not in special.between:
                break
            first -= 1
        return first, last, marked
    while last < len(tokens) and not tokens[last].capital:
        word = tokens[last].folded
        if word in special.after or word in special.yearly:
            marked = True
        elif word not in words.modifiers and ordinal_of(tokens[last], words) is None:
            break
        last += 1
    return first, last, marked
