"""Lists of cities in a sentence: the chunks of the items made one chunk."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Final

from .analysis import Party
from .languages import chain, lexicon
from .layout import Sentence, Token
from .patterns import Chunk
from .records import changed, record

__all__ = ["CityLists"]

_CLOSING: Final = frozenset(",.;)")
_OPENING: Final = frozenset("([:")
_ITEMS: Final = "CPO"
_IN_BRACKETS: Final = "D#L"
_MOST_IN_BRACKETS: Final = 12
_MOST_SAID: Final = 9
_MOST_IN_A_NAME: Final = 3


@record(frozen=True, slots=True)
class _Joining:
    """Words of lists.

    Attributes:
        last: Words that join the last item.
        between: All that may stand between two items.
        said: Words that begin what may be said of an item (``for crafts``, ``di bidang musik``).
        near: Phrases that say where an item lies (*on the outskirts of* Paris).
        regions: Words of a country's parts (*northern* France).
    """

    last: frozenset[str]
    between: frozenset[tuple[str, ...]]
    said: frozenset[str]
    near: frozenset[tuple[str, ...]]
    regions: frozenset[str]


@cache
def _joining(language: str) -> _Joining:
    last: set[str] = set()
    said: set[str] = set()
    near: set[tuple[str, ...]] = set()
    regions: set[str] = set()
    between: set[tuple[str, ...]] = {(",",), (";",), ("/",), ("·",)}
    for tag in chain(language):
        data = lexicon(tag, "discourse").get("lists", {})
        for row in data.get("last", ()):
            words = tuple(row.split())
            last.add(words[-1])
            between |= {words, (",", *words)}
        between |= {tuple(row.split()) for row in data.get("between", ())}
        said.update(data.get("said", ()))
        near.update(tuple(row.split()) for row in data.get("near", ()))
        regions.update(data.get("regions", ()))
    return _Joining(frozenset(last), frozenset(between), frozenset(said), frozenset(near), frozenset(regions))


def _is_province(chunk: Chunk) -> bool:
    """Return whether a chunk is one province."""
    (member, *more) = chunk.members
    place = member.place if isinstance(member, Party) else None
    return (
        not more
        and place is not None
        and place.government is not None
        and place.government.level == "province"
    )


def _lies_in(city: Chunk, province: Chunk) -> bool:
    """Return whether a province is the one that a city lies in."""
    places = [
        member.place.government
        for chunk in (city, province)
        for member in chunk.members[-1:]
        if isinstance(member, Party) and member.place is not None and member.place.government is not None
    ]
    return len(places) == 2 and places[0].province is not None and places[0].province == places[1].iri_key


class CityLists:
    """Joins the chunks of one sentence.

    An item may be followed by its country, by a bracket (``Pekalongan (kriya, 2014)``) and, before the last item,
    by what is said of it (``Malang untuk seni media dan Ponorogo untuk kriya``). Names between two items that are
    no city known here are passed over.

    Args:
        sentence: The sentence.
        chunks: Its chunks, in order.
        language: BCP 47 tag.
    """

    def __init__(self, sentence: Sentence, chunks: Sequence[Chunk], language: str) -> None:
        self._tokens = sentence.tokens
        self._words = _joining(language)
        self._starts = sentence.starts
        self._chunks = self._without_landmarks(chunks)

    def joined(self) -> list[Chunk]:
        """Return the chunks with the lists of cities made one chunk each."""
        joined: list[Chunk] = []
        at = 0
        while at < len(self._chunks):
            run, at = self._run(at)
            joined.append(run)
        return joined

    def _without_landmarks(self, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
        """Return the chunks with what only says where a city lies taken into it (*Friedberg, near Frankfurt*)."""
        kept: list[Chunk] = []
        for chunk in chunks:
            if kept and chunk.letter == kept[-1].letter == "C" and self._lies(kept[-1], chunk):
                kept[-1] = changed(kept[-1], end=chunk.end)
            else:
                kept.append(chunk)
        return kept

    def _lies(self, city: Chunk, landmark: Chunk) -> bool:
        """Return whether one city is said to lie near another, or in a province."""
        words = tuple(token.folded for token in self._between(city.end, landmark.start))
        words = words[1:] if words[:1] == (",",) else words
        return words in self._words.near or (
            len(words) == 1
            and words[0] in self._words.said
            and _is_province(landmark)
            and not _is_province(city)
        )

    def _run(self, at: int) -> tuple[Chunk, int]:
        """Return the list that begins with a chunk, or the chunk alone, and the index of the next chunk.

        Two names with no more than a comma between them are no list, except in brackets or after a colon:
        ``In Bangkok, Surabaya ...``.
        """
        chunks = self._chunks
        first = chunks[at]
        if first.letter == "N":
            return self._networks(at)
        if first.letter not in _ITEMS:
            return first, at + 1
        items = [first]
        end, following = self._with_country(first, at + 1)
        alone = first if end == first.end else changed(first, end=end), following
        bracketed = closed = False
        while not closed:
            past, after = self._past_bracket(end, following)
            if after == len(chunks) or chunks[after].letter not in _ITEMS:
                break
            item = chunks[after]
            joint = self._joint(past, item.start)
            if joint is None:
                break
            bracketed |= past != end
            closed = joint
            items.append(item)
            end, following = self._with_country(item, after + 1)
        if len(items) == 1:
            return alone
        opened = self._before(first.start) in _OPENING
        if not (closed or len(items) > 2 or opened or bracketed or self._goes_on(end)):
            return alone
        if bracketed:
            end, following = self._past_bracket(end, following)
        letters = {item.letter for item in items}
        letter = "O" if "O" in letters else "P" if "P" in letters else "C"
        members = tuple(member for item in items for member in item.members)
        return Chunk(letter, first.start, end, members), following

    def _networks(self, at: int) -> tuple[Chunk, int]:
        """Return the networks listed from a chunk on, as one chunk, and the index of the next chunk."""
        items = [self._chunks[at]]
        closed = False
        while not closed and at + len(items) < len(self._chunks):
            item = self._chunks[at + len(items)]
            past, _ = self._past_bracket(items[-1].end, at + len(items))
            joint = self._joint(past, item.start) if item.letter == "N" else None
            if joint is None:
                break
            closed = joint
            items.append(item)
        if not closed:
            return items[0], at + 1
        members = tuple(member for item in items for member in item.members)
        return Chunk("N", items[0].start, items[-1].end, members), at + len(items)

    def _joint(self, start: int, end: int) -> bool | None:
        """Return whether what stands between two items joins the last one; None where it joins nothing."""
        tokens = self._between(start, end)
        words = tuple(token.folded for token in tokens)
        last = self._words.last
        if words in self._words.between:
            return words[-1] in last
        if not words:
            return None
        if words[0] in self._words.said:
            if len(words) > _MOST_SAID or any(word in ".;:()" for word in words):
                return None
            return True if words[-1] in last else False if words[-1] == "," and len(words) > 1 else None
        return self._past_names(tokens)

    def _past_names(self, tokens: Sequence[Token]) -> bool | None:
        """Return whether tokens are names in a list, and whether the list ends with the next item."""
        last = self._words.last
        if len(tokens) < 3 or tokens[0].text != "," or not (
            tokens[-1].text == "," or tokens[-1].folded in last
        ):  # fmt: skip
            return None
        length = 0
        for token in tokens[1:-1]:
            length = 0 if token.text == "," else length + 1
            if length > _MOST_IN_A_NAME or not (token.text == "," or token.capital):
                return None
        return tokens[-1].folded in last

    def _goes_on(self, end: int) -> bool:
        """Return whether a list goes on with a last name that is no city known here."""
        at = self._index(end)
        if at < len(self._tokens) and self._tokens[at].text == ",":
            at += 1
        return (
            at + 1 < len(self._tokens)
            and self._tokens[at].folded in self._words.last
            and (self._tokens[at + 1].capital or self._tokens[at + 1].text == ",")
        )

    def _with_country(self, city: Chunk, following: int) -> tuple[int, int]:
        """Return where a city ends with the country written after it, and the index of the next chunk."""
        chunks = self._chunks
        if city.letter != "C" or following == len(chunks):
            return city.end, following
        country = chunks[following]
        if country.letter != "L":
            return self._with_province(city, following)
        between = tuple(token.folded for token in self._between(city.end, country.start))
        if between == (",",):
            return country.end, following + 1
        if between == ("(",):
            at = self._index(country.end)
            closing = at < len(self._tokens) and self._tokens[at].text == ")"
            return (self._tokens[at].end if closing else country.end), following + 1
        return city.end, following

    def _with_province(self, city: Chunk, following: int) -> tuple[int, int]:
        """Return where a city ends with the province written after it in commas or a bracket."""
        province = self._chunks[following]
        if province.letter != "C" or not (_is_province(province) and not _is_province(city)):
            return city.end, following
        at = self._index(province.end)
        if at == len(self._tokens):
            return city.end, following
        before = tuple(token.text for token in self._between(city.end, province.start))
        after = self._tokens[at].text
        if (before == (",",) and (after in _CLOSING or _lies_in(city, province))) or (
            before == ("(",) and after == ")"
        ):
            return (self._tokens[at].end if after == ")" else province.end), following + 1
        return city.end, following

    def _past_bracket(self, end: int, following: int) -> tuple[int, int]:
        """Return where a bracket or a country after an item ends, and the index of the chunk after it."""
        chunks = self._chunks
        at = self._index(end)
        if at < len(self._tokens) and self._tokens[at].text == "(":
            for token in self._tokens[at : at + _MOST_IN_BRACKETS]:
                if token.text == ")":
                    while following < len(chunks) and chunks[following].end <= token.start:
                        if chunks[following].letter not in _IN_BRACKETS:
                            return end, following
                        following += 1
                    return token.end, following
            return end, following
        if following < len(chunks) and chunks[following].letter == "L":
            words = [
                token.folded
                for token in self._between(end, chunks[following].start)
                if token.folded not in self._words.regions
            ]
            if len(words) == 1 and words[0] in self._words.said:
                return chunks[following].end, following + 1
        return end, following

    def _index(self, offset: int) -> int:
        """Return the index of the first token at or after an offset."""
        return bisect_left(self._starts, offset)

    def _between(self, start: int, end: int) -> Sequence[Token]:
        at = self._index(start)
        found: list[Token] = []
        for token in self._tokens[at : at + 3 * _MOST_SAID]:
            if token.start >= end:
                break
            found.append(token)
        return found

    def _before(self, start: int) -> str:
        """Return the token before an offset."""
        at = self._index(start)
        return self._tokens[at - 1].text if at else " "
