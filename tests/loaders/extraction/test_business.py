"""Deals of ministries and companies are no ties between the cities beside them."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """An extractor over the real gazetteer and register."""
    return Extractor.open()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Kemenhub dan pabrikan sepakat\n\n"
            "JAKARTA, Roda Niaga - Kementerian Perhubungan menandatangani nota kesepahaman dengan pabrikan bus,"
            " Kamis (8/8/2024). Rutenya antara lain Bandung dan Malang.\n",
            "id",
        ),
        (
            "Dua perusahaan bangun pabrik di Batang\n\n"
            "JAKARTA - Perjanjian usaha patungan ditandatangani di Jakarta, Selasa (18/7/2023). Pabriknya akan"
            " berdiri di Kabupaten Batang.\n",
            "id",
        ),
        (
            "Two firms to build a plant\n\n"
            "The joint venture agreement was signed in Rotterdam on 3 May 2023. The plant will stand in Hull.\n",
            "en",
        ),
    ],
)
def test_a_deal_of_others_ties_no_cities(extractor: Extractor, text: str, language: str) -> None:
    document = extractor.extract(describe_text(text, id="deal", language=language)).document
    assert [fact.kind for fact in document.facts if fact.kind in ("partnership", "event")] == []


def test_a_deal_of_two_cities_ties_them(extractor: Extractor) -> None:
    text = (
        "JAKARTA, Roda Niaga - Pemerintah Kota Jakarta menandatangani nota kesepahaman dengan Seoul, Kamis."
    )
    facts = extractor.extract(describe_text(text, id="deal", language="id")).document.facts
    (tie,) = (fact for fact in facts if fact.kind == "partnership")
    assert sorted(map(str, tie.partners)) == ["Jakarta, ID", "Seoul, KR"]


def test_a_tie_is_over_by_the_sentence_after_it_though_a_network_is_named_too(extractor: Extractor) -> None:
    text = (
        "MALANG - Malang dan Busan menjalin kota kembar sejak 1994. Ikatan itu sudah tidak berlaku."
        " Malang anggota ICLEI.\n"
    )
    facts = extractor.extract(describe_text(text, id="tie", language="id")).document.facts
    assert {fact.kind: fact.modality for fact in facts} == {"membership": "asserted", "partnership": "ended"}
