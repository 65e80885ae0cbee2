"""Sentences that speak of other ties than membership."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Match, Symbols, rule_book
from citygraph.loaders.extraction.records import record

__all__ = ["Apart"]


@cache
def _words(language: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {"twinning": set(), "hosting": set(), "attending": set()}
    for tag in chain(language):
        data = lexicon(tag, "membership").get("apart", {})
        for name, words in found.items():
            words.update(data.get(name, ()))
    return {name: frozenset(words) for name, words in found.items()}


@record(frozen=True, slots=True)
class Apart:
    """What a sentence speaks of besides memberships.

    Attributes:
        named: It names a network.
        twinned: It speaks of the ties of two cities, and names no network.
        hosting: It, or the one before it, speaks of who will host something.
        attending: It, or the one before it, speaks of who came or won, and of no members; and it names no network.
    """

    named: bool
    twinned: bool
    hosting: bool
    attending: bool

    @classmethod
    def of(cls, symbols: Symbols, before: Symbols | None, language: str) -> Apart:
        """Return what a sentence speaks of.

        Args:
            symbols: The sentence.
            before: The one before it.
            language: BCP 47 tag.
        """
        words = _words(language)
        talk = rule_book(language, "membership-again")
        named = any(chunk.letter == "N" for chunk in symbols.chunks)
        return cls(
            named,
            not named and _has(symbols, words["twinning"]),
            _has(symbols, words["hosting"]) or (before is not None and _has(before, words["hosting"])),
            not named
            and any(
                _has(each, words["attending"]) and not talk.speaks_of_it(each)
                for each in (symbols, before)
                if each is not None
            ),
        )

    def bars(self, match: Match, *, talked: bool) -> bool:
        """Return whether a match is likely to be of such a tie.

        A rule that found the network itself is trusted; one that did not may be reading of a twinning, of guests, or of
        a bid to host, a bid lost or a bid withdrawn.

        Args:
            match: The match.
            talked: Whether members were spoken of here or shortly before.
        """
        if "network" in match.slots:
            return False
        doubted = match.rule.modality not in (None, "asserted")
        return self.twinned or self.attending or (doubted and (self.hosting or not (talked or self.named)))


def _has(symbols: Symbols, words: frozenset[str]) -> bool:
    return not words.isdisjoint(symbols.parts)
