"""Names that are the same under folding, and names that are not."""

from __future__ import annotations

import unicodedata

import pytest
from citygraph.loaders.gazetteer.folding import compact, fold, fold_all
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("one", "other"),
    [("Đà Nẵng", "da nang"), ("Łódź", "LODZ"), ("Kraków", "krakow"), ("Straße", "strasse"),
     ("Xi’an", "Xi'an"),
     ("Malmø", "malmo"), ("İstanbul", "istanbul"), ("Diyarbakır", "diyarbakir"), ("Ærø", "aero"),
     ("Bau-Bau", "bau bau"), ("St. Louis", "St Louis"), ("Ｔｏｋｙｏ", "tokyo"), ("القَاهِرَة", "القاهرة"),
     ("تهران", "تهران"), ("Київ", "КИЇВ"), ("Cao Lãnh", unicodedata.normalize("NFD", "cao lãnh")),
     ("서울", unicodedata.normalize("NFD", "서울")), ("O‘zbekiston", "Ozbekiston")],
)  # fmt: skip
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("東京", "京都"),
        ("ガ", "カ"),
        ("दिल्ली", "दल्ली"),
        ("กรุง", "กรง"),
        ("Malang", "Magelang"),
        ("Bella Vista", "Bellavista"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_joined_words_meet() -> None:
    assert compact(fold("Pekan Baru")) == compact(fold("Pekanbaru"))


@given(st.lists(st.text()))
def test_folding_many_is_folding_each(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
