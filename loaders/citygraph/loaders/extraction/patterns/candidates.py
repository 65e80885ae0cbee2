"""Which of many patterns a sentence has the words and chunks for, told for all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .expressions import Expression
from .symbols import Symbols

__all__ = ["Candidates"]


class Candidates:
    """A row of patterns, with an index of the stems and chunks that they need.

    Args:
        expressions: The patterns, in the order in which they are tried.
    """

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self.expressions = tuple(expressions)
        self._first: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._further = [expression.rows[1:] for expression in self.expressions]
        for number, expression in enumerate(self.expressions):
            rows = expression.rows
            if not rows:
                self._always.append(number)
            for key in rows[0] if rows else ():
                self._first.setdefault(key, []).append(number)
        self._firsts = frozenset(self._first)

    def possible(self, symbols: Symbols) -> tuple[int, ...]:
        """Return the numbers of the patterns that a sentence may match, in order."""
        if not self._always and self._firsts.isdisjoint(symbols.keys):
            return ()
        known = symbols.memory.get(self)
        if known is None:
            known = symbols.memory[self] = self._possible(symbols.keys)
        return known

    def _possible(self, keys: frozenset[str]) -> tuple[int, ...]:
        numbers = list(self._always)
        for key in keys & self._firsts:
            numbers += self._first[key]
        found: list[int] = []
        for number in numbers:
            for row in self._further[number]:
                if row.isdisjoint(keys):
                    break
            else:
                found.append(number)
        return tuple(sorted(set(found))) if len(found) > 1 else tuple(found)

    def matched(self, symbols: Symbols) -> bool:
        """Return whether any of the patterns matches a sentence."""
        possible = self.possible(symbols)
        return bool(possible) and any(self.expressions[n].regex.search(symbols.text) for n in possible)

    def found(self, symbols: Symbols, start: int, stop: int) -> Iterator[re.Match[str]]:
        """Yield what matches in a stretch of a sentence's symbols, one pattern after the other."""
        for number in self.possible(symbols):
            yield from self.expressions[number].regex.finditer(symbols.text, start, stop)
