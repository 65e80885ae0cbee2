"""What an office is about: the words of a department or of a field of work after a title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token

from .bodies import Bodies, index_at
from .office_words import OfficeWords

__all__ = ["Fields"]

_SMALL: Final = frozenset({"the"})
_ROMAN: Final = frozenset("IVX")
_DIVISION: Final = 8  # tokens in the name of a department
_LONGEST: Final = 26  # tokens in what an office is about


class Fields:
    """Reads what offices are about in one article.

    Args:
        words: The words of its language.
        bodies: What it names that an office may be held in.
    """

    def __init__(self, words: OfficeWords, bodies: Bodies) -> None:
        self._words = words
        self._bodies = bodies

    def ahead(self, tokens: Sequence[Token], at: int, *, joined: bool) -> int | None:
        """Return where a body begins after words that may be a department's name, as a person's holds no body."""
        words = self._words
        small = 0
        for index in range(at, min(at + _LONGEST, len(tokens))):
            token = tokens[index]
            if joined and token.folded in words.joins and token.kind == "word":
                continue
            found = self._bodies.starts.get(token.start)
            if found is not None and index > at and not _numeral(token.text):
                place = found[1].place
                return index if place is None or (not small and place.start < place.name_start) else None
            if token.kind != "word":
                return None
            if not token.capital:
                small += 1
                if small > 2 or token.folded in words.links | words.of | words.that | words.joins:
                    return None
            if words.heads.at(tokens, index) is not None:
                return None
        return None

    def of_field(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether a field of the office comes next (``Bidang Kebudayaan``, ``for Culture``)."""
        if at + 1 >= len(tokens):
            return False
        return tokens[at].folded in {"bidang", "urusan"} or (
            tokens[at].folded in {"for", "responsible"}
            and (self._words.is_domain(tokens[at + 1].folded) or tokens[at + 1].folded == "the")
        )

    def greedy(self, tokens: Sequence[Token], at: int) -> int:
        """Return the token after a field: up to a mark, or after the words that departments are named by."""
        last = at + 1
        index = last
        while index < len(tokens) and index - at < _LONGEST:
            token = tokens[index]
            if token.kind != "mark" and token.capital:
                last = index + 1
            elif (
                token.folded not in self._words.joins
                and token.folded not in self._words.of
                and token.folded != "the"
            ):
                break
            index += 1
        ends = index < len(tokens) and tokens[index].kind == "mark"
        ran = max(self.run(tokens, at), at + 1)
        return max(last, ran) if ends or index == len(tokens) else ran

    def written(self, tokens: Sequence[Token], end: int) -> int:
        """Return the token after a body of which only the name is written (``Mayor of Upper Hutt``)."""
        if end + 1 >= len(tokens) or tokens[end].folded not in {"of", "dari"} or not tokens[end + 1].capital:
            return end
        after = end + 1
        while after < len(tokens) and tokens[after].kind == "word" and tokens[after].capital:
            after += 1
        return after

    def run(self, tokens: Sequence[Token], at: int) -> int:
        """Return the token after the words that tell what an office is about."""
        words = self._words
        last = at
        index = at
        while index < len(tokens) and index - at < _LONGEST:
            token = tokens[index]
            if token.kind == "word":
                if self.begins(tokens, index) and not _numeral(token.text):
                    break
                small = token.folded in words.of or token.folded in words.joins or token.folded == "the"
                lettered = len(token.text) == 1 and index > at and tokens[index - 1].folded in words.own
                if token.folded in words.given and not self.continues(tokens, index + 1):
                    break
                if token.text == "I" and index + 1 < len(tokens) and tokens[index + 1].folded in words.given:
                    break
                if not small and (words.is_domain(token.folded) or _numeral(token.text) or lettered):
                    last = index = index + 1
                    continue
                if not small or not self.continues(tokens, index + 1):
                    break
            elif (
                token.text == "("
                and index + 2 < len(tokens)
                and tokens[index + 2].text == ")"
                and last == index
            ):
                last = index + 3
                index += 2
            elif (token.text == "," and (last != index or not self.continues(tokens, index + 1))) or (
                token.text not in ",&/"
            ):
                break
            index += 1
        return last

    def division(self, tokens: Sequence[Token], at: int) -> int:
        """Return the token after a department whose field is not known (``of the river division``), else the same."""
        words = self._words
        if words.direct or at + 1 >= len(tokens) or tokens[at].folded not in {"of", "for"}:
            return at
        for index in range(at + 1, min(at + _DIVISION, len(tokens))):
            token = tokens[index]
            if token.kind != "word" or token.start in self._bodies.starts:
                return at
            if token.folded in words.own and index > at + 1:
                return index + 1
            if token.folded in words.that_is or token.folded in words.strong or token.folded.endswith("'s"):
                return at
        return at

    def closed(self, tokens: Sequence[Token], at: int) -> int:
        """Return the comma up to which a field goes whose words are not known, where a name follows it.

        *Kepala Bidang Peninggalan Bersejarah, Rahma Yulis*.
        """
        if not self._words.direct:
            return at
        index = at
        while index < len(tokens) and index - at < _LONGEST and tokens[index].kind == "word":
            if not tokens[index].capital and tokens[index].folded not in self._words.joins:
                return at
            if self.begins(tokens, index):
                return at
            index += 1
        named = tokens[index + 1 : index + 3]
        if index == at or index >= len(tokens) or tokens[index].text != "," or len(named) < 2:
            return at
        return index if all(each.kind == "word" and each.capital for each in named) else at

    def enumerated(self, tokens: Sequence[Token], at: int) -> int:
        """Return the token after a department's name that lists fields (``Dinas A, B, dan C``), else the same.

        Each but the last is capitalised words before a comma; ``dan`` stands before the last.
        """
        words = self._words
        if not words.direct or at + 4 >= len(tokens) or tokens[at].folded not in words.own:
            return at
        index, commas = at + 1, 0
        while index < len(tokens) and index - at < _LONGEST:
            token = tokens[index]
            if token.text == ",":
                commas += 1
            elif token.folded in words.joins and token.kind == "word":
                if commas and index + 1 < len(tokens) and tokens[index + 1].capital:
                    ran = after = index + 2
                    while after < len(tokens) and self._field(tokens, after):
                        known = words.is_domain(tokens[after].folded) and ran == after
                        after += 1
                        ran += known
                    return after if self._closes(tokens, after) else ran
            elif not self._field(tokens, index):
                return at
            index += 1
        return at

    def _closes(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether a body or a comma with a name behind it comes next, so that no name is in what went before."""
        if at >= len(tokens) or tokens[at].start in self._bodies.starts:
            return True
        if tokens[at].folded in self._words.levels or tokens[at].folded in self._words.honorifics:
            return True
        return tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].capital

    def _field(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a token may be of a field's name: a capitalised word that begins no body and no title."""
        token = tokens[index]
        heads = self._words.heads.at(tokens, index) is not None or token.folded in self._words.honorifics
        named = token.start in self._bodies.starts or token.folded in self._words.levels
        return token.kind == "word" and token.capital and not (heads or named)

    def begins(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a body or another title begins at a token, and what the office is about ends."""
        words = self._words
        found = self._bodies.starts.get(tokens[index].start)
        if found is not None:
            own = tokens[index].folded in words.own
            level = tokens[index].folded in words.levels and found[1].place is not None
            return level or not (
                own or (found[1].place is not None and words.is_domain(tokens[index].folded))
            )
        if words.heads.at(tokens, index) is not None:
            return True
        modifier = words.modifiers.at(tokens, index)
        return modifier is not None and words.heads.at(tokens, index + modifier[0]) is not None

    def continues(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a word that departments are named by comes next, small words aside."""
        words = self._words
        while index < len(tokens) and (
            tokens[index].folded in words.joins
            or tokens[index].folded in words.of
            or tokens[index].folded == "the"
        ):
            index += 1
        return (
            index < len(tokens) and words.is_domain(tokens[index].folded) and not self.begins(tokens, index)
        )

    def owned(self, tokens: Sequence[Token], at: int) -> int:
        """Return the token after the department that a possessive body has (``Kitakyushu's Center for Recycling``)."""
        words = self._words
        last = at
        index = at
        while index < len(tokens) and index - at < _LONGEST and tokens[index].kind == "word":
            token = tokens[index]
            if token.capital or (
                words.is_domain(token.folded) and token.folded not in words.of | words.joins
            ):
                if words.heads.at(tokens, index) is not None:
                    break
                last = index + 1
            elif token.folded not in words.of and token.folded not in words.joins and token.folded != "the":
                break
            index += 1
        if index < len(tokens) and tokens[index].kind != "mark":
            return self.run(tokens, at)
        return last

    def to_name(self, tokens: Sequence[Token], at: int) -> int | None:
        """Return the comma at which capitalised words end, where the name of a person comes right after it."""
        words = self._words
        index, capitals = at, 0
        while index < len(tokens) and index - at < _LONGEST and tokens[index].text != ",":
            token = tokens[index]
            small = token.folded in words.joins or token.folded in words.of or token.folded in _SMALL
            if token.kind == "mark" or not (token.capital or small) or words.heads.at(tokens, index):
                return None
            capitals += token.capital
            index += 1
        if not capitals or index + 2 >= len(tokens) or tokens[index].text != ",":
            return None
        return index if self._names_person(tokens, index + 1) else None

    def _names_person(self, tokens: Sequence[Token], at: int) -> bool:
        """Return whether the name of a person, an honorific or two capitalised words, begins at a token."""
        words = self._words
        one, other = tokens[at : at + 2]
        if one.start in self._bodies.starts or words.heads.at(tokens, at) or words.modifiers.at(tokens, at):
            return False
        if one.folded in words.honorifics and one.capital:
            return True
        return all(
            each.kind == "word"
            and each.capital
            and (each.folded not in words.never or each.folded in words.soft)
            for each in (one, other)
        )

    def joining(self, tokens: Sequence[Token], index: int) -> bool:
        """Return whether a small word joins what stands around it into one name."""
        words = self._words
        small = tokens[index].folded in words.joins or tokens[index].folded in words.of
        return small and index + 1 < len(tokens) and tokens[index + 1].capital

    def area(self, tokens: Sequence[Token], after: int) -> int:
        """Return the token after the area that an office is for (``WHO untuk Indonesia``), else the same."""
        words = self._words
        if after + 1 >= len(tokens) or tokens[after].folded not in words.of:
            return after
        index = after + 1
        while index < len(tokens) and (tokens[index].capital or self.joining(tokens, index)):
            index += 1
        if index < len(tokens) and tokens[index].text == "," and index > after + 1:
            return index
        found = self._bodies.starts.get(tokens[after + 1].start)
        named = found is not None and found[1].place is not None
        return index_at(tokens, after + 1, found[0]) if found is not None and named else after


def _numeral(written: str) -> bool:
    """Return whether a word is a Roman numeral (``Komwil VI``)."""
    return len(written) <= 4 and _ROMAN.issuperset(written)
