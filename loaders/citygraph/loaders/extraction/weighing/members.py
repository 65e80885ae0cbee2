"""What rules said of the members of a network elsewhere in an article: its talk of members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import NetworkMention

from .features import Features
from .setting import Place, Setting

__all__ = ["Members", "of_network", "whom_it_gathers"]

_BEFORE: Final = 3
"""So many sentences before one may speak of members that it goes on naming."""
_BEHIND: Final = 2
_MANY: Final = 5
_FAR: Final = 8


class Members:
    """The memberships that the rules drew of an article, by network.

    A sentence that names cities and says little of them goes on with what was said of others before it: *Faro joined
    in May. The next to come were Gera and Oulu*.

    Args:
        setting: The article.
        drafts: What the rules made of it.
    """

    def __init__(self, setting: Setting, drafts: Sequence[Draft]) -> None:
        self._drawn: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
        self._memory: dict[tuple[str, int, str | None], Features] = {}
        for draft in drafts:
            if draft.kind == "membership" and (number := setting.at(draft.evidence[0][0])) is not None:
                member, network = str(draft.values["member"]), str(draft.values["network"])
                self._drawn[network].append((number, member, draft.modality))
        self._members = {slug: {member for _, member, _ in rows} for slug, rows in self._drawn.items()}

    def beside(self, member: str, network: str, number: int) -> Features:
        """Return what rules said of others than a city in the same network, and how far from a sentence.

        Args:
            member: The city.
            network: Slug of the network.
            number: Index of the sentence.
        """
        own = member if member in self._members.get(network, ()) else None
        key = network, number, own
        if key not in self._memory:
            self._memory[key] = self._features(own, network, number)
        return self._memory[key]

    def _features(self, own: str | None, network: str, number: int) -> Features:
        others = [(at, said) for at, member, said in self._drawn.get(network, ()) if member != own]
        near = {(number - at, said) for at, said in others if -_BEHIND <= number - at <= _BEFORE}
        gaps = [number - at for at, _ in others if at < number]
        return Features(
            [
                ("told near", {str(step) for step, _ in near}),
                ("told near so", {f"{step} {said}" for step, said in near}),
                ("told others", (str(min(_MANY, len(others))),)),
                ("told before", (str(min(_FAR, *gaps, _FAR)) if gaps else "none",)),
            ]
        )


def of_network(setting: Setting, network: NetworkMention, at: int | None, number: int) -> Features:
    """Return what is known of a network that a sentence names, or may speak of."""
    rows = [("networks", (str(min(3, setting.networks)),))]
    if network.slug == setting.main_network:
        rows.append(("network", ("main",)))
    if at is None:
        rows.append(("network gap", (setting.since(network.slug, number),)))
    return Features(rows)


def whom_it_gathers(place: Place, network: str) -> Features:
    """Return what a network's members are like: cities or provinces, and of which country.

    Args:
        place: Who may be one.
        network: Slug of the network.
    """
    found = place.party.place.government if place.party.place is not None else None
    if found is None:
        return Features([])
    return Features(
        [
            ("level", (found.level,)),
            ("network's level", (f"{network} {found.level}",)),
            ("network's country", (f"{network} {found.country}",)),
        ]
    )
