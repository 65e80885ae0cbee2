"""Finding every stretch of a text that may name a place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from citygraph.loaders.extraction.layout import Layout, Sentence, Token
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.extraction.records import changed
from citygraph.loaders.gazetteer import Gazetteer

from .capitals import Capitals
from .context import PlaceContext
from .found import FoundPlace, Run
from .index import NameIndex
from .linking import Linker
from .pieces import bare, is_whole, pieces_of, possessive
from .sighting import INSIDE, Match, is_titled, sighting
from .weak import Bare, with_others
from .words import Phrase, PlaceWords, key_of, words_of

__all__ = ["PlaceFinder"]

_LONGEST: Final = 8  # words of a name
_GAP: Final = 2  # characters between two words of a name
_OPENS_COUNTRY: Final = frozenset(",(-–—")  # or ends a dateline
_ABBREVIATED: Final = 3  # letters of a word that may end in a point inside a name (``St. Louis``)
_LETTERS: Final = frozenset("ao")  # one letter that is a word of a name (``A Coruña``)
_SMALL: Final = 3  # letters of a word in lower case inside a name (``Dar es Salaam``)
_CAPITAL: Final = "capital"
_NO_CAPITAL: Final = frozenset(
    {"market", "markets", "gains", "goods", "investment", "controls", "punishment", "expenditure"}
)


class _Begin(NamedTuple):
    """What a word may begin: its key, whether it is a name by itself, and whether longer ones begin with it."""

    key: str
    phrase: Phrase | None
    known: bool
    longer: bool


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
        self._words: dict[str, PlaceWords] = {}
        self._begins = lru_cache(maxsize=65_536)(self._begin)
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
        words = self._words.get(language)
        if words is None:
            words = self._words[language] = words_of(language, self._english)
        return words

    def candidates(self, layout: Layout, language: str) -> list[FoundPlace]:
        """Return the stretches of a text that may name a place, in order, none inside another.

        Args:
            layout: The text; its page furniture is skipped.
            language: BCP 47 tag.
        """
        words = self.words(language)
        found: list[FoundPlace] = []
        bare: list[Bare] = []
        for sentence in layout.sentences:
            if not sentence.furniture:
                self._sentence(layout.text, sentence, language, words, found, bare)
        return with_others(layout.text, words, found, bare)

    def link(self, candidates: Sequence[FoundPlace], context: PlaceContext) -> list[PlaceMention]:
        """Return the places among the candidates, each taken for one government or left open.

        Args:
            candidates: What :meth:`candidates` found in the article.
            context: What else is known of the article.
        """
        told = [_held(each) if each.start in context.held else each for each in candidates]
        return self._linker.link(told, context, self.words(context.language))

    def _begin(self, text: str, language: str) -> _Begin | None:
        """Return what a word may begin; None for nearly all words."""
        words = self.words(language)
        key = key_of(bare(text))
        phrase = words.phrases.get(key)
        known, longer = self._index.known(key)
        known = known and key not in words.before and key not in words.offices
        longer = longer or key in words.longer or (bare(text) != text and self._index.known(key_of(text))[1])
        return _Begin(key, phrase, known, longer) if phrase is not None or known or longer else None

    def _sentence(
        self, text: str, sentence: Sentence, language: str, words: PlaceWords, found: list[FoundPlace],
        bare: list[Bare],
    ) -> None:  # fmt: skip
        pieces = pieces_of(text, sentence)
        begin, opening = self._begins, words.opening
        titled: bool | None = None
        floor = sentence.start  # where the last candidate ends
        for number in [
            number for number, (_, _, _, folded, kind, upper) in enumerate(pieces)
            if (upper or folded in opening) and kind == "word"
        ]:  # fmt: skip
            piece = pieces[number]
            upper = piece.capital
            if piece.start < floor:
                continue
            begun = begin(piece.text, language)
            if begun is None or not (
                begun.known or begun.phrase is not None or _goes_on(text, pieces, number, words)
            ):
                continue
            if (
                number > 0
                and piece.folded in words.ends
                and f"{pieces[number - 1].folded} {piece.folded}" in words.offices
            ):
                continue  # the "Kota" of "Wali Kota" begins no name
            match = self._match(text, pieces, number, begun, words, lower=not upper)
            if match is None:
                continue
            if begun.key in words.before and match.phrase is None and match.last > number:
                inner = self._begins(pieces[number + 1].text, language)
                if inner is not None and inner.known and not self._index.is_weak(inner.key):
                    continue  # "Kota Batu" is Batu, not the village of Kotabatu
            match = self._capital(text, pieces, match, language, words)
            if match.phrase is None and match.last > number and pieces[match.last].folded in words.begins:
                match = self._without_level(text, pieces, number, match, begun, words)
            worth = True
            if match.phrase is None:
                worth = self._worth(pieces, number, match, words)
                if not worth and not self._index.is_plain(match.key):
                    continue
            elif match.phrase.kind == _CAPITAL and not (match.phrase.country or match.phrase.place):
                continue
            if titled is None:
                titled = is_titled(sentence, pieces)
            if not worth:
                bare.append(Bare(sentence, pieces, number, match, floor, titled))
                continue
            found.append(sighting(text, sentence, pieces, number, match, words, floor=floor, titled=titled))
            floor = found[-1].end

    def _match(
        self, text: str, pieces: Sequence[Token], start: int, begun: _Begin, words: PlaceWords, *, lower: bool
    ) -> Match | None:
        """Return the longest name that begins at a piece."""
        key, phrase, known, longer = begun
        piece, at = pieces[start], start
        best: Match | None = None
        glued = False  # whether a hyphen joins the piece to the one before it
        for _ in range(_LONGEST):
            if len(piece.text) == 1 and piece.folded not in _LETTERS:
                break  # an initial
            if phrase is not None and (not lower or phrase.kind == _CAPITAL or piece.capital):
                best = Match(at, key, phrase)
            elif known and not lower and (piece.capital or glued):
                best = Match(at, key, None)
            if not longer:
                break
            if possessive(piece):
                if at + 1 == len(pieces) or not pieces[at + 1].capital or not self._index.known(key + "s")[1]:
                    break
                key += "s"  # the name goes on behind it: "Bishop's Stortford"
            at += 1
            if at < len(pieces) and pieces[at].text == "." and len(piece.text) <= _ABBREVIATED:
                at += 1
            if at >= len(pieces) or pieces[at].kind != "word" or pieces[at].start - piece.end > _GAP:
                break
            glued = pieces[at].start == piece.end + 1 and not text[piece.end].isspace()
            piece = pieces[at]
            inside = len(piece.text) <= _SMALL or piece.folded in INSIDE
            if not (piece.capital or glued or inside or piece.folded in words.continuing):
                break
            key += key_of(bare(piece.text))
            within = key in words.longer
            phrase = words.phrases.get(key)
            if not (piece.capital or glued or within or phrase is not None or inside):
                break
            known, longer = self._index.known(key)
            longer = longer or within
        if best is not None and not is_whole(text, pieces[best.last]):
            return None
        return best

    def _without_level(
        self, text: str, pieces: Sequence[Token], start: int, match: Match, begun: _Begin, words: PlaceWords
    ) -> Match:
        """Return ``Cork`` of ``Cork City Council`` where hardly any place is called Cork City."""
        if not self._index.is_small(match.key):
            return match
        inner = self._match(text, pieces[: match.last], start, begun, words, lower=False)
        if (
            inner is None
            or inner.key in words.common
            or (inner.phrase is None and self._index.is_weak(inner.key))
        ):
            return match
        return inner

    def _worth(self, pieces: Sequence[Token], start: int, match: Match, words: PlaceWords) -> bool:
        """Return whether a name is to be weighed: a weak one only beside something that a place stands with."""
        if not (match.key in words.common or self._index.is_weak(match.key)):
            return True
        if (
            match.last > start
            and pieces[match.last].folded in words.begins
            and not self._index.is_small(match.key)
        ):
            return True  # "Cork City": the word for its level is a part of it
        before = pieces[start - 1].folded if start else ""
        if before in words.near or before in words.prepositions:
            return True
        if match.last + 1 >= len(pieces):
            return False
        following = pieces[match.last + 1].folded
        return following in _OPENS_COUNTRY or following in words.near or following in words.after

    def _capital(
        self, text: str, pieces: Sequence[Token], match: Match, language: str, words: PlaceWords
    ) -> Match:
        """Return the capital that is meant where a country or province stands with a word for its capital."""
        phrase, beyond = match.phrase, match.last + 1
        if phrase is None or beyond >= len(pieces) or pieces[beyond].kind != "word":
            return match
        meant: Phrase | None = None
        if phrase.kind == _CAPITAL:
            begun = self._begins(pieces[beyond].text, language)
            of = None if begun is None else self._match(text, pieces, beyond, begun, words, lower=False)
            if of is not None and (meant := self._capitals.of(of.key, of.phrase, words)) is not None:
                return Match(of.last, of.key + _CAPITAL, meant)
        elif phrase.kind in ("adjective", "country"):
            said = words.phrases.get(pieces[beyond].folded)
            after = pieces[beyond + 1].folded if beyond + 1 < len(pieces) else ""
            owned = phrase.kind == "adjective" or possessive(pieces[match.last])
            if said is not None and said.kind == _CAPITAL and owned and after not in _NO_CAPITAL:
                meant = self._capitals.of(match.key, phrase, words)
                if meant is not None:
                    return Match(beyond, match.key + _CAPITAL, meant)
        return match


def _goes_on(text: str, pieces: Sequence[Token], start: int, words: PlaceWords) -> bool:
    """Return whether a name of several words may begin at a piece, by the look of the next one."""
    if start + 1 >= len(pieces):
        return False
    following = pieces[start + 1]
    return (
        following.capital
        or following.text == "."
        or following.folded in INSIDE
        or len(following.text) <= _SMALL
        or following.folded in words.continuing
        or not text[pieces[start].end].isspace()  # a hyphen
    )


def _codes() -> frozenset[str]:
    from citygraph.loaders.facts.countries import COUNTRY_CODES

    return COUNTRY_CODES


def _held(found: FoundPlace) -> FoundPlace:
    """Return a name in which a person holds an office: the capitals beside it are the office's and the person's."""
    return changed(found, held=True, before=_kept(found.before), after=_kept(found.after))


def _kept(run: Run) -> Run:
    return "kept" if run == "unsure" else run
