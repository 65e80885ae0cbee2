"""What a sentence states of an office: past, present or still to come."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("en", "Her predecessor, Mary Poole, who as mayor of Austin signed it, declined.", "ended"),
        ("en", "Ken Abe, who as mayor of Osaka had asked for it, sat in front.", "ended"),
        ("id", "Pendahulunya, Budi Santoso, selaku Wali Kota Padang merintis hal itu.", "ended"),
        ("id", "Budi Santoso akan dilantik menjadi Wali Kota Padang.", "planned"),
        ("en", "Mary Poole was voted mayor of Austin.", "asserted"),
    ],
)
def test_an_office_is_placed_in_time(
    language: str, text: str, modality: str, offices_in: Callable[[str, str], list[Draft]]
) -> None:
    assert [each.modality for each in offices_in(language, text)] == [modality]
