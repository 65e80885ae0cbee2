"""The form of events that no head word names."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.gatherings import hinted


def event(**values: object) -> Draft:
    return Draft("event", values, ((0, 9),), "rule", 0.9)


@pytest.mark.parametrize(
    ("name", "language", "form"),
    [
        ("Pekan Teh Lereng Dieng", "id", "festival"),
        ("Kelas Air Bersih", "id", "training"),
        ("Harbour Night", "en", "festival"),
        ("Tree Planters' Camp", "en", "training"),
        ("Growing Old Together", "en", None),
    ],
)
def test_a_word_of_the_name_hints_at_the_form(name: str, language: str, form: str | None) -> None:
    (found,) = hinted([event(name=name)], language)
    assert found.values.get("form") == form


def test_a_form_that_is_known_stays() -> None:
    (found,) = hinted([event(name="Harbour Night", form="meeting")], "en")
    assert found.values["form"] == "meeting"
