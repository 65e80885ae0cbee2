"""Descriptions that stand for a city named elsewhere: *the Korean port*, *kota di Belanda itu*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from .languages import chain, lexicon
from .layout import Sentence, Token
from .tokens import fold_word

__all__ = ["Epithet", "countries_named", "epithets"]

_LONGEST: Final = 6


@dataclass(frozen=True, slots=True)
class Epithet:
    """A description of a city.

    Attributes:
        start: First offset.
        end: Offset after the last character.
        country: ISO 3166-1 code of its country, where the description tells it.
    """

    start: int
    end: int
    country: str | None


@dataclass(frozen=True, slots=True)
class _Words:
    """How a language describes cities.

    Attributes:
        opening: Words that a description begins with; where there are none it begins with its noun.
        nouns: What a city is called.
        owned: What is called by the country of its city (``the Korean delegation``).
        closing: Words that a description ends with; where there are none it ends with its noun.
        qualities: What may stand between the two.
        before: Words before a description that is not of a city by itself.
        after: Words after it that name the city at once.
        countries: Names and adjectives of countries, by their words.
    """

    opening: frozenset[str]
    nouns: frozenset[str]
    owned: frozenset[str]
    closing: frozenset[str]
    qualities: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    countries: Mapping[tuple[str, ...], str]


@cache
def countries_named(language: str) -> Mapping[tuple[str, ...], str]:
    """Return the codes of countries by the words of their names and adjectives in a language."""
    tags = chain(language)
    countries: dict[tuple[str, ...], str] = {}
    for tag in reversed(tags):
        places = lexicon(tag, "places")
        for section in ("countries", "adjectives"):
            for code, names in places.get(section, {}).items():
                for name in names:
                    countries[tuple(fold_word(word) for word in name.split())] = code
    return countries


@cache
def _words(language: str) -> _Words | None:
    tags = chain(language)
    data = next((found for tag in tags if (found := lexicon(tag, "discourse").get("epithets"))), None)
    if data is None:
        return None
    row = {
        name: frozenset(data.get(name, ()))
        for name in ("opening", "nouns", "owned", "closing", "qualities", "before", "after")
    }
    return _Words(**row, countries=countries_named(language))


def epithets(sentence: Sentence, language: str) -> Iterator[Epithet]:
    """Yield the descriptions of cities in a sentence, from left to right.

    Args:
        sentence: The sentence.
        language: BCP 47 tag.
    """
    words = _words(language)
    if words is None or (words.nouns.isdisjoint(sentence.words) and words.owned.isdisjoint(sentence.words)):
        return
    read = _opened if words.opening else _closed
    tokens = sentence.tokens
    first = words.opening or words.nouns
    past = 0
    for at in sentence.spots(first | words.owned):
        token = tokens[at]
        if at < past:
            continue
        if at and tokens[at - 1].folded in words.before:
            continue
        found = read(tokens, at, words)
        if found is not None:
            last, country = found
            past = last + 1
            yield Epithet(token.start, tokens[last].end, country)


def _opened(tokens: tuple[Token, ...], at: int, words: _Words) -> tuple[int, str | None] | None:
    """Return the last token and the country of a description that begins with an article."""
    if tokens[at].folded not in words.opening:
        return None
    country: str | None = None
    quality = False
    step = at + 1
    while step < min(len(tokens), at + _LONGEST):
        token = tokens[step]
        following = tokens[step + 1] if step + 1 < len(tokens) else None
        code, length = _country(tokens, step, words)
        if code is not None:
            country, step = code, step + length
            continue
        if token.kind != "word":
            return None
        noun = token.folded in words.nouns or (country is not None and token.folded in words.owned)
        if noun and token.capital:
            return None
        if noun and not (following is not None and following.folded in words.nouns):
            if country is None and not quality:
                return None
            if following is not None and (following.capital or following.folded in words.after):
                return None
            return step, country
        if not (token.capital or token.folded in words.qualities or noun):
            return None
        quality = True
        step += 1
    return None


def _closed(tokens: tuple[Token, ...], at: int, words: _Words) -> tuple[int, str | None] | None:
    """Return the last token and the country of a description that begins with its noun."""
    country: str | None = None
    step = at + 1
    while step < min(len(tokens), at + _LONGEST):
        code, length = _country(tokens, step, words)
        if code is not None:
            country, step = code, step + length
            if tokens[at].folded in words.owned and step == at + 1 + length:
                return step - 1, country
            continue
        token = tokens[step]
        if token.folded in words.closing:
            if tokens[at].folded in words.owned and country is None:
                return None
            return step, country
        if token.kind != "word" or (token.folded not in words.qualities and (token.capital or step > at + 3)):
            return None
        step += 1
    return None


def _country(tokens: tuple[Token, ...], at: int, words: _Words) -> tuple[str | None, int]:
    """Return the country that a token begins to name, and of how many words its name is."""
    if tokens[at].capital:
        for length in (3, 2, 1):
            row = tuple(token.folded for token in tokens[at : at + length])
            code = words.countries.get(row)
            if code is not None:
                return code, len(row)
    return None, 0
