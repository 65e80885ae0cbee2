from __future__ import annotations

from pathlib import Path

import pytest
from citygraph.api import Settings
from pydantic import ValidationError

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented_with_its_default() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        default = "none" if field.default is None else f"`{field.default}`"
        assert f"| `CITYGRAPH_{name.upper()}` | {default} |" in text
    assert text.count("| `CITYGRAPH_") == len(Settings.model_fields)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYGRAPH_TITLE", "Kota")
    monkeypatch.setenv("CITYGRAPH_PUBLIC_ADDRESS", "https://example.org/graph/")
    settings = Settings()
    assert settings.title == "Kota"
    assert settings.public_address == "https://example.org/graph"


@pytest.mark.parametrize(
    "wrong",
    [
        {"base": "https://example.org/no-slash"},
        {"public_address": "javascript:1"},
        {"query_bytes": 0},
        {"query_nesting": 5000},
    ],
)
def test_wrong_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)
