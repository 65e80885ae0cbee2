"""Who takes part in an event, a programme or a network's work."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import GatheringMention

from .drawing import Reading, date_of, draft, gathering_of, network_of, parties_of

__all__ = ["participation_drafts"]

_INFERRED: Final = 0.75


def participation_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the participations that an article states.

    Slots of the rules: ``who``, ``in`` (an event or programme, or a network; the gathering spoken of where a
    rule has none), ``when``.
    """
    gatherings = [each for each in reading.analysis.gatherings if each.kind != "initiative"]
    starts = [each.start for each in gatherings]
    planned = {
        str(each.values["name"]): each.modality for each in reading.drafts if each.kind in ("event", "programme")
    }
    for _, match, modality in reading.matches("participation"):
        confidence = 1.0
        because: list[str] = []
        gathering = gathering_of(match.slots.get("in"))
        network = network_of(match.slots.get("in"))
        if gathering is None and network is None:
            gathering = _spoken_of(gatherings, starts, match.span[1])
            if gathering is None:
                continue
            confidence *= _INFERRED
            because.append(f"gathering spoken of: {gathering.name}")
        name = gathering.name if gathering is not None else network.slug if network is not None else ""
        stated = modality.value
        if stated == "asserted" and planned.get(name) == "planned":
            stated = "planned"
        for party in parties_of(match.slots.get("who")):
            values: dict[str, object] = {"participant": party.body, "in": name}
            if party.person:
                values["person"] = party.person
            when = date_of(match.slots.get("when"))
            if when is not None:
                values["when"] = when.edtf
            made = draft("participation", values, match, modality, confidence=confidence, because=because)
            yield Draft(
                made.kind, made.values, made.evidence, made.rule, made.confidence, stated, made.because
            )


def _spoken_of(gatherings: Sequence[GatheringMention], starts: Sequence[int], offset: int) -> GatheringMention | None:
    """Return the gathering mentioned last before an offset, or else the article's first."""
    at = bisect_right(starts, offset) - 1
    return gatherings[at] if at >= 0 else gatherings[0] if gatherings else None
