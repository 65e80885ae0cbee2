"""Memberships of city networks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citygraph.loaders.extraction.drafts import Draft

from .drawing import Reading, date_of, draft, network_of, parties_of

__all__ = ["membership_drafts"]

_INFERRED: Final = 0.8


def membership_drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the memberships that an article states.

    Slots of the rules: ``member`` (who; the article's own city where a rule has none), ``network`` (the network
    spoken of where a rule has none), ``since``.
    """
    for _, match, modality in reading.matches("membership"):
        because: list[str] = []
        confidence = 1.0
        network = network_of(match.slots.get("network"))
        if network is None:
            network = reading.discourse.network_at(match.span[0])
            if network is None:
                continue
            confidence *= _INFERRED
            because.append(f"network spoken of: {network.slug}")
        members = parties_of(match.slots.get("member"))
        if "member" not in match.slots and reading.discourse.topic is not None:
            members = [reading.discourse.topic]
            confidence *= _INFERRED
            because.append(f"the article's own city: {members[0].body}")
        since = date_of(match.slots.get("since"))
        for member in members:
            if member.body == network.slug:
                continue
            values: dict[str, object] = {"member": member.body, "network": network.slug}
            if since is not None and "/" not in since.edtf:
                values["since"] = since.edtf
            yield draft(
                "membership", values, match, modality,
                confidence=confidence * (_INFERRED if member.again else 1.0), because=because,
            )  # fmt: skip
