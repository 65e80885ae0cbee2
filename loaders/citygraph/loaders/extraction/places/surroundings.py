"""What stands around a name: level words, offices, prepositions and capitalised neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.records import record
from citygraph.loaders.gazetteer import Level

from .found import Run
from .pieces import possessive
from .words import PlaceWords, key_of

__all__ = [
    "LevelWord",
    "after_name",
    "before_name",
    "is_described",
    "preposition_before",
    "run_after",
    "run_before",
]

_BRACKETS: Final = frozenset("().")
_FAR: Final = 4  # words of the longest level words
_NUMBERED: Final = 4  # words before a name in ``SMA Negeri 1 Padang``
_VENUE: Final = 5  # words of the name of a house
_DESCRIPTION: Final = 6  # words from a comma to ``city``
_PARTICLES: Final = frozenset({"of", "de", "di", "the", "for", "von", "van", "da", "do", "del", "der"})


@record(frozen=True, slots=True)
class LevelWord:
    """A word for a level beside a name.

    Attributes:
        level: What it says.
        at: Index of its first piece (before a name), or of its last (after a name).
        office: Whether it is an office, and so no part of the name.
        said: The word, or the words.
    """

    level: Level
    at: int
    office: bool = False
    said: str = ""


def before_name(pieces: Sequence[Token], start: int, words: PlaceWords) -> LevelWord | None:
    """Return the level word or office that ends just before a name."""
    if start == 0 or not (pieces[start - 1].folded in words.ends or pieces[start - 1].text in _BRACKETS):
        return None
    back: list[str] = []
    found: LevelWord | None = None
    at = start - 1
    while at >= 0 and len(back) < _FAR:
        piece = pieces[at]
        if piece.kind == "word":
            back.insert(0, piece.folded)
            said = " ".join(back)
            if level := words.offices.get(said):
                found = LevelWord(level, at, office=True, said=said)
            elif level := words.before.get(said):
                found = LevelWord(level, at, said=said)
        elif piece.text not in _BRACKETS or (piece.text == "." and len(back) == 0 and start - at > 1):
            break
        at -= 1
    return found


def after_name(pieces: Sequence[Token], last: int, words: PlaceWords) -> LevelWord | None:
    """Return the level word that begins just after a name."""
    if last + 1 >= len(pieces) or pieces[last + 1].folded not in words.begins:
        return None
    for count in (2, 1):
        following = pieces[last + 1 : last + 1 + count]
        if len(following) < count or any(piece.kind != "word" for piece in following):
            continue
        said = " ".join(piece.folded for piece in following)
        if level := words.after.get(said):
            return LevelWord(level, last + count, office=count == 2, said=said)
    return None


def preposition_before(pieces: Sequence[Token], start: int, words: PlaceWords) -> str:
    """Return the words before the name that a place follows, joined by a space; nothing where there are none."""
    if start == 0 or pieces[start - 1].kind != "word":
        return ""
    first = pieces[start - 1].folded
    if first in words.prepositions:
        return first
    both = f"{pieces[start - 2].folded} {first}" if start > 1 else ""
    return both if both in words.prepositions else ""


def is_described(pieces: Sequence[Token], at: int, words: PlaceWords) -> bool:
    """Return whether what begins at a piece, after a name and a comma, says that it is a town."""
    if at >= len(pieces) or pieces[at].folded not in words.describing:
        return False
    for piece in pieces[at : at + _DESCRIPTION]:
        if piece.kind != "word" or piece.folded in words.officers:
            return False
        if piece.folded in words.settlements:
            following = pieces[at + 1].folded if at + 1 < len(pieces) else ""
            return following not in words.officers
    return False


def run_before(pieces: Sequence[Token], start: int, words: PlaceWords, *, titled: bool) -> Run:
    """Return how a name stands to the word before it."""
    if start == 0:
        return "free"
    piece = pieces[start - 1]
    if piece.kind != "word":
        if piece.text == "." and start > 1 and len(pieces[start - 2].text) == 1 and pieces[start - 2].capital:
            return "unsure"  # "R. Padilla"
        numbered = piece.kind == "number" or piece.text == "."
        near = pieces[max(0, start - _NUMBERED) : start - 1] if numbered else ()
        return "spoiled" if any(each.capital and each.folded in words.spoiling for each in near) else "free"
    if piece.folded in words.spoiling and (piece.capital or titled):
        return "spoiled"
    if piece.folded == "di" and "di" in words.locatives:
        return "free"  # "sekolah di Nagasaki" is a school there, "Università di Bologna" bears the name
    if piece.folded in _PARTICLES and start > 1 and pieces[start - 2].kind == "word":
        head = pieces[start - 2]
        if head.folded in words.spoiling and head.capital:
            return "spoiled"
        if head.capital and start > 2 and not titled and piece.folded in ("of", "for"):
            return "kept" if head.folded in words.keeping or head.folded in words.followed else "opening"
        return "free"
    if not piece.capital:
        return "free"
    if piece.folded in words.keeping or piece.folded in words.prepositions or possessive(piece):
        return "kept"
    if titled:
        return "free"
    if start == 1:
        return "kept" if piece.folded in words.common else "opening"
    return "kept" if _is_of_venue(pieces, start, words) else "unsure"


def _is_of_venue(pieces: Sequence[Token], start: int, words: PlaceWords) -> bool:
    """Return whether a name ends that of a house where something takes place (``di Hotel Melati Kendari``)."""
    at = start - 1
    while at > 0 and start - at <= _VENUE and pieces[at].kind == "word" and pieces[at].capital:
        if start - at > 1 and pieces[at].folded in words.venues:
            return pieces[at - 1].folded in words.locatives
        at -= 1
    return False


def run_after(pieces: Sequence[Token], last: int, words: PlaceWords, *, titled: bool) -> Run:
    """Return how a name stands to the word after it."""
    if last + 1 >= len(pieces):
        return "free"
    piece = pieces[last + 1]
    if piece.kind != "word" or not piece.capital or titled:
        return "free"
    if piece.folded in words.followed or piece.folded in words.after or key_of(piece.text) in words.followed:
        return "kept"
    return "unsure"
