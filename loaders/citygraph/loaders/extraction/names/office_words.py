"""The words of titles of office and of persons' names, compiled for the languages that an article is read with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Token, stand_at

__all__ = ["OfficeWords", "Phrases", "office_words"]


class Phrases:
    """Phrases of one or more words, found at a token; the longest wins.

    Args:
        phrases: What each phrase, in folded words, stands for.
    """

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in phrases.items():
            words = tuple(phrase.split())
            self._by_first.setdefault(words[0], []).append((words, value))
        for each in self._by_first.values():
            each.sort(key=lambda entry: -len(entry[0]))
        self.firsts = frozenset(self._by_first)
        self.lasts = frozenset(phrase.split()[-1] for phrase in phrases)

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
        """Return how many tokens the phrase at a token has, and what it stands for."""
        if index >= len(tokens):
            return None
        for words, value in self._by_first.get(tokens[index].folded, ()):
            if stand_at(tokens, index, words):
                return len(words), value
        return None


@dataclass(frozen=True)
class OfficeWords:
    """Words of a language and of those that it borrows from.

    Attributes:
        heads: Head words of titles, with what they say of the body (``mayor``, ``open``, ...).
        modifiers: Words before a head, with what they say (``before``, ``ended``, ``candidate``).
        after: Words after a head that belong to it.
        domain: Words that departments are named by.
        patterns: How such words are formed.
        levels: Words before a body's name.
        own: Words of departments that are a city's own where a city is named with them.
        direct: Whether a place stands right after a title (``Wali Kota Malang``), with no word between.
        of: Words between a title and its body.
        home: Words between a name and the place that its holder governs.
        joins: Words that join two titles.
        links: Words between a name and the title that is said of it.
        strong: Those of them that need no comma.
        planned: Those that tell of the future.
        becoming: Words of taking up an office: with one of the future, it is still to come.
        ended: Those that tell of the past.
        that: Words after a title that point back at its holder.
        counterpart: Words for the holder of the same office elsewhere.
        heading: Verbs that tell of an office, with its title.
        called: Phrases before another name of the person.
        called_before: Phrases after such a name.
        honorifics: Words before a name that are not part of it.
        particles: Small words inside a name.
        never: Capitalised words that are no part of a name.
        degrees: Academic degrees and honours after a name, without points and in lower case.
        networks: Words that mean a network spoken of before.
        that_is: Words before a verb that tells of an office (``who heads``).
        then: Phrases after a body that put the office into the past.
        term: Phrases after a body before the years in office.
        not_said: Words before a title that is not said of the person named after it.
        passing: Words between an office and the one that it passes to.
        replacing: Words between a new holder and the one before.
        successor: Words before the name of the new holder.
        addresses: Titles that also stand before a name beside another office (``the Mayor, Cr NAME``).
        bare: Titles that tell of no city where none stands with them (``Cr NAME``).
        chapters: Words after a network that say which of its branches is meant.
        closing: Words before an office that ends.
        soft: Words that are no names, but may be the first or last part of one.
        given: First names that are also names of places.
        possessives: Words for the city spoken of that stand before what is its own (``city's``).
        its: Pronouns that stand so.
        elected: Words of being put into an office.
        predecessor: Words for who held an office before.
        deputies: Words for the deputy of the mayor spoken of, with how such a title begins.
        presiding: Heads of offices that networks have.
        departments: Words of departments that every city has.
        municipal: Heads of offices that a city has where a word of a field stands before them.
        missions: What envoys are sent by, by their titles (``konsul jenderal``).
        shortened: The full names of missions that acronyms stand for.
        ministries: What a ministry's name begins with, by the word for its minister.
        ministers: Names of ministries by the ministers' titles that do not hold them (``mendagri``).
        sovereign: Titles of heads of states where a country stands with them, of other bodies' elsewhere.
        homeland: The state that they are of where none stands with them; empty where any may be meant.
        national: First words of titles that no city has.
        plurals: Titles of several officials, with that of one and its kind (``Mayor|mayor``).
        institutions: Last words of the names of bodies of other kinds.
        associations: First words of the names of such bodies.
        led: Phrases between a network and who leads it, with the title that they tell.
        triggers: First words of all that titles begin with.
        gate: Words of which a sentence that tells of an office has one.
    """

    heads: Phrases
    modifiers: Phrases
    after: frozenset[str]
    domain: frozenset[str]
    patterns: re.Pattern[str] | None
    levels: frozenset[str]
    own: frozenset[str]
    direct: bool
    of: frozenset[str]
    home: frozenset[str]
    joins: frozenset[str]
    links: frozenset[str]
    strong: frozenset[str]
    planned: frozenset[str]
    becoming: frozenset[str]
    ended: frozenset[str]
    that: frozenset[str]
    counterpart: Phrases
    heading: Mapping[str, str]
    called: Phrases
    called_before: Phrases
    honorifics: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    degrees: frozenset[str]
    networks: frozenset[str]
    that_is: frozenset[str]
    then: Phrases
    term: Phrases
    not_said: frozenset[str]
    passing: frozenset[str]
    replacing: frozenset[str]
    successor: frozenset[str]
    addresses: frozenset[str]
    bare: frozenset[str]
    chapters: frozenset[str]
    closing: frozenset[str]
    soft: frozenset[str]
    given: frozenset[str]
    possessives: frozenset[str]
    institutions: frozenset[str]
    associations: frozenset[str]
    led: Phrases
    its: frozenset[str]
    elected: frozenset[str]
    predecessor: frozenset[str]
    deputies: Mapping[str, str]
    presiding: frozenset[str]
    departments: frozenset[str]
    municipal: frozenset[str]
    missions: Mapping[str, str]
    shortened: Mapping[str, str]
    ministries: Mapping[str, str]
    ministers: Mapping[str, str]
    sovereign: frozenset[str]
    homeland: str
    national: frozenset[str]
    plurals: Phrases
    triggers: frozenset[str]
    gate: frozenset[str]

    def is_domain(self, folded: str) -> bool:
        """Return whether a word is one that departments are named by."""
        if folded in self.domain or (self.direct and folded in self.departments):
            return True
        return self.patterns is not None and self.patterns.match(folded) is not None

    def presides(self, tokens: Sequence[Token]) -> bool:
        """Return whether the tokens of a title are of an office that networks have."""
        if tokens[-1].folded in self.presiding:
            return True
        pairs = {f"{one.folded} {other.folded}" for one, other in pairwise(tokens)}
        return not self.presiding.isdisjoint(pairs)


@cache
def office_words(language: str) -> OfficeWords:
    """Return the words with which articles of a language are read."""
    data = [lexicon(tag, "offices") for tag in chain(language)]

    def table(name: str) -> list[Mapping[str, Any]]:
        return [each.get(name, {}) for each in data]

    def kinds(name: str, *, leave: Iterable[str] = ()) -> dict[str, str]:
        found: dict[str, str] = {}
        for each in table(name):
            for kind, phrases in each.items():
                if kind not in leave:
                    for phrase in phrases:
                        found.setdefault(phrase, kind)
        return found

    def listed(name: str, key: str) -> frozenset[str]:
        return frozenset(str(word) for each in table(name) for word in each.get(key, ()))

    heads = Phrases(kinds("heads"))
    modifiers = Phrases(kinds("modifiers", leave=("after",)))
    counterpart = Phrases(dict.fromkeys(listed("words", "counterpart"), "counterpart"))

    def merged(key: str) -> dict[str, str]:
        return {
            word: str(says) for each in reversed(table("words")) for word, says in each.get(key, {}).items()
        }

    heading = merged("heading")
    deputies = merged("deputies")
    patterns = sorted(listed("words", "patterns"))
    return OfficeWords(
        heads=heads,
        modifiers=modifiers,
        after=listed("modifiers", "after"),
        domain=listed("words", "domain"),
        patterns=re.compile("|".join(patterns)) if patterns else None,
        levels=listed("words", "levels"),
        own=listed("words", "own"),
        direct=any(each.get("direct", False) for each in table("words")),
        of=listed("words", "of"),
        home=listed("words", "from"),
        joins=listed("words", "and"),
        links=listed("words", "links"),
        strong=listed("words", "strong_links"),
        planned=listed("words", "planned"),
        becoming=listed("words", "becoming"),
        ended=listed("words", "ended"),
        that=listed("words", "that"),
        counterpart=counterpart,
        heading=heading,
        called=Phrases(dict.fromkeys(listed("words", "called"), "called")),
        called_before=Phrases(dict.fromkeys(listed("words", "called_before"), "called")),
        honorifics=listed("names", "honorifics"),
        particles=listed("names", "particles") - listed("names", "no_particles"),
        never=listed("names", "never"),
        degrees=frozenset(re.sub(r"\W", "", each).casefold() for each in listed("names", "degrees")),
        networks=listed("words", "networks"),
        that_is=listed("words", "that_is"),
        then=Phrases(dict.fromkeys(listed("words", "then"), "then")),
        term=Phrases(dict.fromkeys(listed("words", "term"), "term")),
        not_said=listed("words", "not_said"),
        passing=listed("words", "passing"),
        replacing=listed("words", "replacing"),
        successor=listed("words", "successor"),
        addresses=listed("words", "addresses"),
        bare=listed("words", "bare"),
        chapters=listed("words", "chapters"),
        closing=listed("words", "closing"),
        soft=listed("names", "soft"),
        given=listed("names", "given"),
        possessives=listed("words", "possessives"),
        its=listed("words", "its"),
        elected=listed("words", "elected"),
        predecessor=listed("words", "predecessor"),
        deputies=deputies,
        presiding=listed("words", "presiding"),
        departments=listed("words", "departments"),
        municipal=listed("words", "municipal"),
        missions=merged("missions"),
        shortened=merged("shortened"),
        ministries=merged("ministries"),
        ministers=merged("ministers"),
        sovereign=listed("words", "sovereign"),
        homeland=merged("homeland").get(language.partition("-")[0], ""),
        national=listed("words", "national"),
        plurals=Phrases(merged("plurals")),
        institutions=listed("words", "institutions"),
        associations=listed("words", "associations"),
        led=Phrases(merged("led")),
        gate=heads.lasts | counterpart.lasts | frozenset(heading) | frozenset(deputies),
        triggers=heads.firsts
        | modifiers.firsts
        | counterpart.firsts
        | frozenset(heading)
        | frozenset(deputies)
        | listed("words", "successor"),
    )
