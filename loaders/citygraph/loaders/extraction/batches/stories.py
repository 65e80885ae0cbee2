"""Which articles are copies of earlier ones: an index of fingerprints that stays small."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator
from typing import Final

from citygraph.loaders.extraction.copies import bands, same_story

__all__ = ["Stories"]

_SMALLEST: Final = 1 << 12
_FULL: Final = 0.6
_PROBES: Final = 12


class Stories:
    """The stories met so far, some 400 bytes for each.

    A table of numbers of articles, found by the keys that copies share; what shares a key is compared in full.
    Copies are not put in: the first article stands for its story.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._marks: list[bytes] = []
        self._table = array("I", [0]) * _SMALLEST
        self._entries = 0

    def __len__(self) -> int:
        """Return how many stories there are."""
        return len(self._ids)

    def known(self, mark: bytes, identifier: str) -> str | None:
        """Return the id of the first article with this story; None when this is the first.

        Args:
            mark: The article's fingerprint; an empty one is nobody's copy.
            identifier: The article's id.
        """
        if not mark:
            return None
        keys = bands(mark)
        near = sorted({number for key in keys for number in self._with(key)})
        for number in near:
            if same_story(self._marks[number], mark):
                return self._ids[number]
        self._ids.append(identifier)
        self._marks.append(mark)
        if self._entries + len(keys) > _FULL * len(self._table):
            self._grow()
        for key in keys:
            self._put(key, len(self._ids))
        return None

    def _with(self, key: bytes) -> Iterator[int]:
        """Yield the articles that have a key, and perhaps others."""
        table, most = self._table, len(self._table) - 1
        slot = zlib.crc32(key) & most
        for _ in range(_PROBES):
            number = table[slot]
            if number == 0:
                return
            if _holds(self._marks[number - 1], key):
                yield number - 1
            slot = (slot + 1) & most

    def _put(self, key: bytes, number: int) -> None:
        """Put an article under a key, unless many are near that one already."""
        table, most = self._table, len(self._table) - 1
        slot = zlib.crc32(key) & most
        for _ in range(_PROBES):
            if table[slot] == 0:
                table[slot] = number
                self._entries += 1
                return
            slot = (slot + 1) & most

    def _grow(self) -> None:
        self._table = array("I", [0]) * (2 * len(self._table))
        self._entries = 0
        for number, mark in enumerate(self._marks, start=1):
            for key in bands(mark):
                self._put(key, number)


def _holds(mark: bytes, key: bytes) -> bool:
    """Return whether a fingerprint has a key where the key says."""
    width = len(key) - 1
    return mark[key[0] * width : (key[0] + 1) * width] == key[1:]
