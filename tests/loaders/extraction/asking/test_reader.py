"""The engines that a user chooses."""

from __future__ import annotations

import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from citygraph.loaders.extraction.asking import BadEngineSetting, EngineChoice, EngineFailed, EngineSettings
from citygraph.loaders.extraction.reading import ArticleText

PAGE = Path(__file__).parents[4] / "docs" / "extraction.md"


def test_both_engines(server: Any, say: Any, fact: Any, article: ArticleText) -> None:
    server.say = [say.facts(fact.partnership())]
    reader = EngineChoice(EngineSettings(server.url, "m")).open()
    document = reader.extract(article).document
    assert document.article.made_by is not None
    assert (document.article.made_by.engine, document.article.made_by.model) == ("citygraph-extraction", "m")
    [partnership] = [each for each in document.facts if each.kind == "partnership"]
    assert {str(each) for each in partnership.partners} == {"Bandung, ID", "Hamamatsu, JP"}


def test_one_engine(server: Any, say: Any, fact: Any, article: ArticleText) -> None:
    server.say = [say.facts(fact.partnership())]
    document = EngineChoice(EngineSettings(server.url, "m"), only=True).open().extract(article).document
    assert [each.rule for each in document.facts] == ["model.partnership"]


def test_the_example_of_the_page(server: Any, say: Any, fact: Any) -> None:
    [example] = re.findall(
        r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    server.say = [
        say.facts(fact.membership(member="Malang, ID", evidence="Kota Malang menjadi anggota Citynet"))
    ]
    names: dict[str, Any] = {}
    exec(example.replace("http://127.0.0.1:8080/v1", server.url), names)
    assert "Malang, ID" in {str(getattr(each, "member", None)) for each in names["both"].document.facts}


def test_without_an_answer_there_is_no_document(server: Any, say: Any, article: ArticleText) -> None:
    server.say = [say.error(500)]
    with pytest.raises(EngineFailed):
        EngineChoice(EngineSettings(server.url, "m", attempts=1)).open().extract(article)


def test_a_choice_that_cannot_be_is_known_before_anything_is_asked() -> None:
    EngineChoice(EngineSettings("http://a/v1", "m")).check()
    with pytest.raises(BadEngineSetting, match="no room for an article"):
        EngineChoice(EngineSettings("http://a/v1", "m", context=1_024, answer=512)).check()


def test_a_choice_goes_to_other_processes_and_is_known_again() -> None:
    choice = EngineChoice(EngineSettings("http://a/v1", "m", "sk-key"))
    assert pickle.loads(pickle.dumps(choice)) == choice
    assert choice.stamp == EngineChoice(EngineSettings("http://a/v1", "m", "another")).stamp
    assert choice.stamp != EngineChoice(EngineSettings("http://a/v1", "n")).stamp
    assert choice.stamp != EngineChoice(EngineSettings("http://a/v1", "m"), only=True).stamp
    assert choice.seconds == 16 * 120
    assert "sk-key" not in repr(choice)
