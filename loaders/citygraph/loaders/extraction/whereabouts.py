"""Where an article names the cities, networks, bodies and gatherings that its facts tie, and where it tells dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, cast

from citygraph.loaders.facts import Precision, parse_period

from .analysis import Analysis
from .drafts import Draft
from .layout import Sentence, Span
from .places import as_written

__all__ = ["Whereabouts", "parties"]

_PARTIES: Final[Mapping[str, tuple[str, ...]]] = {
    "membership": ("member", "network"),
    "partnership": ("partners",),
    "participation": ("participant", "in"),
    "event": ("name",),
    "programme": ("name",),
}
_MARKS: Final = re.compile(r"[,;:()–—]\s*")
_EXACTNESS: Final[Mapping[Precision | None, int]] = {
    None: 0, Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3,
}  # fmt: skip

Rows = Mapping[int, Span]
"""The first span of a name in each sentence of the body that has it, by the sentence's index."""


class Whereabouts:
    """Where an article names what facts write.

    Args:
        analysis: What the article mentions.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._layout = analysis.layout
        self._sentences: dict[str, dict[int, Span]] | None = None

    def in_heading(self, passage: Span) -> bool:
        """Return whether a passage lies in a headline, or is the dateline."""
        sentence, home = self._layout.sentence_at(passage[0]), self._analysis.dateline
        return sentence is not None and (
            sentence.heading or (home is not None and home.start <= passage[0] and passage[1] <= home.end)
        )

    def together(self, fact: Draft) -> Iterator[Span]:
        """Yield the stretch of the first sentence of the body that names all parties of a fact."""
        yield from self._stretch(parties(fact))

    def together_or_rarest(self, fact: Draft) -> Iterator[Span]:
        """Yield what :meth:`together` does, else where the body first names the party that it speaks of least."""
        if fact.kind == "figure":
            yield from self._counted(fact.values.get("value"))
            return
        rows = [row for name in parties(fact) if (row := self._rows(name))]
        if found := list(self.together(fact)):
            yield from found
        elif rows:
            least = min(rows, key=len)
            yield least[min(least)]

    def met(self, host: object, guests: Iterable[object]) -> Iterator[Span]:
        """Yield the stretch of the first sentence of the body that names who was visited and one who came."""
        found = [span for guest in guests for span in self._stretch([str(host), str(guest)])]
        if found:
            yield min(found)

    def nearest(self, name: str, to: str) -> Iterator[Span]:
        """Yield the clause with one name that stands nearest to another in the body, by sentences."""
        rows, others = self._rows(name), self._rows(to)
        if rows and others:
            yield self._clause(rows[min(rows, key=lambda at: min(abs(at - other) for other in others))])

    def dated(self, when: object, *, to_the_day: bool = False) -> Iterator[Span]:
        """Yield the clause of the first date that falls into a period.

        Args:
            when: The period.
            to_the_day: Whether only a date counts that tells the day; else it tells as much as the period, or more.
        """
        period = parse_period(str(when))
        least = Precision.DAY if to_the_day else period.start_precision
        for date in self._analysis.dates:
            told = parse_period(date.edtf)
            exact = _EXACTNESS[told.start_precision] >= _EXACTNESS[least]
            if exact and told.overlaps(period) and self._body(date.start) is not None:
                yield self._clause(date.span)
                return

    def _stretch(self, names: Iterable[str]) -> Iterator[Span]:
        rows = [self._rows(name) for name in names]
        shared = set(rows[0]).intersection(*rows[1:]) if rows else set[int]()
        if shared:
            spans = [row[min(shared)] for row in rows]
            yield min(start for start, _ in spans), max(end for _, end in spans)

    def _clause(self, span: Span) -> Span:
        """Return a span with the words beside it up to the next mark."""
        sentence, text = self._layout.sentence_at(span[0]), self._layout.text
        if sentence is None:
            return span
        begin = max((each.end() for each in _MARKS.finditer(text, sentence.start, span[0])), default=None)
        after = _MARKS.search(text, span[1], sentence.end)
        end = sentence.end if after is None else after.start()
        beyond = text[span[1] : end].rstrip(" .\n")
        return sentence.start if begin is None else begin, span[1] + len(beyond)

    def _body(self, offset: int) -> Sentence | None:
        sentence = self._layout.sentence_at(offset)
        return None if sentence is None or sentence.heading or sentence.furniture else sentence

    def _counted(self, value: object) -> Iterator[Span]:
        """Yield the first sentence of the body that has a number."""
        for number in self._analysis.numbers:
            if number.value == value and (sentence := self._body(number.start)) is not None:
                yield sentence.start, sentence.end
                return

    def _rows(self, name: str) -> Rows:
        if self._sentences is None:
            self._sentences = self._read()
        return self._sentences.get(name, {})

    def _read(self) -> dict[str, dict[int, Span]]:
        analysis = self._analysis
        mentions = [
            *(
                (as_written(each.government), each.span)
                for each in analysis.places
                if each.government is not None
            ),
            *((each.slug, each.span) for each in analysis.networks),
            *((each.name, each.span) for each in analysis.organisations),
            *((each.name, each.span) for each in analysis.gatherings),
        ]
        found: dict[str, dict[int, Span]] = {}
        for name, span in mentions:
            if (sentence := self._body(span[0])) is not None:
                found.setdefault(name, {}).setdefault(sentence.index, span)
        return found


def parties(fact: Draft) -> list[str]:
    """Return the names of what a fact ties, in the order of its fields."""
    return [name for field in _PARTIES.get(fact.kind, ()) for name in _names(fact.values.get(field))]


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in cast("list[object]", value)]
    return [] if value is None else [str(value)]
