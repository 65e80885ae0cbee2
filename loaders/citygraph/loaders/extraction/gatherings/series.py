"""Other editions of a series that an article tells of without naming them: *Bilbao was the host in 2013*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.mentions import DateMention, PlaceMention
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.records import record

from .growing import ordinal_word
from .hosting import located
from .marks import OTHERS, Mark, Marks
from .scenes import Scenes, has_phrase, within
from .words import words_of

__all__ = ["series_drafts"]

_YEAR: Final = 4
_NEAR: Final = 48
_MOST: Final = 12
_DAY: Final = 10
_ROW: Final = 2
_BESIDE: Final = 12
_SURE, _LIKELY = 0.75, 0.6


@record(frozen=True, slots=True)
class _Held:
    place: PlaceMention
    date: DateMention | None


def series_drafts(scenes: Scenes, drafts: Sequence[Draft], marks: Marks) -> Iterator[Draft]:
    """Yield the editions, and who hosted each, that only their host, their date or their number tells apart.

    Args:
        scenes: The article.
        drafts: The facts drawn so far: an edition is one of an event among them.
        marks: What says which sentences speak of editions.
    """
    events = {str(each.values["name"]): each for each in drafts if _recurs(each)}
    if not events:
        return
    known = {(each.values.get("host"), str(each.values.get("when", ""))[:_YEAR]) for each in drafts}
    hosts = {each.values.get("host") for each in drafts if each.kind == "event"}
    names = set(events)
    for sentence in scenes.analysis.layout.sentences:
        if sentence.furniture or sentence.heading or len(names) > len(events) + _MOST:
            continue
        mark, row = marks.of(sentence), _row(scenes, sentence)
        if row:
            mark = Mark(row[0].place.span, None, True)
        if mark is None or has_phrase(sentence, scenes.words.refused):
            continue
        lead = _series(scenes, sentence, events)
        if lead is None:
            continue
        for held in row or _held(scenes, sentence, mark):
            made = _edition(scenes, lead, sentence, mark, held, "row" if row else "edition")
            if made is None or made.values["name"] in names:
                continue
            key = made.values["host"], str(made.values.get("when", ""))[:_YEAR]
            if key in known or (not key[1] and key[0] in hosts):
                continue
            known.add(key)
            hosts.add(key[0])
            names.add(str(made.values["name"]))
            yield made
            yield Draft(
                "participation", {"participant": key[0], "in": made.values["name"], "role": "host"},
                made.evidence, f"{scenes.analysis.language}.participation.host", made.confidence, made.modality,
            )  # fmt: skip


def _recurs(draft: Draft) -> bool:
    return draft.kind == "event" and draft.values.get("form") not in OTHERS


def _series(scenes: Scenes, sentence: Sentence, events: dict[str, Draft]) -> Draft | None:
    """Return the event of whose series a sentence speaks."""
    name = scenes.spoken_of(sentence)
    if name in events:
        return events[name]
    return next(iter(events.values())) if len(events) == 1 else None


def _row(scenes: Scenes, sentence: Sentence) -> Sequence[_Held]:
    """Return places with a year behind each, of a sentence that says that something took place there: *Cork (2013)*."""
    words = scenes.words
    if sentence.words.isdisjoint(words.earlier) or not sentence.words.isdisjoint(words.chosen):
        return ()
    dates = [
        each
        for each in within(scenes.analysis.dates, sentence.start, sentence.end)
        if _YEAR <= len(each.edtf) < _DAY
    ]
    if len(dates) < _ROW:
        return ()
    places = [
        each
        for each in within(scenes.analysis.places, sentence.start, sentence.end)
        if each.government is not None
    ]
    row: list[_Held] = []
    for at, place in enumerate(places):
        limit = places[at + 1].start if at + 1 < len(places) else sentence.end
        date = next(
            (each for each in dates if 0 <= each.start - place.end <= _BESIDE and each.end <= limit), None
        )
        if date is not None:
            row.append(_Held(place, date))
    return row if len(row) >= _ROW and len({each.date for each in row}) == len(row) else ()


def _held(scenes: Scenes, sentence: Sentence, mark: Mark) -> Iterator[_Held]:
    """Yield the places of a sentence where an edition took place, each with its date."""
    places = [
        each
        for each in within(scenes.analysis.places, sentence.start, sentence.end)
        if each.government is not None
    ]
    heads = words_of(scenes.analysis.language)
    dates = list(within(scenes.analysis.dates, sentence.start, sentence.end))
    after = [each for each in places if each.start >= mark.span[0] and located(sentence, each, scenes)]
    before = [each for each in places if each.end <= mark.span[0] and mark.span[0] - each.end <= _NEAR]
    told = mark.host or not sentence.words.isdisjoint(scenes.words.held | scenes.words.earlier)
    lead = after[0] if after and not mark.host else before[-1] if before and told else None
    unclear = any(
        each.government is None and located(sentence, each, scenes)
        for each in within(scenes.analysis.places, mark.span[0], sentence.end)
    )
    if lead is None and not mark.host:
        lead = next((each for each in places if located(sentence, each, scenes)), None)
    if (
        lead is None
        and len(places) == 1
        and not unclear
        and (mark.label is None or ordinal_word(mark.label, heads))
        and told
    ):
        lead = places[0]
    if lead is None:
        return
    at = places.index(lead)
    date = _date(dates, places, at)
    if date is not None and mark.host and _aside(scenes, lead, date, mark):
        date = None
    yield _Held(lead, date)
    if not mark.host:
        return
    for later in range(at + 1, len(places)):
        date = _date(dates, places, later, only_after=True)
        if date is not None and not located(sentence, places[later], scenes):
            yield _Held(places[later], date)


def _aside(scenes: Scenes, place: PlaceMention, date: DateMention, mark: Mark) -> bool:
    """Return whether a date only says something else of a host: *Seoul, a laureate in 2018, is the host*."""
    text, start = scenes.analysis.layout.text, mark.span[0]
    return (
        place.end <= date.start < start
        and "," in text[place.end : date.start]
        and "," in text[date.end : start]
    )


def _date(
    dates: Sequence[DateMention], places: Sequence[PlaceMention], at: int, *, only_after: bool = False
) -> DateMention | None:
    """Return the date that stands beside a place: before the next place, else after the last one."""
    place = places[at]
    limit = places[at + 1].start if at + 1 < len(places) else place.end + 4 * _NEAR
    found = next((each for each in dates if place.end <= each.start < limit), None)
    if found is not None or only_after:
        return found
    floor = places[at - 1].end if at else place.start - 4 * _NEAR
    return next((each for each in reversed(dates) if floor <= each.start < place.start), None)


def _edition(
    scenes: Scenes, lead: Draft, sentence: Sentence, mark: Mark, held: _Held, rule: str
) -> Draft | None:
    """Return an edition as a draft; None where nothing tells it from the event that the article names."""
    government = held.place.government
    if government is None:
        return None
    if mark.form not in (None, "meeting", lead.values.get("form")):
        return None
    year = held.date.edtf[:_YEAR] if held.date is not None else ""
    same_year = year == str(lead.values.get("when", ""))[:_YEAR]
    if mark.label is None and (not year or same_year or _undated(lead, as_written(government))):
        return None
    name = _called(scenes, str(lead.values["name"]), mark.label or year)
    values: dict[str, object] = {"name": name, "host": as_written(government)}
    for field in ("form", "organiser"):
        if field in lead.values:
            values[field] = lead.values[field]
    if held.date is not None:
        values["when"] = held.date.edtf
    coming = has_phrase(sentence, scenes.words.coming) is not None
    today = scenes.analysis.published
    if held.date is not None and today and held.date.edtf[:_YEAR] != today[:_YEAR]:
        coming = held.date.edtf[:_YEAR] > today[:_YEAR]
    start, end = mark.span
    for span in (held.place.span, held.date.span if held.date is not None else held.place.span):
        start, end = min(start, span[0]), max(end, span[1])
    return Draft(
        "event", values, ((start, end),), f"{scenes.analysis.language}.event.{rule}",
        _SURE if held.date is not None else _LIKELY, "planned" if coming else "asserted",
        (f"another edition of: {lead.values['name']}",),
    )  # fmt: skip


def _undated(lead: Draft, host: object) -> bool:
    """Return whether an event of which no date is known may be the one that a city hosts."""
    return "when" not in lead.values and lead.values.get("host") in (None, host)


def _called(scenes: Scenes, name: str, label: str) -> str:
    """Return how an edition is called: its series without number and year, with its own."""
    heads = words_of(scenes.analysis.language)
    base = [
        word
        for word in name.split()
        if not ordinal_word(word, heads) and not (word.isdigit() and len(word) == _YEAR)
    ]
    if base and base[0].lower() in scenes.words.the:
        del base[0]
    series = " ".join(base)
    if label.isdigit() or not heads.before:
        return f"{series} {label}"
    return f"{label} {series}"
