"""The names of the networks of the register, by the words by which they are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from citygraph.loaders.networks import NetworkRegister

from .network_words import NetworkWords

__all__ = ["RegisterNames"]

_CORE: Final = 3  # words by which a name is known in a longer or shorter form


class RegisterNames:
    """Leads from names to networks.

    Attributes:
        single: Slug of each name of one word.
        forms: How each name of one word may be written.
        titles: Names of titles that a network's members bear.
        vocabulary: All words of names of several words.
        wanted: Words that begin or are part of a name, as they are written.
        gate: Words of which a text that names a network has one, as they are written.

    Args:
        register: The register of networks.
        words: The words of networks' names.
    """

    def __init__(self, register: NetworkRegister, words: NetworkWords) -> None:
        self._words = words
        self._exact: dict[tuple[str, ...], str] = {}
        self._loose: dict[tuple[str, ...], str] = {}
        self.single: dict[str, str] = {}
        self.forms: dict[str, set[str]] = {}
        self._cores: dict[frozenset[str], str | None] = {}
        for network in register.values():
            for name in network.all_names():
                self._learn(name, network.slug, is_slug=name == network.slug)
        self.titles = frozenset(
            self._learn(title, slug_, is_slug=False) for title, slug_ in self._words.titles
        )
        counts = Counter(word for key in self._exact for word in key)
        self.vocabulary = frozenset(counts)
        anchors = {min(key, key=lambda word: (counts[word], word)) for key in (*self._exact, *self._loose)}
        self.wanted = self.spellings(self.vocabulary | set(self.single))
        self.gate = self.spellings(anchors | set(self.single))

    def spellings(self, compared: Iterable[str]) -> frozenset[str]:
        """Return the words that are compared as the given ones, as they are written."""
        wanted = set(compared)
        return frozenset([*wanted, *(word for word, same in self._words.same.items() if same in wanted)])

    def _learn(self, name: str, slug_: str, *, is_slug: bool) -> tuple[str, ...]:
        """Add a name of a network, and return the words by which it is compared, in order."""
        key = self._words.compared(name)
        if len(key) == 1:
            self.single.setdefault(key[0], slug_)
            if not is_slug or name not in self.forms.get(key[0], ()):
                self.forms.setdefault(key[0], set()).add(name.upper() if is_slug else name)
        elif key and not (is_slug and len(key) > 2):
            ordered = key if len(key) == 2 else tuple(sorted(key))
            self._exact.setdefault(ordered, slug_)
            core = self._core(key)
            if len(core) >= _CORE and not is_slug:
                self._cores[core] = slug_ if self._cores.get(core, slug_) == slug_ else None
            rest = tuple(sorted(each for each in key if each not in self._words.optional))
            if 3 <= len(rest) < len(key):
                self._loose.setdefault(rest, slug_)
        return tuple(sorted(key))

    def _core(self, key: Iterable[str]) -> frozenset[str]:
        """Return the compared words of a name without those that its longer and shorter forms differ by."""
        return frozenset(key) - self._words.optional - self._words.fillers

    def slug_of(self, key: tuple[str, ...]) -> str | None:
        """Return the slug of the network whose name consists of some compared words, in whatever order."""
        if len(key) == 2:
            return self._exact.get(key)
        ordered = tuple(sorted(key))
        return self._exact.get(ordered) or self._loose.get(ordered)

    def longer_or_shorter(self, words: Iterable[str]) -> str | None:
        """Return the slug of the network of whose name some compared words are a longer or shorter form."""
        return self._cores.get(self._core(words))
