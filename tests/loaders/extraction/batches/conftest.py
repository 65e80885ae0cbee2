"""Small invented articles, and a folder of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from citygraph.loaders.gazetteer import Gazetteer

PACT = """{first} and {second} sign a sister city agreement

{first}, 14 March 2025 - The mayors of {first}, Indonesia, and {second}, South Korea, signed a sister city agreement
on Friday. {first} has been a member of CITYNET since 2013, its mayor said at the town hall, and hopes to learn from
{second} about waste, water and parks. Both delegations then visited the old harbour, where {number} children sang.
"""


@pytest.fixture(autouse=True)
def _gazetteer(gazetteer: Gazetteer) -> None:
    """A gazetteer that is there before processes are started."""


@pytest.fixture
def article() -> Callable[..., str]:
    """Makes the text of an article on two cities; the number tells it from others."""

    def make(first: str = "Bandung", second: str = "Suwon", number: int = 12) -> str:
        return PACT.format(first=first, second=second, number=number)

    return make


@pytest.fixture
def folder(tmp_path: Path, article: Callable[..., str]) -> Path:
    """Three articles that tell different stories."""
    found = tmp_path / "articles"
    found.mkdir()
    (found / "pact.txt").write_text(article(), encoding="utf-8")
    (found / "ward.txt").write_text(
        "Ward meeting on drains\n\nThe ward committee met on Monday evening to talk about drains, lamps and a dog "
        "that barks at night. Nobody from elsewhere came, and the meeting ended early.\n",
        encoding="utf-8",
    )
    (found / "visit.txt").write_text(
        "Delegasi Semarang bertandang ke Toyama\n\nSEMARANG - Wali Kota Semarang bersama rombongan mengunjungi Kota "
        "Toyama, Jepang, pada 3 Juni 2019 untuk mempelajari pengelolaan sampah. Semarang adalah anggota ICLEI sejak "
        "2009 dan berharap kunjungan itu berlanjut menjadi kerja sama yang lebih erat pada tahun depan.\n",
        encoding="utf-8",
    )
    return found
