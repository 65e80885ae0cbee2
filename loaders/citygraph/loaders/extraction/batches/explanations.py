"""Why each fact of an article was drawn: its sentences, what they mention, the rule, and what stayed open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.extractor import Extraction, Unresolved
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import (
    DateMention,
    GatheringMention,
    Mention,
    NetworkMention,
    NumberMention,
    OrganisationMention,
    PersonMention,
    PlaceMention,
)
from citygraph.loaders.facts import as_plain

__all__ = ["Explanation", "FactExplained", "Mentioned", "Stated", "explain"]

_CANDIDATES: Final = 4


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Something that a sentence mentions.

    Attributes:
        kind: ``place``, ``network``, ``date``, ...
        written: The words.
        taken_for: What they were taken for; None where that stayed open.
        reasons: Why, the strongest first.
    """

    kind: str
    written: str
    taken_for: str | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A sentence that says a fact.

    Attributes:
        text: The sentence, on one line.
        marks: Where in it the passages lie.
        mentions: What it mentions.
    """

    text: str
    marks: tuple[Span, ...]
    mentions: tuple[Mentioned, ...]


@dataclass(frozen=True, slots=True)
class FactExplained:
    """Why a fact was drawn.

    Attributes:
        fact: The fact as in the document, without evidence, rule and confidence.
        rule: Name of the rule.
        confidence: From 0 to 1.
        because: What was reasoned, in words.
        stated: The sentences that say it.
    """

    fact: Mapping[str, Any]
    rule: str
    confidence: float
    because: tuple[str, ...]
    stated: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why the facts of an article were drawn.

    Attributes:
        title: The article's headline.
        facts: Each fact, in the order of the document.
        unresolved: Names left open: the words, and what they may mean.
    """

    title: str | None
    facts: tuple[FactExplained, ...]
    unresolved: tuple[Mentioned, ...]


def explain(extraction: Extraction) -> Explanation:
    """Return why the facts of an article were drawn."""
    analysis = extraction.analysis
    plain = as_plain(extraction.document)["facts"]
    assert isinstance(plain, list)
    facts: list[FactExplained] = []
    for trace in sorted(extraction.traces, key=lambda each: each.fact):
        fact = plain[trace.fact]
        assert isinstance(fact, dict)
        told = {name: value for name, value in fact.items() if name not in ("evidence", "rule", "confidence")}
        stated = tuple(_stated(analysis, trace.passages))
        facts.append(FactExplained(told, trace.rule, trace.confidence, trace.because, stated))
    unresolved = tuple(
        Mentioned("place", each.name, None, (*each.reasons, *_candidates(each)))
        for each in extraction.unresolved
    )
    return Explanation(extraction.document.article.title, tuple(facts), unresolved)


def _candidates(name: Unresolved) -> Iterator[str]:
    if name.candidates:
        yield f"may be {' or '.join(str(each) for each in name.candidates[:_CANDIDATES])}"


def _stated(analysis: Analysis, passages: tuple[Span, ...]) -> Iterator[Stated]:
    """Yield each sentence that a passage touches, once, in the order of the text."""
    text = analysis.layout.text
    told = 0
    for start, end in sorted(passages):
        sentence = analysis.layout.sentence_at(start)
        first, last = (sentence.start, max(sentence.end, end)) if sentence is not None else (start, end)
        if last <= told:
            continue
        told = last
        marks = [(a - first, min(b, last) - first) for a, b in sorted(passages) if first <= a < last]
        yield Stated(_one_line(text[first:last]), tuple(marks), tuple(_mentioned(analysis, first, last)))


def _mentioned(analysis: Analysis, first: int, last: int) -> Iterator[Mentioned]:
    found: list[tuple[int, Mentioned]] = []
    for kind, mentions in _mentions(analysis):
        for each in mentions:
            if first <= each.start < last:
                found.append((each.start, _described(kind, each, analysis.layout.text)))
    yield from (mentioned for _, mentioned in sorted(found, key=lambda pair: pair[0]))


def _mentions(analysis: Analysis) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    yield "place", tuple(analysis.places)
    yield "network", tuple(analysis.networks)
    yield "body", tuple(analysis.organisations)
    yield "person", tuple(analysis.persons)
    yield "gathering", tuple(analysis.gatherings)
    yield "date", tuple(analysis.dates)
    yield "number", tuple(analysis.numbers)


def _described(kind: str, mention: Mention, text: str) -> Mentioned:
    written = _one_line(text[mention.start : mention.end])
    if isinstance(mention, PlaceMention):
        taken = str(mention.government) if mention.government is not None else mention.country
        return Mentioned("country" if mention.is_country else kind, written, taken, mention.reasons)
    match mention:
        case NetworkMention():
            return Mentioned(kind, written, mention.slug)
        case PersonMention():
            return Mentioned(kind, written, ", ".join(filter(None, (mention.name, mention.title))))
        case OrganisationMention() | GatheringMention():
            return Mentioned(kind, written, mention.name)
        case DateMention():
            return Mentioned(kind, written, mention.edtf)
        case NumberMention():
            return Mentioned(kind, written, f"{mention.value} {mention.unit or ''}".rstrip())
        case _:
            return Mentioned(kind, written, None)


def _one_line(text: str) -> str:
    """Return the text with each line end and tab as one blank, so that offsets hold."""
    return "".join(" " if each.isspace() else each for each in text)
