"""Gatherings without a name, told by what they are, where and when: *a half-day training in April*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence, Span, Token
from citygraph.loaders.extraction.mentions import DateMention, GatheringMention, PlaceMention
from citygraph.loaders.extraction.places import as_written

from .growing import ordinal_of
from .hosting import located
from .scenes import Scenes, has_phrase, within
from .signing_words import SigningWords, signing_words_of
from .timing import of_gathering
from .unnamed import Unnamed
from .words import GatheringWords, Head, words_of

__all__ = ["described"]

_REACH: Final = 70
_MOST: Final = 8
_YEAR: Final = 4
_MONTH: Final = 7
_SURE, _LIKELY = 0.7, 0.55
_CLASSES: Final = frozenset(
    {
        "congress", "conference", "summit", "work-meeting", "national-meeting", "technical-meeting",
        "coordination-meeting", "national-assembly", "regional-assembly", "general-assembly", "seminar", "workshop",
        "training", "meeting", "exhibition", "festival", "celebration", "forum", "dialogue",
    }
)  # fmt: skip
_LOOSE: Final = frozenset({"festival", "celebration", "forum", "dialogue"})
"""Classes whose words mean much else: only with a place and a day."""
_WORDS: Final = 4
_PAPER: Final = 3
_TAUGHT: Final = frozenset({"training", "workshop", "seminar"})


def described(scenes: Scenes, drafts: Sequence[Draft]) -> Iterator[Unnamed]:
    """Yield the gatherings of networks or cities that the article only describes, and their hosts.

    Args:
        scenes: The article.
        drafts: The facts drawn so far: what they tell of is not told again.
    """
    analysis = scenes.analysis
    words = words_of(analysis.language)
    told = [each for each in drafts if each.kind == "event" and each.values.get("form") != "visit"]
    known = bool(analysis.networks or told)
    names = {str(each.values["name"]) for each in told}
    count = 0
    for sentence in analysis.layout.sentences:
        if sentence.furniture or sentence.heading or count >= _MOST:
            continue
        for index in sentence.spots(words.heads.keys()):
            token = sentence.tokens[index]
            if token.capital and index:
                continue
            head = words.head(sentence.tokens, index)
            if token.capital and head is not None and head.before:
                continue
            if head is None or head.type.name not in _CLASSES or words.excluded.at(sentence.tokens, index):
                continue
            made = _described(scenes, sentence, index, head, words, known=known)
            if made is None or made.values["name"] in names or any(_same(made, each) for each in told):
                continue
            count += 1
            told.append(made)
            names.add(str(made.values["name"]))
            yield _unnamed(scenes, sentence, made, head)


def _unnamed(scenes: Scenes, sentence: Sentence, made: Draft, head: Head) -> Unnamed:
    """Return a described gathering with the part of its host, and the words that describe it."""
    name = str(made.values["name"])
    start = made.evidence[0][0]
    label = name.rsplit(" in ", 1)[0] if head.before else name.rsplit(" di ", 1)[0]
    end = start + len(label)
    drafts = [made]
    if "host" in made.values:
        drafts.append(
            Draft(
                "participation", {"participant": made.values["host"], "in": name, "role": "host"},
                made.evidence, f"{scenes.analysis.language}.participation.host", made.confidence, made.modality,
            )
        )  # fmt: skip
    networks = within(scenes.analysis.networks, sentence.start, sentence.end)
    mention = GatheringMention(
        start,
        end,
        kind="event",
        name=name,
        form=head.type.form,
        network=networks[0].slug if networks else None,
    )
    return Unnamed(mention, tuple(drafts))


def _described(
    scenes: Scenes, sentence: Sentence, index: int, head: Head, words: GatheringWords, *, known: bool
) -> Draft | None:
    """Return the gathering that a head word describes, where its place or its date stands beside it.

    Args:
        scenes: The article.
        sentence: The sentence.
        index: The head word's token.
        head: The head word.
        words: What the language knows about gatherings.
        known: Whether the article names a network or an event; else only what takes place elsewhere is told of.
    """
    tokens, analysis = sentence.tokens, scenes.analysis
    first, last = _extent(sentence, index, head, words)
    start, end = tokens[first].start, tokens[last - 1].end
    gatherings = analysis.gatherings
    at = bisect_left(gatherings, end, key=lambda each: each.start) - 1
    if at >= 0 and gatherings[at].end > start:
        return None
    if _signed(tokens[:first], signing_words_of(analysis.language)):
        return None
    before = tokens[first - 1].folded if first else ""
    date, place = _date(scenes, sentence, start, end), _place(scenes, sentence, start, end)
    home = analysis.dateline.government if analysis.dateline is not None else None
    if before in scenes.words.kinds or (place is None and date is not None and len(date.edtf) < _MONTH):
        return None
    network = bool(within(analysis.networks, sentence.start, sentence.end))
    if head.type.name in _LOOSE and (place is None or date is None or len(date.edtf) < _MONTH):
        return None
    if not known and (place is None or scenes.topic is None or place.government == scenes.topic.government):
        return None
    if place is None and date is None and not (network and head.type.name in _TAUGHT):
        return None
    if place is None and date is not None and not network and date.start < start:
        return None
    if head.type.name == "meeting" and (
        date is None
        or (not network and (place is None or (place.government == home and "/" not in date.edtf)))
        or before in scenes.words.here
    ):
        return None
    if before in scenes.words.here and not (place is not None and date is not None):
        return None
    return _draft(scenes, sentence, (start, end), head, place, date)


def _signed(before: Sequence[Token], words: SigningWords) -> bool:
    """Return whether a paper stands before a description that says what it is about: *nota kesepahaman pelatihan*."""
    starts = range(max(0, len(before) - _PAPER), len(before))
    return any(words.papers.at(before, at) == len(before) - at for at in starts)


def _date(scenes: Scenes, sentence: Sentence, start: int, end: int) -> DateMention | None:
    """Return the date of a description: close behind it, else the last one before it."""
    dates = scenes.analysis.dates
    found = next(iter(within(dates, end, min(end + _REACH, sentence.end))), None)
    if found is not None:
        return found
    before = within(dates, sentence.start, start)
    return before[-1] if before and of_gathering(scenes, sentence, before[-1]) else None


def _place(scenes: Scenes, sentence: Sentence, start: int, end: int) -> PlaceMention | None:
    """Return the place of a description: close behind it, or before *for* and it (*in Limassol for a seminar*)."""
    places = scenes.analysis.places
    for each in within(places, end, min(end + _REACH, sentence.end)):
        if each.government is not None and located(sentence, each, scenes):
            return each
    before = next((each for each in reversed(within(places, sentence.start, start)) if each.government), None)
    if before is None or not has_phrase(sentence, scenes.words.where, before.end, end):
        return None
    token = next((each for each in reversed(sentence.tokens) if each.end <= before.start), None)
    led = token is not None and token.folded in scenes.words.towards
    return before if led or located(sentence, before, scenes) else None


def _extent(sentence: Sentence, index: int, head: Head, words: GatheringWords) -> tuple[int, int]:
    """Return where a description begins and ends: with the words that say what kind of gathering it is."""
    tokens = sentence.tokens
    first, last = index, index + len(head.words)
    if head.before:
        while (
            first > 0
            and index - first < _WORDS
            and (
                tokens[first - 1].folded in words.modifiers
                or "-" in tokens[first - 1].text
                or ordinal_of(tokens[first - 1], words) is not None
            )
        ):
            first -= 1
        right = words.right - words.at
        if last + 1 < len(tokens) and tokens[last].folded in right and _plain(tokens[last + 1], words):
            last += 1
            while last < len(tokens) and _plain(tokens[last], words) and last - index <= _WORDS:
                last += 1
    else:
        while last < len(tokens) and last - index <= _WORDS and _plain(tokens[last], words):
            last += 1
    return first, last


def _plain(token: Token, words: GatheringWords) -> bool:
    """Return whether a word may go on saying what a gathering is about: neither a name nor a word of grammar."""
    if token.kind == "number":
        return token.text.isdigit() and len(token.text) < _YEAR
    if token.kind != "word" or token.capital:
        return False
    return not any(
        token.folded in each
        for each in (words.stops, words.occurring, words.connectors, words.determiners, words.at, words.verbs)
    )


def _draft(
    scenes: Scenes,
    sentence: Sentence,
    span: Span,
    head: Head,
    place: PlaceMention | None,
    date: DateMention | None,
) -> Draft:
    analysis = scenes.analysis
    name = analysis.layout.text[span[0] : span[1]]
    values: dict[str, object] = {"name": name}
    start, end = span
    if head.type.form:
        values["form"] = head.type.form
    if place is not None and place.government is not None:
        host = as_written(place.government)
        label = place.name
        values["name"] = f"{name} in {label}" if head.before else f"{name} di {label}"
        values["host"] = host
        end = max(end, place.end)
    if date is not None:
        values["when"] = date.edtf
        end = max(end, date.end)
    networks = within(analysis.networks, sentence.start, sentence.end)
    if networks:
        values["organiser"] = [networks[0].slug]
    coming = has_phrase(sentence, scenes.words.coming) is not None
    today = analysis.published
    if date is not None and today and date.edtf[:_YEAR] != today[:_YEAR]:
        coming = date.edtf[:_YEAR] > today[:_YEAR]
    return Draft(
        "event", values, ((start, end),), f"{analysis.language}.event.described",
        _SURE if place is not None and date is not None else _LIKELY, "planned" if coming else "asserted",
    )  # fmt: skip


def _same(one: Draft, other: Draft) -> bool:
    """Return whether two drafts may tell of one gathering: the same host, and years that do not differ."""
    a, b = str(one.values.get("when", ""))[:_YEAR], str(other.values.get("when", ""))[:_YEAR]
    host = one.values.get("host")
    return host is not None and host == other.values.get("host") and (not a or not b or a == b)
