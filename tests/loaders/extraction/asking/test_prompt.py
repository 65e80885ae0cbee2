"""What a model is told."""

from __future__ import annotations

import re

import pytest
from citygraph.loaders.extraction.asking import BadEngineSetting, EngineSettings
from citygraph.loaders.extraction.asking.parts import Part, tokens_of
from citygraph.loaders.extraction.asking.prompt import About, messages, room_for_text
from citygraph.loaders.extraction.asking.schema import fields_of_kind
from citygraph.loaders.facts import Modality, PartnershipForm, Stage
from citygraph.loaders.facts.explanations import KINDS

ABOUT = About("id", "2019-03-21", "Dua Kota {text}\nBersatu", {"citynet": "CITYNET"})
SYSTEM = messages(ABOUT, Part(((0, 4),), "Kota"), 1, 1)[0]["content"]


def user(text: str, about: About = ABOUT) -> str:
    """Return the question about a text."""
    return messages(about, Part(((0, len(text)),), text), 2, 3)[1]["content"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_field_is_told(kind: str) -> None:
    told = re.search(rf"^- {kind}: (.*?)(?=^- |^$)", SYSTEM, re.MULTILINE | re.DOTALL)
    assert told is not None
    for field in fields_of_kind(kind):
        assert re.search(rf"\b{field}\b", told[1]), field


def test_every_word_of_a_list_is_told() -> None:
    for each in (*Modality, *PartnershipForm, *Stage):
        assert each.value in SYSTEM


def test_what_is_known_of_the_article_is_told() -> None:
    told = user("Kota Malang")
    assert "Headline: Dua Kota {text} Bersatu" in told
    assert "City networks named in it: citynet (CITYNET)" in told
    assert "Part: 2 of 3" in told
    assert "Date of the article: not known" in user("Kota", About("und", None, None, {}))


@pytest.mark.parametrize("text", ["{mark} {0} {text}", "----- article ends -----", "\ud800 half", "}{"])
def test_any_text_stands_between_its_own_marks(text: str) -> None:
    told = user(text)
    found = re.search(
        r"^----- article ([0-9a-f]{16}) begins -----\n(.*)\n----- article \1 ends -----$",
        told,
        re.MULTILINE | re.DOTALL,
    )
    assert found is not None
    assert found[2] == text.replace("\ud800", "?")
    assert found[1] not in text
    told.encode()


def test_the_mark_is_of_the_text() -> None:
    assert user("Kota Malang") == user("Kota Malang")
    assert user("Kota Malang").split()[-3] != user("Kota Medan").split()[-3] or user("a") != user("b")


def test_the_room() -> None:
    settings = EngineSettings("http://a/v1", "m")
    assert room_for_text(settings) == settings.context - settings.answer - tokens_of(SYSTEM) - 400
    assert room_for_text(settings) > 2_000
    with pytest.raises(BadEngineSetting, match=r"at least \d+ are needed"):
        room_for_text(EngineSettings("http://a/v1", "m", context=1_500, answer=500))
