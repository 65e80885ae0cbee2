"""Later mentions by acronym: *LEP* for what the article introduced as *Leadership Exchange Programme (LEP)*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention

__all__ = ["acronyms"]

_BRACKETED: Final = re.compile(r"\(([^\W\d_]*[A-Z][\w-]{1,11})\)")


def acronyms(
    text: str, mentions: Sequence[GatheringMention], networks: Sequence[NetworkMention]
) -> list[GatheringMention]:
    """Return the mentions with those added that give only the acronym in a gathering's name.

    A quoted or capitalised name of an initiative is looked for again in the same way.

    Args:
        text: The article.
        mentions: The gatherings found so far, sorted by place.
        networks: The networks: their acronyms are theirs.
    """
    sought: dict[str, GatheringMention] = {}
    for mention in mentions:
        if mention.kind == "initiative" and not mention.again:
            sought.setdefault(mention.name, mention)
        for found in _BRACKETED.finditer(text, mention.start, mention.end):
            if (
                sum(letter.isupper() for letter in found[1]) > 1
                and text[found.end() : found.end() + 1] != "/"
            ):
                sought.setdefault(found[1], mention)
    if not sought:
        return list(mentions)
    pattern = re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(each) for each in sorted(sought, key=len, reverse=True))
        + r")(?!\w)"
    )
    taken = sorted([each.span for each in mentions] + [each.span for each in networks])
    starts = [start for start, _ in taken]
    added: list[GatheringMention] = []
    for found in pattern.finditer(text):
        at = bisect_left(starts, found.end()) - 1
        if at >= 0 and any(end > found.start() for _, end in taken[max(0, at - 1) : at + 1]):
            continue
        added.append(replace(sought[found[0]], start=found.start(), end=found.end(), again=True))
    return sorted([*mentions, *added], key=lambda each: each.span)
