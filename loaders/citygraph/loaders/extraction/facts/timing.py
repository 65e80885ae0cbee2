"""Since when and until when a tie holds, and when somebody took part: the dates of a draft's own clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, cast

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.drafts import Draft, in_order
from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.mentions import DateMention
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.records import record

from .timing_words import timing_words

__all__ = ["timed"]

_TIES: Final = frozenset(("membership", "partnership"))
_GIVEN: Final = frozenset(("awarded", "selected", "winner"))
_AFTER: Final = 70
_BEFORE: Final = 45
_AT_ONCE: Final = 12
_FAR_BACK: Final = 60
_REACH: Final = 1_500
_REACH_NEAR: Final = 600
_DAY: Final = 10
_DIGITS: Final = 4  # of a year
_LONGEST: Final = 30
_CLOSE: Final = 4
_CLAUSE: Final = 16
_BRACKET: Final = 30
_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}$")


@record(frozen=True, slots=True)
class _Dated:
    """A date of a sentence as a draft sees it.

    Attributes:
        date: The date.
        role: ``since``, ``until`` or ``at``.
        distance: How far it is from the draft's own cities.
    """

    date: DateMention
    role: str
    distance: int


def timed(drafts: Iterable[Draft], analysis: Analysis) -> list[Draft]:
    """Return drafts with the dates that their clauses give.

    A membership or partnership gets ``since`` by a date after *since* or beside what begins it (joined, signed), and
    ``until`` by one after *until* or beside what ends it. The article's own date is never taken for the day of a
    signing; a date told of the gathering where it took place is. A participation gets ``when`` where an award has
    a year, or the date follows at once.

    Args:
        drafts: Every draft of the article.
        analysis: What the article mentions.
    """
    drafts = list(drafts)
    if not analysis.dates:
        return drafts
    times = _Times(analysis, drafts)
    return [_begun(times.with_dates(each), analysis.published) for each in drafts]


def _begun(draft: Draft, published: str | None) -> Draft:
    """Return a draft as it is, but a planned membership that began in a year before the article's as no plan."""
    since, year = str(draft.values.get("since", ""))[:_DIGITS], (published or "")[:_DIGITS]
    planned = draft.kind == "membership" and draft.modality == "planned" and "role" not in draft.values
    return replace(draft, modality="asserted") if planned and "" < since < year else draft


class _Times:
    """The dates of an article."""

    def __init__(self, analysis: Analysis, drafts: Sequence[Draft]) -> None:
        self._analysis = analysis
        self._words = timing_words(analysis.language)
        self._dates = analysis.dates
        self._date_starts = [each.start for each in analysis.dates]
        self._place_starts = [each.start for each in analysis.places]
        self._events = sorted(
            (start, str(each.values["when"]))
            for each in drafts
            if each.kind == "event" and "when" in each.values and each.modality == "asserted"
            for start, _ in each.evidence
        )

    def with_dates(self, draft: Draft) -> Draft:
        """Return a draft with its dates; the same one where it has some, or there are none."""
        values = draft.values
        if draft.modality == "denied" or values.keys() & {"since", "until", "when"}:
            return draft
        if draft.kind in _TIES:
            found = self._tie(draft)
        elif draft.kind == "participation":
            found = self._part(draft)
        else:
            return draft
        return replace(draft, values={**values, **found}) if found else draft

    def _tie(self, draft: Draft) -> dict[str, object]:
        for passage in draft.evidence:
            sentence = self._analysis.layout.sentence_at(passage[0])
            if sentence is None:
                continue
            found: dict[str, object] = {}
            for dated in sorted(self._near(draft, passage, sentence), key=lambda each: each.distance):
                for field, value in self._meant(draft, dated, passage, sentence):
                    found.setdefault(field, value)
            if not found:
                found = self._told_around(draft, passage, sentence)
            if found and draft.values.get("stage") != "renewed":
                found = self._lasting(found, sentence)
            if found:
                return found if in_order(found) else {"since": found["since"]}
        return {}

    def _near(self, draft: Draft, passage: Span, sentence: Sentence) -> Iterator[_Dated]:
        """Yield the dates of a sentence that a passage reaches, with their distance from the draft's cities."""
        anchors = self._anchors(draft, sentence)
        text = self._analysis.layout.text
        for date in self._within(sentence.start, sentence.end):
            after, before = date.start - passage[1], passage[0] - date.end
            if after > _AFTER or before > _BEFORE or self._in_dateline(date):
                continue
            between = text[passage[1] : date.start] if after > 0 else text[date.end : passage[0]]
            if ";" in between or (before > 0 and not self._leads(date, sentence)):
                continue
            distance = min(
                (date.start - end if date.start >= end else _FAR_BACK + end - date.end for end in anchors),
                default=max(after, before, 0),
            )
            yield _Dated(date, self._role(date, sentence), distance)

    def _anchors(self, draft: Draft, sentence: Sentence) -> list[int]:
        partners = draft.values.get("partners")
        listed = cast("list[object]", partners) if isinstance(partners, list) else []
        own = {*listed, draft.values.get("member")}
        places = self._analysis.places
        starts = self._place_starts
        return [
            place.end
            for place in places[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if place.government is not None and as_written(place.government) in own
        ]

    def _of_others(self, draft: Draft, sentence: Sentence) -> bool:
        """Return whether a sentence names a city that a draft is not about, and so may date something else."""
        partners = draft.values.get("partners")
        own = {
            *(cast("list[object]", partners) if isinstance(partners, list) else []),
            draft.values.get("member"),
        }
        starts = self._place_starts
        return any(
            place.government is not None and as_written(place.government) not in own
            for place in self._analysis.places[
                bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)
            ]
        )

    def _within(self, start: int, end: int) -> Sequence[DateMention]:
        return self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def _in_dateline(self, date: DateMention) -> bool:
        home = self._analysis.dateline
        return home is not None and 0 <= date.start - home.end < _AT_ONCE * 2

    def _role(self, date: DateMention, sentence: Sentence) -> str:
        """Return what the word before a date makes of it."""
        words = self._words
        tokens = [token.folded for token in sentence.tokens if token.end <= date.start][-5:]
        for word in reversed(tokens):
            if word in words.until:
                return "until"
            if word in words.since:
                return "since"
            if word not in words.filler and word not in "(,":
                break
        return "at"

    def _leads(self, date: DateMention, sentence: Sentence) -> bool:
        """Return whether a date opens its clause (``Since 2016 the port``)."""
        words = self._words
        for token in reversed([token for token in sentence.tokens if token.end <= date.start][-6:]):
            if token.folded not in words.filler and token.folded not in words.since:
                return token.kind == "mark"
        return True

    def _meant(
        self, draft: Draft, dated: _Dated, passage: Span, sentence: Sentence
    ) -> Iterator[tuple[str, str]]:
        """Yield the fields that a date fills."""
        words, edtf = self._words, dated.date.edtf
        first, _, last = edtf.partition("/")
        low, high = min(passage[0], dated.date.start), max(passage[1], dated.date.end)
        clause = [token.folded for token in sentence.tokens if low - 25 <= token.start < high + 20]
        if draft.modality == "ended":
            if dated.role == "until" or self._closes(sentence, dated):
                yield "until", last or first
            elif dated.role == "since":
                yield "since", first
            return
        before = [token.folded for token in sentence.tokens if token.end <= dated.date.start][-3:]
        if last and len(first) == len(last) == 4 and not words.period.isdisjoint(before):
            yield "since", first
            yield "until", last
        elif dated.role == "until":
            yield "until", last or first
        elif dated.role == "since" or (
            not last
            and (any(map(words.starts, clause)) or any(map(words.signs, clause)) or self._bracketed(dated))
        ):
            yield "since", first

    def _bracketed(self, dated: _Dated) -> bool:
        """Return whether a date ends a bracket behind one of the draft's cities (``Bruges (2015)``)."""
        text, date = self._analysis.layout.text, dated.date
        behind = text[max(0, date.start - dated.distance) : date.start]
        return (
            dated.distance <= _BRACKET
            and "(" in behind
            and ")" not in behind
            and text[date.end : date.end + 1] == ")"
        )

    def _closes(self, sentence: Sentence, dated: _Dated) -> bool:
        """Return whether the nearest word before a date that begins or ends a tie ends it."""
        words, date = self._words, dated.date
        before = [token.folded for token in sentence.tokens if token.end <= date.start]
        if not words.no_more.isdisjoint(before[-_CLAUSE:]):
            return True
        before = before[-_CLOSE:] if dated.role == "since" else before[-_CLAUSE:]
        for word in reversed(before):
            if words.closes(word):
                return True
            if words.starts(word) and word not in words.since:
                return False
        behind = [token.folded for token in sentence.tokens if token.start >= date.end][:10]
        return not before[-1:] or (any(map(words.closes, behind)) and before[-1] not in words.since)

    def _told_around(self, draft: Draft, passage: Span, sentence: Sentence) -> dict[str, object]:
        """Return the day that the sentences around an act tell, or the gathering that it took place at."""
        words = self._words
        ended = draft.modality == "ended"
        acts = words.closes if ended else words.signs if draft.kind == "partnership" else words.grants
        if draft.modality == "planned":
            return {}
        here = any(acts(token.folded) for token in sentence.tokens)
        field = "until" if ended else "since"
        published = (self._analysis.published or "9999").split("/")[-1].rstrip("~?")
        sentences = self._analysis.layout.sentences
        for step in (-1, 1):
            at = sentence.index + step
            near = sentences[at] if 0 <= at < len(sentences) else None
            if near is None or near.furniture or near.heading or near.block != sentence.block:
                continue
            if not here and not any(acts(token.folded) for token in near.tokens):
                continue
            if self._of_others(draft, near):
                continue
            for date in self._within(near.start, near.end):
                whole = len(date.edtf) == _DAY and date.edtf[: len(published)] <= published
                if whole and self._role(date, near) == "at" and not self._in_dateline(date):
                    return {field: date.edtf}
        if not here:
            return {}
        at = bisect_left(self._events, (passage[1],)) - 1
        reach = _REACH_NEAR if words.occasion.isdisjoint(sentence.words) else _REACH
        if at >= 0 and passage[0] - self._events[at][0] < reach:
            when = self._events[at][1].partition("/")[0]
            if when[:4] == published[:4]:
                return {field: when}
        return {}

    def _lasting(self, found: dict[str, object], sentence: Sentence) -> dict[str, object]:
        """Return dates with the end of a tie that is made for some years."""
        since = str(found.get("since", ""))
        if "until" in found or not since[:4].isdigit():
            return found
        sentences = self._analysis.layout.sentences
        following = sentences[sentence.index + 1 : sentence.index + 2]
        for each in (sentence, *(near for near in following if near.block == sentence.block)):
            for number in self._analysis.numbers:
                if number.unit != "years" or not each.start <= number.start < each.end:
                    continue
                before = [token.folded for token in each.tokens if token.start < number.end][-3:]
                if (
                    number.value == int(number.value)
                    and 0 < number.value <= _LONGEST
                    and (
                        not self._words.lasting.isdisjoint(before)
                        or self._analysis.layout.text[number.end : number.end + 1] == "-"
                    )
                ):
                    return {**found, "until": f"{int(since[:4]) + int(number.value)}"}
        return found

    def _part(self, draft: Draft) -> dict[str, object]:
        """Return when somebody took part, where the passage tells it apart from the gathering's own date."""
        given = draft.values.get("role") in _GIVEN
        own = {when for _, when in self._events}
        for start, end in draft.evidence:
            sentence = self._analysis.layout.sentence_at(start)
            if sentence is None:
                continue
            for date in self._within(sentence.start, sentence.end):
                gap = max(date.start - end, start - date.end)
                if (
                    draft.modality == "asserted"
                    and date.edtf not in own
                    and (gap <= 0 or gap <= (_AFTER if given else _AT_ONCE))
                ):
                    role = self._role(date, sentence)
                    if role == "at" and (given or len(date.edtf) <= _DAY):
                        return {"when": date.edtf}
        year = _YEAR.search(str(draft.values.get("in", ""))) if given else None
        return {"when": year[0]} if year else {}
