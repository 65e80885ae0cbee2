"""Lists of cities that take part in something: in lines of their own, or in a sentence that no rule reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.patterns import Candidates, Chunk, Symbols, compile_pattern
from citygraph.loaders.extraction.records import record

from .drawing import Reading, parties_of
from .enumerating import enumerated
from .occasions import Kind, Occasion, Occasions
from .seats import Seats

__all__ = ["prize_words", "roster_drafts"]

_CITIES: Final = "CP"
_LEAST: Final = 3
"""So many cities make a list in a sentence."""
_LINES: Final = 2
_WORDS: Final = 8
"""So many words besides the cities may a line have, and a sentence that only goes on listing."""
_BEFORE: Final = 2
"""So many sentences before a list may say what it is of."""
_CONFIDENCE: Final = 0.83
_PRIZED: Final = frozenset({"awarded", "finalist"})
_OF_PROGRAMMES: Final = frozenset({"awarded", "selected", "finalist", "candidate"})


@record(frozen=True, slots=True)
class _Cues:
    roles: tuple[tuple[str, Candidates], ...]
    barred: Candidates
    prizes: frozenset[str]

    def role(self, symbols: Symbols) -> str | None:
        """Return the part that a sentence's words give to those that are listed."""
        if self.barred.matched(symbols):
            return None
        return next((role for role, words in self.roles if words.matched(symbols)), None)


@cache
def _cues(language: str) -> _Cues:
    roles: dict[str, list[str]] = {}
    barred: list[str] = []
    prizes: set[str] = set()
    for tag in chain(language):
        data: Mapping[str, Sequence[str]] = lexicon(tag, "participation").get("rosters", {})
        for role, patterns in data.items():
            if role == "prizes":
                prizes.update(patterns)
                continue
            (barred if role == "barred" else roles.setdefault(role, [])).extend(patterns)
    where = f"{language}.participation.rosters"
    return _Cues(
        tuple(
            (role, Candidates([compile_pattern(each, {}, where) for each in patterns]))
            for role, patterns in roles.items()
        ),
        Candidates([compile_pattern(each, {}, where) for each in barred]),
        frozenset(prizes),
    )


def prize_words(language: str) -> frozenset[str]:
    """Return the words that the name of a prize has."""
    return _cues(language).prizes


def roster_drafts(
    reading: Reading, occasions: Occasions, seats: Seats, told: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield the participations of lists of cities that no rule has read.

    Args:
        reading: The article.
        occasions: Its events and programmes.
        seats: For whom its persons come.
        told: The participations that rules drew.
    """
    language = reading.analysis.language
    cues = _cues(language)
    if not cues.roles:
        return
    read = [span for each in told for span in each.evidence]
    sentences = reading.sentences
    running: dict[int, str] = {}  # the roles of lists that may go on in the next sentence
    at = 0
    while at < len(sentences):
        stop = _lines(sentences, at)
        if sum(not symbols.letters.isdisjoint(_CITIES) for symbols in sentences[at:stop]) >= _LINES:
            yield from _listed(reading, occasions, cues, at, stop, read)
            at = stop
            continue
        symbols = sentences[at]
        for chunk in symbols.chunks:
            parties = seats.standing(_row(symbols, chunk, language)) if chunk.letter in _CITIES else []
            if len(parties) < _LEAST:
                continue
            role = cues.role(symbols)
            if role is None and at and _only_lists(symbols) and not cues.barred.matched(symbols):
                role = cues.role(sentences[at - 1]) or running.get(at - 1)
            if role is None:
                continue
            running[at] = role
            occasion = _occasion(occasions, cues, role, symbols.sentence.start, symbols.sentence.end)
            if occasion is not None and not _overlaps((chunk.start, chunk.end), read):
                span = symbols.sentence.start, symbols.sentence.end
                yield from _drafts(language, parties, occasion, role, (span,))
                break
        at += 1


def _row(symbols: Symbols, chunk: Chunk, language: str) -> list[Party]:
    """Return the parties of a chunk and of all that stand in one row with it."""
    return [
        party
        for each in (chunk, *enumerated(symbols, chunk, language))
        if each.letter in _CITIES
        for party in parties_of(each)
        if not party.again
    ]


def _lines(sentences: Sequence[Symbols], at: int) -> int:
    """Return where lines that name cities and say little else end: ``Cali, Colombia + Baltimore``."""
    block = None
    for stop in range(at, len(sentences)):
        sentence = sentences[stop].sentence
        line = (sentence.item or sentence.heading) and sentence.block != block
        if not line or not _only_lists(sentences[stop]):
            return stop
        block = sentence.block
    return len(sentences)


def _only_lists(symbols: Symbols) -> bool:
    """Return whether a sentence says little besides what it lists."""
    return sum(word[0].isalpha() for word in symbols.words) <= _WORDS


def _listed(
    reading: Reading, occasions: Occasions, cues: _Cues, at: int, stop: int, read: Sequence[Span]
) -> Iterator[Draft]:
    """Yield the participations of a list in lines of its own, by what stands before it."""
    sentences = reading.sentences
    for before in range(at - 1, max(at - 1 - _BEFORE, -1), -1):
        opening = sentences[before]
        role = cues.role(opening)
        if role is None:
            if cues.barred.matched(opening):
                return
            continue
        occasion = _occasion(occasions, cues, role, opening.sentence.start, opening.sentence.end)
        if occasion is None:
            return
        for symbols in sentences[at:stop]:
            span = symbols.sentence.start, symbols.sentence.end
            parties = [
                party
                for chunk in symbols.chunks
                if chunk.letter in _CITIES
                for party in parties_of(chunk)
                if not party.again
            ]
            if not _overlaps(span, read):
                yield from _drafts(reading.analysis.language, parties, occasion, role, (span,))
        return


def _occasion(occasions: Occasions, cues: _Cues, role: str | None, start: int, end: int) -> Occasion | None:
    """Return what those of a list take part in.

    A prize is looked for among what is called so first; who is selected is so for a programme; visits have no lists.
    """
    if role is None:
        return None
    kind: Kind = "programme" if role in _OF_PROGRAMMES else "event"
    other: Kind = "event" if kind == "programme" else "programme"
    found = occasions.near(start, end, kind, cues.prizes) if role in _PRIZED else None
    found = found or occasions.near(start, end, kind)
    if found is None and kind == "programme" and role != "selected":
        found = occasions.near(start, end, other)
    return found if found is not None and not found.closed else None


def _overlaps(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _drafts(
    language: str, parties: Sequence[Party], occasion: Occasion, role: str, evidence: tuple[Span, ...]
) -> Iterator[Draft]:
    for party in parties:
        values: dict[str, object] = {"participant": party.body, "in": occasion.name, "role": role}
        if party.person:
            values["person"] = party.person
        yield Draft(
            "participation",
            values,
            evidence,
            f"{language}.participation.roster",
            _CONFIDENCE,
            "planned" if occasion.planned and role not in _OF_PROGRAMMES else "asserted",
            tuple(filter(None, (f"a list of cities: {role}", occasion.because))),
        )
