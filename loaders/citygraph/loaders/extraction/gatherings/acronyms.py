"""Later mentions by acronym: *LEP* for what the article introduced as *Leadership Exchange Programme (LEP)*.

With the number or the year of another meeting behind it an acronym is another edition (*AMF 2016* beside *AMF IV*).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention

from .growing import ordinal_word
from .words import GatheringWords

__all__ = ["acronyms"]

_BRACKETED: Final = re.compile(r"\(([^\W\d_]*[A-Z][\w-]{1,11})\)")
_NEXT: Final = re.compile(r"[ \u00a0]([\w-]+)")
_WORD: Final = re.compile(r"[\w-]+")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_PRONOUN: Final = "I"
"""More often who speaks than the first of a series."""


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
        return sorted(mentions, key=lambda each: each.span)
    pattern = re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(each) for each in sorted(sought, key=len, reverse=True))
        + r")(?!\w)"
    )
    taken = _Taken([each.span for each in mentions] + [each.span for each in networks])
    told = {each.name for each in mentions}
    added: list[GatheringMention] = []
    for found in pattern.finditer(text):
        if taken.free(found.span()):
            added.append(_meant(text, found.span(), sought[found[0]], told, words))
    return sorted([*mentions, *added], key=lambda each: each.span)


class _Taken:
    """The stretches of a text that mean something else."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def free(self, span: Span) -> bool:
        """Return whether a stretch overlaps none of them."""
        at = bisect_left(self._starts, span[1]) - 1
        return at < 0 or all(end <= span[0] for _, end in self._spans[max(0, at - 1) : at + 1])


def _meant(
    text: str, span: Span, gathering: GatheringMention, told: set[str], words: GatheringWords
) -> GatheringMention:
    """Return the mention that an acronym is: of its gathering, or of the edition whose number stands behind it.

    Args:
        text: The article.
        span: The acronym.
        gathering: What was introduced with it.
        told: Names of what was mentioned before; an edition is added to them.
        words: What the language knows.
    """
    start, end = span
    number = _number(text, end, words) if gathering.kind == "event" else None
    if number is None:
        return replace(gathering, start=start, end=end, again=True)
    end += 1 + len(number)
    year = _YEAR.fullmatch(number) is not None
    own = {
        word
        for word in _WORD.findall(gathering.name)
        if _counts(word, words) and (_YEAR.fullmatch(word) is not None) == year
    }
    if not own or number in own:
        return replace(gathering, start=start, end=end, again=True)
    return _edition(text, replace(gathering, start=start, end=end), told)


def _edition(text: str, mention: GatheringMention, told: set[str]) -> GatheringMention:
    """Return a mention under the name that it has where it stands."""
    name = text[mention.start : mention.end]
    again = name in told
    told.add(name)
    return replace(mention, name=name, again=again)


def _meetings(
    text: str,
    mentions: Sequence[GatheringMention],
    networks: Sequence[NetworkMention],
    words: GatheringWords,
) -> Iterator[GatheringMention]:
    """Yield the meetings named by the acronym of a network that is itself a forum, and a number or a year."""
    forums: dict[str, str] = {}
    for network in networks:
        last = text[network.start : network.end].partition(" (")[0].rpartition(" ")[2].casefold()
        for head in words.heads.get(last, ()):
            if head.words == (last,) and head.type.kind == "event" and head.type.form is not None:
                forums.setdefault(network.slug, head.type.form)
    if not forums:
        return
    named = {each.network: each for each in mentions if each.kind == "event" and not each.again}
    taken = _Taken(each.span for each in mentions)
    told = {each.name for each in mentions}
    for network in networks:
        start, end = network.span
        if network.slug not in forums or not text[start:end].isupper():
            continue
        number = _number(text, end, words)
        if number is None or not taken.free((start, end + 1 + len(number))):
            continue
        end += 1 + len(number)
        known = named.get(network.slug)
        if known is not None and number in _WORD.findall(known.name):
            yield replace(known, start=start, end=end, again=True)
        else:
            form = forums[network.slug]
            yield _edition(
                text, GatheringMention(start, end, "event", "", form=form, network=network.slug), told
            )


def _number(text: str, end: int, words: GatheringWords) -> str | None:
    """Return the number or the year that stands right behind a name, as written."""
    found = _NEXT.match(text, end)
    return found[1] if found is not None and _counts(found[1], words) else None


def _counts(word: str, words: GatheringWords) -> bool:
    """Return whether a word is a year or a number in figures; *first* is of what happened (*AMF first met*)."""
    if _YEAR.fullmatch(word):
        return True
    return word != _PRONOUN and word.casefold() not in words.ordinals and ordinal_word(word, words)
