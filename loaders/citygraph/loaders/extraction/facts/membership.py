"""Memberships of city networks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.extraction.patterns import Chunk, Match, Symbols, rule_book
from citygraph.loaders.extraction.records import record

from .apart import Apart
from .drawing import Reading, date_of, draft, parties_of
from .enumerating import enumerated
from .leading import city_of_holder, leading_drafts
from .modality import Modality, stated_by
from .terms import Terms, networks_of

__all__ = ["membership_drafts"]

_INFERRED: Final = 0.8
_NEAR: Final = 0.92
_AFTER: Final = 2
_TALK: Final = 3
_PARTIES: Final = "CPN"


@record(frozen=True, slots=True)
class _Statement:
    """A match that says who belongs to which network.

    Attributes:
        symbols: Its sentence.
        match: The match.
        modality: How it is stated.
        networks: The networks.
        members: Who belongs to them.
        confidence: How sure the network and the members are.
        because: How they were found.
    """

    symbols: Symbols
    match: Match
    modality: Modality
    networks: Sequence[NetworkMention]
    members: Sequence[Party]
    confidence: float
    because: tuple[str, ...]

    @property
    def rank(self) -> float:
        """How explicit it is: of two that say different things of one city in one sentence, the higher holds."""
        said = 0.0 if self.modality.value == "asserted" else 1.0 if self.match.rule.modality else 0.5
        return said + self.match.rule.confidence


def membership_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the memberships that an article states.

    Slots of the rules: ``member`` (who; where a rule has none, the city spoken of last, the article's own under the
    scope ``main``, or that of the official spoken of last under ``holder``), ``others`` (who else), ``network`` (the
    network of the sentence, or the one spoken of, where a rule has none), ``since``. The rules of
    ``membership-again`` read only what follows such a statement, or talk of members, at once: ``so is X``.
    """
    if not reading.analysis.networks:
        return
    terms = Terms(reading.analysis)
    language = reading.analysis.language
    yield from leading_drafts(reading)
    again = rule_book(language, "membership-again")
    before: Symbols | None = None
    last: _Statement | None = None
    talk = -_AFTER - 1
    for symbols in reading.sentences:
        index = symbols.sentence.index
        if again.speaks_of_it(symbols):
            talk = index
        if talk != index and symbols.letters.isdisjoint(_PARTIES):
            before = symbols
            continue
        apart = Apart.of(symbols, before, language)
        statements = [
            each
            for each in _statements(reading, symbols, "membership", None)
            if not apart.bars(each.match, talked=index - talk <= _TALK)
        ]
        near = last is not None and index - last.symbols.sentence.index <= _AFTER
        if not apart.twinned and (statements or near or index - talk <= _AFTER):
            previous = statements[0] if statements else last if near else None
            names = {member.body for each in statements for member in each.members}
            statements += [
                each
                for each in _statements(reading, symbols, "membership-again", previous)
                if not any(member.body in names for member in each.members)
            ]
        if statements:
            last = statements[-1]
            talk = index
        before = symbols
        for each in statements:
            yield from _drafts(each, statements, terms)


def _statements(
    reading: Reading, symbols: Symbols, subject: str, previous: _Statement | None
) -> Iterator[_Statement]:
    """Yield what the rules of a subject read in a sentence."""
    language = reading.analysis.language
    for match in rule_book(language, subject).matches(symbols):
        because: list[str] = []
        confidence = 1.0
        networks = networks_of(match.slots.get("network"))
        if match.rule.scope == "title":
            networks = [each for each in networks if each.title]
            if not networks:
                continue
        if not networks:
            inferred = previous.networks[0] if previous else _network_of_sentence(symbols, match)
            confidence = _NEAR
            if inferred is None:
                inferred = reading.discourse.network_at(match.span[0])
                confidence = _INFERRED
            if inferred is None or not reading.discourse.speaks_of(inferred, match.span[0]):
                continue
            networks = [inferred]
            because.append(f"network spoken of: {inferred.slug}")
        members = _members(symbols, match, language)
        if not match.slots.keys() & {"member", "others"}:
            city = reading.discourse.topic
            if match.rule.scope == "holder":
                city = city_of_holder(reading, match.span[0])
            elif match.rule.scope != "main":
                city = next(iter(reading.discourse.recent(match.span[0])), city)
            if city is None:
                continue
            members = [city]
            confidence *= _INFERRED
            because.append(f"city spoken of: {city.body}")
        modality = stated_by(symbols, match, language)
        yield _Statement(symbols, match, modality, networks, members, confidence, tuple(because))


def _members(symbols: Symbols, match: Match, language: str) -> list[Party]:
    """Return who the match names, with the cities that stand in one row behind them where the match ends so.

    A row goes on past semicolons and countries: ``A, in Malta; B and C``. Whoever something else is said of ends it.
    """
    members: list[Party] = []
    for name in ("member", "others"):
        chunk = match.slots.get(name)
        members += parties_of(chunk)
        if chunk is not None and chunk.letter == "C" and chunk.end == match.span[1]:
            row = enumerated(symbols, chunk, language)
            while row and (row[-1].letter != "C" or not _closes(symbols, row[-1])):
                row.pop()
            members += [party for each in row if each.letter == "C" for party in parties_of(each)]
    return members


def _closes(symbols: Symbols, chunk: Chunk) -> bool:
    """Return whether a mark or the end of the sentence stands behind a chunk."""
    behind = symbols.positions[symbols.chunks.index(chunk)] + 1
    return behind >= len(symbols.parts) or not symbols.words[behind][0].isalnum()


def _network_of_sentence(symbols: Symbols, match: Match) -> NetworkMention | None:
    """Return the network named in the match or last before it, else the first after it in the sentence."""
    start, end = match.span
    named = [chunk for chunk in symbols.chunks if chunk.letter == "N"]
    inside = [chunk for chunk in named if start <= chunk.start < end]
    before = [chunk for chunk in named if chunk.start < start]
    found = networks_of(inside[0] if inside else before[-1] if before else named[0] if named else None)
    return found[-1] if found else None


def _drafts(each: _Statement, statements: Sequence[_Statement], terms: Terms) -> Iterator[Draft]:
    """Yield a draft for each member and network, unless its sentence says otherwise more explicitly."""
    for member in each.members:
        for network in each.networks:
            if member.body == network.slug or _outranked(each, member, network, statements):
                continue
            values: dict[str, object] = {"member": member.body, "network": network.slug}
            values.update(terms.of(member, each.symbols, each.match, each.modality.value))
            since = date_of(each.match.slots.get("since"))
            if since is not None and "/" not in since.edtf:
                values["since"] = since.edtf
            yield draft(
                "membership", values, each.match, each.modality,
                confidence=each.confidence * (_INFERRED if member.again else 1.0), because=each.because,
            )  # fmt: skip


def _outranked(
    each: _Statement, member: Party, network: NetworkMention, statements: Sequence[_Statement]
) -> bool:
    return any(
        other.modality.value != each.modality.value
        and other.rank > each.rank
        and any(network.slug == another.slug for another in other.networks)
        and any(member.body == another.body for another in other.members)
        for other in statements
    )
