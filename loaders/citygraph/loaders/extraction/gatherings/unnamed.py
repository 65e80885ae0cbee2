"""Gatherings that an article gives no name to: what is drafted of each, and where it is mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import GatheringMention
from citygraph.loaders.extraction.records import record

__all__ = ["Drawn", "Unnamed"]


@record(frozen=True, slots=True)
class Unnamed:
    """A gathering named by a description.

    Attributes:
        mention: The words that it is told by.
        drafts: The event and who takes part in it.
    """

    mention: GatheringMention
    drafts: tuple[Draft, ...]


@record(frozen=True, slots=True)
class Drawn:
    """What was drawn from an article's gatherings.

    Attributes:
        drafts: The facts.
        mentions: Gatherings that were found only while drawing them, in no order.
    """

    drafts: list[Draft]
    mentions: Sequence[GatheringMention]
