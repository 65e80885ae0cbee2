"""What every city has: it stands for the city, and not for a body of its own."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.names.halls import hall_end, is_hall
from citygraph.loaders.extraction.tokens import tokens_of


@pytest.mark.parametrize(
    ("behind", "taken"),
    [
        ("People's Committee said", 2),
        ("Provincial People's Committee said", 3),
        ("City Executive Power said", 3),
        ("council said", 1),
        ("Provincial said", None),
        ("Chamber of Commerce", None),
        ("", None),
    ],
)
def test_behind_a_city(behind, taken):
    assert hall_end(tokens_of(behind, 0, len(behind)), 0) == taken


@pytest.mark.parametrize("name", ["City Council", "Municipal Senate", "People’s Committee"])
def test_alone(name):
    assert is_hall(name)


@pytest.mark.parametrize("name", ["Council of Europe", "City Orchestra", "City"])
def test_other_bodies(name):
    assert not is_hall(name)
