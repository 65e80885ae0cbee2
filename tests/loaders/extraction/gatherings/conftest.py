"""Articles of a few sentences, with the places, networks and dates in them marked by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.discourse import topic_of
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.gatherings import GatheringFinder, gathering_drafts, nameless
from citygraph.loaders.extraction.mentions import DateMention, NetworkMention, PlaceMention
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.gazetteer import Government

Reader = Callable[..., Analysis]
Drafter = Callable[..., list[Draft]]


def places_in(text: str, known: Mapping[str, str]) -> list[PlaceMention]:
    """Return where names stand, with their country; without one a name stays open. ``X Province`` is one."""
    found: list[PlaceMention] = []
    for name, country in known.items():
        at = text.find(name)
        while at >= 0:
            province = name.endswith(" Province")
            government = (
                Government(
                    f"{country}-{name}".lower(),
                    name.title(),
                    country,
                    "province" if province else "city",
                    in_gazetteer=not province,
                )
                if country
                else None
            )
            found.append(PlaceMention(at, at + len(name), name, government, country or None, None, 0.9, ()))
            at = text.find(name, at + 1)
    return sorted(found, key=lambda each: each.start)


@pytest.fixture(scope="session")
def read() -> Reader:
    def reader(
        text: str,
        language: str = "id",
        *,
        places: Mapping[str, str] | None = None,
        networks: Mapping[str, str] | None = None,
        dates: Mapping[str, str] | None = None,
        published: str | None = None,
        dateline: str | None = None,
    ) -> Analysis:
        layout = segment(text)
        bodies = sorted(
            (
                NetworkMention(text.find(name), text.find(name) + len(name), slug)
                for name, slug in (networks or {}).items()
            ),
            key=lambda each: each.start,
        )
        days = sorted(
            (
                DateMention(text.find(day), text.find(day) + len(day), edtf)
                for day, edtf in (dates or {}).items()
            ),
            key=lambda each: each.start,
        )
        cities = places_in(text, places or {})
        analysis = Analysis(
            layout,
            language,
            published,
            places=cities,
            networks=bodies,
            dates=days,
            gatherings=GatheringFinder().find(layout, language, bodies),
            dateline=next((each for each in cities if each.name == dateline), None),
        )
        return replace(analysis, topic=topic_of(analysis, as_written))

    return reader


@pytest.fixture(scope="session")
def draft(read: Reader) -> Drafter:
    def drafter(text: str, language: str = "id", **marked: object) -> list[Draft]:
        analysis = read(text, language, **marked)
        visits = nameless(analysis)
        met = sorted([*analysis.gatherings, *(each.mention for each in visits)], key=lambda each: each.span)
        return gathering_drafts(replace(analysis, gatherings=met), visits).drafts

    return drafter
