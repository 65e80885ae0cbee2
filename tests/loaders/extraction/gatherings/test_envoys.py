"""Visits of bodies that are no local governments, and of those who come for them."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts.kinds import Participation


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.mark.parametrize(
    ("text", "guest"),
    [
        (
            "Wali Kota Bogor Rudi Sanusi menerima Duta Besar Belanda untuk Indonesia di Balai Kota Bogor, "
            "Senin (3/6/2024).",
            "Kedutaan Besar Belanda",
        ),
        (
            "Kota Bogor sepi. Wali Kota Bogor Rudi Sanusi menerima Konsul Jenderal (Konjen) Jepang di Balai Kota, "
            "Senin (3/6/2024).",
            "Konsulat Jenderal Jepang",
        ),
        (
            "Dinas Pemadam Kebakaran (Damkar) Kota Padang berkunjung ke Pemkot Bogor, Senin (3/6/2024).",
            "Padang, ID",
        ),
        (
            "Duta Besar Belanda untuk Indonesia Jan Vos memuji Kota Bogor. Hal itu dikatakannya saat bertemu Wali Kota "
            "Bogor Rudi Sanusi, Senin (3/6/2024).",
            "Kedutaan Besar Belanda di Indonesia",
        ),
        (
            "Wali Kota Padang Rudi Sanusi memuji taman kota. Senin (3/6/2024) ia mengunjungi Kota Bogor.",
            "Padang, ID",
        ),
        ("Delegasi parlemen Jepang menyambangi Pemerintah Kota Makassar.", "parlemen Jepang"),
        ("Komisi II DPR RI melakukan kunjungan kerja ke Kota Surakarta.", "Komisi II DPR RI"),
        ("Tim Bank Dunia mengunjungi Pemkot Padang untuk meninjau proyek itu.", "Bank Dunia"),
        ("Tim ICLEI bertandang ke Balai Kota Bogor, Selasa (3/4/2018).", "iclei"),
        (
            "Duta Besar Spanyol menyambangi rumah dinas wali kota, Jumat (4/5/2018). Kota Bogor menyambutnya.",
            "Kedutaan Besar Spanyol",
        ),
        (
            "Menteri Perdagangan Timor Leste bertemu Wali Kota Kupang Rudi Sanusi di Kupang, "
            "Selasa (3/4/2018).",
            "Kementerian Perdagangan Timor Leste",
        ),
    ],
)
def test_who_comes_for_a_body_stands_for_it(extractor: Extractor, text: str, guest: str) -> None:
    facts = extractor.extract(describe_text(text, id="x")).document.facts
    parts = [each for each in facts if isinstance(each, Participation) and each.role == "delegate"]
    assert [str(each.participant) for each in parts] == [guest]


@pytest.mark.parametrize(
    ("text", "guest"),
    [
        (
            "Kota Bogor punya kembaran, Kota Padang. Padang dan Bogor rukun. Rombongan diterima Wali Kota Bogor "
            "Rudi Sanusi. Bogor senang.",
            "Padang, ID",
        ),
        (
            "BOGOR - Kota Bogor sibuk. Rombongan diterima Wali Kota Padang Rudi Sanusi di Padang.",
            "Bogor, ID",
        ),
    ],
)
def test_a_party_is_of_the_city_spoken_of(extractor: Extractor, text: str, guest: str) -> None:
    facts = extractor.extract(describe_text(text, id="x")).document.facts
    parts = [each for each in facts if isinstance(each, Participation) and each.role == "delegate"]
    assert [str(each.participant) for each in parts] == [guest]
