"""Offices as facts: who holds which office in which body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Layout
from citygraph.loaders.extraction.mentions import BodyRef, DateMention, PersonMention
from citygraph.loaders.extraction.places import as_written

from .office_words import office_words

__all__ = ["office_drafts"]

_SURE: Final = {"title-name": 0.92, "name-title": 0.9, "name-title-title": 0.85, "title-title-name": 0.85}
_ELSEWHERE: Final = 0.75
_ORGANISATION: Final = 0.8
_INFERRED: Final = 0.6


def office_drafts(
    persons: Sequence[PersonMention],
    layout: Layout,
    *,
    language: str = "en",
    dates: Sequence[DateMention] = (),
) -> list[Draft]:
    """Return one fact for each person and body, in order.

    Args:
        persons: Persons with the bodies of their offices.
        layout: The text.
        language: BCP 47 tag of the article, for the names of the rules.
        dates: Its dates: an office that is past or still to come takes that of its sentence.
    """
    bare = office_words(language).bare
    drafts: list[Draft] = []
    seen: set[tuple[str, str, bool]] = set()
    for person in persons:
        if person.title is None or person.of is None:
            continue
        if len(person.evidence) > 1 and person.title.casefold() in bare:
            continue
        body = _body(person.of)
        if body is None:
            continue
        key = (person.name.casefold(), body, person.ended)
        if key in seen:
            continue
        seen.add(key)
        values: dict[str, object] = {"person": person.name, "title": person.title, "of": body}
        if person.ended or person.planned:
            when = _when(person, layout, dates)
            if when is not None:
                values["when"] = when
        drafts.append(
            Draft(
                kind="office",
                values=values,
                evidence=person.evidence,
                rule=f"{language}.office.{person.rule}",
                confidence=_confidence(person, layout.text),
                modality="ended" if person.ended else "planned" if person.planned else "asserted",
                because=(f"{person.title!r} of {body} stands with {person.name!r}",),
            )
        )
    return drafts


def _body(of: BodyRef) -> str | None:
    if of.place is not None:
        return as_written(of.place.government) if of.place.government is not None else None
    return of.network or of.organisation


def _confidence(person: PersonMention, text: str) -> float:
    """Return how sure an office is: less where its body is named elsewhere, least where it is only inferred."""
    sure = _SURE.get(person.rule, 0.8)
    if len(person.evidence) > 1:
        return min(sure, _ELSEWHERE)
    if person.of is not None and person.of.organisation is not None:
        return min(sure, _ORGANISATION if person.of.organisation in text else _INFERRED)
    return sure


def _when(person: PersonMention, layout: Layout, dates: Sequence[DateMention]) -> str | None:
    """Return the date in the sentence of an office."""
    sentence = layout.sentence_at(person.evidence[0][0]) if person.evidence else None
    if sentence is None:
        return None
    near = [each for each in dates if sentence.start <= each.start < sentence.end]
    return min(near, key=lambda each: abs(each.start - person.evidence[0][0])).edtf if near else None
