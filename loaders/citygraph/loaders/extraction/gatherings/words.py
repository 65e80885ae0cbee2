"""What a language knows about gatherings, compiled from its data and from that of the languages it borrows from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from citygraph.loaders.extraction.languages import LanguageDataError, chain, lexicon
from citygraph.loaders.extraction.layout import Token, stand_at
from citygraph.loaders.extraction.records import record

from .classes import CLASSES, GatheringClass

__all__ = ["GatheringWords", "Head", "Phrases", "inflected", "inflections", "words_of"]

_INFLECTED: Final = "+"


@record(frozen=True, slots=True)
class Phrases:
    """Phrases of one or more words, looked up where they begin, the longest first."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrases:
        """Return the look-up of phrases written with spaces."""
        table: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(set(phrases), key=lambda each: (-len(each.split()), each)):
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append(words)
        return cls({first: tuple(rest) for first, rest in table.items()})

    def at(self, tokens: Sequence[Token], index: int) -> int:
        """Return how many tokens the phrase that begins at a token takes; 0 where none does."""
        phrases = self.by_first.get(tokens[index].folded)
        if phrases is None:
            return 0
        for words in phrases:
            if stand_at(tokens, index, words):
                return len(words)
        return 0


@record(frozen=True, slots=True)
class Head:
    """A head word of gatherings in one language.

    Attributes:
        words: Its words, folded.
        type: What it stands for.
        before: Whether the name stands before it (*Mayors Summit*), as against after it (*Kongres UCLG*).
        either: Whether it is a word of languages of both orders (*festival*).
        loan: Whether it is a word of a language that the article's language borrows from.
    """

    words: tuple[str, ...]
    type: GatheringClass
    before: bool
    loan: bool
    either: bool = False


@record(frozen=True, slots=True)
class GatheringWords:
    """The compiled words of a language and of those it borrows from."""

    heads: Mapping[str, tuple[Head, ...]]
    modifiers: frozenset[str]
    ordinals: Mapping[str, int]
    connectors: frozenset[str]
    right: frozenset[str]
    joining: frozenset[str]
    determiners: frozenset[str]
    stops: frozenset[str]
    verbs: frozenset[str]
    occurring: frozenset[str]
    at: frozenset[str]
    amid: frozenset[str]
    generic: Phrases
    called: Phrases
    introducing: frozenset[str]
    quoting: frozenset[str]
    excluded: Phrases
    scopes: frozenset[str]
    loose: frozenset[str]
    venues: frozenset[str]
    naming: Phrases
    alone: Phrases
    filling: frozenset[str]
    owners: frozenset[str]
    titling: frozenset[str]
    explaining: frozenset[str]
    choosing: frozenset[str]
    sharing: frozenset[str]
    running: frozenset[str]
    showing: frozenset[str]
    works: frozenset[str]
    prizes: frozenset[str]
    halls: frozenset[str]
    copying: frozenset[str]
    born: Phrases
    articles: frozenset[str]
    joints: frozenset[str]
    triggers: frozenset[str]
    visits: frozenset[str]
    towards: frozenset[str]
    before: bool

    def head(self, tokens: Sequence[Token], index: int) -> Head | None:
        """Return the head word that begins at a token, the longest."""
        for head in self.heads.get(tokens[index].folded, ()):
            if stand_at(tokens, index, head.words):
                return head
        return None


def inflections(tags: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the forms of the verbs that languages inflect, by the verb, its own form among them."""
    tables = [lexicon(tag, "gatherings").get("forms", {}) for tag in tags]
    return {verb: (verb, *forms) for each in reversed(tables) for verb, forms in each.items()}


def inflected(phrases: Iterable[str], forms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield phrases, those that begin with ``+`` once for each form of the verb behind it.

    >>> list(inflected(["+go to", "on tour"], {"go": ("go", "went")}))
    ['go to', 'went to', 'on tour']
    """
    for phrase in phrases:
        if not phrase.startswith(_INFLECTED):
            yield phrase
            continue
        verb, *rest = phrase.removeprefix(_INFLECTED).split()
        for form in forms.get(verb, (verb,)):
            yield " ".join((form, *rest))


def _union(data: Sequence[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for each in data for word in each.get(key, ()))


def _heads(tags: Sequence[str], data: Sequence[Mapping[str, Any]]) -> dict[str, tuple[Head, ...]]:
    found: dict[tuple[str, ...], Head] = {}
    for rank, (tag, each) in enumerate(zip(tags, data, strict=True)):
        before = each.get("order", "after") == "before"
        for name, phrases in each.get("heads", {}).items():
            if name not in CLASSES:
                raise LanguageDataError(
                    f"{tag}/gatherings.toml: heads.{name} is no class of gatherings",
                    hint="use one of " + ", ".join(CLASSES),
                )
            for phrase in phrases:
                words = tuple(phrase.split())
                known = found.setdefault(words, Head(words, CLASSES[name], before, rank > 0))
                if known.before != before and not known.either:
                    found[words] = replace(known, either=True)
    table: dict[str, list[Head]] = {}
    for words in sorted(found, key=lambda each: (-len(each), each)):
        table.setdefault(words[0], []).append(found[words])
    return {first: tuple(heads) for first, heads in table.items()}


@cache
def words_of(language: str) -> GatheringWords:
    """Return what a language knows about gatherings, with the words of the languages that it borrows from.

    Raises:
        LanguageDataError: A language's data names an unknown class.
    """
    tags = chain(language)
    data = [lexicon(tag, "gatherings") for tag in tags]
    visits = [each.get("visits", {}) for each in data]
    heads = _heads(tags, data)
    generic, called, excluded = (Phrases.of(_union(data, key)) for key in ("generic", "called", "not"))
    showing, works = _union(data, "showing"), _union(data, "works") | _union(data, "prizes")
    born = Phrases.of(_union(data, "born"))
    copying = _union(data, "copying")
    introducing, quoting = _union(data, "introducing"), _union(data, "quoting")
    enclitic = {f"{word}{end}" for word in heads for each in data for end in each.get("enclitics", ())}
    return GatheringWords(
        heads=heads,
        modifiers=_union(data, "modifiers") | _union(data, "scopes"),
        ordinals={
            word: number for each in reversed(data) for word, number in each.get("ordinals", {}).items()
        },
        connectors=_union(data, "connectors"),
        right=_union(data, "right"),
        joining=_union(data, "joining"),
        determiners=_union(data, "determiners"),
        stops=_union(data, "stops"),
        verbs=_union(data, "verbs"),
        occurring=_union(data, "occurring"),
        at=_union(data, "at"),
        amid=_union(data, "amid"),
        generic=generic,
        called=called,
        introducing=introducing,
        quoting=quoting,
        excluded=excluded,
        scopes=_union(data, "scopes"),
        loose=_union(data, "loose"),
        venues=_union(data, "venues"),
        alone=Phrases.of(_union(data, "alone")),
        naming=Phrases.of(_union(data, "naming")),
        filling=_union(data, "filling"),
        owners=_union(data, "owners"),
        titling=_union(data, "titling"),
        explaining=_union(data, "explaining"),
        choosing=_union(data, "choosing"),
        sharing=_union(data, "sharing"),
        running=_union(data, "running"),
        before=bool(data) and data[0].get("order", "after") == "before",
        showing=showing,
        works=works,
        born=born,
        halls=_union(data, "halls"),
        copying=copying,
        prizes=_union(data, "prizes"),
        articles=_union(data, "articles"),
        joints=_union(data, "joints"),
        visits=_union(visits, "visit"),
        towards=_union(visits, "towards"),
        triggers=frozenset(
            {
                *heads,
                *enclitic,
                *generic.by_first,
                *called.by_first,
                *excluded.by_first,
                *introducing,
                *quoting,
                *showing,
                *works,
                *copying,
                *born.by_first,
            }
        ),
    )
