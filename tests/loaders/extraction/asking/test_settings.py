"""The settings of an engine."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path
from typing import Any

import pytest
from citygraph.loaders.extraction.asking import PREFIX, BadEngineSetting, EngineSettings

URL = "http://127.0.0.1:8080/v1"
PAGE = Path(__file__).parents[4] / "docs" / "extraction.md"


@pytest.mark.parametrize("url", [URL, f"{URL}/", f"{URL}/chat/completions"])
def test_the_address_of_questions(url: str) -> None:
    assert EngineSettings(url, "m").endpoint == f"{URL}/chat/completions"


@pytest.mark.parametrize(
    "url",
    [
        "", "127.0.0.1:8080", "ftp://a/v1", "file:///etc/passwd", "http://", "http://a:99999/v1", "http://a:0/v1",
        "http://[::1/v1", "http://a/v1?key=1", "http://a/v1#x", "http://a b/v1", "http://a/\nv1",
    ],
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(BadEngineSetting) as raised:
        EngineSettings(url, "m")
    assert (raised.value.code, raised.value.setting) == ("bad-engine-setting", "url")


@pytest.mark.parametrize("url", ["http://me:secret@a/v1", "http://secret@a/v1", "http://a/v1?api_key=secret"])
def test_a_secret_in_the_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(BadEngineSetting) as raised:
        EngineSettings(url, "m")
    assert "secret" not in str(raised.value)
    assert "CITYGRAPH_ENGINE_KEY" in str(raised.value)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("model", ""), ("model", " m"), ("model", "m\n"), ("model", "m" * 201), ("key", "a b"), ("key", "sé"),
        ("key", ""), ("context", 10), ("answer", 5_000), ("timeout", 0), ("timeout", float("nan")), ("attempts", 0),
        ("backoff", -1), ("patience", 1e9), ("seed", -1),
    ],
)  # fmt: skip
def test_values_that_cannot_be(setting: str, value: object) -> None:
    given: dict[str, Any] = {"url": URL, "model": "m", setting: value}
    with pytest.raises(BadEngineSetting) as raised:
        EngineSettings(**given)
    assert raised.value.setting == setting


def test_the_key_is_not_shown() -> None:
    settings = EngineSettings(URL, "m", "sk-secret")
    assert "sk-secret" not in repr(settings) + str(settings)
    with pytest.raises(BadEngineSetting) as raised:
        EngineSettings(URL, "m", "sk secret")
    assert "sk secret" not in str(raised.value)


def test_settings_go_to_other_processes() -> None:
    settings = EngineSettings(URL, "m", "sk-secret", seed=3)
    assert pickle.loads(pickle.dumps(settings)) == settings


def test_no_engine_is_asked_unless_one_is_named() -> None:
    assert EngineSettings.read({}) is None
    assert EngineSettings.read({"CITYGRAPH_ENGINE_KEY": "k", "CITYGRAPH_ENGINE_URL": ""}) is None


def test_settings_of_the_environment() -> None:
    environment = {
        "CITYGRAPH_ENGINE_URL": URL,
        "CITYGRAPH_ENGINE_MODEL": "m",
        "CITYGRAPH_ENGINE_KEY": "k",
        "CITYGRAPH_ENGINE_CONTEXT": "32768",
        "CITYGRAPH_ENGINE_TIMEOUT": "7.5",
    }
    settings = EngineSettings.read(environment)
    assert settings == EngineSettings(URL, "m", "k", context=32_768, timeout=7.5)
    assert EngineSettings.read(environment, url="http://b/v1", model="n") == EngineSettings(
        "http://b/v1", "n", "k", context=32_768, timeout=7.5
    )


@pytest.mark.parametrize(
    ("environment", "setting"),
    [
        ({"CITYGRAPH_ENGINE_URL": URL}, "model"),
        ({"CITYGRAPH_ENGINE_MODEL": "m"}, "url"),
        (
            {"CITYGRAPH_ENGINE_URL": URL, "CITYGRAPH_ENGINE_MODEL": "m", "CITYGRAPH_ENGINE_SEED": "1.5"},
            "seed",
        ),
    ],
)
def test_an_environment_that_is_refused(environment: dict[str, str], setting: str) -> None:
    with pytest.raises(BadEngineSetting) as raised:
        EngineSettings.read(environment)
    assert raised.value.setting == setting


def test_every_setting_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for each in dataclasses.fields(EngineSettings):
        default = each.default if isinstance(each.default, int | float) else None
        told = "none" if default is None else f"`{default:g}`"
        assert f"| `{PREFIX}{each.name.upper()}` | {told} |" in page
