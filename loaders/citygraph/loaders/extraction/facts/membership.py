"""Memberships of city networks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.extraction.patterns import Match, Symbols, rule_book

from .drawing import Reading, date_of, draft, network_of, parties_of
from .modality import Modality, modality_of
from .terms import Terms

__all__ = ["membership_drafts"]

_INFERRED: Final = 0.8
_NEAR: Final = 0.92
_AFTER: Final = 2


@dataclass(frozen=True, slots=True)
class _Statement:
    """A match that says who belongs to which network.

    Attributes:
        symbols: Its sentence.
        match: The match.
        modality: How it is stated.
        network: The network.
        members: Who belongs to it.
        confidence: How sure the network and the members are.
        because: How they were found.
    """

    symbols: Symbols
    match: Match
    modality: Modality
    network: NetworkMention
    members: Sequence[Party]
    confidence: float
    because: tuple[str, ...]


def membership_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the memberships that an article states.

    Slots of the rules: ``member`` (who; the article's own city where a rule has none), ``others`` (who else),
    ``network`` (the network of the sentence, or the one spoken of, where a rule has none), ``since``. The rules of
    ``membership-again`` read only what follows such a statement at once: ``so is X``, ``X followed``.
    """
    terms = Terms(reading.analysis)
    last: _Statement | None = None
    for symbols in reading.sentences:
        statements = list(_statements(reading, symbols, "membership", None))
        previous = statements[0] if statements else last
        if previous is not None and symbols.sentence.index - previous.symbols.sentence.index <= _AFTER:
            statements += [
                each
                for each in _statements(reading, symbols, "membership-again", previous)
                if not any(_overlap(each, other) for other in statements)
            ]
        if statements:
            last = statements[-1]
        for each in statements:
            yield from _drafts(each, statements, terms)


def _overlap(one: _Statement, other: _Statement) -> bool:
    names = {member.body for member in other.members}
    return any(member.body in names for member in one.members)


def _statements(
    reading: Reading, symbols: Symbols, subject: str, previous: _Statement | None
) -> Iterator[_Statement]:
    """Yield what the rules of a subject read in a sentence."""
    language = reading.analysis.language
    for match in rule_book(language, subject).matches(symbols):
        because: list[str] = []
        confidence = 1.0
        network = network_of(match.slots.get("network"))
        if network is None:
            network = previous.network if previous else _network_of_sentence(symbols, match)
            if network is None:
                network = reading.discourse.network_at(match.span[0])
                confidence = _INFERRED
            else:
                confidence = _NEAR
            if network is None:
                continue
            because.append(f"network spoken of: {network.slug}")
        members = [*parties_of(match.slots.get("member")), *parties_of(match.slots.get("others"))]
        if not match.slots.keys() & {"member", "others"} and reading.discourse.topic is not None:
            members = [reading.discourse.topic]
            confidence *= _INFERRED
            because.append(f"the article's own city: {members[0].body}")
        modality = (
            Modality(match.rule.modality)
            if match.rule.modality
            else modality_of(symbols, match.first, match.last, language)
        )
        yield _Statement(symbols, match, modality, network, members, confidence, tuple(because))


def _network_of_sentence(symbols: Symbols, match: Match) -> NetworkMention | None:
    """Return the network named in the match or last before it, else the first after it in the sentence."""
    start, end = match.span
    named = [chunk for chunk in symbols.chunks if chunk.letter == "N"]
    inside = [chunk for chunk in named if start <= chunk.start < end]
    before = [chunk for chunk in named if chunk.start < start]
    return network_of(inside[0] if inside else before[-1] if before else named[0] if named else None)


def _drafts(each: _Statement, statements: Sequence[_Statement], terms: Terms) -> Iterator[Draft]:
    """Yield a draft for each member; what the sentence denies or ends elsewhere it does not assert."""
    for member in each.members:
        if member.body == each.network.slug:
            continue
        if each.modality.value == "asserted" and any(
            other.modality.value != "asserted"
            and other.network.slug == each.network.slug
            and other.match.rule.set.get("role", "member") == each.match.rule.set.get("role", "member")
            and any(member.body == another.body for another in other.members)
            for other in statements
        ):
            continue
        values: dict[str, object] = {"member": member.body, "network": each.network.slug}
        since = date_of(each.match.slots.get("since"))
        values.update(terms.of(member, each.symbols, each.match, each.modality.value))
        if since is not None and "/" not in since.edtf:
            values["since"] = since.edtf
        yield draft(
            "membership", values, each.match, each.modality,
            confidence=each.confidence * (_INFERRED if member.again else 1.0), because=each.because,
        )  # fmt: skip
