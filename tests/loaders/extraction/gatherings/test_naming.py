"""Names around a head word."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings.naming import fields_of, named_stretches
from citygraph.loaders.extraction.gatherings.words import words_of
from citygraph.loaders.extraction.segmenting import segment


def names(text: str, language: str) -> list[str]:
    fields = fields_of(segment(text), words_of(language), [])
    return [text[each.start : each.end] for field in fields for each in named_stretches(field)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Ia hadir di Kongres Kota Teh XII kemarin.", "id", ["Kongres Kota Teh XII"]),
        ("She spoke at the Tea Towns Summit 2022 in spring.", "en", ["Tea Towns Summit 2022"]),
        (
            "They held the second session of the Cork-Vigo Harbour Council.",
            "en",
            ["second session of the Cork-Vigo Harbour Council"],
        ),
        ("The Harbour 21 Award went north.", "en", ["Harbour 21 Award"]),
        ("Ia hadir di Saung Tea Festival (STF) 2031 kemarin.", "id", ["Saung Tea Festival (STF) 2031"]),
        ("They spoke at the Tea Forum “Leaves of Peace” in May.", "en", ["Tea Forum “Leaves of Peace”"]),
        ("They left the Tea Summit “There was nothing said” early.", "en", ["Tea Summit"]),
        ("The Saltmoor Metropolitan Assembly served lunch at noon and opened.", "en", []),
        ("Studi banding Pemkot Hue ke Padang berakhir.", "id", []),
        ("The session was long.", "en", []),
        ("They met at the Summit Hotel.", "en", []),
    ],
)
def test_a_name_reaches_as_far_as_its_words_go(text: str, language: str, expected: list[str]) -> None:
    assert [each.removeprefix("The ").removeprefix("the ") for each in names(text, language)] == expected
