"""Programmes with their organisers, initiatives with their cities."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.loaders.extraction.drafts import Draft

Drafter = Callable[..., list[Draft]]


def test_an_initiative_belongs_to_the_city_named_before_it(draft: Drafter) -> None:
    (fact,) = draft("Kota Padang memperkenalkan program Lorong Bersih.", places={"Padang": "ID"})
    assert fact.kind == "initiative"
    assert fact.values == {"city": "Padang, ID", "name": "Lorong Bersih"}


def test_an_initiative_without_a_city_is_no_fact(draft: Drafter) -> None:
    assert draft("Kementerian memperkenalkan program Lorong Bersih.") == []


def test_an_initiative_is_not_that_of_a_city_told_of_long_before_it(draft: Drafter) -> None:
    text = "Kota Padang menerima para tamu itu dua hari lamanya, lalu mereka memperkenalkan program Lorong Bersih."
    assert [each for each in draft(text, places={"Padang": "ID"}) if each.kind == "initiative"] == []


def test_a_translation_in_brackets_is_an_alias(draft: Drafter) -> None:
    (fact,) = draft("Kota Padang mengusung program “Satu Taman” (One Garden).", places={"Padang": "ID"})
    assert fact.values["aliases"] == ["One Garden"]


def test_a_programme_has_the_network_that_runs_it_its_edition_and_its_beginning(draft: Drafter) -> None:
    facts = draft(
        "PORTNET picked nine cities for the third round of its Bridge Builders Programme, launched in 2029.",
        "en", networks={"PORTNET": "portnet"}, dates={"2029": "2029"},
    )  # fmt: skip
    assert [each.values for each in facts if each.kind == "programme"] == [
        {
            "name": "Bridge Builders Programme",
            "organiser": ["portnet"],
            "since": "2029",
            "edition": "third round",
        }
    ]
