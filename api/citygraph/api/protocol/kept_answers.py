"""Small answers that are kept as long as the store stays as it is, so that what is asked again costs nothing."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Final

__all__ = ["KeptAnswers", "may_be_kept"]

_CHANGING: Final = re.compile(r"now|rand|uuid|bnode|\\", re.IGNORECASE)
"""What makes a query answer otherwise each time; and an escape, which may spell such a word."""

_PART: Final = 64
"""An answer that is larger than this part of all that may be kept is not kept."""
_BESIDE: Final = 512
"""Bytes that keeping an answer takes beside it."""


def may_be_kept(query: str) -> bool:
    """Return whether a query has the same answer as long as the store stays as it is.

    >>> may_be_kept("SELECT * { ?s ?p ?o }"), may_be_kept("SELECT (NOW() AS ?n) {}")
    (True, False)
    """
    return _CHANGING.search(query) is None


class KeptAnswers:
    """Answers of one state of the store, those asked for last, within a number of bytes.

    Args:
        most: Most bytes that are kept; 0 keeps nothing.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._generation: int = 0
        self._answers: OrderedDict[object, tuple[bytes, int]] = OrderedDict()

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self._size

    def get(self, generation: int, name: object) -> bytes | None:
        """Return the answer of that name of a state of the store, or None where it is not kept."""
        if generation != self._generation:
            self._answers.clear()
            self._size = 0
            self._generation = generation
            return None
        found = self._answers.get(name)
        if found is None:
            return None
        self._answers.move_to_end(name)
        return found[0]

    def put(self, generation: int, name: object, answer: bytes, beside: int = 0) -> None:
        """Keep an answer; one of another state than was asked for last is not kept.

        Args:
            generation: The state of the store that it was computed on.
            name: What it is to be found by.
            answer: The answer.
            beside: Bytes that its name takes.
        """
        size = len(answer) + beside + _BESIDE
        if generation != self._generation or name in self._answers or size * _PART > self._most:
            return
        self._answers[name] = (answer, size)
        self._size += size
        while self._size > self._most:
            _, (_, dropped) = self._answers.popitem(last=False)
            self._size -= dropped
