"""Who can visit or be visited."""

from __future__ import annotations

from citygraph.loaders.extraction.gatherings.actors import actors_of
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.gazetteer import Government

PADANG = Government("id-1", "Padang", "ID", "city")
WEST = Government("id-2", "Sumatera Barat", "ID", "province")


def place(text: str, name: str, government: Government | None, country: str = "ID") -> PlaceMention:
    at = text.index(name)
    return PlaceMention(
        at, at + len(name), name, government, country, None, 0.9, (), is_country=government is None
    )


def test_where_a_place_lies_visits_nobody() -> None:
    text = "Pemkot Padang, Sumatera Barat, Indonesia, berkunjung."
    places = [
        place(text, "Padang", PADANG),
        place(text, "Sumatera Barat", WEST),
        place(text, "Indonesia", None),
    ]
    assert [each.place.name for each in actors_of(text, places, (), None)] == ["Padang"]


def test_a_province_in_a_list_of_equals_stays() -> None:
    text = "Sumatera Barat, Padang, Malaysia"
    places = [
        place(text, "Sumatera Barat", WEST),
        place(text, "Padang", PADANG),
        place(text, "Malaysia", None, "MY"),
    ]
    assert len(actors_of(text, places, (), None)) == 3
