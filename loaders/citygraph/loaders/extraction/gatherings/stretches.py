"""A stretch of a sentence that names a gathering, and what its words say."""

from __future__ import annotations

from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.records import record

from .classes import GatheringClass
from .growing import Ground, ordinal_of, titled

__all__ = ["Content", "NamedStretch", "content_of"]

_QUOTATION = frozenset('“"«„')
_YEAR_DIGITS = 4


@record(frozen=True, slots=True)
class Content:
    """What the words of a name say, its head words aside.

    Attributes:
        words: Words that tell it from others of its class, folded; networks' names aside.
        scopes: Words such as *regional* or *national*.
        ordinal: Its number in a series.
        year: The year in it.
        capitals: How many of its words are capitalised.
        acronym: Whether one of them is an acronym.
        quoted: Whether part of it is in quotation marks.
    """

    words: frozenset[str]
    scopes: frozenset[str]
    ordinal: int | None
    year: str | None
    capitals: int
    acronym: bool
    quoted: bool

    def joined(self, other: Content) -> Content:
        """Return the content of a name that two overlapping ones make together."""
        return Content(
            self.words | other.words,
            self.scopes | other.scopes,
            self.ordinal if self.ordinal is not None else other.ordinal,
            self.year or other.year,
            self.capitals + other.capitals,
            self.acronym or other.acronym,
            self.quoted or other.quoted,
        )


@record(frozen=True, slots=True)
class NamedStretch:
    """A stretch of a sentence that names a gathering.

    Attributes:
        sentence: Where it stands.
        first: Index of its first token.
        last: Index after its last token.
        type: What its (last) head word stands for.
        upper: Whether that head word is capitalised.
        classes: Names of the classes of all its head words.
        network: Slug of the network in its name.
        content: What its words say.
        start: First offset.
        end: Offset after the last character.
        tagged: Whether no rule finds it, only the sequence model.
    """

    sentence: Sentence
    first: int
    last: int
    type: GatheringClass
    upper: bool
    classes: frozenset[str]
    network: str | None
    content: Content
    start: int
    end: int
    tagged: bool = False


def content_of(ground: Ground, first: int, last: int) -> Content:
    """Return what the words of a name say.

    Args:
        ground: The sentence.
        first: Index of the name's first token.
        last: Index after its last.
    """
    tokens, words = ground.tokens, ground.words
    found: set[str] = set()
    scopes: set[str] = set()
    ordinal: int | None = None
    year: str | None = None
    capitals, acronym, quoted = 0, False, False
    index = first
    while index < last:
        if index in ground.networks:
            index = ground.networks[index]
            continue
        token = tokens[index]
        head = words.head(tokens, index)
        if head is not None:
            index += len(head.words)
            continue
        index += 1
        if token.kind == "mark":
            quoted = quoted or token.text in _QUOTATION
            continue
        number = ordinal_of(token, words)
        if number is not None:
            ordinal = number if ordinal is None else ordinal
        elif token.kind == "number":
            if len(token.text) == _YEAR_DIGITS and token.text.isdigit():
                year = token.text
            else:
                found.add(token.folded)
        elif token.folded in words.scopes:
            scopes.add(token.folded)
        elif token.folded not in words.modifiers and token.folded not in words.connectors:
            if token.folded.startswith("se-"):
                continue
            found.add(token.folded.removesuffix("'s"))
            if titled(token):
                capitals += 1
                acronym = acronym or (len(token.text) > 2 and token.text[:3].isupper())
    return Content(frozenset(found), frozenset(scopes), ordinal, year, capitals, acronym, quoted)
