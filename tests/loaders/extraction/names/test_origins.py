"""Where names of persons are at home."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.names.origins import origin_of


@pytest.mark.parametrize(
    ("name", "country", "fit"),
    [
        ("Yasutomo Nakamura", "JP", 1),
        ("Yasutomo Nakamura", "ID", -1),
        ("Bambang Wibowo", "ID", 1),
        ("Bambang Wibowo", "KR", -1),
        ("Lee Min-ho", "KR", 1),
        ("Ełk Wałęcki", "PL", 1),
        ("John Smith", "SG", 0),
        ("Qwz Xyz", "FR", 0),
    ],
)
def test_a_name_tells_where_it_is_at_home(name: str, country: str, fit: int) -> None:
    assert origin_of(name).fit(country) == fit
