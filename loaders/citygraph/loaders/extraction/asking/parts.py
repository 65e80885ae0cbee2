"""An article cut into overlapping parts that a model can take in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from citygraph.loaders.extraction.layout import Layout, Span

__all__ = ["Part", "parts_of", "tokens_of"]

_OVERLAP: Final = 8
_LEAST: Final = 40


def tokens_of(text: str) -> int:
    """Return how many tokens a text has at most, by a rule of thumb: three ASCII characters, or one other.

    >>> tokens_of("Kota Malang"), tokens_of("马朗市")
    (4, 4)
    """
    ascii_only = len(text.encode("ascii", "ignore"))
    return ascii_only // 3 + (len(text) - ascii_only) + 1


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article that is asked about in one question.

    Attributes:
        units: Its sentences, or pieces of them, in order; what lies between is page furniture or blank.
        text: What of it is the article's own.
    """

    units: tuple[Span, ...]
    text: str

    @classmethod
    def of(cls, layout: Layout, units: tuple[Span, ...]) -> Self:
        """Return the part that consists of these units."""
        written: list[str] = []
        for number, (start, end) in enumerate(units):
            if number:
                between = layout.text[units[number - 1][1] : start]
                written.append("\n\n" if between.strip() or len(between) > 10 else between)
            written.append(layout.text[start:end])
        return cls(units, "".join(written))

    @property
    def span(self) -> Span:
        """Its first offset, and the one after its last."""
        return self.units[0][0], self.units[-1][1]

    def smaller(self, layout: Layout) -> tuple[Part, ...]:
        """Return two halves that overlap by a sentence, or none when it is too small to be cut."""
        room = tokens_of(self.text) // 2
        if room < _LEAST:
            return ()
        units = tuple(_pieces(layout.text, self.units, room))
        middle, told = 1, tokens_of(layout.text[slice(*units[0])])
        while middle < len(units) - 1 and told < room:
            told += tokens_of(layout.text[slice(*units[middle])])
            middle += 1
        overlapping = middle - 1 if middle > 1 else middle
        return Part.of(layout, units[:middle]), Part.of(layout, units[overlapping:])


def parts_of(layout: Layout, room: int) -> list[Part]:
    """Return an article in parts of at most so many tokens, each beginning with the end of the one before.

    Page furniture is in none of them.
    """
    own = ((each.start, each.end) for each in layout.sentences if not each.furniture)
    units = list(_pieces(layout.text, own, room))
    sizes = [tokens_of(layout.text[start:end]) + 1 for start, end in units]
    parts: list[Part] = []
    first = 0
    while first < len(units):
        after, told = first + 1, sizes[first]
        while after < len(units) and told + sizes[after] <= room:
            told += sizes[after]
            after += 1
        parts.append(Part.of(layout, tuple(units[first:after])))
        if after == len(units):
            break
        following, again = after, 0
        while following - 1 > first and again + sizes[following - 1] <= room // _OVERLAP:
            following -= 1
            again += sizes[following]
        while following < after and again + sizes[after] > room:
            again -= sizes[following]
            following += 1
        first = following
    return parts


def _pieces(text: str, units: Iterator[Span] | tuple[Span, ...], room: int) -> Iterator[Span]:
    """Yield the units, those that are too long cut at blanks where there are any."""
    for start, end in units:
        while end - start > room and tokens_of(text[start:end]) > room:
            most = start + room
            blank = max(text.rfind(mark, start + room // 2, most) for mark in (" ", "\n", "\t"))
            cut = blank + 1 if blank > start else most
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end
