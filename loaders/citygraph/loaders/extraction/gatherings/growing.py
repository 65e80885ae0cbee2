"""How far a name reaches to the left and to the right of its head word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token
from citygraph.loaders.extraction.records import record

from .words import GatheringWords

__all__ = [
    "Ground",
    "grow_left",
    "grow_right",
    "ordinal_of",
    "ordinal_word",
    "quotation_right",
    "quoted_title",
    "titled",
]

_LONGEST: Final = 24
_GROUP: Final = 8
_QUOTATION: Final = 16
_LONG_WORD: Final = 4
_OPEN: Final = frozenset('“"«‘„')
_CLOSE: Final = frozenset('”"»’')
_ORDINAL: Final = re.compile(r"(?:ke-?)?([0-9]{1,3})(?:st|nd|rd|th)?$")
_ROMAN: Final = re.compile(r"(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})$")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}$")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


@record(frozen=True, slots=True)
class Ground:
    """A sentence to grow names in.

    Attributes:
        sentence: The sentence.
        words: What the language knows.
        networks: Index of the token after a network's name, by the token that the name begins at.
        ended: The other way round.
        shouting: Whether the sentence is a headline with all its words capitalised.
    """

    sentence: Sentence
    words: GatheringWords
    networks: Mapping[int, int]
    ended: Mapping[int, int]
    shouting: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.sentence.tokens


def ordinal_of(token: Token, words: GatheringWords) -> int | None:
    """Return the number that an ordinal word, a Roman numeral or ``ke-7``/``7th`` stands for."""
    if token.kind == "word":
        if token.folded in words.ordinals:
            return words.ordinals[token.folded]
        if token.text.isupper() and _ROMAN.fullmatch(token.text):
            values = [_VALUES[letter] for letter in token.text]
            return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    if not (token.folded[:1].isdigit() or token.folded[-1:].isdigit()):
        return None
    found = _ORDINAL.fullmatch(token.folded)
    return int(found[1]) if found and not token.folded.isdigit() else None


def ordinal_word(text: str, words: GatheringWords) -> bool:
    """Return whether a word as written is a number in a series."""
    if text.lower() in words.ordinals or (text.isupper() and _ROMAN.fullmatch(text)):
        return True
    return _ORDINAL.fullmatch(text.lower()) is not None and not text.isdigit()


def titled(token: Token) -> bool:
    """Return whether a word can be part of a title: it holds a capital (``se-Indonesia``, ``l'Horta``)."""
    return token.kind == "word" and (token.capital or any(letter.isupper() for letter in token.text))


def _bars(token: Token, ground: Ground, *, first: bool = False) -> bool:
    """Return whether a word, though capitalised, ends a name."""
    folded = token.folded
    if folded in ground.words.stops:
        return not (token.text.isupper() and len(token.text) > 1 and not ground.shouting and not first)
    return ground.shouting and folded in ground.words.verbs


def _group_right(ground: Ground, index: int) -> int:
    """Return the index after a bracketed acronym or short form that opens at a token, or the token itself."""
    tokens = ground.tokens
    for end in range(index + 1, min(index + _GROUP, len(tokens))):
        token = tokens[end]
        if token.text == ")":
            return end + 1 if end > index + 1 else index
        if token.kind == "number" or token.text in {"(", "/", ":", ",", "."}:
            return index
        if not titled(token) and token.folded not in ground.words.connectors:
            return index
    return index


def quotation_right(ground: Ground, index: int) -> int:
    """Return the index after a quoted title that opens at a token, or the token itself."""
    if index >= len(ground.tokens) or ground.tokens[index].text not in _OPEN:
        return index
    tokens = ground.tokens
    for end in range(index + 1, min(index + _QUOTATION, len(tokens))):
        if tokens[end].text in _CLOSE:
            return end + 1 if end > index + 1 and titled(tokens[index + 1]) else index
    return index


def quoted_title(ground: Ground, index: int) -> bool:
    """Return whether a quotation opens at a token whose longer words all have a capital: a title, and no speech."""
    end = quotation_right(ground, index)
    long = [each for each in ground.tokens[index:end] if each.kind == "word" and len(each.text) > _LONG_WORD]
    return bool(long) and all(titled(each) for each in long)


def _glued(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether a mark joins two parts of one name without spaces (``ASEAN+3``)."""
    return (
        0 < index < len(tokens) - 1
        and tokens[index].text in "+&/-"
        and tokens[index - 1].end == tokens[index].start
        and tokens[index].end == tokens[index + 1].start
    )


def grow_right(ground: Ground, index: int, *, quoting: bool = True) -> int:
    """Return the index after the last token of a name whose part before ``index`` is known.

    A name goes on through capitalised words, networks, ordinals, years, bracketed acronyms, a quoted title and
    modifiers; through joining words only where the name goes on after them.

    Args:
        ground: The sentence.
        index: First token after the head.
        quoting: Whether a quoted title may be part of the name.
    """
    tokens, words = ground.tokens, ground.words
    last = at = index
    limit = min(len(tokens), index + _LONGEST)
    named = bridging = False
    while at < limit:
        token = tokens[at]
        if at in ground.networks:
            last = at = ground.networks[at]
            named, bridging = True, False
            continue
        if token.kind == "word":
            if ordinal_of(token, words) is not None or (titled(token) and not _bars(token, ground)):
                at += 1
                last = at
                named = named or titled(token)
                bridging = False
                continue
            if token.folded in words.modifiers and not bridging:
                at += 1
                last = last if named else at
                continue
            if not token.capital and token.folded in words.connectors and (bridging or _leads_on(ground, at)):
                bridging = True
                at += 1
                continue
            break
        if token.kind == "number":
            follower = tokens[at + 1] if at + 1 < len(tokens) else None
            if _YEAR.match(token.text) or ordinal_of(token, words) is not None or _glued(tokens, at - 1) or (
                last == at and at > index and token.start - tokens[at - 1].end == 1 and not token.text.isdigit()
            ):  # fmt: skip
                if follower is not None and _glued(tokens, at + 1) and follower.text in "/-":
                    break
                at += 1
                last = at
                continue
            break
        if token.text == "(":
            end = _group_right(ground, at)
        elif quoting and token.text in _OPEN:
            end = quotation_right(ground, at)
        elif _glued(tokens, at):
            end = at + 1
            if end < limit:
                at = end
                continue
            break
        else:
            break
        if end == at:
            break
        last = at = end
        if token.text in _OPEN:
            break
    return last


def _leads_on(ground: Ground, index: int) -> bool:
    """Return whether a name goes on after the joining words at ``index``."""
    tokens, words = ground.tokens, ground.words
    first = tokens[index].folded
    at = index + 1
    while (
        at < min(len(tokens), index + 3) and tokens[at].folded in words.connectors and not tokens[at].capital
    ):
        at += 1
    if at >= len(tokens):
        return False
    if first in words.joining:
        before = tokens[index - 1]
        return (
            titled(tokens[at])
            and not _bars(tokens[at], ground)
            and before.text != ")"
            and index not in ground.ended
            and at not in ground.networks
        )
    return first in words.right and (
        at in ground.networks or (titled(tokens[at]) and not _bars(tokens[at], ground))
    )


def grow_left(ground: Ground, index: int) -> int:
    """Return the index of the first token of a name whose head begins at ``index``."""
    tokens, words = ground.tokens, ground.words
    first = at = index
    limit = max(0, index - _LONGEST)
    while at > limit:
        token = tokens[at - 1]
        if at in ground.ended:
            first = at = ground.ended[at]
            continue
        if token.kind == "word":
            if (
                ordinal_of(token, words) is not None
                or token.folded in words.modifiers
                or (titled(token) and not _bars(token, ground, first=at == 1))
            ):
                at -= 1
            elif at == index and at - 1 in ground.ended and token.folded not in words.stops:
                at = ground.ended[at - 1]
            elif token.folded in words.joining and at - 1 > limit and _joins(ground, at - 2):
                at -= 2
            else:
                break
            first = at
        elif token.kind == "number":
            inside = at - 1 > limit and titled(tokens[at - 2]) and not _bars(tokens[at - 2], ground)
            if ordinal_of(token, words) is None and not _YEAR.match(token.text) and not inside:
                break
            at -= 1
            first = at
        elif token.text in {")", "”", '"', "»"}:
            opened = _opening(ground, at - 1)
            if opened < 0:
                break
            first = at = opened
        elif _glued(tokens, at - 1):
            at -= 1
        else:
            break
    return first


def _joins(ground: Ground, index: int) -> bool:
    """Return whether the word before an *and* belongs to the name after it."""
    token = ground.tokens[index]
    return titled(token) and not _bars(token, ground, first=index == 0) and index + 1 not in ground.ended


def _opening(ground: Ground, index: int) -> int:
    """Return the token that opens the brackets or the quotation that ends at ``index``; -1 where none fits."""
    tokens = ground.tokens
    closing = tokens[index].text
    reach = _GROUP if closing == ")" else _QUOTATION
    for at in range(index - 1, max(-1, index - reach), -1):
        text = tokens[at].text
        if closing == ")":
            if text == "(":
                return at if _group_right(ground, at) == index + 1 else -1
        elif text in _OPEN:
            return at if at + 1 < index and titled(tokens[at + 1]) else -1
    return -1
