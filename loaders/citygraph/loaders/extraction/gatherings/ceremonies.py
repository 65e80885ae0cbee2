"""Ceremonies that an article dates: *the mayors of A and B unveiled the Peace Bell in A on Friday*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence, Span, Token
from citygraph.loaders.extraction.mentions import DateMention, GatheringMention, PlaceMention
from citygraph.loaders.extraction.places import as_written

from .ceremony_words import CeremonyWords, ceremony_words_of
from .scenes import Scene, Scenes, within
from .signatories import Signatories
from .signing_words import signing_words_of
from .timing import modality_of, timing_at
from .unnamed import Unnamed, parts_of
from .words import Phrases

__all__ = ["ceremonies"]

_DAY: Final = 10
_MOST: Final = 3
_LONGEST: Final = 12
_SURE: Final = 0.65
_PAIR: Final = 2


def ceremonies(scenes: Scenes, drafts: Sequence[Draft]) -> Iterator[Unnamed]:
    """Yield the ceremonies of local governments that an article gives a day to, where no event of that day is told.

    Args:
        scenes: The article.
        drafts: The facts drawn so far.
    """
    words = ceremony_words_of(scenes.analysis.language)
    days = {str(each.values.get("when", ""))[:_DAY] for each in drafts if each.kind == "event"}
    count = 0
    for sentence in scenes.analysis.layout.sentences:
        if sentence.furniture or sentence.heading or count == _MOST:
            continue
        if sentence.words.isdisjoint(words.opening.by_first) and sentence.words.isdisjoint(
            words.opened.by_first
        ):
            continue
        date = _day(scenes, sentence)
        told = _told(sentence, words) if date is not None and date.edtf[:_DAY] not in days else None
        made = _made(scenes, sentence, told, date) if told is not None and date is not None else None
        if made is not None and date is not None:
            days.add(date.edtf[:_DAY])
            count += 1
            yield made


def _day(scenes: Scenes, sentence: Sentence) -> DateMention | None:
    """Return the day that a sentence names."""
    dates = within(scenes.analysis.dates, sentence.start, sentence.end)
    return next((each for each in dates if len(each.edtf.split("/")[0].rstrip("~?")) >= _DAY), None)


def _told(sentence: Sentence, words: CeremonyWords) -> tuple[str, Span] | None:
    """Return how the ceremony of a sentence is called, and where it is told of."""
    tokens = sentence.tokens
    for index in range(len(tokens)):
        for phrases, ahead in ((words.opening, True), (words.opened, False)):
            size = _at(phrases, tokens, index)
            if not size:
                continue
            noun = words.nouns[" ".join(each.folded for each in tokens[index : index + size])]
            of = _ahead(tokens, index + size, words) if ahead else _behind(tokens, index, words)
            if of:
                name = words.name.format(what=noun, of=" ".join(each.text for each in of))
                start, end = (
                    min(of[0].start, tokens[index].start),
                    max(of[-1].end, tokens[index + size - 1].end),
                )
                return name, (start, end)
    return None


def _at(phrases: Phrases, tokens: Sequence[Token], index: int) -> int:
    return phrases.at(tokens, index) if tokens[index].folded in phrases.by_first else 0


def _ahead(tokens: Sequence[Token], first: int, words: CeremonyWords) -> Sequence[Token]:
    """Return what is opened, behind the verb."""
    last = first
    while last < len(tokens) and last - first < _LONGEST and not _ends(tokens[last], words):
        last += 1
    return tokens[first:last]


def _behind(tokens: Sequence[Token], last: int, words: CeremonyWords) -> Sequence[Token]:
    """Return what is opened, before a verb in the passive."""
    first = last
    while first > 0 and last - first < _LONGEST and not _ends(tokens[first - 1], words):
        first -= 1
    return tokens[first:last]


def _ends(token: Token, words: CeremonyWords) -> bool:
    return token.folded in words.stops or (token.kind == "mark" and token.text not in "-–/&'’")


def _made(scenes: Scenes, sentence: Sentence, told: tuple[str, Span], date: DateMention) -> Unnamed | None:
    """Return a ceremony with its host and the officials there; None where no local government takes part."""
    analysis = scenes.analysis
    name, span = told
    here = Signatories.of(scenes, sentence, signing_words_of(analysis.language))
    host = _host(scenes, here)
    if host is None or host.government is None or not (here.seats or here.parties or here.sited):
        return None
    if not (
        len(here.parties) >= _PAIR
        or any(each.capital or each.kind == "number" for each in _inner(sentence, span))
    ):
        return None
    mention = GatheringMention(*span, kind="event", name=name, form="ceremony")
    timing = timing_at(date)
    modality = modality_of(scenes, [Scene(sentence, mention)], timing)
    values: dict[str, object] = {
        "name": name, "form": "ceremony", "when": date.edtf, "host": as_written(host.government),
    }  # fmt: skip
    evidence = (min(span[0], date.start), max(span[1], date.end))
    event = Draft("event", values, (evidence,), f"{analysis.language}.event.ceremony", _SURE, modality)
    return Unnamed(mention, (event, *parts_of(analysis, sentence, event, here.seats, host, "guest")))


def _inner(sentence: Sentence, span: Span) -> Sequence[Token]:
    """Return the tokens of a stretch behind its first, which has a capital wherever a sentence begins."""
    return [each for each in sentence.tokens if span[0] < each.start < span[1]]


def _host(scenes: Scenes, here: Signatories) -> PlaceMention | None:
    """Return where a ceremony is: the place behind *in*, else where the article was written, else what it is about."""
    if here.sited:
        return here.sited[-1]
    dateline = scenes.analysis.dateline
    return dateline if dateline is not None and dateline.government is not None else scenes.topic
