"""Further passages of facts: of the body where a headline alone was read, of who took part, of the gathering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

from .analysis import Analysis
from .drafts import Draft
from .gatherings import UNTITLED
from .layout import Span
from .places import as_written

__all__ = ["supported"]

_MOST: Final = 4  # passages of a fact
_PARTIES: Final[Mapping[str, tuple[str, ...]]] = {
    "membership": ("member", "network"),
    "partnership": ("partners",),
    "participation": ("participant", "in"),
    "event": ("name",),
    "programme": ("name",),
}


def supported(facts: Iterable[Draft], analysis: Analysis) -> list[Draft]:
    """Return facts with the passages that a reader would look for beside those that they were read from.

    A fact that was read in headlines or the dateline alone gets the first sentence of the body that names everything
    that it ties, or has its number.
    A participation that names a person gets the passage that tells of the person's office.
    A gathering without a name gets the passages of who took part in it, and its host those of the gathering.

    Args:
        facts: The facts.
        analysis: What their article mentions.
    """
    facts = list(facts)
    named = _Named(analysis)
    persons = {each.name: each.evidence[0] for each in analysis.persons if each.evidence}
    gatherings = _Gatherings(facts)
    found: list[Draft] = []
    for fact in facts:
        passages = list(fact.evidence)
        person = fact.values.get("person")
        if fact.kind == "participation" and isinstance(person, str) and person in persons:
            passages.append(persons[person])
        passages += gatherings.beside(fact)
        if all(named.in_heading(passage) for passage in fact.evidence):
            passages += named.together(fact)
        found.append(replace(fact, evidence=_apart(passages)) if len(passages) > len(fact.evidence) else fact)
    return found


class _Gatherings:
    """The passages of events, and of who took part in them."""

    def __init__(self, facts: Sequence[Draft]) -> None:
        self._events = {str(each.values["name"]): each for each in facts if each.kind == "event"}
        self._parts: dict[str, list[Span]] = {}
        for each in facts:
            if each.kind == "participation":
                self._parts.setdefault(str(each.values.get("in")), []).extend(each.evidence)

    def beside(self, fact: Draft) -> Sequence[Span]:
        """Return the passages that say of a fact what its own say: that these met, or that this is where."""
        if fact.kind == "event" and fact.values.get("form") in UNTITLED:
            return self._parts.get(str(fact.values["name"]), ())
        event = self._events.get(str(fact.values.get("in"))) if fact.kind == "participation" else None
        if event is not None and (fact.values.get("role") == "host" or event.values.get("form") in UNTITLED):
            return event.evidence
        return ()


class _Named:
    """Where an article names cities, networks and gatherings, as facts write them."""

    def __init__(self, analysis: Analysis) -> None:
        self._layout = analysis.layout
        self._analysis = analysis
        self._sentences: dict[str, dict[int, Span]] | None = None

    def in_heading(self, passage: Span) -> bool:
        """Return whether a passage lies in a headline, or is the dateline."""
        sentence, home = self._layout.sentence_at(passage[0]), self._analysis.dateline
        return sentence is not None and (
            sentence.heading or (home is not None and home.start <= passage[0] and passage[1] <= home.end)
        )

    def together(self, fact: Draft) -> Iterator[Span]:
        """Yield the stretch of the first sentence of the body that names all parties of a fact.

        Where there is none, where the body first names the one that it speaks of least: an item of a list, say.
        """
        if fact.kind == "figure":
            yield from self._counted(fact.values.get("value"))
            return
        parties = [name for field in _PARTIES.get(fact.kind, ()) for name in _names(fact.values.get(field))]
        if self._sentences is None:
            self._sentences = self._read()
        rows = [self._sentences.get(name, {}) for name in parties]
        shared = set(rows[0]).intersection(*rows[1:]) if rows else set[int]()
        if shared:
            spans = [row[min(shared)] for row in rows]
            yield min(start for start, _ in spans), max(end for _, end in spans)
        elif any(rows):
            least = min((row for row in rows if row), key=len)
            yield least[min(least)]

    def _counted(self, value: object) -> Iterator[Span]:
        """Yield the first sentence of the body that has a number."""
        for number in self._analysis.numbers:
            sentence = self._layout.sentence_at(number.start)
            if (
                number.value == value
                and sentence is not None
                and not (sentence.heading or sentence.furniture)
            ):
                yield sentence.start, sentence.end
                return

    def _read(self) -> dict[str, dict[int, Span]]:
        """Return the first span of each name in each sentence of the body."""
        analysis = self._analysis
        mentions = [
            *(
                (as_written(each.government), each.span)
                for each in analysis.places
                if each.government is not None
            ),
            *((each.slug, each.span) for each in analysis.networks),
            *((each.name, each.span) for each in analysis.gatherings),
        ]
        found: dict[str, dict[int, Span]] = {}
        for name, span in mentions:
            sentence = self._layout.sentence_at(span[0])
            if sentence is not None and not (sentence.heading or sentence.furniture):
                found.setdefault(name, {}).setdefault(sentence.index, span)
        return found


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in cast("list[object]", value)]
    return [] if value is None else [str(value)]


def _apart(passages: Sequence[Span]) -> tuple[Span, ...]:
    """Return passages in their order without those that overlap an earlier one, at most a few."""
    found: list[Span] = []
    for start, end in passages:
        if not any(start < last and first < end for first, last in found):
            found.append((start, end))
    return tuple(found[:_MOST])
