"""Which countries are thinly covered."""

from __future__ import annotations

from citygraph.queries import Incidence
from citygraph.queries.firmness import coverage, large_cities, uncovered


def stated(city: str, facts: int, source: str) -> list[Incidence]:
    return [Incidence("membership", f"n{n}", "", city, f"{city}/{n}", source) for n in range(facts)]


def test_a_country_with_a_quarter_of_the_facts_for_its_cities_is_thin() -> None:
    german, chinese = large_cities()["DE"], large_cities()["CN"]
    table = stated("d", german, "1") + stated("d2", german, "2") + stated("c", 8, "1") + stated("c2", 8, "2")
    found = {one.country: one for one in coverage(table, {"d": "DE", "d2": "DE", "c": "CN", "c2": "CN"})}
    assert found["DE"].facts_per_city == 2
    assert found["CN"].facts == 16 and found["CN"].large == chinese
    overall = (2 * german + 16) / (german + chinese)
    assert found["CN"].facts_per_city < overall / 4
    assert (found["DE"].verdict, found["CN"].verdict) == ("covered", "thin")
    assert list(found) == ["CN", "DE"]


def test_one_source_is_told_only_where_the_network_has_several() -> None:
    one = [*stated("x", 9, "1"), *stated("y", 9, "1")]
    assert {each.verdict for each in coverage(one, {"x": "MC", "y": "SM"})} == {"covered"}
    two = [*stated("x", 9, "1"), *stated("y", 5, "1"), *stated("y", 9, "2")]
    verdicts = {each.country: each.verdict for each in coverage(two, {"x": "MC", "y": "SM"})}
    assert verdicts == {"MC": "one-source", "SM": "covered"}


def test_cities_in_no_country_count_apart_and_countries_left_out_are_named() -> None:
    found = coverage(stated("x", 1, "1"), {"x": None})
    assert [one.country for one in found] == [""]
    missing = uncovered(found)
    assert missing[0] in ("CN", "IN", "US") and "MC" not in missing
    assert "CN" not in uncovered(coverage(stated("c", 1, "1"), {"c": "CN"}))
