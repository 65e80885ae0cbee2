"""Pairs of cities that are hardly ever partners."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.facts import is_domestic


@pytest.mark.parametrize(
    ("one", "other", "unlikely"),
    [
        ("Leeds, GB", "York, GB", True),
        ("Leeds, GB", "Lyon, FR", False),
        ("Malang, ID", "Surabaya, ID", False),
    ],
)
def test_cities_of_one_country_are_rarely_twins(one: str, other: str, unlikely: bool):
    assert is_domestic(one, other, "en") is unlikely
    assert is_domestic(one, other, "id") is unlikely
