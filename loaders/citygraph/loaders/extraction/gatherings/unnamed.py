"""Gatherings that an article gives no name to: what is drafted of each, and where it is mentioned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.mentions import GatheringMention, PlaceMention
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.records import record

from .scenes import within

__all__ = ["Drawn", "Unnamed", "parts_of"]


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


def parts_of(
    analysis: Analysis,
    sentence: Sentence,
    event: Draft,
    parties: Sequence[PlaceMention],
    host: PlaceMention | None,
    rule: str,
) -> Iterator[Draft]:
    """Yield the parts that local governments take in a gathering told by one sentence, with their officials in it.

    Args:
        analysis: What the article mentions.
        sentence: The sentence.
        event: The gathering.
        parties: Who takes part.
        host: Where it is; the host's own part is yielded last where it is no party.
        rule: Last part of the rule's name of those who are no host.
    """
    start, last = sentence.start, sentence.tokens[-1]
    passage = start, last.start if last.kind == "mark" else sentence.end
    hosting = host.government if host is not None else None
    seen = {party.government for party in parties}
    for government in (*(party.government for party in parties), *(() if hosting in seen else (hosting,))):
        if government is None:
            continue
        part: dict[str, object] = {
            "participant": as_written(government),
            "in": event.values["name"],
            "role": "host" if government == hosting else "delegate",
        }
        person = next(
            (
                each
                for each in within(analysis.persons, start, sentence.end)
                if each.of is not None
                and each.of.place is not None
                and each.of.place.government == government
            ),
            None,
        )
        if person is not None:
            part["person"] = person.name
        name = f"{analysis.language}.participation.{'host' if government == hosting else rule}"
        yield Draft("participation", part, (passage,), name, event.confidence, event.modality)
