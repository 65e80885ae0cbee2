"""Which government a name means, and when the gazetteer refuses to say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from citygraph.loaders.gazetteer import (
    AmbiguousCity,
    CityMismatch,
    Gazetteer,
    UnknownCity,
    UnknownCountry,
)
from citygraph.loaders.gazetteer.further import further_governments

CHECKED = {
    "Malang, ID": "1636722",
    "Kota Malang, ID": "1636722",
    "Malang City, ID": "1636722",
    "Kabupaten Malang, ID": "id-35.07",
    "Kab. Malang, ID": "id-35.07",
    "Pemkab Malang, ID": "id-35.07",
    "Malang Regency, ID": "id-35.07",
    "Kabupaten Banyuwangi, ID": "id-35.10",
    "Kab. Adm. Kepulauan Seribu, ID": "id-31.01",
    "Jakarta, ID": "1642911",
    "Provinsi DKI Jakarta, ID": "id-31",
    "Kota Administrasi Jakarta Selatan, ID": "id-31.74",
    "South Jakarta, ID": "id-31.74",
    "Provinsi Bali, ID": "id-51",
    "East Java Province, ID": "id-35",
    "Provinsi Daerah Istimewa Yogyakarta, ID": "id-34",
    "Provinsi Papua Barat Daya, ID": "id-96",
    "Yogyakarta, ID": "1621177",
    "Jogja, ID": "1621177",
    "Jogjakarta, ID": "1621177",
    "Solo, ID": "1625812",
    "Ujung Pandang, ID": "1622786",
    "Kotamadya Ujung Pandang, ID": "1622786",
    "Batavia, ID": "1642911",
    "Siantar, ID": "1214204",
    "Kutaraja, ID": "1215502",
    "Pekan Baru, ID": "1631761",
    "Bukit Tinggi, ID": "1647866",
    "Bau-Bau, ID": "1649541",
    "Tanjung Balai, ID": "1213547",
    "Tangerang Selatan, ID": "8581443",
    "South Tangerang, ID": "8581443",
    "Jambi, ID": "1642858",
    "Batu, ID": "1649824",
    "Sawahlunto, ID": "id-13.73",
    "Tidore Kepulauan, ID": "id-82.72",
    "Son La, VN": "1567681",
    "Sơn La, VN": "1567681",
    "Đà Nẵng, VN": "1583992",
    "Luang Prabang, LA": "1655559",
    "Nonsan, KR": "1840211",
    "New York, US": "5128581",
    "New York City, US": "5128581",
    "Washington, US": "4140963",
    "Cologne, DE": "2886242",
    "Köln, DE": "2886242",
    "KOELN, DE": "2886242",
    "Frankfurt, DE": "2925533",
    "Warsawa, PL": "756135",
    "Moskwa, RU": "524901",
    "Москва, RU": "524901",
    "Peking, CN": "1816670",
    "北京, CN": "1816670",
    "Xi’an, CN": "1790630",
    "Suzhou, CN": "1886760",
    "Kairo, EG": "360630",
    "القاهرة, EG": "360630",
    "Roma, IT": "3169070",
    "Wina, AT": "2761369",
    "Athena, GR": "264371",
    "Lisabon, PT": "2267057",
    "서울, KR": "1835848",
    "Chattogram, BD": "1205733",
    "Islamabad, PK": "1176615",
    "Łódź, PL": "3093133",
    "Lodz, PL": "3093133",
    "Quezon City, PH": "1692192",
    "Mexico City, MX": "3530597",
    "Kota Kinabalu, MY": "1733432",
    "Kota Meksiko, MX": "3530597",
    "City of London, GB": "2643741",
    "New Delhi, IN": "1261481",
    "Portland, US": "5746545",
    "Sakai, JP": "1853195",
}
NAME = re.compile(r"[^,]+, [A-Z]{2}")
CITY_FIELDS = {"member", "partners", "host", "participant", "city", "of", "about"}
EXPECTED_BEYOND_LARGEST = {"Gwangju, KR": "1841811", "Valencia, ES": "2509954", "Birmingham, GB": "2655603"}


@pytest.mark.parametrize("written", CHECKED)
def test_a_name_means_the_government_that_people_mean(gazetteer: Gazetteer, written: str) -> None:
    assert gazetteer.resolve(written).iri_key == CHECKED[written]


def cities(value: Any, field: str = "") -> set[str]:
    """Return every ``Name, CC`` in the city fields of a document."""
    if isinstance(value, dict):
        return {name for key, inner in value.items() for name in cities(inner, key)}
    if isinstance(value, list):
        return {name for inner in value for name in cities(inner, field)}
    return {value} if field in CITY_FIELDS and isinstance(value, str) and NAME.fullmatch(value) else set()


def test_every_city_of_the_articles_resolves_to_the_largest_of_its_name(
    gazetteer: Gazetteer, shared: Path
) -> None:
    written = set().union(
        *(
            cities(yaml.safe_load(path.read_text(encoding="utf-8")))
            for path in sorted((shared / "corpus").glob("*/*.yaml"))
        )
    )
    assert len(written) > 80
    for name in sorted(written):
        government = gazetteer.resolve(name)
        assert government.country == name[-2:]
        found = [
            each.government for each in gazetteer.find(name) if each.government.level == government.level
        ]
        if government.in_gazetteer:
            largest = max(found, key=lambda each: each.population or 0)
            assert government == largest or government.national_code, name
        else:
            assert government.level in ("province", "regency"), name


@pytest.mark.parametrize("written", EXPECTED_BEYOND_LARGEST)
def test_a_city_ten_times_the_next_is_taken(gazetteer: Gazetteer, written: str) -> None:
    assert gazetteer.resolve(written).iri_key == EXPECTED_BEYOND_LARGEST[written]


def test_city_and_regency_of_one_name_are_two(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Malang, ID")
    assert [each.government.iri_key for each in found[:2]] == ["1636722", "id-35.07"]
    city, regency = found[0].government, found[1].government
    assert (city.level, city.national_code, city.geonames) == ("city", "35.73", 1636722)
    assert (regency.level, regency.name, regency.geonames) == ("regency", "Kabupaten Malang", None)
    assert city.province == regency.province == "id-35"


def test_a_name_of_another_level_is_none_of_the_citys(gazetteer: Gazetteer) -> None:
    assert [each.government.iri_key for each in gazetteer.find("Kabupaten Malang")] == ["id-35.07"]
    assert "Kabupaten Malang" not in gazetteer.resolve("Malang, ID").names


def test_a_primary_name_goes_before_a_larger_places_alternate_name(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Islamabad")
    assert [str(each.government) for each in found[:2]] == ["Islamabad, PK", "Chattogram, BD"]
    assert found[0].reasons[0] == "primary name" and found[1].reasons[0] == "alternate name"
    assert found[0].score > found[1].score


def test_a_decision_has_its_reasons(gazetteer: Gazetteer) -> None:
    decision = gazetteer.decide("Gwangju, KR")
    assert decision.reasons == (
        "primary name",
        "in KR",
        "a city, as no level was asked",
        "1,401,235 people",
        "the next of that name has 81,780",
    )


def test_many_places_of_one_name_are_refused_with_their_ids(gazetteer: Gazetteer) -> None:
    with pytest.raises(AmbiguousCity) as caught:
        gazetteer.resolve("Springfield, US")
    assert caught.value.code == "ambiguous-city"
    assert len(caught.value.candidates) >= 30
    assert "geonames 4409896, division MO" in str(caught.value)
    assert "{name: Springfield, country: US, geonames: 4409896}" in str(caught.value)


def test_a_town_with_the_name_of_a_regency_is_refused_with_both_ways_of_writing(gazetteer: Gazetteer) -> None:
    with pytest.raises(AmbiguousCity, match="write 'Kabupaten Ponorogo, ID' for the regency"):
        gazetteer.resolve("Ponorogo, ID")


@pytest.mark.parametrize(
    ("written", "near"),
    [("Malng, ID", "Malang"), ("Surabya, ID", "Surabaya"),
     ("Kabupaten Banyuwngi, ID", "Kabupaten Banyuwangi"),
     ("Bali, ID", "Provinsi Bali"), ("Kopenhaggen, DK", "Copenhagen")],
)  # fmt: skip
def test_an_unknown_name_is_refused_with_near_ones(gazetteer: Gazetteer, written: str, near: str) -> None:
    with pytest.raises(UnknownCity) as caught:
        gazetteer.resolve(written)
    assert caught.value.code == "unknown-city"
    assert near in [each.government.name for each in caught.value.candidates]


@pytest.mark.parametrize(
    "written", ["", " ", ",", ", ID", "!!!", "\x00", "x" * 5000 + ", ID", "Malang", "💥, ID"]
)
def test_a_name_that_is_none_is_refused(gazetteer: Gazetteer, written: str) -> None:
    with pytest.raises((UnknownCity, UnknownCountry)):
        gazetteer.resolve(written)


@pytest.mark.parametrize(
    ("country", "hint"), [("UK", "write GB"), ("XX", "two letters"), ("Indonesia", "write ID")]
)
def test_a_country_code_that_is_none_is_refused(gazetteer: Gazetteer, country: str, hint: str) -> None:
    with pytest.raises(UnknownCountry, match=hint):
        gazetteer.resolve("London", country=country)


def test_a_geonames_id_decides(gazetteer: Gazetteer) -> None:
    decision = gazetteer.decide("Springfield", country="US", geonames=4250542)
    assert decision.government.admin1 == "IL"
    assert gazetteer.resolve("Whatever, US", geonames=4250542) == decision.government


@pytest.mark.parametrize(
    ("name", "country", "identifier"),
    [
        ("Malang", "ID", 1),
        ("Malang", "MY", 1636722),
        ("Kabupaten Malang", "ID", 1636722),
        ("Malang", "ID", 10**30),
    ],
)
def test_a_geonames_id_of_something_else_is_refused(
    gazetteer: Gazetteer, name: str, country: str, identifier: int
) -> None:
    with pytest.raises(CityMismatch) as caught:
        gazetteer.resolve(name, country=country, geonames=identifier)
    assert caught.value.code == "city-mismatch"


@pytest.mark.parametrize(
    ("written", "key", "level"),
    [("Kanagawa Prefecture, JP", "jp-kanagawa-prefecture", "province"),
     ("Prefektur Kanagawa, JP", "jp-kanagawa-prefecture", "province"),
     ("Gyeonggi Province, KR", "kr-gyeonggi-province", "province"),
     ("Provinsi Gyeonggi, KR", "kr-gyeonggi-province", "province"),
     ("East Sepik Province, PG", "pg-east-sepik-province", "province"),
     ("Kano State, NG", "ng-kano-state", "province"),
     ("Wexford County, IE", "ie-wexford-county", "regency"),
     ("Jeollanam-do, KR", "kr-jeollanam-do", "province")],
)  # fmt: skip
def test_a_foreign_province_is_made_from_its_name(
    gazetteer: Gazetteer, written: str, key: str, level: str
) -> None:
    government = gazetteer.resolve(written)
    assert (government.iri_key, government.level, government.in_gazetteer) == (key, level, False)
    assert government.latitude is None


def test_an_indonesian_province_is_never_made_from_its_name(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownCity):
        gazetteer.resolve("Provinsi Jawa Utara, ID")


@pytest.mark.parametrize("text", ["Malang, Indonesia", "malang", "  MALANG ,  id ", "Kota Malang", "Маланг"])
def test_free_text_finds_the_city_first(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find(text)[0].government.iri_key == "1636722"


def test_a_level_and_a_limit_narrow_what_is_found(gazetteer: Gazetteer) -> None:
    assert [each.government.iri_key for each in gazetteer.find("Malang", level="regency")] == ["id-35.07"]
    assert len(gazetteer.find("San Jose", limit=3)) == 3
    assert gazetteer.find("San Jose", limit=0) == []


def test_keys_codes_and_ids_lead_to_the_same_government(gazetteer: Gazetteer) -> None:
    malang = gazetteer.resolve("Malang, ID")
    assert gazetteer.by_key("1636722") == gazetteer.by_geonames(1636722) == malang
    assert gazetteer.by_national_code("35.73") == malang
    assert gazetteer.by_key("id-35.07") == gazetteer.by_national_code("35.07")
    assert gazetteer.by_key("jp-kanagawa-prefecture") is None
    assert gazetteer.by_geonames(-3507) is None and gazetteer.by_key("9" * 40) is None


def test_countries_are_named(gazetteer: Gazetteer) -> None:
    assert gazetteer.country_name("VN") == "Vietnam" and gazetteer.country_name("UK") is None


def test_districts_and_councils_that_geonames_lacks_are_governments(gazetteer: Gazetteer) -> None:
    songpa = gazetteer.resolve("Songpa-gu, KR")
    assert (songpa.iri_key, songpa.level, songpa.geonames) == ("kr-songpa-gu", "city", None)
    assert gazetteer.resolve("Songpa, KR") == gazetteer.by_key("kr-songpa-gu") == songpa
    assert gazetteer.resolve("Greater Geelong, AU") != gazetteer.resolve("Geelong, AU")
    keys = [each.key for each in further_governments()]
    assert len(keys) == len(set(keys)) > 500
    for each in further_governments():
        assert gazetteer.resolve(f"{each.name}, {each.country}").iri_key == each.key


def test_an_island_regency_is_known_by_its_short_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Kabupaten Mentawai, ID").name == "Kabupaten Kepulauan Mentawai"
    assert gazetteer.resolve("Kabupaten Banggai, ID").name == "Kabupaten Banggai"
