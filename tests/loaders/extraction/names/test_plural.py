"""Officials told of together under one title."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mayors of Austin and Osaka, Mary Poole and Ken Abe, signed the letter."),
        ("en", "Mary Poole (Austin) and Ken Abe (Osaka) spoke as mayors."),
        ("id", "Para wali kota dari Austin dan Osaka, Mary Poole dan Ken Abe, berfoto bersama."),
        ("id", "Mary Poole (Austin) dan Ken Abe (Osaka) hadir sebagai wali kota."),
    ],
)
def test_each_of_them_has_a_city(
    language: str, text: str, offices_in: Callable[[str, str], list[Draft]]
) -> None:
    found = [(each.values["person"], each.values["of"]) for each in offices_in(language, text)]
    assert found == [("Mary Poole", "Austin, ZZ"), ("Ken Abe", "Osaka, ZZ")]


@pytest.mark.parametrize(
    "text",
    [
        "The mayors of Austin and Osaka, Mary Poole included, signed the letter.",
        "The mayors heard Mary Poole (Austin) and left.",
        "Mayors like parks.",
    ],
)
def test_where_names_and_cities_do_not_answer_each_other_nobody_is_named(
    text: str, offices_in: Callable[[str, str], list[Draft]]
) -> None:
    assert offices_in("en", text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two councillors of Austin, Mary Poole and Ken Abe, signed.", ["Austin, ZZ", "Austin, ZZ"]),
        ("Leipzig deputy mayors Mary Poole and Ken Abe came along.", ["Leipzig, ZZ", "Leipzig, ZZ"]),
        (
            "Austin and Leipzig agreed. The mayors Mary Poole and Ken Abe signed.",
            ["Austin, ZZ", "Leipzig, ZZ"],
        ),
        ("The mayors of Austin, Osaka, and Leipzig, Bangkok spoke.", []),
    ],
)
def test_those_in_a_row_have_one_city_but_mayors_one_each(
    text: str, expected: list[str], offices_in: Callable[[str, str], list[Draft]]
) -> None:
    assert [each.values["of"] for each in offices_in("en", text)] == expected
