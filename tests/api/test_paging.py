from __future__ import annotations

import httpx
import pytest
from citygraph.api.errors import BadParameter
from citygraph.api.paging import page_of

from .conftest import BROWSER


@pytest.mark.parametrize(
    ("asked", "items", "first", "last"),
    [(None, "ab", 1, 2), ("1", "ab", 1, 2), ("3", "e", 5, 5), ("٢", "cd", 3, 4)],
)
def test_a_page_has_its_part_of_the_list(asked: str | None, items: str, first: int, last: int) -> None:
    page = page_of("abcde", asked, 2)
    assert ("".join(page.items), page.first, page.last, page.pages, page.total) == (items, first, last, 3, 5)


def test_an_empty_list_has_one_empty_page() -> None:
    page = page_of("", None, 2)
    assert (page.items, page.first, page.last, page.pages) == ((), 0, 0, 1)


@pytest.mark.parametrize("asked", ["0", "4", "-1", "x", "", "1.5", "9" * 5000])
def test_a_page_that_is_not_there_is_refused(asked: str) -> None:
    with pytest.raises(BadParameter, match="page"):
        page_of("abcde", asked, 2)


def test_a_long_list_goes_on_page_by_page_and_shows_each_thing_once(hostile: httpx.Client) -> None:
    found: list[str] = []
    path = "/network"
    while path:
        text = hostile.get(path, headers={"Accept": BROWSER}).text
        found += [part.split('"')[0] for part in text.split('<li><a href="/network/')[1:]]
        following = text.split('rel="next" href="')
        path = (
            following[1].split('"')[0].replace("&amp;", "&") if len(following) > 1 and len(found) < 30 else ""
        )
    assert len(found) >= 30
    assert len(set(found)) == len(found)
