"""Further passages of facts: of the body where a headline alone was read, of who took part, of the gathering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from .analysis import Analysis
from .drafts import Draft
from .gatherings import UNTITLED
from .layout import Span
from .places import as_written
from .whereabouts import Whereabouts, parties

__all__ = ["supported"]

_MOST: Final = 5  # passages of a fact
_NEAREST: Final = frozenset({"membership", "participation"})


def supported(facts: Iterable[Draft], analysis: Analysis) -> list[Draft]:
    """Return facts with the passages that a reader would look for beside those that they were read from.

    A fact that was read in headlines or the dateline alone gets the first sentence of the body that names everything
    that it ties, or has its number; a tie of two cities gets where the body first names both.
    A participation gets the passage that tells of the office of the person that it names, else of one who holds
    office in who takes part. It and a membership get the clause where the body names who takes part or is a member
    nearest to the event or the network.
    A gathering without a name gets the passages of who took part in it and where host and guest are named, and its
    host those of the gathering. An event gets the clause with its date, and what began at some time that with the time.

    Args:
        facts: The facts.
        analysis: What their article mentions.
    """
    facts = list(facts)
    where = Whereabouts(analysis)
    officials = _Officials(analysis)
    gatherings = _Gatherings(facts)
    found: list[Draft] = []
    for fact in facts:
        passages = [*fact.evidence, *officials.of(fact), *gatherings.beside(fact)]
        if all(where.in_heading(passage) for passage in fact.evidence):
            passages += where.together_or_rarest(fact)
        passages += _further(fact, where, gatherings)
        found.append(replace(fact, evidence=_apart(passages)) if len(passages) > len(fact.evidence) else fact)
    return found


def _further(fact: Draft, where: Whereabouts, gatherings: _Gatherings) -> Iterator[Span]:
    """Yield the passages that say it once more, where they are none of those that it was read from."""
    if fact.values.get("since") is not None:
        yield from where.dated(fact.values["since"])
    if fact.kind == "partnership":
        yield from where.together(fact)
    elif fact.kind in _NEAREST and fact.values.get("role") != "host":
        names = parties(fact)
        if len(names) > 1:
            yield from where.nearest(names[0], names[1])
    elif fact.kind == "event":
        if fact.values.get("when") is not None:
            yield from where.dated(fact.values["when"], to_the_day=True)
        if fact.values.get("form") in UNTITLED and fact.values.get("host") is not None:
            yield from where.met(fact.values["host"], gatherings.guests(fact))


class _Officials:
    """The passages that tell of persons' offices."""

    def __init__(self, analysis: Analysis) -> None:
        self._persons: dict[str, Span] = {}
        self._bodies: dict[str, Span] = {}
        for each in analysis.persons:
            if not each.evidence:
                continue
            self._persons[each.name] = each.evidence[0]
            if each.of is not None and each.of.place is not None and each.of.place.government is not None:
                self._bodies.setdefault(as_written(each.of.place.government), each.evidence[0])

    def of(self, fact: Draft) -> Sequence[Span]:
        """Return the passage of the person that a participation names, else of an official of who takes part."""
        if fact.kind != "participation":
            return ()
        person = fact.values.get("person")
        told = (
            self._bodies.get(str(fact.values.get("participant")))
            if person is None
            else self._persons.get(str(person))
        )
        return () if told is None else (told,)


class _Gatherings:
    """The passages of events, and of who took part in them."""

    def __init__(self, facts: Sequence[Draft]) -> None:
        self._events = {str(each.values["name"]): each for each in facts if each.kind == "event"}
        self._parts: dict[str, list[Draft]] = {}
        for each in facts:
            if each.kind == "participation":
                self._parts.setdefault(str(each.values.get("in")), []).append(each)

    def beside(self, fact: Draft) -> Sequence[Span]:
        """Return the passages that say of a fact what its own say: that these met, or that this is where."""
        if fact.kind == "event" and fact.values.get("form") in UNTITLED:
            parts = self._parts.get(str(fact.values["name"]), ())
            return [passage for part in parts for passage in part.evidence]
        event = self._events.get(str(fact.values.get("in"))) if fact.kind == "participation" else None
        if event is not None and (fact.values.get("role") == "host" or event.values.get("form") in UNTITLED):
            return event.evidence
        return ()

    def guests(self, event: Draft) -> list[object]:
        """Return who took part in an event without being its host."""
        parts = self._parts.get(str(event.values["name"]), ())
        return [part.values["participant"] for part in parts if part.values.get("role") != "host"]


def _apart(passages: Sequence[Span]) -> tuple[Span, ...]:
    """Return passages in their order without those that overlap an earlier one, at most a few."""
    found: list[Span] = []
    for start, end in passages:
        if not any(start < last and first < end for first, last in found):
            found.append((start, end))
    return tuple(found[:_MOST])
