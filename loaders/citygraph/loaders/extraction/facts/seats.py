"""For whom somebody takes part who holds an office, or held one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from citygraph.loaders.extraction.analysis import Party

from .drawing import Reading

__all__ = ["Seats"]


class Seats:
    """The persons of an article and the local governments that they stand for.

    Args:
        reading: The article.
    """

    def __init__(self, reading: Reading) -> None:
        bodies = {
            city.place.government: city.body
            for city in reversed(reading.discourse.cities)
            if city.place is not None and city.place.government is not None
        }
        self._left = {each.start for each in reading.analysis.persons if each.ended}
        self._seats: dict[str, Party] = {}
        for each in reading.analysis.persons:
            place = each.of.place if each.of is not None else None
            body = (
                bodies.get(place.government) if place is not None and place.government is not None else None
            )
            if each.governs and not each.ended and not each.planned and body is not None:
                self._seats.setdefault(each.name, Party(body, each.start, each.end, place, each.name))

    def standing(self, parties: Iterable[Party]) -> list[Party]:
        """Return parties without those for whom somebody came who has left office.

        The mayor who chairs a network comes for the city: networks of cities have no seat of their own among them.
        """
        return [self._meant(each) for each in parties if each.person is None or each.start not in self._left]

    def _meant(self, party: Party) -> Party:
        seat = self._seats.get(party.person or "") if party.place is None else None
        return replace(party, body=seat.body, place=seat.place) if seat is not None else party
