"""Small words and commas inside names of bodies."""

from __future__ import annotations

from citygraph.loaders.extraction.names.conjunctions import another, initial, listed
from citygraph.loaders.extraction.names.organisation_words import organisation_words
from citygraph.loaders.extraction.tokens import tokens_of


def test_another_name_begins_after_and() -> None:
    words = organisation_words()
    text = "Ministry of Law and the Ministry of Health"
    assert another(tokens_of(text, 0, len(text)), 3, words)
    text = "Ministry of Law and Order"
    assert not another(tokens_of(text, 0, len(text)), 3, words)


def test_a_list_goes_on_after_a_comma() -> None:
    text = "Pendidikan, Kebudayaan, dan Riset"
    assert listed(tokens_of(text, 0, len(text)), 1)
    text = "Pendidikan, katanya"
    assert not listed(tokens_of(text, 0, len(text)), 1)


def test_the_acronym_has_a_letter_for_the_word_before_and() -> None:
    text = "Parks and Waters Agency (PWA)"
    assert initial(tokens_of(text, 0, len(text)), 1, 3)
