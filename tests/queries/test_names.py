"""A typed name means one thing in the graph, or the error says what it may mean."""

from __future__ import annotations

import pytest
from citygraph.queries import AmbiguousName, BadParameter, UnknownName, read_names, resolve

BASE = "https://w3id.org/citygraph/"


@pytest.mark.parametrize(
    ("kind", "text", "path"),
    [
        ("city", "Palembang", "city/1633070"),
        ("city", "palembang, id", "city/1633070"),
        ("city", "1633070", "city/1633070"),
        ("city", "city/1633070", "city/1633070"),
        ("city", f"{BASE}city/1633070", "city/1633070"),
        ("city", "Sao Paulo, BR", "city/3448439"),
        ("city", "Kota Malang", "city/1636722"),
        ("city", "Malang, ID", "city/1636722"),
        ("city", "Kabupaten Malang, ID", "city/id-35.07"),
        ("city", "id-35.10", "city/id-35.10"),
        ("network", "UCLG ASPAC", "network/uclg-aspac"),
        ("network", "uclg-aspac", "network/uclg-aspac"),
        ("article", "gnlc-son-la", "article/gnlc-son-la"),
        ("topic", "Night-time economy", "topic/night-time-economy"),
        ("programme", "kongres ke-7 uclg aspac", "event/uclg-aspac-congress-7"),
        ("thing", "Akhmad Najib", "person/akhmad-najib"),
    ],
)
def test_a_name_is_found(graph, kind: str, text: str, path: str) -> None:
    assert resolve(graph, kind, text).value == BASE + path


def test_an_sdg_is_a_topic(graph) -> None:
    assert resolve(graph, "topic", "sdg-4").value == "http://metadata.un.org/sdg/4"


@pytest.mark.parametrize("text", ["Palembanq", "Palembang, MY", f"{BASE}city/1", "../graph", "Q"])
def test_what_is_not_there_is_unknown(graph, text: str) -> None:
    with pytest.raises(UnknownName, match="knows no city"):
        resolve(graph, "city", text)


def test_a_near_miss_is_suggested(graph) -> None:
    with pytest.raises(UnknownName) as error:
        resolve(graph, "city", "Palembnag, ID")
    assert error.value.candidates[0].startswith("Palembang")


def test_two_things_of_one_name_are_not_chosen_between(graph) -> None:
    double = type(graph)(list(graph.quads))
    for key in ("1", "2"):
        double.reference(
            f"{BASE}city/{key}", a=["cg:City", "cg:LocalGovernment"], rdfs__label="San Jose", cg__level="city"
        )
    with pytest.raises(AmbiguousName) as error:
        resolve(double, "city", "San José")
    assert error.value.candidates == (f"{BASE}city/1", f"{BASE}city/2")


@pytest.mark.parametrize("text", ["", "  ", "https://exa mple.org/<>"])
def test_an_empty_name_or_broken_iri_is_refused(graph, text: str) -> None:
    with pytest.raises(BadParameter):
        resolve(graph, "city", text)


def test_names_are_read_before_anybody_asks(graph) -> None:
    assert read_names(graph, "city") >= read_names(graph, "network") > 0
