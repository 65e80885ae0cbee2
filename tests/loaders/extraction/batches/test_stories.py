"""Copies among many articles."""

from __future__ import annotations

import random

from citygraph.loaders.extraction.batches.stories import Stories
from citygraph.loaders.extraction.copies import fingerprint


def text(chance: random.Random, words: int = 200) -> str:
    return " ".join(f"word{chance.randrange(20_000)}" for _ in range(words))


def test_copies_are_known_among_thousands_and_nothing_else_is() -> None:
    chance, stories = random.Random(5), Stories()
    texts = [text(chance) for _ in range(3_000)]
    assert {stories.known(fingerprint(each), f"a{n}") for n, each in enumerate(texts)} == {None}
    assert len(stories) == 3_000
    found = 0
    for number in range(0, 3_000, 10):
        words = texts[number].split()
        changed = " ".join(["another", "headline", *words[:90], "and", *words[95:180]])
        found += stories.known(fingerprint(changed), "copy") == f"a{number}"
    assert found >= 295 and len(stories) <= 3_005


def test_the_first_article_stands_for_its_story() -> None:
    stories, words = Stories(), text(random.Random(1)).split()
    versions = [" ".join([*words, *extra]) for extra in ([], ["one"], ["two", "three"])]
    assert [stories.known(fingerprint(each), name) for each, name in zip(versions, "abc", strict=True)] == [
        None,
        "a",
        "a",
    ]


def test_a_text_of_a_few_words_is_nobodys_copy() -> None:
    stories = Stories()
    assert [stories.known(fingerprint("Page not found"), name) for name in "ab"] == [None, None]
