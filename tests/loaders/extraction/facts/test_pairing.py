"""Cities that are named two by two."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts import Modality, Partnership, Stage


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def pairs(extractor: Extractor, text: str) -> set[frozenset[str]]:
    facts = extractor.extract(describe_text(text, id="x")).document.facts
    found = [fact.partners for fact in facts if isinstance(fact, Partnership)]
    return {frozenset(str(body).partition(",")[0] for body in partners) for partners in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The programme has matched Bremen with Izmir, Lyon with Leipzig and Turku with Kiel.",
            ["Bremen Izmir", "Lyon Leipzig", "Turku Kiel"],
        ),
        (
            "Documents on twinning were signed. They concern Bremen and Izmir, Lyon and Leipzig, and Turku and Szeged.",
            ["Bremen Izmir", "Lyon Leipzig", "Turku Szeged"],
        ),
        (
            "The pairings are:\n\n- Bremen (Germany) + Izmir (Turkey)\n- Lyon, France + Leipzig, Germany",
            ["Bremen Izmir", "Lyon Leipzig"],
        ),
        (
            "Kota Bogor dipasangkan dengan Kota Depok, Kota Semarang dengan Kota Surabaya.",
            ["Bogor Depok", "Semarang Surabaya"],
        ),
    ],
)
def test_cities_named_two_by_two_are_tied_to_each_other_only(
    extractor: Extractor, text: str, expected: list[str]
):
    assert pairs(extractor, text) == {frozenset(each.split()) for each in expected}


def test_rows_of_twins_by_country_are_no_pairs(extractor: Extractor):
    text = (
        "Bremen's twins are Naha and Tokyo in Japan, Leeds and Bath in England, and Lyon and Nancy in France."
    )
    assert frozenset(("Naha", "Tokyo")) not in pairs(extractor, text)


def test_pairs_that_are_planned_are_explored_and_not_agreed(extractor: Extractor):
    text = "The cities plan to become twins next year: Padang with Naha, and Bogor with Turku."
    facts = extractor.extract(describe_text(text, id="x")).document.facts
    told = [(fact.modality, fact.stage) for fact in facts if isinstance(fact, Partnership)]
    assert told == [(Modality.PLANNED, Stage.EXPLORING)] * 2
