"""Who leads a network, told of the network."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

Offices = Callable[[str, str], list[Draft]]


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("en", "ICLEI is chaired by Rosa Quill of Leipzig this year.", "Rosa Quill"),
        ("en", "The helm of the network is free. CityNet's presidency passed to Rosa Quill.", "Rosa Quill"),
        ("id", "ICLEI saat ini diketuai oleh Rosa Quill.", "Rosa Quill"),
        ("id", "CityNet berada di tangan Rosa Quill hingga tahun depan.", "Rosa Quill"),
    ],
)
def test_who_leads_a_network_is_told_of_it(
    language: str, text: str, person: str, offices_in: Offices
) -> None:
    assert [each.values["person"] for each in offices_in(language, text)] == [person]


def test_who_leads_its_guests_does_not_lead_a_network(offices_in: Offices) -> None:
    assert offices_in("en", "ICLEI met there. The guests were led by Rosa Quill.") == []
