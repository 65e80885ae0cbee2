"""When a gathering takes place, and whether it is still to come."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.mentions import DateMention
from citygraph.loaders.extraction.records import record

from .scenes import Scene, Scenes, has_phrase, within

__all__ = ["Timing", "modality_of", "of_gathering", "timing_at", "timing_of", "when_about"]

_TOLD: Final = 3
"""Sentences on a gathering that may say that it is to come."""
_CLOSE: Final = 40
"""Characters between a gathering and the words that say so."""
_LEAST: Final = 2.0
_AROUND: Final = ((1, 1.0), (-1, 0.5), (2, 0.5))
"""Sentences around one about a gathering, and how well their dates fit."""
_DAY: Final = 10
_YEAR: Final = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_MONTH: Final = 7


@record(frozen=True, slots=True)
class Timing:
    """A gathering's date.

    Attributes:
        edtf: The date.
        span: Where it stands.
        score: How well it fits.
        tense: What its wording says.
    """

    edtf: str
    span: Span
    score: float
    tense: str | None


def _precision(edtf: str) -> float:
    """Return how much a date says: a range of days the most, a year the least."""
    first = edtf.split("/")[0].rstrip("~?")
    return (1.0 if "/" in edtf else 0.0) + (
        1.5 if len(first) >= _DAY else 1.0 if len(first) >= _MONTH else 0.0
    )


def _candidates(scenes: Scenes, scene: Scene) -> Iterator[Timing]:
    """Yield the dates that a sentence about a gathering offers, and those of its neighbours."""
    analysis, words = scenes.analysis, scenes.words
    mention, sentence = scene.mention, scene.sentence
    held = any(token.folded in words.held for token in sentence.tokens)
    bonus = (1.0 if held else 0.0) + (0.0 if mention.again else 0.5) - (0.5 if sentence.heading else 0.0)
    here = within(analysis.dates, sentence.start, sentence.end)
    own = [date for date in here if of_gathering(scenes, sentence, date)]
    for date in own:
        if mention.start <= date.start < mention.end:
            yield _timing(date, 1.0)
        elif date.start >= mention.end:
            crossed = scenes.others_between(mention.name, mention.end, date.start)
            yield _timing(date, bonus + (0.0 if crossed else 3.0))
        else:
            crossed = scenes.others_between(mention.name, date.end, mention.start)
            yield _timing(date, bonus + (0.0 if crossed else 2.0))
    if not own:
        yield from _beside(scenes, scene)


def _beside(scenes: Scenes, scene: Scene) -> Iterator[Timing]:
    """Yield the dates of the sentences around one about a gathering: of the one after the next where it says *held*."""
    analysis, words, sentence = scenes.analysis, scenes.words, scene.sentence
    for step, base in _AROUND:
        near = scenes.neighbour(sentence, step)
        if near is None or near.heading or abs(near.block - sentence.block) > 1:
            continue
        low, high = min(near.start, sentence.end), max(near.end, sentence.start)
        if any(each.name != scene.mention.name for each in within(analysis.gatherings, low, high)):
            continue
        busy = any(token.folded in words.held for token in near.tokens)
        if abs(step) > 1 and not (busy or has_phrase(near, words.coming)):
            continue
        for date in within(analysis.dates, near.start, near.end):
            if of_gathering(scenes, near, date) and (busy or sentence.index <= scenes.first + 2):
                yield _timing(
                    date, base + (0.5 if busy else 0.0) + (0.5 if near.block == sentence.block else 0.0)
                )


def of_gathering(scenes: Scenes, sentence: Sentence, date: DateMention) -> bool:
    """Return whether the word before a date lets it be the gathering's own."""
    before = next((token for token in reversed(sentence.tokens) if token.end <= date.start), None)
    return before is None or before.folded not in scenes.words.not_when


def timing_at(date: DateMention) -> Timing:
    """Return a date that is known to be a gathering's own."""
    return _timing(date, _LEAST)


def _timing(date: DateMention, score: float) -> Timing:
    return Timing(date.edtf, date.span, score + 0.7 * _precision(date.edtf), date.tense)


def timing_of(scenes: Scenes, of: Sequence[Scene], least: float = _LEAST) -> Timing | None:
    """Return when a gathering takes place: the date that fits best among those near its mentions, or None."""
    best: Timing | None = None
    named = _YEAR.search(of[0].mention.name) if of else None
    for scene in of:
        for found in _candidates(scenes, scene):
            if named is not None and named[0] not in found.edtf:
                continue
            if found.score >= least and (best is None or found.score > best.score + 1e-9):
                best = found
    if best is None and named is not None:
        return Timing(named[0], of[0].mention.span, 0.0, None)
    return _begun(scenes, best) if best is not None else None


def _begun(scenes: Scenes, timing: Timing) -> Timing:
    """Return a date until which something goes on as the time from the article's own to it: *runs until Friday*."""
    published, sentence = scenes.analysis.published, scenes.analysis.layout.sentence_at(timing.span[0])
    if sentence is None or len(timing.edtf) != _DAY or not _ends(scenes, sentence, timing.span[0]):
        return timing
    today = (published or "").split("/")[-1].rstrip("~?")
    if len(today) < _MONTH:
        return timing if published else replace(timing, tense="past")
    if today >= timing.edtf[: len(today)] and len(today) == _DAY:
        return timing
    if today > timing.edtf[: len(today)]:
        return timing
    return replace(timing, edtf=f"{today}/{timing.edtf}", tense="past")


def _ends(scenes: Scenes, sentence: Sentence, offset: int) -> bool:
    """Return whether the word before a date, small ones left out, makes it that of an end."""
    for token in reversed(sentence.tokens):
        if token.end <= offset and token.folded not in scenes.words.dating:
            return token.folded in scenes.words.until
    return False


def when_about(analysis: Analysis, modality: str) -> str | None:
    """Return about when something took place that is news but told without a day: in the month of the article."""
    published = analysis.published
    if modality != "asserted" or not published or len(published.rstrip("~?")) < _MONTH:
        return None
    return published[:_MONTH] + "~"


def modality_of(scenes: Scenes, of: Sequence[Scene], timing: Timing | None) -> str:
    """Return whether a gathering took place or is planned, by its date and else by the words around it."""
    published = scenes.analysis.published
    if timing is not None and published:
        today = published.split("/")[-1].rstrip("~?")
        first = timing.edtf.split("/")[0].rstrip("~?")
        last = timing.edtf.split("/")[-1].rstrip("~?")
        shared = min(len(first), len(today))
        if first[:shared] > today[:shared]:
            return "planned"
        shared = min(len(last), len(today))
        if last[:shared] < today[:shared] and last:
            return "asserted"
    if timing is not None and timing.tense is not None:
        return "planned" if timing.tense == "future" else "asserted"
    told = [each for each in of if timing is not None and _inside(timing.span, each.sentence)]
    told += [each for each in of if not each.mention.again and not each.sentence.heading]
    for scene in told[:1]:
        if has_phrase(scene.sentence, scenes.words.cancelled):
            return "denied"
        if _to_come(scenes, scene):
            return "planned"
    return "planned" if any(_coming(scenes, each) for each in told[1:_TOLD]) else "asserted"


def _to_come(scenes: Scenes, scene: Scene) -> bool:
    """Return whether a sentence says before a gathering, in it or right after it that it is to come.

    What it says further on is of something else (*at the forum in Kandy, and will serve until 2028*).
    """
    words, end = scenes.words, scene.mention.end + _CLOSE
    return any(has_phrase(scene.sentence, each, 0, end) for each in (words.coming, words.bidding))


def _coming(scenes: Scenes, scene: Scene) -> bool:
    """Return whether the words close to a gathering say that it is still to come."""
    start, end = scene.mention.span
    near = has_phrase(scene.sentence, scenes.words.coming, start - _CLOSE, start) or has_phrase(
        scene.sentence, scenes.words.coming, end, end + _CLOSE
    )
    return bool(near)


def _inside(span: Span, sentence: Sentence) -> bool:
    return sentence.start <= span[0] < sentence.end
