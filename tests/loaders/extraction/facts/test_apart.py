"""Sentences of twinnings and of who hosts are kept apart from those of members."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.facts.apart import Apart


@pytest.mark.parametrize(
    ("language", "text", "twinned", "hosting"),
    [
        ("en", "{C Lima} and {C Quito} are twinned.", True, False),
        ("en", "{C Lima} and {C Quito} are twinned through {N Riverine}.", False, False),
        ("en", "{C Lima} wants to host it.", False, True),
        ("id", "{C Lima} menjadi kota kembar {C Quito}.", True, False),
        ("id", "{C Lima} berminat menjadi tuan rumah.", False, True),
        ("id", "{C Lima} diterima.", False, False),
    ],
)
def test_what_a_sentence_speaks_of(read, language, text, twinned, hosting):
    (symbols,) = read(language, text).sentences
    found = Apart.of(symbols, None, language)
    assert (found.twinned, found.hosting) == (twinned, hosting)
    assert found.named == ("{N" in text)


def test_the_sentence_before_tells_what_is_bid_for(read):
    before, symbols = read("en", "Who will host it? {C Lima} has applied.").sentences
    assert Apart.of(symbols, before, "en").hosting


@pytest.mark.parametrize(
    ("language", "text", "attending"),
    [
        ("en", "{C Lima} sent delegates.", True),
        ("en", "Members sent delegates, {C Lima} too.", False),
        ("en", "{N Riverine} gave a prize to {C Lima}.", False),
        ("id", "Kota lain mengirim perwakilan, yaitu {C Lima}.", True),
        ("id", "Anggota mengirim perwakilan, yaitu {C Lima}.", False),
    ],
)
def test_who_came_or_won_is_not_said_to_belong(read, language, text, attending):
    (symbols,) = read(language, text).sentences
    assert Apart.of(symbols, None, language).attending == attending
