"""A name found in a sentence, with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from citygraph.loaders.extraction.layout import Sentence, Token

from .found import FoundPlace
from .pieces import possessive
from .surroundings import after_name, before_name, is_described, preposition_before, run_after, run_before
from .words import Phrase, PlaceWords

__all__ = ["INSIDE", "Match", "is_titled", "sighting"]

INSIDE: Final = frozenset({
    "al", "am", "an", "bei", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el",
    "en", "in", "la", "las", "le", "les", "los", "na", "ob", "of", "on", "sur", "the", "upon",
})  # fmt: skip
"""Small words inside the names of places."""

_LONG: Final = 3  # letters of the small words of a headline
_FEW: Final = 3
_MOST: Final = 0.7
_REGIONS: Final = ("country", "adjective", "division")
_ENDS: Final = frozenset(
    ("and", "is", "was", "has", "had", "will", "with", "to", "for", "from", "by", "at", "which", "that")
)
_QUOTES: Final = frozenset("\"'“‘«(")


class Match(NamedTuple):
    """A name that begins at some piece: its last piece, its key, and what the data says of it."""

    last: int
    key: str
    phrase: Phrase | None


def sighting(
    text: str,
    sentence: Sentence,
    pieces: Sequence[Token],
    start: int,
    match: Match,
    words: PlaceWords,
    *,
    floor: int,
    titled: bool,
) -> FoundPlace:
    """Return a candidate with what stands around it.

    Args:
        text: The whole text.
        sentence: The sentence.
        pieces: Its pieces.
        start: Index of the first piece of the name.
        match: The name.
        words: The language's words.
        floor: Where the candidate before it ends.
        titled: Whether the sentence is written with capitals throughout.
    """
    first, last = pieces[start], pieces[match.last]
    owner = possessive(last)
    begin, opening = first.start, start
    name_end = end = last.end - 2 if owner else last.end
    kind = match.phrase.kind if match.phrase is not None else None
    before = before_name(pieces, start, words)
    after = None
    if before is not None:
        opening = before.at
        if not before.office and pieces[before.at].start >= floor:
            begin = pieces[before.at].start
    elif (
        not owner
        and (after := after_name(pieces, match.last, words)) is not None
        and not after.office
        and pieces[after.at].capital
    ):
        end = pieces[after.at].end
    level_word = before or after
    preposition = preposition_before(pieces, opening, words)
    beyond = pieces[match.last + 1].folded if match.last + 1 < len(pieces) else ""
    return FoundPlace(
        begin,
        end,
        text[first.start : name_end],
        level_word.level if level_word is not None else None,
        first.start,
        country_name=kind == "country",
        country=match.phrase.country if match.phrase is not None and kind in _REGIONS else None,
        epithet=kind in ("epithet", "capital"),
        key=match.key,
        phrase=match.phrase,
        sentence=sentence.index,
        office=before is not None and before.office,
        preposition=preposition in words.prepositions,
        located=preposition in words.locatives,
        described=beyond == "," and is_described(pieces, match.last + 2, words),
        owning=beyond in words.owned and not pieces[match.last + 1].capital,
        sovereign=kind == "country" and _speaks_of_state(pieces, start, beyond, words),
        opening=opening == 0 or pieces[opening - 1].text in _QUOTES,
        titled=titled,
        possessive=owner,
        said=level_word.said if level_word is not None else "",
        article=begin == first.start and _after_article(pieces, start, match.last),
        before="kept" if level_word is not None else run_before(pieces, start, words, titled=titled),
        after="kept"
        if level_word is not None or owner
        else run_after(pieces, match.last, words, titled=titled),
    )


def _speaks_of_state(pieces: Sequence[Token], start: int, beyond: str, words: PlaceWords) -> bool:
    """Return whether the words beside a country's name are those of a state and not of a city."""
    if beyond in words.sovereign:
        return True
    near = [piece.folded for piece in pieces[max(0, start - 2) : start]]
    return bool(near) and (near[-1] in words.sovereign or " ".join(near) in words.sovereign)


def _after_article(pieces: Sequence[Token], start: int, last: int) -> bool:
    """Return whether a name with ``the`` before it ends what that begins, as ``the Padang`` does."""
    if start == 0 or pieces[start - 1].folded != "the":
        return False
    if last + 1 >= len(pieces) or pieces[last + 1].kind != "word":
        return True
    return pieces[last + 1].folded in INSIDE or pieces[last + 1].folded in _ENDS


def is_titled(sentence: Sentence, pieces: Sequence[Token]) -> bool:
    """Return whether a sentence is a headline with capitals throughout, so that a capital says nothing."""
    if not sentence.heading:
        return False
    capital = [piece.capital for piece in pieces if piece.kind == "word" and len(piece.text) > _LONG]
    return len(capital) > _FEW and sum(capital) >= _MOST * len(capital)
