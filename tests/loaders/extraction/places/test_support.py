"""What the places of an article say for each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Cities = Callable[..., list[str]]


def test_a_small_town_in_a_list_of_cities(cities: Cities) -> None:
    assert "Positano, IT" in cities("The founders were Osaka, Positano and Lima.", "en")
    assert "Positano, IT" not in cities("The founders were Agreement, Positano and Friendship.", "en")


def test_a_town_linked_once_is_linked_throughout(cities: Cities) -> None:
    text = "The town of Orvieto left the network. Nobody was sad. Orvieto wanted it so."
    assert cities(text, "en") == ["Orvieto, IT", "Orvieto, IT"]


def test_a_part_of_other_names_is_doubted(cities: Cities) -> None:
    assert cities("Osan won. Osan sang.", "en") == ["Osan, KR", "Osan, KR"]
    assert cities("Then Dmitri Osan won. Osan sang.", "en") == []


def test_a_name_that_its_council_bears_is_not_doubted(cities: Cities) -> None:
    assert "Dubbo, AU" in cities("Dubbo Regional Council met. Dubbo's guests came from Minokamo.", "en")


def test_an_article_of_many_cities_makes_small_towns_likelier(cities: Cities) -> None:
    few = "The club meets with Thame in May."
    many = " ".join(
        f"{city} joined the club." for city in (
            "Osaka", "Kobe", "Hanoi", "Jakarta", "Berlin", "Nairobi", "Madrid", "Manila", "Seoul",
            "Oslo", "Tokyo", "Quito", "Dakar",
        )
    )  # fmt: skip
    assert cities(few, "en") == []
    assert "Thame, GB" in cities(f"{many} {few}", "en")


def test_a_web_address_makes_a_town_no_common_word(cities: Cities) -> None:
    text = "The guests stayed in Fremantle. Australia was far. See www.fremantle.example for more."
    assert cities(text, "en") == ["Fremantle, AU"]


def test_a_sure_place_speaks_for_the_small_towns_of_its_country(cities: Cities) -> None:
    alone = "They met in Orvieto."
    assert cities(alone, "en") == []
    assert cities(f"The mayor of Greve in Chianti spoke. {alone}", "en")[-1:] == ["Orvieto, IT"]


def test_a_large_city_whose_name_is_a_word_is_known_in_a_list(cities: Cities) -> None:
    assert "Bath, GB" not in cities("They met in June. Bath, however, was cold.", "en")
    assert "Nice, FR" in cities("Guests came from Osaka, Lima, Nice and Hanoi.", "en")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mayor of Riverside, California, came. For the party Riverside gave oranges."),
        ("en", "The city of Delta, Canada, sent pumps. Asked how Delta keeps dry, he smiled."),
    ],
)
def test_a_word_that_the_article_uses_as_a_name_is_that_name(
    cities: Cities, language: str, text: str
) -> None:
    assert len(cities(text, language)) == 2
