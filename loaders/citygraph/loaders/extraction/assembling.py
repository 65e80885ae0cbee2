"""Draft facts made one document: the same fact once, with all that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, cast

from citygraph.loaders.extraction.records import changed
from citygraph.loaders.facts import is_slug

from .drafts import Draft, in_order
from .layout import Span

__all__ = ["connected", "consistent", "identity", "merged", "sufficient"]

_MOST_PASSAGES: Final = 4
_KINDS: Final = (
    "programme", "event", "membership", "partnership", "participation", "initiative", "office", "figure",
)  # fmt: skip
_EXPLICIT: Final = {"asserted": 0.0, "planned": 0.02, "denied": 0.03, "ended": 0.05}
_DISPUTED: Final = 5
_LEAST: Final = 0.3
_BESIDE: Final = frozenset({"office", "figure"})
_TIMES: Final = frozenset({"asserted", "planned"})
_BODIES: Final = frozenset({"host", "organiser"})
_CITY: Final = re.compile(r", [A-Z]{2}$")


def identity(draft: Draft) -> tuple[object, ...]:
    """Return what makes two drafts the same fact."""
    values = draft.values
    match draft.kind:
        case "membership":
            return "membership", values["member"], values["network"]
        case "partnership":
            partners = values["partners"]
            several = cast("list[object]", partners) if isinstance(partners, list) else [partners]
            return "partnership", frozenset(several)
        case "participation":
            return "participation", values["participant"], values["in"], values.get("role") == "host"
        case "office":
            return "office", values["person"], values["of"], str(values["title"]).casefold()
        case "figure":
            return "figure", values["about"], values["value"]
        case "initiative":
            return "initiative", values["city"], values["name"]
        case _:
            return draft.kind, values["name"]


def _explicit(draft: Draft, drafts: Sequence[Draft]) -> float:
    """Return how much surer its words make a draft that is no assertion: most where an assertion reads the same."""
    bonus = _EXPLICIT.get(draft.modality, 0.0)
    start, end = draft.evidence[0]
    disputed = any(
        each.modality == "asserted" and start < each.evidence[0][1] and each.evidence[0][0] < end
        for each in drafts
    )
    return bonus * _DISPUTED if disputed else bonus


def _together(drafts: Sequence[Draft]) -> Draft:
    """Return drafts of one fact as one: the surest leads, the others add fields and passages.

    The confidence grows with every further statement, as independent witnesses would have it, but slowly:
    statements of one article are hardly independent.
    """
    ranked = drafts
    if len(drafts) > 1:
        ranked = sorted(
            drafts, key=lambda each: (-each.confidence - _explicit(each, drafts), each.evidence[0])
        )
    lead = ranked[0]
    values = dict(lead.values)
    passages: list[Span] = []
    doubt = 1.0 - lead.confidence
    for each in ranked:
        if each.modality != lead.modality and each is not lead:
            continue
        if each is not lead:
            for name, value in each.values.items():
                if name not in values and in_order({**values, name: value}):
                    values[name] = value
        for passage in each.evidence:
            if len(passages) < _MOST_PASSAGES and not any(
                passage[0] < end and start < passage[1] for start, end in passages
            ):
                passages.append(passage)
        if each is not lead:
            doubt *= 1.0 - each.confidence / 4
    return changed(lead, values=values, evidence=tuple(passages), confidence=round(min(1.0 - doubt, 0.99), 3))


def sufficient(drafts: Iterable[Draft], least: float = _LEAST) -> list[Draft]:
    """Return the drafts that are sure enough to be shown to a person at all."""
    return [each for each in drafts if each.confidence >= least]


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Return each fact once, in the order of kinds and then of the text."""
    groups: dict[tuple[object, ...], list[Draft]] = {}
    for each in drafts:
        groups.setdefault(identity(each), []).append(each)
    facts = [_together(group) for group in groups.values()]
    return sorted(facts, key=lambda each: (_KINDS.index(each.kind), each.evidence[0], str(each.values)))


def consistent(facts: Sequence[Draft]) -> list[Draft]:
    """Return the facts with all that is said of an event stated as the event is: it took place, or it is planned.

    What is denied or over stays so.
    """
    events = {str(each.values["name"]): each.modality for each in facts if each.kind == "event"}
    found: list[Draft] = []
    for each in facts:
        of = each.values.get("in" if each.kind == "participation" else "about")
        modality = events.get(str(of))
        if (
            each.kind in ("participation", "figure")
            and modality in _TIMES
            and each.modality in _TIMES
            and modality != each.modality
        ):
            each = changed(each, modality=modality)
        found.append(each)
    return found


def _shared(facts: Sequence[Draft]) -> frozenset[str]:
    """Return the names of the gatherings that two or more cities take part in."""
    parts: dict[str, set[str]] = {}
    for each in facts:
        body = str(each.values.get("participant"))
        if each.kind == "participation" and _CITY.search(body) is not None:
            parts.setdefault(str(each.values["in"]), set()).add(body)
    return frozenset(name for name, cities in parts.items() if len(cities) > 1)


def connected(facts: Sequence[Draft], *, cooperates: bool = False) -> list[Draft]:
    """Return the facts whose events, programmes and initiatives are facts too, or networks.

    What took part in a gathering that was not drawn as a fact has nothing to point to. Offices and figures alone
    are no cooperation, nor is an event that nobody hosts, organises or takes part in: an article that says nothing
    else gives no facts, unless it speaks of cooperation; nor is anything then that the sequence model
    alone tells, unless two cities take part.

    Args:
        facts: The facts.
        cooperates: Whether the article names a network of cities or speaks of their partnerships.
    """
    if not cooperates:
        shared = _shared(facts)
        facts = [
            each
            for each in facts
            if not each.rule.endswith(".tagged") or str(each.values.get("name")) in shared
        ]
    names = {str(each.values["name"]) for each in facts if "name" in each.values}

    def points(value: object) -> bool:
        return (
            not isinstance(value, str) or value in names or is_slug(value) or _CITY.search(value) is not None
        )

    kept: list[Draft] = []
    for each in facts:
        if not points(each.values.get("in")) or not points(each.values.get("about")):
            continue
        if not points(each.values.get("within")):
            each = changed(
                each, values={name: value for name, value in each.values.items() if name != "within"}
            )
        kept.append(each)
    told = [each for each in kept if each.kind not in _BESIDE]
    return (
        kept
        if cooperates or any(each.kind != "event" or _BODIES & each.values.keys() for each in told)
        else []
    )
