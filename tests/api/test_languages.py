from __future__ import annotations

import re
from pathlib import Path

import citygraph.api
import pytest
from citygraph.api.languages import LANGUAGES, Messages, choose_language

TEMPLATES = Path(citygraph.api.__file__).parent / "templates"


@pytest.mark.parametrize(
    ("asked", "accept", "language"),
    [
        (None, None, "en"),
        (None, "id", "id"),
        (None, "fr, id;q=0.5, en;q=0.1", "id"),
        (None, "ja", "en"),
        ("id", "en", "id"),
        ("xx", "id-ID", "id"),
        (None, "id;q=0, en", "en"),
        (None, "*", "en"),
        (None, ";;,", "en"),
    ],
)
def test_the_language_asked_for_then_the_browsers_then_english(
    asked: str | None, accept: str | None, language: str
) -> None:
    assert choose_language(asked, accept) == language


def test_every_text_is_in_every_language_with_the_same_places() -> None:
    for key, by_language in Messages.load().texts.items():
        assert set(by_language) == set(LANGUAGES), key
        places = {tuple(sorted(re.findall(r"\{(\w+)\}", text))) for text in by_language.values()}
        assert len(places) == 1, key


def test_every_text_that_a_template_names_exists() -> None:
    texts = Messages.load().texts
    named = {
        key
        for file in TEMPLATES.glob("*.html")
        for key in re.findall(r"\bt\(['\"]([\w.-]+)['\"][,)]", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 80
    assert named <= set(texts)
