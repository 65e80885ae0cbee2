"""All that was read in an article before any fact is drawn from it."""

from __future__ import annotations

from collections.abc import Sequence

from .layout import Layout
from .mentions import (
    DateMention,
    GatheringMention,
    NetworkMention,
    NumberMention,
    OrganisationMention,
    PersonMention,
    PlaceMention,
)
from .records import record

__all__ = ["Analysis", "Party"]


@record(frozen=True, slots=True)
class Party:
    """Somebody who can take part in something.

    Attributes:
        body: As a fact document writes it: ``Name, CC``, the slug of a network or the name of a body.
        start: First offset of the mention.
        end: Offset after its last character.
        place: The local government, where it is one.
        person: Who stands for it here.
        again: Whether a pronoun or a generic word stands for it.
    """

    body: str
    start: int
    end: int
    place: PlaceMention | None = None
    person: str | None = None
    again: bool = False


@record(frozen=True, slots=True)
class Analysis:
    """What an article mentions, in order of place.

    Attributes:
        layout: The text in sentences.
        language: BCP 47 tag.
        published: The article's date as EDTF, or None.
        places: Places, linked or open.
        networks: City networks.
        organisations: Other bodies.
        persons: Persons and their offices.
        gatherings: Events, programmes and initiatives.
        dates: Dates and periods.
        numbers: Numbers.
        dateline: Where the article was written, by its dateline.
        topic: The city that it is about.
    """

    layout: Layout
    language: str
    published: str | None
    places: Sequence[PlaceMention] = ()
    networks: Sequence[NetworkMention] = ()
    organisations: Sequence[OrganisationMention] = ()
    persons: Sequence[PersonMention] = ()
    gatherings: Sequence[GatheringMention] = ()
    dates: Sequence[DateMention] = ()
    numbers: Sequence[NumberMention] = ()
    dateline: PlaceMention | None = None
    topic: PlaceMention | None = None
