"""Networks that the register lacks but whose names say what they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.records import record
from citygraph.ontology import slug

from .network_words import NetworkWords

__all__ = ["FoundNetwork", "UnlistedNetworks", "bracketed"]

_LONGEST: Final = 12  # tokens in a name
_LONG: Final = 4  # compared words of a name that may have a head word of much else
_NEAR: Final = 4
_EXPLAINED: Final = 10
_OPENING: Final = frozenset({",", "(", "–", "—"})
_SEVERAL: Final = frozenset({"networks", "associations", "alliances", "leagues", "coalitions", "unions"})


@record(frozen=True, slots=True)
class FoundNetwork:
    """A name found in a sentence: first token, the one after the last, and what it names."""

    first: int
    after: int
    slug: str
    known: bool = True
    ambiguous: bool = False
    title: bool = False


class UnlistedNetworks:
    """Finds names of bodies of cities by their head words and by whom they gather.

    Args:
        words: The words of such names.
        spellings: The head words as they are written.
    """

    def __init__(self, words: NetworkWords, spellings: frozenset[str]) -> None:
        self._words = words
        self._spellings = spellings
        self._several = frozenset(part for each in words.several for part in words.parts(each))

    def names(
        self, tokens: Sequence[Token], found: Sequence[FoundNetwork], introduced: dict[str, str],
        *, heading: bool = False,
    ) -> list[FoundNetwork]:  # fmt: skip
        """Return networks that the register lacks but whose names say what they are.

        In a headline every word may have a capital: only a name with its acronym counts there. Several networks
        (``International Networks of Cities``) are none.
        """
        words = self._words
        heads = [
            index
            for index, token in enumerate(tokens)
            if token.kind == "word"
            and token.capital
            and token.folded in self._spellings
            and not any(
                each.first <= index < each.after and not self._goes_before(tokens, each) for each in found
            )
        ]
        result: list[FoundNetwork] = []
        after = 0
        for head in heads:
            if head < after:
                continue
            first, last = self._extent(tokens, head, after)
            after = last
            parts = tuple(part for each in tokens[first:last] for part in words.parts(each.folded))
            written = {each.folded for each in tokens[first:last]}
            several = not words.several.isdisjoint(written)
            itself = words.same.get(tokens[head].folded, tokens[head].folded)
            others = (part for part in parts if not (several and part == itself))
            told = self._explained(tokens, last)
            if any(part in words.others for part in others) or (
                len(parts) < (2 if told else 3) or not (told or self._of_cities(parts))
            ):
                continue
            spelt = bracketed(tokens, last)
            if itself in words.loose_heads and not (told or spelt):
                continue
            strong = itself in words.heads or (
                len(parts) >= _LONG
                and (several or self._cued(tokens, first, last))
                and not self._held(tokens, first)
            )
            if not (spelt or told) and (not strong or heading or tokens[head].folded in _SEVERAL):
                continue
            acronym = tokens[last + 1] if spelt else None
            name = " ".join(each.text for each in tokens[first:last] if each.kind == "word")
            slug_ = slug(acronym.text if acronym is not None else name)
            if acronym is not None:
                introduced.setdefault(acronym.folded, slug_)
            result.append(FoundNetwork(first, last + 3 if spelt else last, slug_, known=False))
        return result

    def _goes_before(self, tokens: Sequence[Token], known: FoundNetwork) -> bool:
        """Return whether a capitalised word stands before a known name that begins with whom it gathers.

        *Equator Cities Alliance* is not the Cities Alliance. At the beginning of a sentence every word has a capital.
        """
        first = known.first
        return (
            first > 1
            and not self._several.isdisjoint(self._words.parts(tokens[first].folded))
            and tokens[first - 1].kind == "word"
            and tokens[first - 1].capital
            and tokens[first - 1].folded not in self._words.small
        )

    def _explained(self, tokens: Sequence[Token], after: int) -> bool:
        """Return whether what follows a name says that it is a body of cities: *, a club of seven harbour towns*."""
        if after >= len(tokens) or tokens[after].text not in _OPENING:
            return False
        words = self._words
        until = min(len(tokens), after + _EXPLAINED)
        for at in range(after + 1, until):
            token = tokens[at]
            if token.kind == "mark":
                return False
            same = words.same.get(token.folded, token.folded)
            if not token.capital and (
                same in words.bodies or same in words.heads or same in words.weak_heads
            ):
                parts = tuple(part for each in tokens[at + 1 : until] for part in words.parts(each.folded))
                return self._of_cities(parts)
        return False

    def _cued(self, tokens: Sequence[Token], first: int, last: int) -> bool:
        """Return whether the words beside a name say that one belongs to it."""
        beside = [*tokens[max(0, first - _NEAR) : first], *tokens[last : last + _NEAR]]
        return any(each.folded in self._words.cues for each in beside)

    def _held(self, tokens: Sequence[Token], first: int) -> bool:
        """Return whether the word before a name, its article aside, says that it takes place."""
        before = [each for each in tokens[max(0, first - 2) : first] if each.folded not in self._words.small]
        return bool(before) and before[-1].folded in self._words.held

    def _of_cities(self, parts: tuple[str, ...]) -> bool:
        return any(
            parts[at : at + len(member)] == member
            for member in self._words.members
            for at in range(len(parts) - len(member) + 1)
        )

    def _ends(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether a small word ends the name: before a place, or before another name of a network."""
        if at + 1 >= len(tokens):
            return True
        following = tokens[at + 1].folded
        if tokens[at].folded in self._words.inside:
            return following not in self._words.wide
        return following in self._spellings

    def _extent(self, tokens: Sequence[Token], head: int, least: int) -> tuple[int, int]:
        """Return the first token of the capitalised name around a head word, and the one after its last."""
        last = head + 1
        at = last
        while at < len(tokens) and at - head < _LONGEST:
            token = tokens[at]
            if token.folded in self._words.ends:
                break
            if token.kind != "mark" and (token.capital or token.kind == "number"):
                last = at + 1
            elif token.folded not in self._words.small or self._ends(tokens, at):
                break
            at += 1
        first = head
        while first > least and head - first < 6:
            token = tokens[first - 1]
            if token.kind != "word" or not token.capital or token.folded in self._words.small:
                break
            first -= 1
        return first, last


def bracketed(tokens: Sequence[Token], at: int) -> bool:
    """Return whether an acronym in brackets begins at a token."""
    return (
        at + 2 < len(tokens)
        and tokens[at].text == "("
        and tokens[at + 2].text == ")"
        and tokens[at + 1].kind == "word"
        and 2 <= len(tokens[at + 1].text) <= 16
        and tokens[at + 1].capital
    )
