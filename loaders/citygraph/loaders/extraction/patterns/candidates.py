"""Which of many patterns a sentence has the words and chunks for, told for all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .expressions import Expression
from .symbols import Symbols

__all__ = ["Candidates"]


class Candidates:
    """A row of patterns, and which of them need which stems and chunks.

    A pattern needs one of each of a few rows of stems and chunks. Each row of each pattern has a bit in one number:
    a sentence sets those of the rows that one of its words or chunks meets, and a pattern may match where all are set.

    Args:
        expressions: The patterns, in the order in which they are tried.
    """

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self.expressions = tuple(expressions)
        self._count = len(self.expressions)
        self._rows = max((len(expression.rows) for expression in self.expressions), default=0)
        self._met: dict[str, int] = {}
        self._free = 0
        for number, expression in enumerate(self.expressions):
            for row in range(self._rows):
                bit = 1 << row * self._count + number
                if row >= len(expression.rows):
                    self._free |= bit
                for key in expression.rows[row] if row < len(expression.rows) else ():
                    self._met[key] = self._met.get(key, 0) | bit
        self._keys = frozenset(self._met)
        self._firsts = frozenset(key for each in self.expressions for key in (each.rows or ((),))[0])
        self._always = any(not expression.rows for expression in self.expressions)

    def possible(self, symbols: Symbols) -> tuple[int, ...]:
        """Return the numbers of the patterns that a sentence may match, in order."""
        if not self._always and self._firsts.isdisjoint(symbols.keys):
            return ()
        known = symbols.memory.get(self)
        if known is None:
            known = symbols.memory[self] = self._possible(symbols.keys)
        return known

    def _possible(self, keys: frozenset[str]) -> tuple[int, ...]:
        met, bits, count = self._met, self._free, self._count
        for key in keys & self._keys:
            bits |= met[key]
        left = (1 << count) - 1
        for row in range(self._rows):
            left &= bits >> row * count
        found: list[int] = []
        while left:
            last = left & -left
            found.append(last.bit_length() - 1)
            left ^= last
        return tuple(found)

    def matched(self, symbols: Symbols) -> bool:
        """Return whether any of the patterns matches a sentence."""
        possible = self.possible(symbols)
        return bool(possible) and any(self.expressions[n].regex.search(symbols.text) for n in possible)

    def found(self, symbols: Symbols, start: int, stop: int) -> Iterator[re.Match[str]]:
        """Yield what matches in a stretch of a sentence's symbols, one pattern after the other."""
        for number in self.possible(symbols):
            yield from self.expressions[number].regex.finditer(symbols.text, start, stop)
