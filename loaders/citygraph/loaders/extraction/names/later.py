"""Later mentions of a person by a part of the name, or by the name that friends use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Span, Token
from citygraph.loaders.extraction.tokens import fold_word

from .candidates import PersonCandidate
from .office_words import OfficeWords

__all__ = ["known_by_full_name", "later_mentions"]

_SHORTEST: Final = 3  # letters of a part that stands for the whole
_PREFIX: Final = 4  # letters of a nick name that is cut from the name (Miftah of Miftahulloh)


def known_by_full_name(persons: Sequence[PersonCandidate]) -> list[PersonCandidate]:
    """Return the persons, each under the longest form of the name that the article has; the first of equals."""
    full: dict[str, list[str]] = {}
    names = sorted(dict.fromkeys(each.name for each in persons), key=lambda name: -len(name.split()))
    for name in names:
        for part in _parts(name):
            full.setdefault(part, []).append(name)
    result: list[PersonCandidate] = []
    for each in persons:
        parts = _parts(each.name)
        longer = [name for name in full.get(parts[0], ()) if set(parts) <= set(_parts(name))] if parts else []
        result.append(replace(each, name=longer[0]) if longer else each)
    return result


def later_mentions(
    layout: Layout,
    persons: Sequence[PersonCandidate],
    words: OfficeWords,
    taken: Sequence[Span],
    *,
    not_persons: frozenset[str] = frozenset(),
) -> list[PersonCandidate]:
    """Return mentions of persons by a part of the name, outside the spans that are taken.

    Args:
        layout: The text.
        persons: The persons that it names with an office, under their full names.
        words: The words of its language.
        taken: Spans of other mentions, in no order.
        not_persons: Folded words that stand for a city in the article, and not for a person.
    """
    whole: dict[str, str] = {}
    for person in persons:
        for part in _parts(person.name):
            stands = part not in words.never or part in words.soft
            stands = stands and part not in not_persons
            if len(part) >= _SHORTEST and stands and part not in words.honorifics:
                whole.setdefault(part, person.name)
    if not whole:
        return []
    whole |= {nick: name for nick, name in _nicknames(layout, persons, words) if nick not in not_persons}
    prefixes = {part[:_PREFIX]: part for part in sorted(whole) if len(part) > _PREFIX}
    begins = frozenset(part[:_PREFIX] for part in whole)
    spoken = frozenset[str]().union(*(each.words for each in layout.sentences))
    worth = frozenset([each for each in spoken if each[:_PREFIX].removesuffix("'s") in begins])
    closed = sorted([*taken, *(each.span for each in persons), *(each.name_span for each in persons)])
    found: list[PersonCandidate] = []
    at = 0
    for sentence in layout.sentences:
        if sentence.furniture or worth.isdisjoint(sentence.words):
            continue
        for start, end, name in _runs(sentence.tokens, whole, prefixes, words.soft):
            while at < len(closed) and closed[at][1] <= start:
                at += 1
            if at < len(closed) and closed[at][0] < end:
                continue
            found.append(PersonCandidate(start, end, name, (start, end)))
    return found


def _parts(name: str) -> list[str]:
    return [part for each in name.split() if (part := fold_word(each.strip(".,")))]


def _runs(
    tokens: Sequence[Token], whole: dict[str, str], prefixes: dict[str, str], soft: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """Yield stretches of capitalised words that are parts of one person's name."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if not token.capital:
            index += 1
            continue
        part = token.folded.removesuffix("'s")
        name = whole.get(part)
        if name is None and len(part) >= _PREFIX:
            longer = prefixes.get(part[:_PREFIX])
            name = (
                whole[longer]
                if longer is not None and longer.startswith(part) and len(part) < len(longer)
                else None
            )
        alone = name is None or (part in soft and index + 1 < len(tokens) and tokens[index + 1].capital)
        if name is None or alone:
            index += 1
            continue
        last = index + 1
        while (
            last < len(tokens)
            and tokens[last].capital
            and whole.get(tokens[last].folded.removesuffix("'s")) == name
        ):
            last += 1
        end = tokens[last - 1].end - (2 if tokens[last - 1].folded.endswith("'s") else 0)
        yield token.start, end, name
        index = last


def _nicknames(
    layout: Layout, persons: Sequence[PersonCandidate], words: OfficeWords
) -> Iterator[tuple[str, str]]:
    """Yield other names that the article gives to persons, with the full ones."""
    for sentence in layout.sentences:
        after = words.called.firsts.isdisjoint(sentence.words) or words.called.lasts.isdisjoint(
            sentence.words
        )
        if after and words.called_before.firsts.isdisjoint(sentence.words):
            continue
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            nick: Token | None = None
            kind: str | None = None
            found = words.called.at(tokens, index) if token.folded in words.called.firsts else None
            if found is not None and index + found[0] < len(tokens):
                nick = tokens[index + found[0]]
            elif token.folded in words.called_before.firsts and index >= 2 and tokens[index - 1].text == ",":
                nick = tokens[index - 2]
                kind = next((head[1] for at in (1, 2) if (head := words.heads.at(tokens, index + at))), None)
            if nick is None or not nick.capital or nick.folded in words.never:
                continue
            holder = _nearest(persons, token.start, kind)
            if holder is not None and nick.text not in holder.split():
                yield nick.folded, holder


def _nearest(persons: Sequence[PersonCandidate], offset: int, kind: str | None) -> str | None:
    """Return the full name of the person named last before an offset, of one kind of office if that is told."""
    before = [each for each in persons if each.name_span[0] < offset and (kind is None or each.kind == kind)]
    return max(before, key=lambda each: each.name_span[0]).name if before else None
