"""The order of the places that a name may mean."""

from __future__ import annotations

from dataclasses import replace

from citygraph.loaders.extraction.places.index import Bearer
from citygraph.loaders.extraction.places.senses import Clues, rank, shared_by

NOTHING = Clues(None, frozenset(), None, frozenset(), frozenset(), {}, frozenset(), frozenset())
CITY = Bearer(1, 800_000, "ID", 0, 1)
REGENCY = Bearer(-3507, 0, "ID", 2, 1)
ABROAD = Bearer(3, 2_000_000, "BR", 0, 2)


def best(clues: Clues) -> Bearer:
    return rank([CITY, REGENCY, ABROAD], clues)[0].bearer


def test_the_level_word_decides() -> None:
    assert best(replace(NOTHING, level="regency")) == REGENCY
    assert best(replace(NOTHING, level="city", home=frozenset({"ID"}))) == CITY


def test_the_country_beside_it_decides() -> None:
    assert best(replace(NOTHING, beside="BR", home=frozenset({"ID"}))) == ABROAD


def test_a_city_is_meant_where_nothing_is_said() -> None:
    assert best(replace(NOTHING, home=frozenset({"ID"}))) == CITY


def test_reasons_name_what_counted() -> None:
    (first, *_) = rank([ABROAD], replace(NOTHING, near=frozenset({"BR"})))
    assert first.reasons == ("BR named beside it", "2,000,000 people")


def test_nothing_means_nothing() -> None:
    assert rank([], NOTHING) == []


def test_the_other_places_of_the_article_decide() -> None:
    large, small = Bearer(4, 90_000, "US", 0, 2), Bearer(5, 60_000, "GB", 0, 2)
    here = replace(NOTHING, shared=shared_by(["GB", "GB", "GB", "FR"]))
    assert rank([large, small], NOTHING)[0].bearer == large
    assert rank([large, small], here)[0].bearer == small
