"""Later mentions by acronym."""

from __future__ import annotations

import re
import time

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.segmenting import segment


def test_an_acronym_means_the_programme_that_introduced_it() -> None:
    text = "Sembilan kota terpilih dalam Bridge Builders Programme (BBP). BBP dimulai sejak 2019."
    found = GatheringFinder().find(segment(text), "id", [])
    assert [text[each.start : each.end] for each in found] == ["Bridge Builders Programme (BBP)", "BBP"]
    assert found[1].again


def test_an_initiative_is_met_again_by_its_name() -> None:
    text = "Kota Padang memperkenalkan program Lorong Bersih. Warga menyukai Lorong Bersih."
    found = GatheringFinder().find(segment(text), "id", [])
    assert [each.again for each in found if each.name == "Lorong Bersih"] == [False, True]


def found_in(text: str, language: str, **networks: str) -> list[GatheringMention]:
    """Return the gatherings of a text with the networks whose names are given by slug."""
    marked = sorted(
        (
            NetworkMention(*met.span(), slug)
            for slug, name in networks.items()
            for met in re.finditer(name, text)
        ),
        key=lambda each: each.span,
    )
    return GatheringFinder().find(segment(text), language, marked)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "Ia hadir di Tea Towns Forum (TTF) 2031 di Kuala. Pada TTF 2029 ia absen, sedangkan TTF 2031 lebih besar.",
            "id",
            ["Tea Towns Forum (TTF) 2031", "TTF 2029", "Tea Towns Forum (TTF) 2031"],
        ),
        (
            "She spoke at the Tea Towns Congress (TTC) XII. TTC XI was quieter.",
            "en",
            ["Tea Towns Congress (TTC) XII", "TTC XI"],
        ),
    ],
)
def test_an_acronym_with_another_number_is_another_edition(
    text: str, language: str, names: list[str]
) -> None:
    assert [each.name.removeprefix("the ") for each in found_in(text, language)] == names


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Ia pulang dari Tea Mayors Forum ke-5 di Hue.", "id", ["Tea Mayors Forum ke-5"]),
        ("Panggungnya Tea Mayors Forum II di Hue.", "id", ["Tea Mayors Forum II"]),
        ("He flew to the 7th Tea Mayors Forum in Hue.", "en", ["7th Tea Mayors Forum"]),
        ("Hue belongs to the Tea Mayors Forum, and TMF 2031 met in Hue.", "en", ["TMF 2031"]),
        ("Hue belongs to the Tea Mayors Forum. TMF 2031 met in Hue, TMF V and TMF 2031 pleased.", "en",
         ["TMF 2031", "TMF V", "TMF 2031"]),
        ("Hue is a member of the Tea Mayors Forum. TMF has ten members.", "en", []),
        ("Hue is a member of the Tea Mayors Forum. TMF first met in 2029; of TMF I know little.", "en", []),
        ("Hue menjadi anggota Tea Mayors Forum. TMF pertama kali bersidang di Hue.", "id", []),
        ("Hue menjadi anggota Tea Mayors Forum sejak 2031.", "id", []),
    ],
)  # fmt: skip
def test_a_forum_that_is_a_network_meets_under_its_name_and_a_number(
    text: str, language: str, names: list[str]
) -> None:
    found = found_in(text, language, tmf="Tea Mayors Forum|TMF")
    assert [each.name for each in found] == names
    assert {each.network for each in found} <= {"tmf"}


def test_an_acronym_alone_with_a_number_is_no_meeting_of_a_network_that_is_no_forum() -> None:
    text = "Hue is a member of the Tea Towns Alliance. TTA 2031 is its strategy."
    assert not [each for each in found_in(text, "en", tta="Tea Towns Alliance|TTA") if each.network == "tta"]


def test_acronyms_are_found_in_linear_time() -> None:
    text = "Tea Mayors Forum (TMF). " + "TMF 2031 and TMF V and TMF. " * 3_000
    started = time.perf_counter()
    found = found_in(text, "en", tmf=r"Tea Mayors Forum \(TMF\)|TMF")
    assert time.perf_counter() - started < 20
    assert len(found) == 6_000
