"""Persons with their offices, before the places of the offices are known."""

from __future__ import annotations

from collections.abc import Iterable

from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import Mention
from citygraph.loaders.extraction.records import record

from .bodies import Body

__all__ = ["PersonCandidate", "offices_held_in"]


@record(frozen=True, slots=True)
class PersonCandidate(Mention):
    """A person with an office, before the place of the office is known.

    Attributes:
        name: Full name in the article's longest form, without honorifics.
        name_span: Where the name itself stands.
        title: The office as written; None for a later mention by name alone.
        kind: What the title's head word says of the body (``mayor``, ``minister``, ...).
        body: The body named with the title; None where the context has to tell.
        ended: Whether the office is past.
        planned: Whether it is still to come.
        evidence: The passage that says so.
        rule: How the title and the name stand to each other.
    """

    name: str
    name_span: Span
    title: str | None = None
    kind: str = ""
    body: Body | None = None
    ended: bool = False
    planned: bool = False
    evidence: Span = (0, 0)
    rule: str = ""


def offices_held_in(persons: Iterable[PersonCandidate]) -> frozenset[int]:
    """Return where the names begin of the places in which persons hold an office; countries are none."""
    return frozenset(
        each.body.place.start
        for each in persons
        if each.title is not None
        and each.body is not None
        and each.body.place is not None
        and not each.body.country
    )
