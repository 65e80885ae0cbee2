"""Cities and networks that a model names."""

from __future__ import annotations

from typing import Any

import pytest
from citygraph.loaders.extraction.asking.grounding import Grounding, Settled
from citygraph.loaders.extraction.asking.passages import Passages
from citygraph.loaders.facts import Initiative, Membership
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister


@pytest.fixture
def grounding(gazetteer: Gazetteer, networks: NetworkRegister) -> Grounding:
    """The shipped gazetteer and register."""
    return Grounding(gazetteer, networks)


def settled(grounding: Grounding, member: str, text: str, declared: Any = frozenset()) -> Settled:
    """Return what a member is taken for."""
    fact = Membership.model_validate({"member": member, "network": "c40", "evidence": "x"})
    return grounding.settled(fact, declared, Passages(text), (2, 5))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("uclg-aspac", "uclg-aspac"), ("UCLG ASPAC", "uclg-aspac"), ("UCLG-ASPAC", "uclg-aspac"),
        ("Uclg Aspac", "uclg-aspac"), ("river-league", "river-league"), ("River League", "river-league"),
    ],
)  # fmt: skip
def test_networks(grounding: Grounding, name: str, slug: str) -> None:
    assert grounding.network(name) == slug
    assert grounding.known_network(name) == (slug if slug == "uclg-aspac" else None)


def test_a_city_that_the_text_names(grounding: Grounding) -> None:
    found = settled(grounding, "Warsaw, PL", "Warsawa ikut serta.")
    assert list(found.written.values()) == ["Warsaw, PL"]
    assert (found.unresolved, found.unnamed) == ((), ())


def test_a_city_that_the_text_does_not_name(grounding: Grounding) -> None:
    assert settled(grounding, "Warsaw, PL", "Satu kota ikut serta.").unnamed == ("Warsaw, PL",)


@pytest.mark.parametrize("text", ["Kabupaten Malang", "kabupaten malang"])
def test_a_regency(grounding: Grounding, text: str) -> None:
    found = settled(grounding, "Kabupaten Malang, ID", text)
    assert list(found.written.values()) == ["Kabupaten Malang, ID"]
    assert found.unnamed == ()


def test_a_city_left_open(grounding: Grounding) -> None:
    [left] = settled(grounding, "Springfield, US", "Springfield").unresolved
    assert (left.name, left.start, left.end) == ("Springfield, US", 2, 5)
    assert len(left.candidates) > 1
    assert "may be" in left.reasons[0]


def test_a_name_without_a_country(grounding: Grounding) -> None:
    [left] = settled(grounding, "Malang", "Malang").unresolved
    assert left.reasons[0] == "the engine names no country for it"
    assert settled(grounding, "Malang", "Malang", frozenset({"Malang"})).unresolved == ()
    assert settled(grounding, "CITYNET", "CITYNET").unresolved == ()
    assert settled(grounding, "Kementerian Dalam Negeri", "").unresolved == ()


def test_a_company_with_the_name_of_a_place(grounding: Grounding) -> None:
    told = {"city": "Bandung, ID", "name": "Sungai", "partners": ["Malang", "Bandung, ID"], "evidence": "x"}
    found = grounding.settled(Initiative.model_validate(told), frozenset(), Passages("Bandung"), (2, 5))
    assert (found.unresolved, len(found.written)) == ((), 1)
