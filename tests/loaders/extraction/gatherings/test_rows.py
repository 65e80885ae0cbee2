"""Guests from several cities in one row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

CITIES = {"Padang": "ID", "Hue": "VN", "Cork": "IE", "Vigo": "ES"}


@pytest.mark.parametrize(
    ("text", "language", "guests"),
    [
        ("Pemkot Padang menerima kunjungan Pemkot Hue dan Pemkot Cork.", "id", ["Hue, VN", "Cork, IE"]),
        ("Pemkot Padang menerima kunjungan Pemkot Hue yang membawa kopi dari Cork.", "id", ["Hue, VN"]),
        ("The mayor of Cork welcomed a delegation from Vigo and Hue.", "en", ["Vigo, ES", "Hue, VN"]),
    ],
)
def test_those_beside_a_guest_came_too(
    draft: Callable[..., list[Draft]], text: str, language: str, guests: list[str]
) -> None:
    facts = draft(text, language, places=CITIES)
    assert [each.values["participant"] for each in facts if each.values.get("role") == "delegate"] == guests
