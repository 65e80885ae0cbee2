"""Words by what they mean."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.languages import lexicon, tags
from citygraph.loaders.extraction.tokens import fold_word
from citygraph.loaders.extraction.weighing.meanings import meanings_of


def test_a_word_has_its_meanings_and_a_row_has_them_at_its_first() -> None:
    meanings = meanings_of("en")
    assert meanings is not None
    (joined, _, no, longer) = meanings.of(["joined", "council-flats", "no", "longer"])
    assert "join" in joined
    assert {"deny", "leave"} <= set(no)
    assert longer == ()


def test_an_ending_changes_no_meaning() -> None:
    meanings = meanings_of("id")
    assert meanings is not None
    assert meanings.of(["sekretariatnya"]) == meanings.of(["sekretariat"]) != [()]


def test_a_language_has_the_meanings_of_those_that_it_borrows_and_its_own() -> None:
    own, borrowed = meanings_of("ms"), meanings_of("id")
    assert own is not None
    assert borrowed is not None
    assert own.of(["bergabung"]) == borrowed.of(["bergabung"]) != [()]
    assert "member" in own.of(["ahli"])[0]
    assert borrowed.of(["ahli"]) == [()]
    assert own.form(["bandar", "berkembar"]) == "sister-city"
    assert meanings_of("de") is None


@pytest.mark.parametrize(
    ("language", "sentence", "form"),
    [
        ("en", "signed a letter of intent to become sister cities", "letter-of-intent"),
        ("en", "the two are twinned", "sister-city"),
        ("en", "a memorandum on ports", "memorandum"),
        ("en", "they share a bus", None),
        ("id", "meneken nota kesepahaman soal pelabuhan", "memorandum"),
        ("id", "menjadi kota kembar", "sister-city"),
    ],
)
def test_the_form_of_a_tie_is_told_by_its_words(language: str, sentence: str, form: str | None) -> None:
    meanings = meanings_of(language)
    assert meanings is not None
    assert meanings.form(sentence.split()) == form


def test_a_language_without_such_words_has_none() -> None:
    assert meanings_of("xx") is None


def test_languages_have_the_same_meanings_and_folded_words() -> None:
    named = {tag: lexicon(tag, "meanings").get("meanings") for tag in tags()}
    told = {tag: meanings for tag, meanings in named.items() if meanings}
    assert {"en", "id"} <= told.keys()
    assert len({frozenset(meanings) for meanings in told.values()}) == 1
    for meanings in told.values():
        for words in meanings.values():
            assert all(fold_word(part) == part for word in words.split() for part in word.split("_"))
