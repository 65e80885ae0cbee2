"""Figures: numbers that an article states about a network, an event, a programme or an initiative."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Layout, Sentence, Span
from citygraph.loaders.extraction.mentions import (
    GatheringMention,
    NetworkMention,
    NumberMention,
    PlaceMention,
)
from citygraph.loaders.extraction.tokens import fold_word

from .counting import Count, counted
from .ordinals import ordinals
from .subjects import Subject, Subjects
from .vocabulary import CountWords, count_words

__all__ = ["figure_drafts"]

_LONGEST: Final = 240
_NEVER: Final = 99
_FEW: Final = 5  # so few are mostly some of those that something has, not all
_TOLD_OF_ALL: Final[Mapping[str, int]] = {
    "memoranda": 0, "duration": 0, "members": 2, "participants": 2, "projects": 2, "amount": 2,
}  # fmt: skip
"""What is counted as a whole even where it is few: more than so many; two are the pair spoken of anyway."""
_FEWEST: Final = 500  # persons in a city
_MOST: Final = 40_000_000
_NEXT: Final = 30
_OF_INITIATIVES: Final = frozenset(("people", "mayors", "companies", "areas", "cities", "projects"))
_ANYTHING: Final = frozenset(("thing", "amount"))
_LOOSE: Final = frozenset(("thing", "areas"))  # of what their own sentence names only
_CLOSE: Final = 3
_LED: Final = 5  # words between mayors and the word that makes members of them
_MANY: Final = 20  # cities that only a network has, where no word says what they do
_SPREAD: Final = ("network", "event")
_OF_CITIES: Final = frozenset(("inhabitants", "area", "hectares"))
_MEASURED: Final = frozenset(("tonnes", "megawatts", "volume"))
_NAMED_HERE: Final = frozenset(("companies", "projects"))
_MEASURES: Final = {
    ("cities", "network"): "member cities",
    ("cities", "event"): "participating cities",
    ("cities", "programme"): "participating cities",
    ("companies", "event"): "participating organisations",
    ("members", "event"): "members attending",
    ("mayors", "network"): "member mayors",
}


def figure_drafts(
    layout: Layout,
    language: str,
    numbers: Sequence[NumberMention],
    gatherings: Sequence[GatheringMention],
    networks: Sequence[NetworkMention],
    places: Sequence[PlaceMention] = (),
) -> list[Draft]:
    """Return the figures of an article, one draft for each number, in the order of the text.

    A count of members is about a network, one of participants about an event; counts of cities and countries need a
    word in their sentence that says which of the two. A number that counts nothing of these gives no draft.

    Args:
        layout: The article.
        language: BCP 47 tag of its language.
        numbers: Its numbers, in order.
        gatherings: Its events, programmes and initiatives.
        networks: Its networks.
        places: Its places.
    """
    subjects = Subjects(layout, gatherings, networks, places)
    if not subjects:
        return []
    words = count_words(language)
    drafts: list[Draft] = []
    seen: set[tuple[str, float]] = set()
    last: tuple[int, Subject] | None = None
    for number in numbers:
        sentence = layout.sentence_at(number.start)
        if sentence is None or sentence.furniture or subjects.named(number.start):
            continue
        count = counted(number, sentence, words)
        if count is None or not _large_enough(count):
            continue
        if count.what.name == "part":
            drafts += _part(drafts, count, sentence, language)
            continue
        subject = _shared(last, layout.text, number, words) or _subject(
            count, subjects, sentence, layout, words
        )
        if subject is None:
            continue
        last = count.end, subject
        value = number.value + 1 if count.others else number.value
        if (subject.name, float(value)) not in seen:
            seen.add((subject.name, float(value)))
            drafts.append(_draft(count, subject, sentence, value, language))
    return [*drafts, *_ranked(layout, language, subjects, words, seen)]


def _part(drafts: Sequence[Draft], count: Count, sentence: Sentence, language: str) -> list[Draft]:
    """Return the figure of some of those that the sentence counts before (``213 of them in Japan``)."""
    before = drafts[-1] if drafts else None
    if before is None or not sentence.start <= before.evidence[0][0] < sentence.end:
        return []
    values = {**before.values, "measure": f"{before.values['measure']}, part of them"}
    for name in ("bound", "approximate"):
        values.pop(name, None)
    values["value"] = count.number.value
    return [replace(before, values=values, rule=f"{language}.figure.part", confidence=0.7)]


def _ranked(
    layout: Layout, language: str, subjects: Subjects, words: CountWords, seen: set[tuple[str, float]]
) -> Iterator[Draft]:
    """Yield the figures that ordinals tell: how many members a network has by now, how many twins a city."""
    for sentence in layout.sentences:
        if sentence.furniture or sentence.heading:
            continue
        for number, group, end in ordinals(sentence, words):
            if subjects.named(number.start):
                continue
            subject = (
                subjects.counting(sentence, number)
                if group == "twins"
                else subjects.nearest(("network",), sentence, number.start)
            )
            if subject is None or (subject.name, float(number.value)) in seen:
                continue
            seen.add((subject.name, float(number.value)))
            count = Count(number, words.groups[group], end, False, None, None, False)
            yield _draft(count, subject, sentence, number.value, language)


def _shared(
    last: tuple[int, Subject] | None, text: str, number: NumberMention, words: CountWords
) -> Subject | None:
    """Return the subject of the number before, where this one says where those come from (``from 12 countries``)."""
    if last is None or not 0 <= number.start - last[0] < _NEXT:
        return None
    between = text[last[0] : number.start].split()
    return last[1] if between and all(word.lower() in words.between for word in between) else None


def _subject(
    count: Count, subjects: Subjects, sentence: Sentence, layout: Layout, words: CountWords
) -> Subject | None:
    """Return what a number is about; None where nothing says so."""
    offset = count.number.start
    kinds = () if count.what.name in _ANYTHING else _kinds(count)
    if count.what.name == "twins":
        return subjects.whole(sentence, offset)
    if count.what.name in _MEASURED:
        return subjects.sole(sentence, offset)
    if kinds:
        subject = subjects.nearest(
            kinds, sentence, offset, meetings=count.meetings, visits=words.visits, guests=count.guests
        )
        if (
            subject is not None
            and count.what.name == "entries"
            and fold_word(subject.name).startswith(words.visits)
        ):
            return None
        if subject is not None and count.what.name == "mayors" and subject.kind == "network":
            return subject if subject.near else None
        if subject is not None and (subject.near or not _of_what_is_near(count, subject)):
            return subject
    if count.what.name == "inhabitants":
        return subjects.lone(sentence, offset)
    if count.what.name not in _ANYTHING and count.what.name not in _OF_INITIATIVES:
        return None
    at = sentence.index - 1
    before = layout.sentences[at] if at >= 0 and layout.sentences[at].block == sentence.block else None
    apiece = count.what.name == "amount" and count.apiece
    loose = count.what.name in _LOOSE
    return subjects.owned(sentence, offset, None if loose else before, apiece=apiece)


def _large_enough(count: Count) -> bool:
    """Return whether a number is large enough to be told of all that something has ("the four guests" may be some).

    Of persons who live in a city it is neither some of them nor those of a country.
    """
    if count.what.name == "inhabitants":
        return _FEWEST <= count.number.value <= _MOST
    return count.number.value > _TOLD_OF_ALL.get(count.what.name, _FEW)


def _kinds(count: Count) -> tuple[str, ...]:
    """Return what a count may be about, the likeliest first; nothing where no word of its sentence says so."""
    what = count.what
    joined = _NEVER if count.joined is None else count.joined
    attended = _NEVER if count.attended is None else count.attended
    if what.name == "members":
        return ("event", "network") if attended <= _CLOSE else what.about
    if what.name == "mayors":
        led = joined <= _LED and joined < attended
        return ("network",) if led else what.about if attended < _NEVER else ()
    if what.cue is None:
        return what.about
    if what.cue == "attended":
        return what.about if attended < _NEVER else ()
    if joined == attended == _NEVER and count.number.value >= _MANY and "network" in what.about:
        return ("network",)
    if joined == attended:
        return _SPREAD if count.spread else ()
    return tuple(kind for kind in what.about if (kind == "network") == (joined < attended))


def _of_what_is_near(count: Count, subject: Subject) -> bool:
    """Return whether a number can only be about what its own sentence names, and the subject stands elsewhere."""
    untold = count.joined is None and count.attended is None and count.what.cue == "either"
    return (
        (untold and not count.spread) or count.what.name in _OF_CITIES or _speaks_of_another(count, subject)
    )


def _speaks_of_another(count: Count, subject: Subject) -> bool:
    """Return whether a sentence that does not name the subject counts something else.

    A seminar's guests are not those of the congress named before; companies are counted of what the sentence names.
    """
    if count.what.name in _NAMED_HERE and subject.kind not in ("programme", "initiative"):
        return True
    name = fold_word(subject.name)
    return bool(count.events) and not any(noun in name for noun in count.events)


def _draft(count: Count, subject: Subject, sentence: Sentence, value: float, language: str) -> Draft:
    number, what = count.number, count.what
    values: dict[str, object] = {
        "about": subject.name,
        "measure": _MEASURES.get((what.name, subject.kind), what.measure),
        "value": value,
    }
    unit = number.unit or what.unit
    if unit is not None:
        values["unit"] = unit
    if number.approximate:
        values["approximate"] = True
    if number.bound is not None:
        values["bound"] = number.bound
    where = "in its sentence" if subject.near else "named before"
    return Draft(
        "figure",
        values,
        (_evidence(count, subject, sentence),),
        f"{language}.figure.{what.name}",
        0.85 if subject.near else 0.65,
        "planned" if count.planned else "asserted",
        (f"{what.measure} are counted of the {subject.kind} {where}: {subject.name}",),
    )


def _evidence(count: Count, subject: Subject, sentence: Sentence) -> Span:
    """Return the part of the sentence that holds the number, its noun and, where near, what it is about."""
    if sentence.end - sentence.start <= _LONGEST:
        return sentence.start, sentence.end
    start, end = count.number.start, count.end
    if subject.near and max(end, subject.end) - min(start, subject.start) <= _LONGEST:
        start, end = min(start, subject.start), max(end, subject.end)
    before = [token.start for token in sentence.tokens if token.end <= start]
    return (before[-4] if len(before) >= 4 else sentence.start), end
