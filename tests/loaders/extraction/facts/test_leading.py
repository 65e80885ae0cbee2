"""Cities whose officials lead a network."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.networks import NetworkRegister


@pytest.fixture(scope="module")
def members(gazetteer):
    told: list[Draft] = []

    def keep(reading, drafts, relations):
        told[:] = [each for each in relations if each.rule.endswith((".leading", "-who", "-ia"))]
        return list(relations)

    extractor = Extractor(gazetteer, NetworkRegister.open(), weigh=keep)

    def read(language: str, text: str) -> dict[str, tuple[str | None, str]]:
        extractor.extract(describe_text(text, id="example", language=language))
        return {str(each.values["member"]): (str(each.values["role"]), each.modality) for each in told}

    return read


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("en", "The president of Eurocities, Ann Bell, who is mayor of Leeds, spoke.", "Leeds, GB"),
        ("en", "Leeds Mayor Ann Bell, who heads Mayors for Peace, spoke.", "Leeds, GB"),
    ],
)
def test_the_city_of_who_leads_a_network_leads_it(members, language, text, city):
    assert members(language, f"News\n\n{text}\n") == {city: ("president", "asserted")}


def test_who_leads_an_association_in_indonesia_speaks_for_no_city(members):
    text = "Ketua Umum Apeksi Budi Santoso, yang juga Wali Kota Bogor, membuka acara."
    assert members("id", f"Berita\n\n{text}\n") == {}


def test_a_director_of_a_network_makes_no_city_its_president(members):
    assert (
        members("en", "News\n\nThe executive director of Eurocities, Ann Bell, is a councillor of Leeds.\n")
        == {}
    )


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("en", "Leeds Mayor Ann Bell opened the fair. She is also president of Eurocities.", "Leeds, GB"),
        ("id", "Wali Kota Bogor Budi Santoso hadir. Ia juga ketua Apeksi.", "Bogor, ID"),
    ],
)
def test_a_pronoun_means_the_official_told_of_before(members, language, text, city):
    assert members(language, f"News\n\n{text}\n") == {city: ("president", "asserted")}


def test_a_pronoun_that_means_nobody_of_a_city_makes_none_its_president(members):
    text = "Ann Bell, a professor at Leeds University, spoke in Leeds. She is president of Eurocities."
    assert members("en", f"News\n\n{text}\n") == {}
