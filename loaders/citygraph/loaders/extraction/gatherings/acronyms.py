"""Later mentions by acronym: *LEP* for what the article introduced as *Leadership Exchange Programme (LEP)*.

With the number or the year of another meeting behind it an acronym is another edition (*AMF 2016* beside *AMF IV*).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention

from .words import GatheringWords

__all__ = ["acronyms"]

_BRACKETED: Final = re.compile(r"\(([^\W\d_]*[A-Z][\w-]{1,11})\)")
_NUMBER: Final = re.compile(
    r"(?:ke-?[0-9]{1,2}|[IVXL]{1,5}|[0-9]{1,2}(?:st|nd|rd|th)|(19[0-9]{2}|20[0-9]{2}))(?![\w-])"
)
_GAP: Final = re.compile(r"[ \u00a0]")


def acronyms(
    text: str,
    mentions: Sequence[GatheringMention],
    networks: Sequence[NetworkMention],
    words: GatheringWords,
) -> list[GatheringMention]:
    """Return the mentions with those added that give only the acronym in a gathering's name.

    A quoted or capitalised name of an initiative is looked for again in the same way.

    Args:
        text: The article.
        mentions: The gatherings found so far, sorted by place.
        networks: The networks: their acronyms are theirs, unless a network that is itself a forum meets in a year.
        words: What the language knows.
    """
    mentions = [*mentions, *_meetings(text, mentions, networks, words)]
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
        added.append(_meant(text, found.span(), sought[found[0]], added))
    return sorted([*mentions, *added], key=lambda each: each.span)


def _meant(
    text: str, span: tuple[int, int], gathering: GatheringMention, added: Sequence[GatheringMention]
) -> GatheringMention:
    """Return the mention that an acronym is: of its gathering, or of the edition whose number stands behind it."""
    start, end = span
    number = _number(text, end)
    if gathering.kind != "event" or number is None:
        return replace(gathering, start=start, end=end, again=True)
    own = [each for each in _NUMBER.finditer(gathering.name) if bool(each[1]) == bool(number[1])]
    if not own or any(each[0] == number[0] for each in own):
        return replace(gathering, start=start, end=number.end(), again=True)
    name = text[start : number.end()]
    again = any(each.name == name for each in added)
    return replace(gathering, start=start, end=number.end(), name=name, again=again)


def _meetings(
    text: str,
    mentions: Sequence[GatheringMention],
    networks: Sequence[NetworkMention],
    words: GatheringWords,
) -> list[GatheringMention]:
    """Return the meetings named by the acronym of a network that is itself a forum, and a number or a year."""
    forums: dict[str, str] = {}
    for network in networks:
        last = text[network.start : network.end].partition(" (")[0].rpartition(" ")[2].casefold()
        event = next((head for head in words.heads.get(last, ()) if head.type.kind == "event"), None)
        if event is not None and event.type.form is not None:
            forums.setdefault(network.slug, event.type.form)
    named = {each.network: each for each in mentions if each.kind == "event" and not each.again}
    found: list[GatheringMention] = []
    for network in networks:
        body = text[network.start : network.end]
        number = _number(text, network.end) if network.slug in forums and body.isupper() else None
        if number is None or any(
            each.start < number.end() and network.start < each.end for each in (*mentions, *found)
        ):
            continue
        meant = GatheringMention(
            network.start,
            number.end(),
            kind="event",
            name=body,
            form=forums[network.slug],
            network=network.slug,
        )
        known = named.get(network.slug)
        numbers = [each[0] for each in _NUMBER.finditer(known.name)] if known is not None else []
        if known is not None and number[0] in numbers:
            found.append(replace(known, start=meant.start, end=meant.end, again=True))
        else:
            name = text[network.start : number.end()]
            found.append(replace(meant, name=name, again=any(each.name == name for each in found)))
    return found


def _number(text: str, end: int) -> re.Match[str] | None:
    """Return the number or the year that stands right behind a name."""
    return _NUMBER.match(text, end + 1) if _GAP.match(text, end) else None
