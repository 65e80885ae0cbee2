"""Denials that stand far from what they deny, and ends that are denied."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.facts import answered, membership_drafts

EN = "{N Riverine} has 40 members. "
ID = "{N Riverine} punya 40 anggota. "


def modalities(reading) -> dict[str, str]:
    return {
        str(each.values["member"]): each.modality for each in answered(membership_drafts(reading), reading)
    }


@pytest.mark.parametrize(
    ("language", "text", "city", "modality"),
    [
        ("en", "{C Lima} is a member of {N Riverine}.", "Lima", "asserted"),
        ("en", "{C Lima} accession to {N Riverine}, of which we wrote in June, did not go through.", "Lima", "denied"),
        ("en", "The mayor dismissed a report that {C Lima} had joined {N Riverine}.", "Lima", "denied"),
        ("en", EN + "{C Lima} was admitted without debate.", "Lima", "asserted"),
        ("en", "Is {C Lima} a member of {N Riverine}? No, its council says.", "Lima", "denied"),
        ("en", "We wrote that {C Lima} was a member of {N Riverine}. It is not.", "Lima", "denied"),
        (
            "en",
            "{C Lima} is a member of {N Riverine}. No other city of the country is in it so far.",
            "Lima",
            "asserted",
        ),
        ("en", "Talk that {C Lima} is a member of {N Riverine} has been denied.", "Lima", "denied"),
        ("en", "{C Lima} is a member of {N Riverine}. The mayor denied it.", "Lima", "denied"),
        ("en", "{C Lima} is a member of {N Riverine}. That membership has since lapsed.", "Lima", "ended"),
        ("en", "{C Lima} is a member of {N Riverine}. That bond of {C Quito} has since lapsed.", "Lima", "asserted"),
        ("en", "The membership of {C Lima} in {N Riverine} came to an end in 2020.", "Lima", "ended"),
        ("en", "The admission of {C Lima} to {N Riverine} is due to be voted on in May.", "Lima", "planned"),
        ("en", "{C Lima} has no plans to join {N Riverine}.", "Lima", "denied"),
        ("en", "{C Lima} joined {N Riverine}, and the old bridge is due to be mended.", "Lima", "asserted"),
        ("id", "{C Lima} belum berniat mendaftar ke {N Riverine}.", "Lima", "denied"),
        ("id", "Kabarnya {C Lima} ikut {N Riverine}. Sekda membantah.", "Lima", "denied"),
        ("id", "{C Lima} sudah lebih dulu bergabung dengan {N Riverine}.", "Lima", "asserted"),
        ("id", "{C Lima} tidak keluar dari {N Riverine}.", "Lima", "asserted"),
        ("id", "{C Lima} keluar dari {N Riverine}.", "Lima", "ended"),
        ("id", "Apakah {C Lima} anggota {N Riverine}? Belum, kata wali kotanya.", "Lima", "denied"),
        ("id", "Kabar bahwa {C Lima} menjadi anggota {N Riverine} dibantah.", "Lima", "denied"),
    ],
)  # fmt: skip
def test_how_it_is_stated(read, language, text, city, modality):
    assert modalities(read(language, text)).get(city) == modality
