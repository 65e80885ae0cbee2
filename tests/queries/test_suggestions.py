from __future__ import annotations

from math import log

import pytest
from citygraph.queries import NotAnalysable, UnknownName, find_recipe
from citygraph.queries.analyses import AnalysisResult, carry_out, find_analysis

from .conftest import IDS, MemoryGraph, add_city, city

KEYS = {"one": "Jakarta", "two": "Bangkok", "three": "Surabaya", "four": "Makassar", "five": "Palembang"}


@pytest.fixture
def cities() -> MemoryGraph:
    """Jakarta is a partner of Bangkok, which is one of Surabaya, too; it denied Makassar and plans Palembang."""
    graph = MemoryGraph()
    for name in (*KEYS.values(), "London"):
        add_city(graph, name)
    for network in ("apeksi", "citynet"):
        graph.reference(
            IDS.network(network), a=["cg:CityNetwork", "org:Organization"], rdfs__label=f"{network}@en"
        )
    graph.article("a")
    for one, other, modality, stage in (
        ("Jakarta", "Bangkok", "cg:Asserted", "cg:Agreed"),
        ("Bangkok", "Surabaya", "cg:Asserted", "cg:Agreed"),
        ("Jakarta", "Makassar", "cg:Denied", "cg:Agreed"),
        ("Jakarta", "Palembang", "cg:Planned", "cg:Exploring"),
    ):
        pair = [city(one), city(other)]
        graph.fact("a", "cg:Partnership", IDS.fact("partnership", pair), modality=modality,
                   cg__partner=pair, cg__stage=stage)  # fmt: skip
    for name, networks in {
        "Jakarta": ["apeksi", "citynet"],
        "Surabaya": ["apeksi"],
        "Makassar": ["apeksi"],
        "London": ["citynet"],
    }.items():
        for network in networks:
            graph.fact("a", "cg:Membership", IDS.fact("membership", [city(name), network]),
                       org__member=city(name), org__organization=IDS.network(network),
                       org__role=IDS.concept("role", "member"))  # fmt: skip
    return graph


def _suggest(graph: MemoryGraph, name: str, **options: str) -> AnalysisResult:
    return carry_out(
        graph, find_analysis("suggestions"), find_recipe("partnership"), {"city": name, **options}
    )


def test_each_has_its_reasons_and_their_weight(cities: MemoryGraph) -> None:
    found = _suggest(cities, "Jakarta")
    rows = {row.name.removesuffix(" (en)"): row for row in found.findings.tables["suggestions"]}
    assert list(rows) == ["Surabaya", "London", "Palembang"]
    surabaya = rows["Surabaya"]
    # Bangkok has two partners, apeksi three members
    assert surabaya.score == pytest.approx(1 / log(2) + 1 / log(3))
    assert (surabaya.partners, surabaya.networks, surabaya.standing) == (1, 1, "none")
    assert surabaya.reasons == (city("Bangkok"), IDS.network("apeksi"))
    assert len(surabaya.facts) == 4
    assert rows["London"].score == pytest.approx(1 / log(2))


def test_partners_and_the_denied_are_left_out_and_plans_told(cities: MemoryGraph) -> None:
    found = _suggest(cities, "Jakarta").findings
    left_out = {row.city: (row.standing, row.facts) for row in found.tables["left-out"]}
    assert left_out == {
        city("Bangkok"): ("partner", (IDS.fact("partnership", [city("Jakarta"), city("Bangkok")]),)),
        city("Makassar"): ("denied", (IDS.fact("partnership", [city("Jakarta"), city("Makassar")]),)),
    }
    planned = next(row for row in found.tables["suggestions"] if row.city == city("Palembang"))
    assert (planned.standing, planned.score, planned.reasons) == ("planned", 0, ())
    assert planned.standing_facts == (IDS.fact("partnership", [city("Jakarta"), city("Palembang")]),)
    assert found.figures == {"candidates": 3, "partners": 1, "denied": 1, "planned": 1}


def test_countries_choose(cities: MemoryGraph) -> None:
    def named(countries: str) -> list[str]:
        found = _suggest(cities, "Jakarta", countries=countries).findings
        return [row.city for row in found.tables["suggestions"]]

    assert named("same") == [city("Surabaya"), city("Palembang")]
    assert named("other") == [city("London")]
    assert "Only the first 1 of 3" in _suggest(cities, "Jakarta", most="1").caveats[-1].en


def test_a_city_with_nothing_in_common_is_refused(cities: MemoryGraph) -> None:
    add_city(cities, "Warsaw")
    with pytest.raises(
        NotAnalysable, match=r"Warsaw \(en\) has no partner, network, theme or gathering in common"
    ):
        _suggest(cities, "Warsaw")
    with pytest.raises(NotAnalysable, match=r"of the countries asked for \(same\)"):
        _suggest(cities, "London", countries="same")
    with pytest.raises(UnknownName, match="did you mean 'Jakarta'"):
        _suggest(cities, "Jakata")
