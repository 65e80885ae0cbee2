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
        ("Qwz Xyz", "JP", -0.5),
    ],
)
def test_a_name_tells_where_it_is_at_home(name: str, country: str, fit: float) -> None:
    assert origin_of(name).fit(country) == fit


def test_a_country_whose_names_tell_it_has_no_others() -> None:
    assert origin_of("Rufus Hill").excludes("JP")
    assert not origin_of("Yasutomo Nakamura").excludes("US")
    assert not origin_of("Qwz Xyz").excludes("JP")
