"""Ties told without a word for twins, in a row of them, or denied of a part only."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts import Modality, Partnership
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """An extractor by rules alone."""
    return Extractor(Gazetteer.open(), NetworkRegister.open(), weigh=lambda reading, drafts, told: list(told))


def ties(extractor: Extractor, text: str) -> dict[frozenset[str], Modality]:
    facts = extractor.extract(describe_text(text, id="x")).document.facts
    return {
        frozenset(str(body).partition(",")[0] for body in fact.partners): fact.modality
        for fact in facts
        if isinstance(fact, Partnership)
    }


@pytest.mark.parametrize(
    ("text", "twins"),
    [
        (
            "The council of Leicester has five twin towns. Among the five are Krefeld, Strasbourg and Haskovo.",
            "Krefeld Haskovo",
        ),
        (
            "Leicester loves its twin towns. In 2014 a friendship was struck up with Krefeld in Germany.",
            "Krefeld",
        ),
        ("Kota Leicester bersaudara dengan beberapa kota, di antaranya Krefeld di Jerman.", "Krefeld"),
        ("Leicester celebrated the 25th anniversary of its partnership with Krefeld.", "Krefeld"),
        ("The friendship between Leicester and Krefeld dates back to 1969.", "Krefeld"),
        ("Leicester has had links with Krefeld since 1969.", "Krefeld"),
        ("Kota Leicester bersister city dengan Krefeld di Jerman.", "Krefeld"),
        ("Kota kembar yang telah dimiliki Kota Leicester, di antaranya Krefeld di Jerman.", "Krefeld"),
        ("Kota Leicester menerima tamu. Dengan Krefeld di Jerman baru ada letter of intent.", "Krefeld"),
        ("Kesepakatan bersama diteken oleh Kota Leicester dan Kota Krefeld.", "Krefeld"),
        ("Visitors came from Krefeld, which is the partner of Leicester.", "Krefeld"),
        ("Leicester and Krefeld set up links in May 1969.", "Krefeld"),
        ("Leicester's twin list is long. Krefeld is on it.", "Krefeld"),
        ("Dancers from Krefeld, Leicester's twin town in Germany, came by bus.", "Krefeld"),
    ],
)
def test_twins_are_told_in_other_words(extractor: Extractor, text: str, twins: str):
    found = ties(extractor, text)
    assert {frozenset(("Leicester", twin)) for twin in twins.split()} <= found.keys()


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Leicester is exploring a partnership with Krefeld.", "planned"),
        ("Leicester cut all ties with Krefeld in March.", "ended"),
    ],
)
def test_ties_are_wished_for_and_broken_off(extractor: Extractor, text: str, modality: str):
    assert ties(extractor, text)[frozenset(("Leicester", "Krefeld"))] == modality


def test_the_twins_of_a_new_twins_partner_are_no_twins_of_the_new_one(extractor: Extractor):
    news = "Toyama sends a choir\n\nLyon and Toyama became sister cities. Toyama cheered."
    found = ties(extractor, f"{news} Among the others are Kobe, Nara and Quito.")
    assert frozenset(("Lyon", "Kobe")) in found
    assert frozenset(("Toyama", "Kobe")) not in found


def test_a_signing_without_a_name_hides_no_tie(extractor: Extractor):
    agreed = "Pemkot Palembang menandatangani perjanjian kerja sama antardaerah (KAD) dengan Kabupaten Bima"
    text = f"{agreed} di Jakarta, 20 September 2023."
    assert frozenset(("Palembang", "Kabupaten Bima")) in ties(extractor, text)


def test_a_sister_city_of_a_city_is_no_name_of_it(extractor: Extractor):
    assert frozenset(("Ipoh", "Fukuoka")) in ties(
        extractor, "Ipoh is also a sister city of Fukuoka in Japan."
    )


def test_a_denial_of_a_part_denies_no_tie(extractor: Extractor):
    found = ties(
        extractor, "Leicester is twinned with Krefeld and Strasbourg. Not all of this is well known."
    )
    assert found[frozenset(("Leicester", "Krefeld"))] == "asserted"
