"""What languages say around gatherings."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings.circumstance_words import circumstance_words_of


@pytest.mark.parametrize(("language", "host", "place"), [("id", "tuan", "di"), ("en", "hosted", "in")])
def test_a_language_brings_its_own_words(language: str, host: str, place: str) -> None:
    words = circumstance_words_of(language)
    assert host in words.host.by_first
    assert place in words.place


def test_a_language_without_data_falls_back() -> None:
    assert circumstance_words_of("ms").held
