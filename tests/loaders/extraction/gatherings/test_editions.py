"""Other editions of a gathering."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.extraction.segmenting import segment


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("PORTNET held its congress. The next congress will be in Cork.", "en", "next congress of PORTNET"),
        (
            "PORTNET sits. The last such congress was in Cork.",
            "en",
            "last such congress of PORTNET",
        ),
        ("PORTNET grows. Its annual conference was held in Cork.", "en", "annual conference of PORTNET"),
        ("PORTNET bersidang. Kongres berikutnya digelar di Ambon.", "id", "Kongres berikutnya PORTNET"),
    ],
)
def test_another_edition_is_described_by_its_network(text: str, language: str, expected: str) -> None:
    found = GatheringFinder().find(segment(text), language, [NetworkMention(0, 7, "portnet")])
    assert expected in {each.name for each in found}


def test_a_week_is_no_edition() -> None:
    found = GatheringFinder().find(
        segment("PORTNET met in Cork last week."), "en", [NetworkMention(0, 7, "portnet")]
    )
    assert found == []
