"""Officials told of together: "the mayors of A and B, NAME and NAME", "NAME (A) and NAME (B)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token, past_bracket

from .bodies import Bodies, Body, index_at
from .candidates import PersonCandidate
from .office_words import OfficeWords
from .person_names import Name, read_name

__all__ = ["told_together"]

_MOST: Final = 8  # officials in one list
_BRACKET: Final = 6  # tokens of a bracket behind a place


def told_together(
    sentence: Sentence, text: str, words: OfficeWords, bodies: Bodies
) -> Iterator[PersonCandidate]:
    """Yield the officials whom a sentence names under one title in the plural.

    Args:
        sentence: The sentence.
        text: The article's text.
        words: The words of its language.
        bodies: What it names that an office may be held in.
    """
    tokens = sentence.tokens
    tried = False
    for index in range(len(tokens)):
        found = words.plurals.at(tokens, index) if tokens[index].folded in words.plurals.firsts else None
        if found is None:
            continue
        title, _, kind = found[1].partition("|")
        behind = index + found[0]
        pairs: Sequence[tuple[Name, Body | None]] = _in_turn(
            tokens, behind, text, words, bodies
        ) or _by_turns(tokens, behind, text, words, bodies)
        if not pairs and not tried:
            tried = True
            pairs = _bracketed(tokens, text, words, bodies) or _each_of(tokens, behind, text, words, bodies)
        pairs = pairs or _in_row(tokens, index, behind, text, words, bodies)
        start = tokens[index].start
        for name, body in pairs:
            yield PersonCandidate(
                name.start,
                name.end,
                " ".join(text[name.start : name.end].split()),
                (name.start, name.end),
                title=title,
                kind=kind,
                body=body,
                evidence=(min(start, name.start), max(tokens[index + found[0] - 1].end, name.end)),
                rule="titles-names",
            )
        if pairs:
            return


def _in_turn(
    tokens: Sequence[Token], at: int, text: str, words: OfficeWords, bodies: Bodies
) -> list[tuple[Name, Body]]:
    """Return names and bodies that stand in the same order, in two lists right after a title."""
    if at >= len(tokens) or tokens[at].folded not in words.of:
        return []
    places: list[Body] = []
    index = at + 1
    while index < len(tokens) and len(places) < _MOST:
        found = bodies.starts.get(tokens[index].start)
        if found is not None and found[1].place is not None:
            places.append(found[1])
            index = index_at(tokens, index, found[0])
        elif tokens[index].folded in words.joins or (
            tokens[index].text == "," and _goes_on(tokens, index, bodies)
        ):
            index += 1
        else:
            break
    if len(places) < 2 or index >= len(tokens) or tokens[index].kind != "mark":
        return []
    names: list[Name] = []
    index += 1
    while index < len(tokens) and len(names) < len(places):
        name = read_name(tokens, index, text, words, bodies.stops) if tokens[index].capital else None
        found = bodies.starts.get(tokens[index].start)
        if name is not None and (found is None or found[0] < name.end):
            names.append(name)
            index = name.after
        elif tokens[index].folded in words.joins or tokens[index].text == ",":
            index += 1
        else:
            break
    return list(zip(names, places, strict=True)) if len(names) == len(places) else []


def _by_turns(
    tokens: Sequence[Token], at: int, text: str, words: OfficeWords, bodies: Bodies
) -> list[tuple[Name, Body]]:
    """Return bodies that are each followed by a name (``of Castries (St Lucia), NAME, and Georgetown, NAME``)."""
    pairs: list[tuple[Name, Body]] = []
    index = at + 1 if at < len(tokens) and tokens[at].folded in words.of else len(tokens)
    while index < len(tokens) and len(pairs) < _MOST:
        found = bodies.starts.get(tokens[index].start)
        if found is None or found[1].place is None:
            break
        comma = past_bracket(tokens, index_at(tokens, index, found[0]), _BRACKET)
        if comma + 1 >= len(tokens) or tokens[comma].text != ",":
            break
        name = _person(tokens, comma + 1, text, words, bodies)
        if name is None:
            break
        pairs.append((name, found[1]))
        index = name.after
        while index < len(tokens) and (tokens[index].text in ",;" or tokens[index].folded in words.joins):
            index += 1
    return pairs if len(pairs) > 1 else []


def _in_row(
    tokens: Sequence[Token], first: int, at: int, text: str, words: OfficeWords, bodies: Bodies
) -> list[tuple[Name, Body | None]]:
    """Return the names that a title in the plural is followed by, with its place (``Lund councillors A and B``)."""
    body: Body | None = None
    before = bodies.ends.get(tokens[first - 1].end) or bodies.ends.get(tokens[first - 1].end - 2)
    if first and before is not None and before[1].place is not None:
        body = before[1]
    if at < len(tokens) and tokens[at].folded in words.of:
        found = _place(tokens, at + 1, bodies)
        if found is None:
            return []
        at, body = found
    at += at < len(tokens) and tokens[at].text in ",:"
    names: list[Name] = []
    while at < len(tokens) and len(names) < _MOST:
        name = _person(tokens, at, text, words, bodies)
        if name is None:
            break
        names.append(name)
        at = name.after
        while at < len(tokens) and (tokens[at].text == "," or tokens[at].folded in words.joins):
            at += 1
    return [(each, body) for each in names] if len(names) > 1 else []


def _person(tokens: Sequence[Token], at: int, text: str, words: OfficeWords, bodies: Bodies) -> Name | None:
    """Return the full name of a person that begins at a token: no place, and none that goes on as one."""
    name = read_name(tokens, at, text, words, bodies.stops) if tokens[at].capital else None
    if name is None or name.words < 2:
        return None
    found = bodies.starts.get(tokens[at].start)
    return None if found is not None and found[0] >= name.end else name


def _each_of(
    tokens: Sequence[Token], at: int, text: str, words: OfficeWords, bodies: Bodies
) -> list[tuple[Name, Body]]:
    """Return names that are each said to be of a place, behind a title (``mayors: NAME of A, NAME of B``)."""
    pairs = [
        (name, found[1])
        for name in _names(tokens, at, text, words, bodies)
        if tokens[name.after].folded in words.home and (found := _place(tokens, name.after + 1, bodies))
    ]
    return pairs[:_MOST] if len(pairs) > 1 else []


def _bracketed(
    tokens: Sequence[Token], text: str, words: OfficeWords, bodies: Bodies
) -> list[tuple[Name, Body]]:
    """Return names that have a place each in brackets after them."""
    pairs = [
        (name, found[1])
        for name in _names(tokens, 0, text, words, bodies)
        if tokens[name.after].text == "(" and (found := _place(tokens, name.after + 1, bodies))
        if found[0] < len(tokens) and tokens[found[0]].text in "),"
    ]
    return pairs[:_MOST] if len(pairs) > 1 else []


def _names(tokens: Sequence[Token], at: int, text: str, words: OfficeWords, bodies: Bodies) -> Iterator[Name]:
    """Yield the full names from a token on that something follows."""
    while at < len(tokens):
        name = read_name(tokens, at, text, words, bodies.stops) if tokens[at].capital else None
        if name is None:
            at += 1
            continue
        at = name.after
        if name.words > 1 and at + 1 < len(tokens):
            yield name


def _place(tokens: Sequence[Token], at: int, bodies: Bodies) -> tuple[int, Body] | None:
    """Return the place that begins at a token, with the token behind it."""
    found = bodies.starts.get(tokens[at].start)
    return (index_at(tokens, at, found[0]), found[1]) if found is not None and found[1].place else None


def _goes_on(tokens: Sequence[Token], comma: int, bodies: Bodies) -> bool:
    """Return whether a list of places goes on after a comma: with a place that does not begin a name."""
    found = bodies.starts.get(tokens[comma + 1].start) if comma + 1 < len(tokens) else None
    if found is None or found[1].place is None:
        return False
    after = index_at(tokens, comma + 1, found[0])
    return after < len(tokens) and not (tokens[after].kind == "word" and tokens[after].capital)
