"""For whom those take part who hold an office, or held one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from citygraph.loaders.extraction.discourse import Discourse
from citygraph.loaders.extraction.facts import Reading, participation_drafts
from citygraph.loaders.extraction.mentions import BodyRef, PersonMention, PlaceMention
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.gazetteer import Government

Read = Callable[[str, str], Reading]


def held(reading: Reading, at: str, *, ended: bool = False) -> Reading:
    """Return an article in which Somebody governs Lima, or did, as told at a word."""
    start = reading.analysis.layout.text.index(at)
    lima = Government("pe-lima", "Lima", "PE", "city")
    place = PlaceMention(start, start + len(at), "Lima", lima, "PE", None, 0.9, ())
    span = start, start + len(at)
    person = PersonMention(
        *span, "Somebody", "Wali Kota", BodyRef(place), span, ended=ended, first=True, governs=True
    )
    analysis = replace(reading.analysis, places=(place,), persons=(person,))
    return replace(reading, analysis=analysis, discourse=Discourse(analysis, as_written))


def test_a_mayor_who_chairs_a_network_comes_for_the_city(read: Read) -> None:
    reading = read("id", "{E Kongres Sungai} dibuka. Hadir {Q Jejaring}, yang juga Wali Kota Lima.")
    drafts = participation_drafts(held(reading, "Wali Kota Lima"))
    assert {(each.values["participant"], each.values["person"]) for each in drafts} == {
        ("Lima, PE", "Somebody")
    }


def test_nobody_comes_for_a_city_that_he_no_longer_governs(read: Read) -> None:
    reading = read("id", "{E Kongres Sungai} dibuka. {P Lima} turut hadir.")
    assert list(participation_drafts(held(reading, "Lima"))) != []
    assert list(participation_drafts(held(reading, "Lima", ended=True))) == []
