"""The governments of Indonesia and the GeoNames places of its cities."""

from __future__ import annotations

from collections import Counter

from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.gazetteer.aliases import aliases
from citygraph.loaders.gazetteer.folding import compact, fold
from citygraph.loaders.gazetteer.indonesian import national_governments

WITHOUT_PLACE = {"13.73", "31.71", "31.72", "31.73", "31.74", "31.75", "82.72"}


def test_there_are_552_governments() -> None:
    assert Counter(each.level for each in national_governments()) == {
        "city": 98,
        "regency": 416,
        "province": 38,
    }
    assert len({each.key for each in national_governments()}) == 552


def test_26_names_are_both_of_a_city_and_of_a_regency() -> None:
    names = Counter(each.bare for each in national_governments() if each.level != "province")
    assert sum(count == 2 for count in names.values()) == 26 and max(names.values()) == 2


def test_every_government_resolves_by_its_full_name_to_itself(gazetteer: Gazetteer) -> None:
    for each in national_governments():
        found = gazetteer.resolve(each.full, country="ID")
        assert (found.iri_key, found.national_code, found.level) == (each.key, each.code, each.level)
        assert found.province == each.province


def test_every_city_resolves_by_its_bare_name_to_itself(gazetteer: Gazetteer) -> None:
    for each in national_governments():
        if each.level == "city":
            assert gazetteer.resolve(each.bare, country="ID").national_code == each.code


def test_each_linked_city_is_the_largest_place_of_its_name_in_its_part_of_the_country(
    gazetteer: Gazetteer,
) -> None:
    divisions: dict[str, set[str | None]] = {}
    for each in national_governments():
        if each.level != "city" or each.geonames is None:
            continue
        place = gazetteer.by_geonames(each.geonames)
        assert place is not None and place.population is not None and place.population > 20_000
        assert compact(fold(each.bare)) in {compact(fold(name)) for name in (place.name, *place.names)}
        namesakes = [
            found.government
            for found in gazetteer.find(each.bare, country="ID", level="city", limit=50)
            if found.government.admin1 == place.admin1
        ]
        assert all((other.population or 0) <= place.population for other in namesakes)
        divisions.setdefault(each.code[:2], set()).add(place.admin1)
    # GeoNames still has Batam in Riau, and Tanjung Pinang in the Riau Islands.
    assert {code for code, found in divisions.items() if len(found) > 1} == {"21"}
    assert (
        len({found for code, each in divisions.items() if code != "21" for found in each})
        == len(divisions) - 1
    )


def test_only_these_cities_have_no_place_in_geonames() -> None:
    missing = {each.code for each in national_governments() if each.level == "city" and each.geonames is None}
    assert missing == WITHOUT_PLACE


def test_every_curated_name_leads_to_its_government(gazetteer: Gazetteer) -> None:
    for alias in aliases():
        found = gazetteer.find(alias.name, country=alias.country, limit=50)
        mine = [each for each in found if each.government.iri_key == alias.key]
        assert mine and mine[0].reasons[0] == "curated name", alias
        assert alias.kind in {"old", "everyday", "exonym"}
