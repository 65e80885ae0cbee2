"""Articles ready for weighing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister

Read = Callable[[str], tuple[Reading, Sequence[Draft], Sequence[Draft]]]


@pytest.fixture(scope="session")
def read(gazetteer: Gazetteer) -> Read:
    """Reads a text up to the weighing: the article, its gatherings and the like, and the rules' relations."""
    seen: list[tuple[Reading, Sequence[Draft], Sequence[Draft]]] = []

    def keep(reading: Reading, drafts: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
        seen.append((reading, drafts, told))
        return list(told)

    extractor = Extractor(gazetteer, NetworkRegister.open(), weigh=keep, about=lambda _: True)

    def reading_of(text: str) -> tuple[Reading, Sequence[Draft], Sequence[Draft]]:
        extractor.extract(describe_text(text, id="a", published="2024-05-06"))
        return seen.pop()

    return reading_of
