"""Partners of one city that are named one after the other."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts import Modality, Partnership, Stage


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def ties(extractor: Extractor, text: str, language: str = "en") -> dict[frozenset[str], Modality]:
    facts = extractor.extract(describe_text(text, id="x", language=language)).document.facts
    return {
        frozenset(str(body).partition(",")[0] for body in fact.partners): fact.modality
        for fact in facts
        if isinstance(fact, Partnership)
    }


def with_turku(*names: str) -> set[frozenset[str]]:
    return {frozenset(("Turku", name)) for name in names}


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "Turku has kept four relations alive, its mayor told the council on twinning. "
            "Krefeld, Haskovo and Lyon are the others.",
            "en",
            ("Krefeld", "Haskovo", "Lyon"),
        ),
        (
            "Turku has six twin towns. There was rain all week. Then came Krefeld in 1969, "
            "then Haskovo eight years later.",
            "en",
            ("Krefeld", "Haskovo"),
        ),
        (
            "Turku looks after nine twin towns. Seven of the towns are quiet ones, says the mayor: "
            "Krefeld, Haskovo and Lyon.",
            "en",
            ("Krefeld", "Haskovo", "Lyon"),
        ),
        (
            "Turku punya banyak kota saudara. Yang lain datang berturut-turut, mulai dari Krefeld, Haskovo, "
            "sampai Lyon.",
            "id",
            ("Krefeld", "Haskovo", "Lyon"),
        ),
        (
            "Turku punya lima kota kembar. Cuaca sedang buruk. Dengan Krefeld dan Lyon, urusannya seni.",
            "id",
            ("Krefeld", "Lyon"),
        ),
        (
            "Turku merayakan ikatan kota kembar Turku dengan Leeds. Bagi Turku, Leeds bukan yang tertua. "
            "Krefeld lebih dulu, 1984, lalu Haskovo lima tahun sesudahnya.",
            "id",
            ("Krefeld", "Haskovo"),
        ),
    ],
)
def test_who_is_named_in_the_roll_of_a_citys_partners_is_its_partner(
    extractor: Extractor, text: str, language: str, names: tuple[str, ...]
):
    assert with_turku(*names) <= ties(extractor, text, language).keys()


def test_a_roll_is_that_of_the_city_named_before_the_words_that_open_it(extractor: Extractor):
    text = (
        "Turku wrote to Leeds on Monday. Turku would like to sign with it soon, the mayor of Turku said. "
        "Leeds has twin towns of its own, among them Krefeld in Germany and Haskovo in Bulgaria."
    )
    found = ties(extractor, text)
    assert {frozenset(("Leeds", "Krefeld")), frozenset(("Leeds", "Haskovo"))} <= found.keys()
    assert found.keys().isdisjoint(with_turku("Krefeld", "Haskovo"))


@pytest.mark.parametrize(
    "text",
    [
        "Turku has six twin towns. The network of ports met again. Krefeld, Haskovo and Lyon hosted it.",
        "Turku has six twin towns. Krefeld and Haskovo are alike.",
        "Turku has six twin towns. Vaasa, Tampere and Oulu have more.",
        "Turku has six parks. Krefeld, Haskovo and Lyon are the others.",
    ],
)
def test_cities_that_only_stand_in_the_text_are_on_no_roll(extractor: Extractor, text: str):
    assert not ties(extractor, text)


def test_a_roll_of_who_may_join_is_planned(extractor: Extractor):
    text = "Turku has six twin towns. Krefeld, Haskovo and Lyon are likely to be added soon."
    facts = extractor.extract(describe_text(text, id="x")).document.facts
    told = {(fact.modality, fact.stage) for fact in facts if isinstance(fact, Partnership)}
    assert told == {(Modality.PLANNED, Stage.EXPLORING)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Turku and Krefeld are twin towns. Haskovo was cut off, and the council struck Lyon, France, off.",
            "en",
        ),
        ("Turku is fond of its twin towns. The council cut Lyon loose within a day.", "en"),
        ("Turku punya kota kembar Krefeld. Lyon di Prancis pernah dijajaki.", "id"),
        ("Turku punya kota kembar Krefeld. Lyon juga pernah, tetapi lama tak terdengar kabarnya.", "id"),
    ],
)
def test_ties_that_were_dropped_or_came_to_nothing_are_over(extractor: Extractor, text: str, language: str):
    assert ties(extractor, text, language).get(frozenset(("Turku", "Lyon"))) is Modality.ENDED
