"""Which province a local government lies in."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.places import holds, may_hold
from citygraph.loaders.gazetteer import Government

PROVINCE = Government("vn-44", "Sahu Province", "VN", "province", admin1="44")
CITY = Government("vn-sahu-bay", "Sahu Bay", "VN", "city", admin1="44")
READ = Government("vn-doma", "Doma Province", "VN", "province", in_gazetteer=False)


@pytest.mark.parametrize(
    ("outer", "inner", "held", "possible"),
    [
        (PROVINCE, CITY, True, True),
        (CITY, PROVINCE, False, False),
        (PROVINCE, Government("vn-lam", "Lam", "VN", "city", admin1="45"), False, False),
        (PROVINCE, Government("th-lam", "Lam", "TH", "city", admin1="44"), False, False),
        (PROVINCE, Government("vn-lam", "Lam", "VN", "city"), False, False),
        (PROVINCE, READ, False, False),
        (READ, CITY, False, True),
        (READ, Government("th-lam", "Lam", "TH", "city"), False, False),
    ],
)
def test_what_holds_what(outer: Government, inner: Government, held: bool, possible: bool) -> None:
    assert holds(outer, inner) is held
    assert may_hold(outer, inner) is possible


def test_the_province_told_counts_before_the_division() -> None:
    inner = Government("id-kota", "Kota", "ID", "city", province="id-b", admin1="01")
    assert holds(Government("id-b", "B", "ID", "province", admin1="02"), inner)
    assert not holds(Government("id-a", "A", "ID", "province", admin1="01"), inner)
