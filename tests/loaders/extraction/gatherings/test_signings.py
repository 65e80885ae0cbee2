"""Signings that have no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts.kinds import Event, Participation

Drafter = Callable[..., list[Draft]]
CITIES = {"Padang": "ID", "Hue": "VN", "Cork": "IE", "Vigo": "ES"}
DATES = {"Rabu (17/5/2023)": "2023-05-17", "17 May 2023": "2023-05-17", "2011": "2011"}


@pytest.mark.parametrize(
    ("text", "language", "name", "host"),
    [
        (
            "Wali Kota Padang dan Wali Kota Hue meneken nota kesepahaman di Gedung Seni, Rabu (17/5/2023).",
            "id",
            "penandatanganan nota kesepahaman Padang dan Hue",
            "Padang, ID",
        ),
        (
            "Dua kota itu sepakat. Penandatanganan dilakukan Wali Kota Hue dan Wali Kota Padang di Padang, "
            "Rabu (17/5/2023).",
            "id",
            "penandatanganan kerja sama Hue dan Padang",
            "Padang, ID",
        ),
        (
            "The mayors of Vigo and Padang signed the memorandum in Cork on 17 May 2023.",
            "en",
            "signing of the memorandum between Vigo and Padang",
            "Cork, IE",
        ),
    ],
)
def test_it_is_described_by_what_is_signed_and_by_whom(
    draft: Drafter, text: str, language: str, name: str, host: str
) -> None:
    facts = draft(text, language, places=CITIES, dates=DATES, published="2023-05-18")
    event = next(each for each in facts if each.kind == "event" and each.values["form"] == "signing")
    assert (event.values["name"], event.values.get("host"), event.values["when"]) == (
        name,
        host,
        "2023-05-17",
    )
    parts = [each for each in facts if each.kind == "participation" and each.values["in"] == name]
    assert {each.values["role"] for each in parts} == {"host", "delegate"}


def test_the_province_of_a_city_neither_signs_nor_hosts(draft: Drafter) -> None:
    text = "Cork and Vigo, in the Goria Province, signed the memorandum on 17 May 2023 at the city hall."
    facts = draft(text, "en", places={**CITIES, "Goria Province": "ES"}, dates=DATES, published="2023-05-18")
    parts = {each.values["participant"] for each in facts if each.kind == "participation"}
    assert parts == {"Cork, IE", "Vigo, ES"}


def test_a_city_joined_to_one_with_its_country_signs_too(draft: Drafter) -> None:
    text = "Vigo in Spain and Padang in Indonesia signed the memorandum on 17 May 2023 at the city hall."
    countries = {"Spain": "", "Indonesia": ""}
    facts = draft(text, "en", places={**CITIES, **countries}, dates=DATES, published="2023-05-18")
    parts = {each.values["participant"] for each in facts if each.kind == "participation"}
    assert parts == {"Vigo, ES", "Padang, ID"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cork and Vigo have been partners since 2011, when the agreement was signed.", "en"),
        ("The mayors of Cork and Vigo have not signed the agreement, they said on 17 May 2023.", "en"),
        ("Cork signed the memorandum on 17 May 2023.", "en"),
        ("Wali Kota Padang dan Wali Kota Hue belum meneken perjanjian, Rabu (17/5/2023).", "id"),
    ],
)
def test_what_is_long_ago_or_undone_or_nowhere_or_of_one_city_is_none(
    draft: Drafter, text: str, language: str
) -> None:
    facts = draft(text, language, places=CITIES, dates=DATES, published="2023-05-18")
    assert [each for each in facts if each.values.get("form") == "signing"] == []


@pytest.mark.parametrize(("published", "told"), [("2023-05-18", True), ("2023-07-01", False)])
def test_without_a_place_it_is_an_event_only_while_it_is_news(
    draft: Drafter, published: str, told: bool
) -> None:
    text = "The mayors of Cork and Vigo signed the agreement on 17 May 2023."
    facts = draft(text, "en", places=CITIES, dates=DATES, published=published)
    assert any(each.values.get("form") == "signing" for each in facts) is told


def test_what_is_signed_during_an_event_is_a_part_of_it(draft: Drafter) -> None:
    text = "The Harbour Summit in Cork runs on 17 May 2023. Vigo and Hue signed the pact the same day, 17 May 2023."
    facts = draft(text, "en", places=CITIES, dates=DATES, published="2023-05-18")
    assert [each for each in facts if each.values.get("form") == "signing"] == []


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "The mayors of Vigo and Padang signed an addendum in Cork.",
            "en",
            "signing of the addendum between Vigo and Padang",
        ),
        (
            "Naskahnya diteken Wali Kota Padang dan Wali Kota Vigo di Cork.",
            "id",
            "penandatanganan naskah Padang dan Vigo",
        ),
    ],
)
def test_its_place_is_enough_where_no_day_is_told(
    draft: Drafter, text: str, language: str, name: str
) -> None:
    facts = draft(text, language, places=CITIES, dates=DATES)
    event = next(each for each in facts if each.values.get("form") == "signing" and each.kind == "event")
    assert (event.values["name"], event.values.get("host"), "when" in event.values) == (
        name,
        "Cork, IE",
        False,
    )


def test_in_another_year_its_place_is_not_enough(draft: Drafter) -> None:
    text = "In 2011 the mayors of Vigo and Padang signed an agreement in Cork."
    facts = draft(text, "en", places=CITIES, dates=DATES)
    assert [each for each in facts if each.values.get("form") == "signing"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Perjanjian kerja sama itu diteken Wali Kota Bandung Rudi Sanusi dan Wali Kota Padang Tono Wibowo.",
            "penandatanganan perjanjian kerja sama Bandung dan Padang",
        ),
        (
            "Kerja sama itu akan diteken Wali Kota Bandung Rudi Sanusi di Padang pada November 2029.",
            "penandatanganan kerja sama Bandung dan Padang",
        ),
        (
            "Nota kesepahaman (MoU) diteken Wali Kota Bandung Rudi Sanusi dan Wali Kota Padang Tono Wibowo, "
            "disaksikan Gubernur Jawa Barat Budi Hartono.",
            "penandatanganan nota kesepahaman Bandung dan Padang",
        ),
        (
            "Wali Kota Bandung Rudi Sanusi memimpin rapat. Siangnya, di balai kota, ia menandatangani perjanjian "
            "kerja sama bersama Wali Kota Padang Tono Wibowo.",
            "penandatanganan perjanjian kerja sama Bandung dan Padang",
        ),
    ],
)
def test_officials_of_two_cities_sign_not_who_sees_it(text: str, name: str) -> None:
    facts = Extractor.open().extract(describe_text(text, id="x")).document.facts
    assert [each.name for each in facts if isinstance(each, Event)] == [name]


def test_a_festival_that_the_article_names_is_not_what_it_was_signed_at() -> None:
    text = (
        "The mayor of Cork, Ann Byrne, and the mayor of Vigo, Ana Lopez, signed the agreement at Vigo City Hall.\n\n"
        "The Vigo Flower Festival is held in Vigo until 9 May 2023. Cork and Vigo are sister cities.\n"
    )
    facts = Extractor.open().extract(describe_text(text, id="x")).document.facts
    signed = [each.name for each in facts if isinstance(each, Event) and each.form == "signing"]
    assert signed == ["signing of the agreement between Cork and Vigo"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Pemerintah Kota Bogor meneken nota kesepahaman dengan Universitas Pelita (UP) Malang, Rabu (17/5/2023), "
            "di kampus itu. Kota Bogor senang.",
            {"Bogor, ID", "Universitas Pelita (UP)"},
        ),
        (
            "Universitas Pelita serta Pemerintah Kota Bogor menandatangani kesepakatan di aula, Rabu (17/5/2023).",
            {"Bogor, ID", "Universitas Pelita"},
        ),
        (
            "Wali Kota Bogor Rudi Sanusi menjamu Wali Kota Padang Andi Karim. Rabu (17/5/2023) di Balai Kota, kedua "
            "wali kota menandatangani perjanjian. Kota Bogor senang.",
            {"Bogor, ID", "Padang, ID"},
        ),
        (
            "Rabu (17/5/2023) di Malang, Pemerintah Kota Bogor dan Pemerintah Kota Padang menandatangani perjanjian.",
            {"Bogor, ID", "Padang, ID", "Malang, ID"},
        ),
    ],
)
def test_others_sign_too_and_both_are_those_named_before(
    extractor: Extractor, text: str, parties: set[str]
) -> None:
    facts = extractor.extract(describe_text(text, id="x")).document.facts
    signing = next(each.name for each in facts if isinstance(each, Event) and each.form == "signing")
    parts = [each for each in facts if isinstance(each, Participation) and each.in_ == signing]
    assert {str(each.participant) for each in parts} == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Vigo and Nakano, a special ward of Tokyo, signed a pact in Nakano on 17 May 2023.",
            {"Nakano", "Vigo"},
        ),
        (
            "Meram Municipality (Konya) and Padang signed a pact in Vigo on 17 May 2023.",
            {"Meram", "Padang", "Vigo"},
        ),
    ],
)
def test_what_a_place_is_a_part_of_does_not_sign(extractor: Extractor, text: str, parties: set[str]) -> None:
    facts = extractor.extract(describe_text(text, id="x")).document.facts
    signing = next(each.name for each in facts if isinstance(each, Event) and each.form == "signing")
    parts = [each for each in facts if isinstance(each, Participation) and each.in_ == signing]
    assert {str(each.participant).split(",")[0] for each in parts} == parties


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cork and Vigo have traded choirs each year since the pact was signed at Vigo City Hall.", "en"),
        ("Padang dan Hue bertukar pelajar sejak nota kesepahaman ditandatangani di Balai Kota Padang.", "id"),
    ],
)
def test_a_signing_that_only_dates_what_came_after_is_not_told(
    draft: Drafter, text: str, language: str
) -> None:
    facts = draft(text, language, places=CITIES, dates=DATES, published="2023-05-18")
    assert not [each for each in facts if each.kind == "event" and each.values.get("form") == "signing"]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()
