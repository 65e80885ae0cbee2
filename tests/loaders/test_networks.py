"""Finding a city network by slug, name or acronym."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from citygraph.loaders.networks import NetworkRegister, UnknownNetwork
from citygraph.ontology import CityGraphError


@pytest.fixture(scope="module")
def register() -> NetworkRegister:
    """The register that citygraph ships."""
    return NetworkRegister.open()


@pytest.mark.parametrize(
    ("name", "slug"),
    [("UCLG ASPAC", "uclg-aspac"), ("uclg-aspac", "uclg-aspac"), ("APEKSI", "apeksi"), ("Apkasi", "apkasi"),
     ("asosiasi pemerintah kota seluruh indonesia", "apeksi"), ("UNESCO Creative Cities Network", "uccn"),
     ("Jejaring Kota Kreatif UNESCO", "uccn"), ("100 Resilient Cities", "resilient-cities-network"),
     ("CGLU", "uclg"), ("OVPM", "owhc"), ("Delice Network", "delice"), ("C40 Cities", "c40")],
)  # fmt: skip
def test_a_name_or_acronym_leads_to_its_network(register: NetworkRegister, name: str, slug: str) -> None:
    assert [each.slug for each in register.named(name)] == [slug]


def test_a_network_has_what_the_register_says(register: NetworkRegister) -> None:
    network = register.resolve("uclg-aspac")
    assert (network.acronym, network.kind, network.parent) == ("UCLG ASPAC", "regional", "uclg")
    assert network.iri == "https://w3id.org/citygraph/network/uclg-aspac"
    assert network.name() == "United Cities and Local Governments Asia-Pacific"
    assert network.name("id") == "Persatuan Kota dan Pemerintah Daerah Asia Pasifik"
    assert network.name("xx") == network.name()


def test_another_base_gives_other_iris(register: NetworkRegister) -> None:
    assert (
        NetworkRegister.open("https://example.org/").resolve("c40").iri == "https://example.org/network/c40"
    )


@pytest.mark.parametrize(
    ("slug", "near"), [("uclg-aspca", "uclg-aspac"), ("apeski", "apeksi"), ("CityNet", "citynet")]
)
def test_an_unknown_slug_is_refused_with_near_ones(register: NetworkRegister, slug: str, near: str) -> None:
    with pytest.raises(UnknownNetwork) as caught:
        register.resolve(slug)
    assert isinstance(caught.value, CityGraphError) and caught.value.code == "unknown-network"
    assert caught.value.near[0] == near and near in str(caught.value)


def test_a_slug_like_nothing_is_refused_without_near_ones(register: NetworkRegister) -> None:
    with pytest.raises(UnknownNetwork) as caught:
        register.resolve("zzzzzzzz")
    assert caught.value.near == ()
    assert register.named("") == ()


def test_every_network_of_the_articles_is_registered(register: NetworkRegister, shared: Path) -> None:
    slugs: set[str] = set()
    for path in sorted((shared / "corpus").glob("*/*.yaml")):
        for fact in yaml.safe_load(path.read_text(encoding="utf-8"))["facts"]:
            if fact["kind"] == "membership":
                slugs.add(fact["network"])
            organisers = fact.get("organiser", [])
            slugs.update(each for each in organisers if each.islower())
    assert len(slugs) > 10
    assert slugs <= set(register)
