"""Partnerships between cities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.patterns import Match

from .drawing import Reading, date_of, draft, gathering_of, network_of, parties_of
from .modality import Modality

__all__ = ["partnership_drafts"]

_INFERRED: Final = 0.75
_STAGES: Final = {"planned": "exploring", "ended": "ended", "asserted": "agreed"}


def partnership_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the partnerships that an article states.

    Slots of the rules: ``a`` and ``b`` (each of one with each of the other), ``all`` (each with each; a single
    city is taken with the article's own), ``since``, ``within``. A rule with ``a`` alone means a tie with the
    article's own city.
    """
    for _, match, modality in reading.matches("partnership"):
        yield from _drafts(reading, match, modality)


def _drafts(reading: Reading, match: Match, modality: Modality) -> Iterator[Draft]:
    slots = match.slots
    because: list[str] = []
    confidence = 1.0
    left, right = _cities(parties_of(slots.get("a"))), _cities(parties_of(slots.get("b")))
    everyone = _cities(parties_of(slots.get("all")))
    if not right and not everyone and left:
        everyone, left = left, []
        pairs_with_topic = True
    else:
        pairs_with_topic = len(everyone) == 1
    if pairs_with_topic:
        topic = reading.discourse.topic
        if topic is None or topic.body in {party.body for party in everyone}:
            return
        left, right, everyone = [topic], everyone, []
        confidence *= _INFERRED
        because.append(f"the article's own city: {topic.body}")
    groups = [everyone] if everyone else [[one, other] for one in left for other in right]
    since = date_of(slots.get("since"))
    for group in groups:
        bodies = list(dict.fromkeys(party.body for party in group))
        if len(bodies) < 2:
            continue
        values: dict[str, object] = {"partners": bodies}
        if "stage" not in match.rule.set and modality.value in _STAGES:
            values["stage"] = _STAGES[modality.value]
        if since is not None and "/" not in since.edtf:
            values["since"] = since.edtf
        within = gathering_of(slots.get("within"))
        network = network_of(slots.get("within"))
        if within is not None or network is not None:
            values["within"] = (
                within.name if within is not None else network.slug if network is not None else ""
            )
        if (
            modality.value == "planned"
            and values.get("stage") != "exploring"
            and "stage" not in match.rule.set
        ):
            values.pop("stage", None)
        yield draft("partnership", values, match, modality, confidence=confidence, because=because)


def _cities(parties: Sequence[Party]) -> list[Party]:
    """Return the parties that are local governments."""
    return [party for party in parties if party.place is not None]
