"""The date of an article, from what its own text says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.records import record

from .grammar import dates_of
from .partials import FoundDate, Partial
from .resolving import Anchor, Stamp, weekday_years
from .tenses import tense_before
from .vocabulary import DateWords, date_words

__all__ = ["article_date"]

_HEAD: Final = 40  # sentences at the start, and at the end, that are looked through
_FOOT: Final = 8
_TOP_BLOCKS: Final = 12
_LEAD_BLOCKS: Final = 8
_LINE: Final = 90
_RANGE: Final = "r"
_DATELINE: Final = 70
_AFTER_DATELINE: Final = re.compile(r"[\])]?\s*(?:--?|[–—:|])")
_BEFORE_DATELINE: Final = re.compile(r"[^.!?]*[^\W\d_][^.!?]*,?\s*[\[(]?")
_YEAR: Final = re.compile(r"(?<![\d/.-])(?:19[5-9]\d|20\d\d)(?![\d.]*\d)")


@record(frozen=True, slots=True)
class _Clue:
    """A date in the text and where it stands."""

    found: FoundDate
    sentence: Sentence

    @property
    def day(self) -> Stamp | None:
        """The day, when the text gives it whole and it is a single one."""
        first = self.found.first
        if first.day is None or first.year is None or self.found.last is not None:
            return None
        return Anchor(None).stamp(first)


def article_date(layout: Layout, language: str) -> str | None:
    """Return the date of an article as EDTF, as its own text tells it, or None.

    A line of its own under the headline and a dateline come first, then a day named in the first paragraphs, then
    what the sign-off says. A date that the article is only near is approximate (``2019-07~``).

    Args:
        layout: The article.
        language: BCP 47 tag of its language.
    """
    words = date_words(language)
    head = list(_clues(layout.sentences[:_HEAD], words))
    foot = list(_clues(layout.sentences[max(_HEAD, len(layout.sentences) - _FOOT) :], words))
    clues = [*head, *foot]
    stated = _from_line(layout, head) or _from_dateline(layout, head)
    latest = _latest_year(clues, words)
    known = _known_year(clues, words)
    stated = stated or _from_lead(layout, [clue for clue in head if not _old(clue, latest)], words, known)
    recent = [clue for clue in clues if not _old(clue, latest)]
    return (
        stated
        or _from_signature(layout, clues)
        or _from_yearless(layout, head, clues, words)
        or _from_period(recent)
        or _from_months(recent, words)
    )


def _old(clue: _Clue, latest: int) -> bool:
    """Return whether the text tells of later years as past: the date is then that of an anniversary or the like.

    One with its weekday is news whatever the text says of later years.
    """
    partial = clue.found.last or clue.found.first
    return partial.weekday is None and partial.year is not None and partial.year < latest - 1


def _latest_year(clues: Sequence[_Clue], words: DateWords) -> int:
    """Return the latest year that the text tells of as past; 0 where there is none."""
    years = (
        partial.year
        for clue in clues
        for partial in (clue.found.first, clue.found.last)
        if partial is not None and partial.year is not None
        if tense_before(clue.sentence, clue.found.start, words) == "past"
    )
    return max(years, default=0)


def _clues(sentences: Sequence[Sentence], words: DateWords) -> Iterator[_Clue]:
    for sentence in sentences:
        for found in dates_of(sentence, words):
            yield _Clue(found, sentence)


def _from_line(layout: Layout, clues: Sequence[_Clue]) -> str | None:
    """Return the day of a line that holds hardly more than a date."""
    for clue in clues:
        sentence, found = clue.sentence, clue.found
        if sentence.block >= _TOP_BLOCKS or clue.day is None or sentence.item:
            continue
        rest = (sentence.end - sentence.start) - (found.end - found.start)
        before = found.start - sentence.start
        alone = sentence.heading or _alone(layout, sentence)
        if alone and (rest <= 30 or (before == 0 and rest <= _LINE)):
            return clue.day.edtf
    return None


def _alone(layout: Layout, sentence: Sentence) -> bool:
    """Return whether a sentence is the only one of its block."""
    near = layout.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return all(each.block != sentence.block for each in near if each is not sentence)


def _from_dateline(layout: Layout, clues: Sequence[_Clue]) -> str | None:
    """Return the day that stands between the place and the dash at the start of a paragraph."""
    for clue in clues:
        sentence, found = clue.sentence, clue.found
        if sentence.block >= _TOP_BLOCKS or clue.day is None or found.start - sentence.start > _DATELINE:
            continue
        before = layout.text[sentence.start : found.start]
        if _AFTER_DATELINE.match(layout.text, found.end) and _BEFORE_DATELINE.fullmatch(before or "x"):
            return clue.day.edtf
    return None


def _from_yearless(
    layout: Layout, head: Sequence[_Clue], clues: Sequence[_Clue], words: DateWords
) -> str | None:
    """Return about when an article was written whose dateline has a day and no year.

    Who writes names no year where it is this one: it is the one after the last that the text tells of as past.
    """
    years = [
        partial.year
        for clue in clues
        for partial in (clue.found.last or clue.found.first,)
        if partial.year is not None and tense_before(clue.sentence, clue.found.start, words) != "future"
    ]
    for clue in head if years else ():
        sentence, found = clue.sentence, clue.found
        first = found.first
        if first.year is not None or first.day is None or first.month is None or found.last is not None:
            continue
        if sentence.block >= _TOP_BLOCKS or found.start - sentence.start > _DATELINE:
            continue
        before = layout.text[sentence.start : found.start]
        if _AFTER_DATELINE.match(layout.text, found.end) and _BEFORE_DATELINE.fullmatch(before or "x"):
            return Stamp(max(years) + 1, first.month, first.day).edtf + "~"
    return None


def _from_lead(layout: Layout, clues: Sequence[_Clue], words: DateWords, known: int) -> str | None:
    """Return the day that the first paragraphs name: one with its weekday before one without."""
    lead = [clue for clue in clues if clue.sentence.block < _LEAD_BLOCKS and not clue.sentence.furniture]
    told = [(clue, day) for clue in lead if (day := clue.day) is not None]
    for clue, day in told:
        if clue.found.first.weekday is not None:
            return _nearby(clue, day, words)
    for clue in lead:
        day = _by_weekday(clue.found.first, layout, known)
        if day is not None and clue.found.last is None:
            return _nearby(clue, day, words)
    told = [(clue, day) for clue, day in told if not _until(clue, words)]
    recent = max((day.year for _, day in told), default=0)
    for clue, day in told:
        if day.year >= recent - 1:
            return _nearby(clue, day, words)
    return None


def _until(clue: _Clue, words: DateWords) -> bool:
    """Return whether a date is one that something lasts to (*hingga 26 Oktober 2026*)."""
    before = next((each for each in reversed(clue.sentence.tokens) if each.end <= clue.found.start), None)
    return before is not None and any(
        entry.role == _RANGE and not entry.rest for entry in words.entries.get(before.folded, ())
    )


def _known_year(clues: Sequence[_Clue], words: DateWords) -> int:
    """Return the latest year that the text tells of as neither to come nor as an end; 0 where there is none."""
    years = (
        clue.found.first.year
        for clue in clues
        if clue.found.first.year is not None
        if tense_before(clue.sentence, clue.found.start, words) != "future" and not _until(clue, words)
    )
    return max(years, default=0)


def _nearby(clue: _Clue, day: Stamp, words: DateWords) -> str:
    """Return the article's date from a day that it reports: after a yesterday the next, of one to come the month."""
    if clue.found.first.step == -1:
        return Stamp.of(day.bounds[0] + timedelta(days=1)).edtf
    if tense_before(clue.sentence, clue.found.start, words) == "future":
        return Stamp(day.year, day.month).edtf + "~"
    return day.edtf


def _by_weekday(partial: Partial, layout: Layout, known: int) -> Stamp | None:
    """Return the day that a weekday, day and month mean, where the years in the text leave one only.

    It is not before the year that the text tells of last.
    """
    if partial.year is not None or partial.day is None or partial.month is None or partial.weekday is None:
        return None
    years = [year for year in weekday_years(partial) if year >= known]
    if len(years) > 1:
        named = {int(found[0]) for found in _YEAR.finditer(layout.text, 0, 20_000)}
        years = [year for year in years if year in named]
    return Stamp(years[0], partial.month, partial.day) if len(years) == 1 else None


def _from_signature(layout: Layout, clues: Sequence[_Clue]) -> str | None:
    """Return the date of the sign-off: a short last line, or brackets at the end of the last paragraph."""
    if not layout.sentences:
        return None
    last = layout.sentences[-1].block
    for clue in reversed(clues):
        found, sentence = clue.found, clue.sentence
        first = found.first
        if (
            last - sentence.block > _FOOT
            or found.last is not None
            or first.year is None
            or first.month is None
        ):
            continue
        short = sentence.end - sentence.start <= _LINE and layout.text[sentence.end - 1] != "."
        if short or layout.text[found.end : sentence.end].strip() in (")", "]", ").", "]."):
            stamp = Anchor(None).stamp(first)
            if stamp is not None:
                return stamp.edtf
    return None


def _from_period(clues: Sequence[_Clue]) -> str | None:
    """Return about when the article was written, from a period that its first paragraphs report."""
    for clue in clues:
        last = clue.found.last
        if (
            last is not None
            and last.day is not None
            and last.year is not None
            and clue.sentence.block < _LEAD_BLOCKS
        ):
            stamp = Anchor(None).stamp(last)
            if stamp is not None:
                return Stamp(stamp.year, stamp.month).edtf + "~"
    return None


def _from_months(clues: Sequence[_Clue], words: DateWords) -> str | None:
    """Return about when the article was written, from the last month that it tells of as past."""
    months = [
        (partial.year, partial.month)
        for clue in clues
        for partial in (clue.found.last or clue.found.first,)
        if partial.year is not None and partial.month is not None
        if tense_before(clue.sentence, clue.found.start, words) != "future"
    ]
    return Stamp(*max(months)).edtf + "~" if months else None
