"""Lists of cities and networks: what is one list, and what is not."""

from __future__ import annotations

import re

import pytest
from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.lists import CityLists
from citygraph.loaders.extraction.mentions import DateMention, NetworkMention
from citygraph.loaders.extraction.patterns import Chunk
from citygraph.loaders.extraction.segmenting import segment

_MARK = re.compile(r"\{([A-Z]) ([^}]*)\}")


def lists(language: str, marked: str) -> list[str]:
    """Return the chunks of a sentence, lists joined: ``Lima+Quito``; ``{C Lima}`` marks one."""
    text, at = "", 0
    chunks: list[Chunk] = []
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        letter, name = found.groups()
        start, end = len(text), len(text) + len(name)
        text += name
        member: object = Party(name, start, end)
        if letter == "N":
            member = NetworkMention(start, end, name)
        if letter == "D":
            member = DateMention(start, end, name)
        chunks.append(Chunk(letter, start, end, (member,)))
    text += marked[at:]
    (sentence,) = segment(text).sentences
    return [
        "+".join(
            getattr(each, "body", None) or getattr(each, "slug", None) or getattr(each, "edtf", "")
            for each in chunk.members
        )
        for chunk in CityLists(sentence, chunks, language).joined()
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "{C Lima}, {C Quito} and {C Hue} came.", ["Lima+Quito+Hue"]),
        ("en", "{C Lima} and {C Quito} came.", ["Lima+Quito"]),
        ("en", "In {C Lima}, {C Quito} won.", ["Lima", "Quito"]),
        ("en", "They are: {C Lima}, {C Quito}.", ["Lima+Quito"]),
        ("id", "Kota {C Lima} (kriya, 2014), {C Quito} (musik) dan {C Hue} hadir.", ["Lima+Quito+Hue"]),
        ("id", "Kota {C Lima} (kriya, {D 2014}), {C Quito} (musik) dan {C Hue} hadir.", ["Lima+Quito+Hue"]),
        ("id", "Kota {C Lima} untuk seni media dan {C Quito} untuk kriya.", ["Lima+Quito"]),
        ("en", "It picked {C Lima} for music and {C Quito} for film.", ["Lima+Quito"]),
        ("en", "It picked {C Lima} in {L Peru}, {C Quito} in {L Ecuador} and {C Hue}.", ["Lima+Quito+Hue"]),
        ("en", "It has {C Lima}, Kleinstadt, {C Quito} and {C Hue}.", ["Lima+Quito+Hue"]),
        ("en", "It has {C Lima}, {C Quito} and Kleinstadt.", ["Lima+Quito"]),
        ("en", "The mayor left {C Lima} for {C Quito}.", ["Lima", "Quito"]),
        (
            "en",
            "Its twins are {C Lima}, near {C Callao}, and {C Quito}.",
            ["Lima+Quito"],
        ),
        ("en", "{C Lima}, just outside {C Callao}, won.", ["Lima"]),
        ("id", "{C Lima} di pinggiran {C Callao} menang.", ["Lima"]),
        ("en", "It is {C Lima}; {C Quito}; {C Hue}.", ["Lima+Quito+Hue"]),
        ("en", "The mayor left {C Lima} for talks in {C Quito}.", ["Lima", "Quito"]),
        ("en", "It belongs to {N c40} and {N iclei}.", ["c40+iclei"]),
        ("en", "It belongs to {N c40}, {N iclei} or {N wego}.", ["c40+iclei+wego"]),
        ("en", "At {N c40}, {N iclei} spoke.", ["c40", "iclei"]),
    ],
)
def test_lists(language, text, expected):
    assert lists(language, text) == expected
