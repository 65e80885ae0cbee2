"""Gatherings that an article names once, without date and place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

Drafter = Callable[..., list[Draft]]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("They shook hands at the Amber Coast Sailing Festival.", "en", ["Amber Coast Sailing Festival"]),
        ("They praised the Amber Coast Sailing Festival.", "en", []),
        ("They shook hands at the Charter Fair.", "en", []),
        ("Di sela Konferensi Kota Teh Dunia mereka bersalaman.", "id", ["Konferensi Kota Teh Dunia"]),
        ("They shook hands at the gala dinner.", "en", []),
    ],
)
def test_what_goes_on_at_it_tells_that_it_takes_place(
    draft: Drafter, text: str, language: str, names: list[str]
) -> None:
    assert [each.values["name"] for each in draft(text, language)] == names
