"""Titles of office in a sentence."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.names.bodies import Bodies
from citygraph.loaders.extraction.names.nations import Nations
from citygraph.loaders.extraction.names.office_words import office_words
from citygraph.loaders.extraction.names.title_reader import TitleReader
from citygraph.loaders.extraction.tokens import tokens_of


@pytest.mark.parametrize(
    ("language", "text", "written", "kind"),
    [
        ("id", "wakil wali kota datang", "wakil wali kota", "mayor"),
        ("id", "Penjabat (Pj) Wali Kota datang", "Penjabat (Pj) Wali Kota", "mayor"),
        ("id", "Kepala Dinas Pariwisata, Seni, dan Budaya datang", "Kepala Dinas Pariwisata, Seni, dan Budaya", "open"),
        ("id", "Kepala Badan Perencanaan (Bappeda) datang", "Kepala Badan Perencanaan (Bappeda)", "open"),
        ("id", "Staf Ahli Bidang Hukum datang", "Staf Ahli Bidang Hukum", "open"),
        ("id", "Ketua Umum datang", "Ketua Umum", "open"),
        ("en", "Deputy Mayor for Culture came", "Deputy Mayor for Culture", "mayor"),
        ("en", "Chief Planning Officer came", "Chief Planning Officer", "open"),
        ("en", "Director General of Planning and Transport in the Mobility Area, came",
         "Director General of Planning and Transport in the Mobility Area", "open"),
        ("en", "Senior Minister of State came", "Senior Minister of State", "minister"),
        ("en", "State Councillor came", "State Councillor", "state"),
    ],
)  # fmt: skip
def test_a_title_holds_what_it_is_about(language: str, text: str, written: str, kind: str) -> None:
    tokens = tokens_of(text, 0, len(text))
    title = TitleReader(office_words(language), Bodies.of([], [], []), Nations(language, {}.get)).at(
        tokens, 0
    )
    assert title is not None and title.kind == kind
    assert text[tokens[title.title[0]].start : tokens[title.title[1] - 1].end] == written


@pytest.mark.parametrize(
    ("language", "text", "ended", "planned", "candidate"),
    [
        ("id", "mantan bupati", True, False, False),
        ("id", "wali kota terpilih", False, True, False),
        ("id", "calon gubernur", False, False, True),
        ("en", "then-Deputy Mayor", True, False, False),
        ("en", "ex-mayor", True, False, False),
        ("en", "mayor-elect", False, True, False),
        ("en", "mayor", False, False, False),
    ],
)
def test_a_title_says_when(language: str, text: str, ended: bool, planned: bool, candidate: bool) -> None:
    title = TitleReader(office_words(language), Bodies.of([], [], []), Nations(language, {}.get)).at(
        tokens_of(text, 0, len(text)), 0
    )
    assert title is not None and (title.ended, title.planned, title.candidate) == (ended, planned, candidate)


@pytest.mark.parametrize("text", ["wakil dari sana", "memimpin rapat", "heads or tails", "vice"])
def test_what_is_no_title(text: str) -> None:
    reader = TitleReader(office_words("id"), Bodies.of([], [], []), Nations("id", {}.get))
    assert reader.at(tokens_of(text, 0, len(text)), 0) is None
