"""What the rules of every kind of fact share: the article in symbols, and a match made a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cache
from typing import Any, Final

from citygraph.loaders.extraction.analysis import Analysis, Party
from citygraph.loaders.extraction.discourse import Discourse
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import DateMention, GatheringMention, NetworkMention
from citygraph.loaders.extraction.patterns import Chunk, Match, Symbols, rule_book
from citygraph.loaders.extraction.records import memory, record

from .modality import Modality, stated_by

__all__ = ["Reading", "date_of", "draft", "gathering_of", "network_of", "parties_of"]

_THEME: Final = 4
"""For how many sentences a subject's theme word holds."""


@record(frozen=True, slots=True)
class Reading:
    """An article as the rules read it.

    Attributes:
        analysis: What it mentions.
        discourse: What it is about.
        sentences: Its sentences in symbols, page furniture left out.
        drafts: What has been read so far.
        memory: What later stages worked out of its sentences.
    """

    analysis: Analysis
    discourse: Discourse
    sentences: Sequence[Symbols]
    drafts: Sequence[Draft] = ()
    memory: dict[str, Any] = field(default_factory=memory, compare=False, repr=False)

    @property
    def cooperates(self) -> bool:
        """Whether the article speaks of cooperation between cities at all.

        It names a network, or twins, or who governs a city beside cities of other countries.
        """
        if self.analysis.networks or self._governed_abroad():
            return True
        words = _twins(self.analysis.language)
        return any(not words.isdisjoint(symbols.sentence.words) for symbols in self.sentences)

    def _governed_abroad(self) -> bool:
        """Return whether somebody is said to hold an office in a city, and cities of several countries are named.

        An office that has its city from elsewhere counts where only one who governs can hold it.
        """
        analysis = self.analysis
        held = any(
            each.of is not None and each.of.place is not None and (len(each.evidence) == 1 or each.governs)
            for each in analysis.persons
        )
        countries = {each.government.country for each in analysis.places if each.government is not None}
        return held and len(countries) > 1

    def matches(self, subject: str) -> Iterator[tuple[Symbols, Match, Modality]]:
        """Yield what the rules of a subject match, with how it is stated."""
        language = self.analysis.language
        book = rule_book(language, subject)
        since = _THEME
        for symbols in self.sentences:
            since = 0 if book.speaks_of_it(symbols) else since + 1
            if not book.may_match(symbols):
                continue
            for match in book.matches(symbols, theme=since < _THEME):
                modality = stated_by(symbols, match, language)
                yield symbols, match, modality


@cache
def _twins(language: str) -> frozenset[str]:
    """Return the words that only ties between cities have."""
    return frozenset(word for tag in chain(language) for word in lexicon(tag, "partnership").get("twins", ()))


def parties_of(chunk: Chunk | None) -> list[Party]:
    """Return the parties that a chunk holds; persons without a body are none."""
    if chunk is None:
        return []
    return [each for each in chunk.members if isinstance(each, Party) and each.body]


def network_of(chunk: Chunk | None) -> NetworkMention | None:
    """Return the network that a chunk holds."""
    return next((each for each in chunk.members if isinstance(each, NetworkMention)), None) if chunk else None


def gathering_of(chunk: Chunk | None) -> GatheringMention | None:
    """Return the event or programme that a chunk holds."""
    return (
        next((each for each in chunk.members if isinstance(each, GatheringMention)), None) if chunk else None
    )


def date_of(chunk: Chunk | None) -> DateMention | None:
    """Return the date that a chunk holds."""
    return next((each for each in chunk.members if isinstance(each, DateMention)), None) if chunk else None


def draft(
    kind: str,
    values: dict[str, object],
    match: Match,
    modality: Modality,
    *,
    confidence: float = 1.0,
    evidence: Sequence[Span] = (),
    because: Sequence[str] = (),
) -> Draft:
    """Return a match made a draft.

    Args:
        kind: Kind of fact.
        values: Its fields; those that the rule sets are added.
        match: The match.
        modality: How it is stated.
        confidence: How sure the rest of the reading is; the rule's own confidence is multiplied in.
        evidence: Further passages.
        because: What was reasoned.
    """
    reasons = [f"pattern: {match.pattern}"]
    if modality.word:
        reasons.append(f"{modality.value}: {modality.word!r}")
    return Draft(
        kind,
        {**values, **match.rule.set},
        (match.span, *evidence),
        match.rule.name,
        round(match.rule.confidence * confidence, 3),
        modality.value,
        (*reasons, *because),
    )
