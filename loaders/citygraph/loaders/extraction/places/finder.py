"""Finding every stretch of a text that may name a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from citygraph.loaders.extraction.layout import Layout, Sentence, Token
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.gazetteer import Gazetteer

from .capitals import Capitals
from .context import PlaceContext
from .found import FoundPlace
from .index import NameIndex
from .linking import Linker
from .pieces import bare, pieces_of, possessive
from .surroundings import after_name, before_name, follows_preposition, run_after, run_before
from .words import Phrase, PlaceWords, key_of, words_of

__all__ = ["PlaceFinder"]

_LONGEST: Final = 8  # words of a name
_ABBREVIATED: Final = 3  # letters of a word that may end in a point inside a name (``St. Louis``)
_INSIDE: Final = frozenset(
    "de la le les el los las da do dos das di del della der den des du of upon on the am an ob bei sur en al e y"
    " van von ng na der und".split()
)
_CAPITAL: Final = "capital"
_NO_CAPITAL: Final = frozenset(
    {"market", "markets", "gains", "goods", "investment", "controls", "punishment", "expenditure"}
)


class _Match(NamedTuple):
    """A name that begins at some piece: its last piece, its key, and what the data says of it."""

    last: int
    key: str
    phrase: Phrase | None


class PlaceFinder:
    """Finds places in texts and says which ones they are; safe to use from many threads.

    Args:
        gazetteer: Knows the local governments.
        index: The names of that gazetteer.
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        self._index = index
        self._english = {
            code: name for code in _codes() if (name := gazetteer.country_name(code)) is not None
        }
        self._capitals = Capitals(gazetteer, index)
        self._linker = Linker(gazetteer, index)

    @classmethod
    def open(cls, gazetteer: Gazetteer) -> PlaceFinder:
        """Return a finder for a gazetteer, whose names are compiled first where that was not done yet.

        Raises:
            GazetteerUnavailable: The file beside the gazetteer's can be neither read nor written.
        """
        return cls(gazetteer, NameIndex.open(gazetteer))

    def words(self, language: str) -> PlaceWords:
        """Return the words about places of a language."""
        return words_of(language, self._english)

    def candidates(self, layout: Layout, language: str) -> list[FoundPlace]:
        """Return the stretches of a text that may name a place, in order, none inside another.

        Args:
            layout: The text; its page furniture is skipped.
            language: BCP 47 tag.
        """
        words = self.words(language)
        found: list[FoundPlace] = []
        for sentence in layout.sentences:
            if not sentence.furniture:
                self._sentence(layout.text, sentence, words, found)
        return found

    def link(self, candidates: Sequence[FoundPlace], context: PlaceContext) -> list[PlaceMention]:
        """Return the places among the candidates, each taken for one government or left open.

        Args:
            candidates: What :meth:`candidates` found in the article.
            context: What else is known of the article.
        """
        return self._linker.link(candidates, context, self.words(context.language))

    def _sentence(self, text: str, sentence: Sentence, words: PlaceWords, found: list[FoundPlace]) -> None:
        pieces = pieces_of(sentence)
        titled = _titled(pieces)
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            match = None
            if piece.kind == "word":
                if piece.text[0].isupper():
                    match = self._match(text, pieces, at, words)
                elif piece.folded in words.opening:
                    match = self._match(text, pieces, at, words, lower=True)
            if match is None:
                at += 1
                continue
            match, start = self._capital(text, pieces, at, match, words), at
            at = match.last + 1
            if (
                match.phrase is None
                or match.phrase.kind != _CAPITAL
                or match.phrase.country
                or match.phrase.place
            ):
                found.append(_found(text, sentence, pieces, start, match, words, titled=titled))

    def _match(
        self, text: str, pieces: Sequence[Token], start: int, words: PlaceWords, *, lower: bool = False
    ) -> _Match | None:
        """Return the longest name that begins at a piece."""
        best: _Match | None = None
        key = ""
        at = start
        for _ in range(_LONGEST):
            piece = pieces[at]
            key += key_of(bare(piece))
            phrase = words.phrases.get(key)
            known, longer = (False, False) if lower else self._index.known(key)
            if phrase is not None and (not lower or phrase.kind == _CAPITAL or piece.capital):
                best = _Match(at, key, phrase)
            elif known and piece.capital:
                best = _Match(at, key, None)
            if not (longer or key in words.longer) or possessive(piece):
                break
            at += 1
            if at < len(pieces) and pieces[at].text == "." and len(piece.text) <= _ABBREVIATED:
                at += 1
            if at >= len(pieces):
                break
            following = pieces[at]
            if following.kind != "word" or not (
                following.capital or following.folded in _INSIDE or lower or key in words.longer
            ):
                break
            if following.start - piece.end > 2:
                break
        if best is not None and best.last == start and not _whole(text, pieces[start]):
            return None
        return best

    def _capital(
        self, text: str, pieces: Sequence[Token], start: int, match: _Match, words: PlaceWords
    ) -> _Match:
        """Return the capital that is meant where a country or province stands with a word for its capital."""
        phrase = match.phrase
        if phrase is not None and phrase.kind == _CAPITAL:
            if match.last + 1 < len(pieces):
                of = self._match(text, pieces, match.last + 1, words)
                if of is not None and (meant := self._capitals.of(of.key, of.phrase, words)) is not None:
                    return _Match(of.last, of.key, meant)
            return match
        if phrase is not None and phrase.kind in ("adjective", "country") and match.last + 1 < len(pieces):
            following = pieces[match.last + 1]
            beyond = pieces[match.last + 2].folded if match.last + 2 < len(pieces) else ""
            said = words.phrases.get(following.folded)
            if (
                said is not None and said.kind == _CAPITAL and beyond not in _NO_CAPITAL
                and (phrase.kind == "adjective" or possessive(pieces[match.last]))
            ):  # fmt: skip
                meant = self._capitals.of(match.key, phrase, words)
                return match if meant is None else _Match(match.last + 1, match.key + _CAPITAL, meant)
        return match


def _found(
    text: str,
    sentence: Sentence,
    pieces: Sequence[Token],
    start: int,
    match: _Match,
    words: PlaceWords,
    *,
    titled: bool,
) -> FoundPlace:
    """Return a candidate with what stands around it."""
    first, last = pieces[start], pieces[match.last]
    end = last.end - 2 if possessive(last) else last.end
    phrase = match.phrase
    level_word = before_name(pieces, start, words)
    following = after_name(pieces, match.last, words)
    begin, level, office = first.start, None, False
    opening = start
    if level_word is not None:
        level, office = level_word.level, level_word.office
        opening = level_word.at
        if not office:
            begin = pieces[level_word.at].start
    elif following is not None:
        level = following.level
        if not following.office and pieces[following.at].capital:
            end = pieces[following.at].end
    name_end = last.end - 2 if possessive(last) else last.end
    return FoundPlace(
        begin, end, text[first.start : name_end], level, first.start,
        country_name=phrase is not None and phrase.kind == "country",
        country=phrase.country or None if phrase is not None and phrase.kind in ("country", "adjective", "division") else None,
        epithet=phrase is not None and phrase.kind in ("epithet", "capital"),
        key=match.key, phrase=phrase, sentence=sentence.index, office=office,
        preposition=follows_preposition(pieces, opening, words), opening=opening == 0, titled=titled,
        possessive=possessive(last),
        before="kept" if level_word is not None else run_before(pieces, start, words, titled=titled),
        after="kept" if following is not None or level_word is not None
        else run_after(pieces, match.last, words, titled=titled),
    )  # fmt: skip


def _titled(pieces: Sequence[Token]) -> bool:
    """Return whether nearly all words of a sentence begin with a capital, so that a capital says nothing."""
    long = [piece for piece in pieces if piece.kind == "word" and len(piece.text) > 3]
    return len(long) > 2 and sum(piece.capital for piece in long) >= 0.75 * len(long)


def _whole(text: str, piece: Token) -> bool:
    """Return whether a piece is not the first half of a compound in small letters (``Won-soon``)."""
    end = piece.end
    if end < len(text) and text[end] in "-‐‑" and end + 1 < len(text) and text[end + 1].islower():
        return text.startswith(("based", "born", "led", "style"), end + 1)
    return not (piece.start > 0 and text[piece.start - 1] in "@#")


def _codes() -> frozenset[str]:
    from citygraph.loaders.facts.countries import COUNTRY_CODES

    return COUNTRY_CODES
