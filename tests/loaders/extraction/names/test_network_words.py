"""The words that names of networks are compared by."""

from __future__ import annotations

from citygraph.loaders.extraction.names.network_words import network_words


def test_number_and_spelling_make_no_difference() -> None:
    words = network_words()
    assert words.compared("Organisation of World Heritage Cities") == words.compared(
        "Organization of World Heritage City"
    )
    assert words.compared("Jejaring Kota-Kota Kreatif") == words.compared("Jaringan Kota Kreatif")


def test_small_words_possessives_and_hyphens_are_passed_over() -> None:
    words = network_words()
    assert words.parts("of") == () and words.parts("c40's") == ("c40",)
    assert words.parts("asia-pacific") == ("asia", "pacific")
