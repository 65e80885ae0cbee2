"""The words that names of bodies are built of."""

from __future__ import annotations

from citygraph.loaders.extraction.names.organisation_words import organisation_words


def test_words_of_both_languages_are_there() -> None:
    words = organisation_words()
    assert {"ministry", "kementerian"} <= words.first and "foundation" in words.last
    assert words.acronyms["jica"] == "JICA" and words.short["kemendagri"] == "kementerian dalam negeri"


def test_all_that_makes_a_token_worth_a_look_is_listed() -> None:
    words = organisation_words()
    assert words.first | words.last | words.company | set(words.acronyms) | set(words.names) <= words.any
