"""The words that names of city networks are made of, and names reduced to what can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from citygraph.loaders.extraction.languages import lexicon, tags
from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.tokens import tokens_of

__all__ = ["NetworkWords", "network_words"]


@dataclass(frozen=True)
class NetworkWords:
    """Words of every language: a network's name is written in any of them, whatever the article's own.

    Attributes:
        same: The one form that stands for several (``cities`` is ``city``).
        small: Words left out when names are compared.
        optional: Words left out at a second try.
        fillers: Words that the longer and shorter forms of one name differ by.
        heads: What a body of cities is called.
        weak_heads: Called so too, as is much else.
        loose_heads: Called so too, but only where more is said of it.
        bodies: Nouns that explain what a body of cities is.
        members: Whom such a body gathers, as sequences of compared words.
        others: Words that make a name that of something else.
        called: Phrases that introduce a name, as sequences of folded words.
        joined: Phrases of belonging to something, as sequences of folded words.
        cues: Words beside which an ambiguous acronym is a network's.
        several: Members in the plural, beside which a head word of much else is that of a body of cities.
        inside: Small words that a name goes on behind only with one of ``wide``.
        wide: Words that do so.
        national: How adjectives of countries end.
        held: Words before what takes place: a forum behind them is a gathering.
        ends: Words that end a name though they are capitalised.
        titles: Titles that the members of a network bear, with its slug.
        ambiguous: Names that mean other things too, as compared.
    """

    same: Mapping[str, str]
    small: frozenset[str]
    optional: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    weak_heads: frozenset[str] = frozenset()
    loose_heads: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    members: frozenset[tuple[str, ...]] = frozenset()
    others: frozenset[str] = frozenset()
    called: frozenset[tuple[str, ...]] = frozenset()
    joined: frozenset[tuple[str, ...]] = frozenset()
    cues: frozenset[str] = frozenset()
    several: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    wide: frozenset[str] = frozenset()
    national: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    titles: tuple[tuple[str, str], ...] = ()
    ambiguous: frozenset[tuple[str, ...]] = frozenset()

    def parts(self, folded: str) -> Sequence[str]:
        """Return the compared words of one folded token: none for a small word, several for a compound."""
        if folded.endswith("'s"):
            folded = folded[:-2]
        if folded in self.small:
            return ()
        same = self.same.get(folded)
        if same is not None:
            return (same,)
        if "-" not in folded and "‑" not in folded and "‐" not in folded:
            return (folded,)
        parts = [self.same.get(each, each) for each in folded.replace("‑", "-").replace("‐", "-").split("-")]
        return tuple(dict.fromkeys(each for each in parts if each and each not in self.small))

    def compared(self, name: str) -> tuple[str, ...]:
        """Return the words by which a name is compared.

        >>> network_words().compared("Global Network of Learning Cities")
        ('global', 'network', 'learning', 'city')
        """
        return tuple(self._words(tokens_of(name, 0, len(name))))

    def _words(self, tokens: Sequence[Token]) -> Iterator[str]:
        for token in tokens:
            if token.kind != "mark":
                yield from self.parts(token.folded)


@cache
def network_words() -> NetworkWords:
    """Return the words of all languages that have data."""
    data = [lexicon(tag, "networks") for tag in tags()]
    same: dict[str, str] = {}
    for each in data:
        for word, variants in each.get("same", {}).items():
            same |= dict.fromkeys(variants, word)
    small = frozenset(_listed(data, "words", "small"))
    words = NetworkWords(same, small)
    return NetworkWords(
        same=same,
        small=small,
        optional=frozenset(_listed(data, "words", "optional")),
        fillers=frozenset(_listed(data, "words", "fillers")),
        heads=frozenset(_listed(data, "words", "heads")),
        weak_heads=frozenset(_listed(data, "words", "weak_heads")),
        loose_heads=frozenset(_listed(data, "words", "loose_heads")),
        bodies=frozenset(_listed(data, "words", "bodies")),
        members=frozenset(map(words.compared, _listed(data, "words", "members"))),
        others=frozenset(_listed(data, "words", "others")),
        called=frozenset(tuple(each.split()) for each in _listed(data, "words", "called")),
        joined=frozenset(tuple(each.split()) for each in _listed(data, "words", "joined")),
        cues=frozenset(_listed(data, "words", "cues")),
        several=frozenset(_listed(data, "words", "several")),
        inside=frozenset(_listed(data, "words", "inside")),
        wide=frozenset(_listed(data, "words", "wide")),
        national=tuple(_listed(data, "words", "national")),
        held=frozenset(_listed(data, "words", "held")),
        ends=frozenset(_listed(data, "words", "ends")),
        titles=tuple(
            (str(title), str(slug))
            for each in data
            for slug, titles in each.get("titles", {}).items()
            for title in titles
        ),
        ambiguous=frozenset(map(words.compared, _listed(data, "ambiguous", "names"))),
    )


def _listed(data: Sequence[Mapping[str, Any]], table: str, key: str) -> list[str]:
    return [str(word) for each in data for word in each.get(table, {}).get(key, ())]
