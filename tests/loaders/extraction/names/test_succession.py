"""Offices told by succession."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.mentions import PersonMention

Persons = Callable[[str, str], list[PersonMention]]


@pytest.mark.parametrize("between", ["", "The hall rose. "])
def test_a_successor_takes_over_the_network_office(between: str, persons_in: Persons) -> None:
    text = f"Outgoing CITYNET president Li Wen bowed. {between}Her successor is Rosa Tanaka, of the south."
    found = [each for each in persons_in("en", text) if each.rule == "successor"]
    assert [(each.name, each.title, each.ended) for each in found] == [("Rosa Tanaka", "president", False)]


def test_no_office_ended_no_successor(persons_in: Persons) -> None:
    found = persons_in("en", "CITYNET president Li Wen bowed. His successor is Rosa Tanaka.")
    assert "successor" not in {each.rule for each in found}
