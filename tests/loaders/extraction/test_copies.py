"""Copies of a story, and stories that are alike but not copies."""

from __future__ import annotations

import random

from citygraph.loaders.extraction.copies import bands, fingerprint, same_story
from hypothesis import given
from hypothesis import strategies as st

WORDS = [f"kata{number}" for number in range(400)]


def story(seed: int, words: int = 500) -> list[str]:
    return random.Random(seed).choices(WORDS, k=words)


def test_a_copy_with_another_headline_and_a_cut_end_is_the_same_story() -> None:
    release = story(1)
    copy = ["Judul", "Lain", *release[:420]]
    first, second = fingerprint(" ".join(release)), fingerprint(" ".join(copy))
    assert same_story(first, second)
    assert set(bands(first)) & set(bands(second))


def test_case_and_punctuation_do_not_matter() -> None:
    release = " ".join(story(2))
    assert fingerprint(release) == fingerprint(release.upper().replace(" ", ", "))


def test_other_stories_in_the_same_words_are_not_the_same() -> None:
    prints = [fingerprint(" ".join(story(seed))) for seed in range(40)]
    assert not any(same_story(a, b) for place, a in enumerate(prints) for b in prints[:place])


def test_a_story_that_quotes_a_paragraph_of_another_is_not_the_same() -> None:
    release = story(3)
    assert not same_story(fingerprint(" ".join(release)), fingerprint(" ".join([*story(4), *release[:80]])))


def test_short_texts_have_no_fingerprint_and_are_never_the_same() -> None:
    assert fingerprint("Kota Malang") == b""
    assert not same_story(b"", b"")


def test_the_index_finds_most_copies() -> None:
    found = 0
    for seed in range(60):
        release = story(seed)
        changed = [
            word if random.Random(seed + at).random() > 0.1 else "lain" for at, word in enumerate(release)
        ]
        first, second = fingerprint(" ".join(release)), fingerprint(" ".join(changed))
        found += bool(set(bands(first)) & set(bands(second)))
    assert found >= 58


@given(st.text(max_size=400))
def test_any_text_has_a_fingerprint_and_is_its_own_story(text: str) -> None:
    made = fingerprint(text)
    assert len(made) in (0, 128)
    assert same_story(made, made) == bool(made)
    assert fingerprint(text) == made
