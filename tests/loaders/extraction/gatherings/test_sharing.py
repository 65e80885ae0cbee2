"""Schemes that many cities take part in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.gatherings import shared

CITIES = {"Padang": "ID", "Hue": "VN", "Cork": "IE", "Vigo": "ES"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Padang lolos ke program Hutan Kota Pesisir.", "id", "programme"),
        ("Padang memamerkan program Hutan Kota Pesisir.", "id", "initiative"),
        ("Program Hutan Kota Pesisir besutan ICLEI dimulai di Padang.", "id", "programme"),
        ("Program Hutan Kota Pesisir mempertemukan Padang, Hue, dan Vigo.", "id", "programme"),
        ("Cork and Vigo were selected for the project Quiet Harbours.", "en", "programme"),
        ("Cork pays for the project Quiet Harbours itself.", "en", "initiative"),
        ("ICLEI's project Quiet Harbours begins in Cork.", "en", "programme"),
    ],
)
def test_choosing_running_and_sharing_make_a_programme(
    read: Callable[..., Analysis], text: str, language: str, expected: str
) -> None:
    networks = {"ICLEI": "iclei"} if "ICLEI" in text else {}
    analysis = read(text, language, places=CITIES, networks=networks)
    found = shared(analysis.layout, language, analysis.gatherings, analysis.networks, analysis.places)
    assert {each.kind for each in found} == {expected}
