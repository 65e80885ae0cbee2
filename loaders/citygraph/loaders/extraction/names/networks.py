"""City networks named in a text: those of the register, and those that the text introduces as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from citygraph.loaders.extraction.layout import Layout, Sentence, Token
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.networks import NetworkRegister

from .granted import granted_names
from .network_cues import is_cued
from .network_words import network_words
from .register_names import RegisterNames
from .registered import RegisteredNetworks
from .unlisted import FoundNetwork, UnlistedNetworks, bracketed

__all__ = ["NetworkFinder"]


class NetworkFinder:
    """Finds city networks by any of their names, in any order of words that the name bears.

    Args:
        register: The register of networks.
    """

    def __init__(self, register: NetworkRegister) -> None:
        self._words = network_words()
        self._names = names = RegisterNames(register, self._words)
        self._heads = names.spellings(self._words.heads | self._words.weak_heads | self._words.loose_heads)
        self._registered = RegisteredNetworks(names, self._words, self._heads)
        self._unlisted = UnlistedNetworks(self._words, self._heads)

    def find(self, layout: Layout, language: str) -> list[NetworkMention]:
        """Return the networks that a text names, in order and without overlap.

        Args:
            layout: The text.
            language: BCP 47 tag of the article; names are found in every language, whatever it is.
        """
        introduced: dict[str, str] = {}
        found = [(sentence, self._in(sentence, introduced)) for sentence in layout.sentences]
        spelt = {each.slug for _, names in found for each in names if not each.ambiguous}
        granted = granted_names(layout, spelt)
        mentions: list[NetworkMention] = []
        for sentence, names in found:
            if sentence.index in granted:
                names = _beside(names, granted[sentence.index])
            if introduced:
                names = sorted(
                    [*names, *self._introduced(sentence, names, introduced)], key=lambda each: each.first
                )
            for each in names:
                if (
                    each.ambiguous
                    and each.slug not in spelt
                    and not is_cued(self._words, sentence, each, names, spelt=bool(spelt))
                ):
                    continue
                last = sentence.tokens[each.after - 1]
                end = last.end - 2 if last.folded.endswith("'s") else last.end
                start = sentence.tokens[each.first].start
                mentions.append(NetworkMention(start, end, each.slug, each.known, each.title))
        return mentions

    def _in(self, sentence: Sentence, introduced: dict[str, str]) -> list[FoundNetwork]:
        """Return the names in one sentence; acronyms that it introduces are added to those known."""
        if sentence.furniture:
            return []
        tokens, folded = sentence.tokens, sentence.words
        found: list[FoundNetwork] = []
        if not self._names.gate.isdisjoint(folded) or not self._names.gate.isdisjoint(_halves(folded)):
            found = self._registered.names(tokens, introduced)
        if not self._heads.isdisjoint(folded):
            sure = [each for each in found if not each.ambiguous]
            unlisted = self._unlisted.names(tokens, sure, introduced, heading=sentence.heading)
            unlisted = [self._resolved(tokens, each, introduced) for each in unlisted]
            if unlisted:
                taken = {index for each in unlisted for index in range(each.first, each.after)}
                found = sorted(
                    [*(each for each in found if each.first not in taken), *unlisted],
                    key=lambda each: each.first,
                )
        return found

    def _resolved(
        self, tokens: Sequence[Token], name: FoundNetwork, introduced: dict[str, str]
    ) -> FoundNetwork:
        """Return a name as one of the register, where it is a longer or shorter form of that one's."""
        spelt = name.after - 3 if bracketed(tokens, name.after - 3) else name.after
        parts = (part for each in tokens[name.first : spelt] for part in self._words.parts(each.folded))
        slug_ = self._names.longer_or_shorter(parts)
        if slug_ is None:
            return name
        for acronym, other in introduced.items():
            if other == name.slug:
                introduced[acronym] = slug_
        return FoundNetwork(name.first, name.after, slug_)

    def _introduced(
        self, sentence: Sentence, names: Sequence[FoundNetwork], introduced: dict[str, str]
    ) -> Iterator[FoundNetwork]:
        """Yield later mentions by an acronym that the text itself introduced."""
        if sentence.furniture or introduced.keys().isdisjoint(sentence.words):
            return
        taken = {index for each in names for index in range(each.first, each.after)}
        for index, token in enumerate(sentence.tokens):
            slug_ = introduced.get(token.folded)
            if slug_ is not None and token.capital and index not in taken:
                yield FoundNetwork(index, index + 1, slug_, known=not slug_.startswith("?"))


def _beside(names: Sequence[FoundNetwork], granted: Sequence[FoundNetwork]) -> list[FoundNetwork]:
    """Return the names of a sentence with those granted that stand apart from the sure ones."""
    sure = {index for each in names if not each.ambiguous for index in range(each.first, each.after)}
    added = [each for each in granted if sure.isdisjoint(range(each.first, each.after))]
    taken = {index for each in added for index in range(each.first, each.after)}
    kept = [each for each in names if taken.isdisjoint(range(each.first, each.after))]
    return sorted([*kept, *added], key=lambda each: each.first)


def _halves(folded: Iterable[str]) -> list[str]:
    """Return the parts of compounds and of possessives."""
    return [
        part for each in folded if "-" in each or "'" in each for part in each.replace("'", "-").split("-")
    ]
