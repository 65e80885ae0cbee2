"""What speaks for and against a name being a place."""

from __future__ import annotations

from dataclasses import replace

from citygraph.loaders.extraction.places import FoundPlace, PlaceFinder
from citygraph.loaders.extraction.places.evidence import ENOUGH, likelihood, weigh
from citygraph.loaders.extraction.places.index import Bearer

CITY = Bearer(1, 800_000, "DE", 0, 2)
NAME = FoundPlace(0, 7, "Leipzig", None, 0, key="leipzig")


def weight(
    finder: PlaceFinder,
    found: FoundPlace,
    bearer: Bearer = CITY,
    *,
    near: bool = False,
    word: bool = False,
) -> float:
    words = finder.words("en")
    return weigh(found, bearer, words, home=False, beside=False, dateline=False, near=near, word=word).weight


def test_a_large_city_needs_no_other_sign(finder: PlaceFinder) -> None:
    assert weight(finder, NAME) >= ENOUGH


def test_a_small_place_needs_a_level_word_or_an_office(finder: PlaceFinder) -> None:
    village = CITY._replace(population=900)
    assert weight(finder, NAME, village) < ENOUGH
    assert weight(finder, replace(NAME, preposition=True), village) < ENOUGH
    assert weight(finder, replace(NAME, office=True), village) >= ENOUGH


def test_capitals_beside_it_speak_against(finder: PlaceFinder) -> None:
    assert weight(finder, replace(NAME, after="unsure")) < ENOUGH
    assert weight(finder, replace(NAME, before="spoiled", preposition=True)) < ENOUGH


def test_a_common_word_needs_more(finder: PlaceFinder) -> None:
    common = replace(NAME, name="Reading", key="reading")
    assert weight(finder, common) < ENOUGH
    told = replace(common, located=True, preposition=True)
    assert weight(finder, told, CITY._replace(population=20_000)) < ENOUGH
    assert weight(finder, told) >= ENOUGH
    assert weigh(common, CITY, finder.words("en"), home=False, beside=False, dateline=False).common


def test_a_word_of_the_article_is_no_place_by_itself(finder: PlaceFinder) -> None:
    assert weight(finder, NAME, word=True) < ENOUGH
    assert weight(finder, replace(NAME, office=True), word=True) >= ENOUGH


def test_what_is_said_of_a_town_makes_a_small_place_one(finder: PlaceFinder) -> None:
    town = CITY._replace(population=20_000)
    assert weight(finder, NAME, town) < ENOUGH
    assert weight(finder, replace(NAME, described=True), town) >= ENOUGH
    assert weight(finder, replace(NAME, owning=True), town) >= ENOUGH
    assert weight(finder, NAME, town, near=True) >= ENOUGH
    assert weight(finder, replace(NAME, located=True, preposition=True), town) >= ENOUGH


def test_a_code_is_no_place_even_in_a_dateline(finder: PlaceFinder) -> None:
    code = replace(NAME, name="LPZ", key="lpz")
    alternate = CITY._replace(kind=4)
    dated = weigh(code, alternate, finder.words("en"), home=False, beside=False, dateline=True)
    assert dated.weight < ENOUGH


def test_capitals_throughout_say_nothing(finder: PlaceFinder) -> None:
    alternate = CITY._replace(kind=4, population=300_000)
    assert weight(finder, replace(NAME, titled=True), alternate) < ENOUGH


def test_likelihood_grows_with_the_weight() -> None:
    values = [likelihood(weight) for weight in (-4.0, 0.0, ENOUGH, 4.0, 20.0)]
    assert values == sorted(values) and values[0] > 0 and values[-1] <= 1


def test_the_whole_of_a_long_name_is_no_chance(finder: PlaceFinder) -> None:
    town = CITY._replace(population=14_000)
    found = replace(NAME, name="Haverfordwest", key="haverfordwest", located=True, preposition=True)
    assert weight(finder, found, town) >= ENOUGH
    assert weight(finder, replace(found, name="Haver", key="haver"), town._replace(kind=3)) < ENOUGH
