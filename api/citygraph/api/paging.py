"""One page of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .errors import BadParameter

__all__ = ["Page", "page_of"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list.

    Attributes:
        items: What stands on it.
        number: Which page it is, from 1.
        pages: How many there are.
        first: Position in the list of its first item, from 1; 0 on the one page of an empty list.
        total: How many items the list has.
    """

    items: tuple[T, ...]
    number: int
    pages: int
    first: int
    total: int

    @property
    def last(self) -> int:
        """Position in the list of its last item."""
        return self.first + len(self.items) - 1 if self.items else 0


def page_of(items: Sequence[T], asked: str | None, size: int) -> Page[T]:
    """Return the page asked for by its number, the first when none is.

    Raises:
        BadParameter: There is no such page.

    >>> page_of("abcde", "2", 2).items
    ('c', 'd')
    """
    pages = max(1, -(-len(items) // size))
    number = int(asked) if asked and asked.isdecimal() and len(asked) < 10 else 0
    if asked is None:
        number = 1
    if not 1 <= number <= pages:
        raise BadParameter(
            "page",
            f"there is no page {asked!r}",
            hint=f"a number from 1 to {pages}" if pages > 1 else "leave it out",
        )
    start = (number - 1) * size
    shown = tuple(items[start : start + size])
    return Page(shown, number, pages, start + 1 if shown else 0, len(items))
