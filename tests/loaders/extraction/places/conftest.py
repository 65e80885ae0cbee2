"""A finder of places, and a short way to ask it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.extraction.places import PlaceContext, PlaceFinder
from citygraph.loaders.extraction.places.index import NameIndex
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.gazetteer import Gazetteer

Read = Callable[..., list[PlaceMention]]


@pytest.fixture(scope="session")
def index(gazetteer: Gazetteer) -> NameIndex:
    """The compiled names."""
    return NameIndex.open(gazetteer)


@pytest.fixture(scope="session")
def finder(gazetteer: Gazetteer) -> PlaceFinder:
    """A finder over the real gazetteer."""
    return PlaceFinder.open(gazetteer)


@pytest.fixture(scope="session")
def read(finder: PlaceFinder) -> Read:
    """Reads a text and returns its places."""

    def places(text: str, language: str = "id", taken: Sequence[Span] = ()) -> list[PlaceMention]:
        layout = segment(text)
        return finder.link(finder.candidates(layout, language), PlaceContext(layout, language, taken))

    return places


@pytest.fixture(scope="session")
def cities(read: Read) -> Callable[..., list[str]]:
    """Reads a text and returns its governments as facts write them."""

    def names(text: str, language: str = "id", taken: Sequence[Span] = ()) -> list[str]:
        return [str(each.government) for each in read(text, language, taken) if each.government is not None]

    return names
