"""Rolls: sentences that name the partners of one city one after the other, and do not say each time whose they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Candidates, Chunk, Symbols, compile_pattern, rule_book
from citygraph.loaders.extraction.records import record

from .drawing import Reading, parties_of
from .enumerating import joining_words
from .modality import STAGES, Modality, modality_of

__all__ = ["ROLLS", "Row", "rows_of_rolls"]

ROLLS: Final = "partnership.roll"
"""How the name of the rule ends."""
_PARTS: Final = ("opening", "counted", "ranked", "among", "closing", "leading", "naming")
_LASTING: Final = 7
"""For so many sentences after the last that names partners a roll goes on."""
_CONFIDENCE: Final = 0.74
_SHORT: Final = 2
"""For so many sentences after a tie that was told by itself."""
_APART: Final = 8
"""So many symbols may stand between two cities of a row."""
_SEVERAL: Final = 3
"""So many cities in one row are hardly a pair of their own."""
_OTHERS: Final = frozenset("PQER")
"""A sentence with an official, a person or a gathering tells of them, and not of who is on the roll."""


@cache
def _words(language: str) -> Mapping[str, Candidates]:
    """Return the patterns of a language: what opens and closes a roll, and how its sentences name who is on it."""
    found: dict[str, Candidates] = {}
    for part in _PARTS:
        found[part] = Candidates(
            compile_pattern(row, lexicon(tag, "partnership").get("classes", {}), f"{tag}.partnership.rolls")
            for tag in chain(language)
            for row in lexicon(tag, "partnership").get("rolls", {}).get(part, ())
        )
    return found


@record(frozen=True, slots=True)
class Row:
    """Cities that stand in a roll.

    Attributes:
        owner: Whose partners they are.
        parties: The cities.
        symbols: The sentence.
        first: Index of its first symbol that names them.
        last: Index of the last one.
        modality: How it is stated.
    """

    owner: Party
    parties: Sequence[Party]
    symbols: Symbols
    first: int
    last: int
    modality: Modality

    def draft(self, party: Party, language: str, stage: str | None, modality: Modality) -> Draft:
        """Return the tie of the owner with one of the cities."""
        start, end = self.symbols.spans[self.first][0], self.symbols.spans[self.last][1]
        values: dict[str, object] = {"partners": [self.owner.body, party.body], "form": "sister-city"}
        if stage or STAGES.get(modality.value):
            values["stage"] = stage or STAGES[modality.value]
        return Draft(
            "partnership",
            values,
            ((start, end),),
            f"{language}.{ROLLS}",
            _CONFIDENCE,
            modality.value,
            (f"in the roll of the partners of {self.owner.body}",),
        )


def rows_of_rolls(reading: Reading, tied: Collection[int] = ()) -> Iterator[Row]:
    """Yield the rows of an article's rolls.

    A roll opens where the article says that a city has several partners, whoever they are, and goes on as long as
    one of the next sentences names further ones: *The town has six twins. Oulu was the first. Then came Faro and Gera.*
    They are those of the city that is named before the words that open it, else of the article's own. Cities of the
    same country are not on it. A tie of the article's own city opens a roll, too, but a short one, of which only those
    words tell that name who is on it.

    Args:
        reading: The article.
        tied: Indexes of the sentences that tell of a tie of the article's own city.
    """
    language = reading.analysis.language
    words = _words(language)
    topic = reading.discourse.topic
    if topic is None or not words["opening"].expressions:
        return
    book = rule_book(language, "partnership")
    owner = topic
    left = short = 0
    twins = False
    for symbols in reading.sentences:
        twins = twins or book.speaks_of_it(symbols)
        opened = _opened(symbols, words["opening"])
        if opened is None and twins:
            opened = _opened(symbols, words["counted"])
        if opened is not None:
            going_on = owner if left > 0 else topic
            owner, left = _owner(symbols, opened, words["among"]) or going_on, _LASTING + 1
        elif twins and words["ranked"].matched(symbols):
            owner, left = topic, _LASTING + 1
        elif words["closing"].matched(symbols) or "N" in symbols.letters:
            left = short = 0
        whose = owner if left > 0 else topic if short > 0 else None
        if whose is not None:
            for chunk, first, last in _named(symbols, words, language, leads=left > 0 and opened is None):
                parties = [
                    each
                    for each in parties_of(chunk)
                    if each.place is not None and not each.again and _abroad(each, whose)
                ]
                if parties:
                    left = _LASTING + 1 if left > 0 else left
                    yield Row(
                        whose, parties, symbols, first, last, modality_of(symbols, first, last, language)
                    )
        left -= 1
        short = _SHORT if symbols.sentence.index in tied else short - 1


def _opened(symbols: Symbols, opening: Candidates) -> int | None:
    """Return where the words stand that open a roll."""
    return min((found.start() for found in opening.found(symbols, 0, len(symbols.text))), default=None)


def _owner(symbols: Symbols, opened: int, among: Candidates) -> Party | None:
    """Return the one city that a sentence names before the words that open a roll, unless it is said to be on it."""
    if any(found.end() >= opened for found in among.found(symbols, 0, opened)):
        return None
    before = [
        party
        for at, chunk in zip(symbols.positions, symbols.chunks, strict=True)
        if symbols.starts[at] <= opened and chunk.letter in "CP"
        for party in parties_of(chunk)
        if party.place is not None
    ]
    return before[0] if len({each.body for each in before}) == 1 else None


def _abroad(party: Party, owner: Party) -> bool:
    return party.body.rpartition(", ")[2] != owner.body.rpartition(", ")[2]


def _named(
    symbols: Symbols, words: Mapping[str, Candidates], language: str, *, leads: bool
) -> Iterator[tuple[Chunk, int, int]]:
    """Yield the chunks of cities that a sentence of a roll names as members of it, with where they are named.

    Args:
        symbols: The sentence.
        words: The patterns.
        language: BCP 47 tag.
        leads: Whether cities that open the sentence, several of them, are on the roll whatever it says of them.
    """
    seen: set[int] = set()
    for part in ("naming", "leading") if leads and _OTHERS.isdisjoint(symbols.letters) else ("naming",):
        for found in words[part].found(symbols, 0, len(symbols.text)):
            chunk = symbols.chunk_in(found["b"])
            row = [chunk, *_following(symbols, chunk, language)]
            many = sum(len(each.members) for each in row) >= _SEVERAL
            if part == "leading" and (found.start() > 0 or not (many or found.start() < found.start("b"))):
                continue
            first = symbols.starts.index(found.start())
            for each in row:
                if each.start not in seen:
                    seen.add(each.start)
                    at = symbols.positions[symbols.chunks.index(each)]
                    yield each, min(first, at), at


def _following(symbols: Symbols, chunk: Chunk, language: str) -> Iterator[Chunk]:
    """Yield the cities that are named after one in a row, whatever is said of each: *Oulu in 1984, then Faro*."""
    joining = joining_words(language)
    last = symbols.positions[symbols.chunks.index(chunk)]
    for at, each in zip(symbols.positions, symbols.chunks, strict=True):
        if at <= last or each.letter in "DL#":
            continue
        if each.letter != "C" or at - last > _APART or symbols.words[at - 1] not in joining:
            break
        last = at
        yield each
