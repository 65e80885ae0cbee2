"""Who takes part in an event, a programme or a network's work."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import GatheringMention
from citygraph.loaders.extraction.patterns import Match

from .drawing import Reading, date_of, draft, gathering_of, network_of, parties_of
from .modality import Modality

__all__ = ["Gatherings", "participation_drafts"]

_INFERRED: Final = 0.8
_FAR: Final = 1_200


class Gatherings:
    """The events and programmes of an article, as far as facts were drawn of them.

    Args:
        reading: The article; its drafts hold the events and programmes.
    """

    def __init__(self, reading: Reading) -> None:
        self.modality = {
            str(each.values["name"]): each.modality
            for each in reading.drafts
            if each.kind in ("event", "programme")
        }
        self._mentions = [each for each in reading.analysis.gatherings if each.name in self.modality]
        self._starts = [each.start for each in self._mentions]
        sentences = [symbols.sentence for symbols in reading.sentences]
        self._lead = sentences[min(3, len(sentences) - 1)].end if sentences else 0

    @cached_property
    def main(self) -> GatheringMention | None:
        """The one that the article is about: in its lead, and spoken of most."""
        weights: Counter[str] = Counter()
        for each in self._mentions:
            weights[each.name] += 3 if each.start < self._lead else 1
        return max(self._mentions, key=lambda each: (weights[each.name], -each.start), default=None)

    def before(self, offset: int) -> GatheringMention | None:
        """Return the one spoken of last before an offset, not too far back; else the main one."""
        at = bisect_right(self._starts, offset) - 1
        if at >= 0 and offset - self._starts[at] < _FAR:
            return self._mentions[at]
        return self.main


def participation_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the participations that an article states.

    Slots of the rules: ``who``, ``in`` (an event or programme, or a network; the gathering spoken of where a
    rule has none), ``when``.
    """
    gatherings = Gatherings(reading)
    for _, match, modality in reading.matches("participation"):
        yield from _drafts(gatherings, match, modality)


def _drafts(gatherings: Gatherings, match: Match, modality: Modality) -> Iterator[Draft]:
    confidence = 1.0
    because: list[str] = []
    gathering = gathering_of(match.slots.get("in"))
    network = network_of(match.slots.get("in"))
    if gathering is None and network is None:
        gathering = gatherings.main if match.rule.scope == "main" else gatherings.before(match.span[1])
        if gathering is None:
            return
        confidence *= _INFERRED
        because.append(f"gathering spoken of: {gathering.name}")
    name = gathering.name if gathering is not None else network.slug if network is not None else ""
    if gathering is not None and name not in gatherings.modality:
        return
    for party in parties_of(match.slots.get("who")):
        made = draft(
            "participation", _values(party, name, match), match, modality, confidence=confidence, because=because
        )
        if modality.value == "asserted" and gatherings.modality.get(name) == "planned":
            made = replace(made, modality="planned", because=(*made.because, "the gathering is yet to come"))
        yield made


def _values(party: Party, name: str, match: Match) -> dict[str, object]:
    values: dict[str, object] = {"participant": party.body, "in": name}
    if party.person:
        values["person"] = party.person
    when = date_of(match.slots.get("when"))
    if when is not None:
        values["when"] = when.edtf
    return values
