"""Who signs by the words of a sentence: the local governments, holders of office and other bodies that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.mentions import OrganisationMention, PlaceMention
from citygraph.loaders.extraction.places import may_hold
from citygraph.loaders.extraction.records import record

from .actors import lies_in
from .hosting import located
from .scenes import Scenes, has_phrase, within
from .signing_words import SigningWords

__all__ = ["Signatories"]

_MOST: Final = 12
_BACK: Final = 3
_OPENING: Final = 40
_PAIR: Final = 2
_LED: Final = 5
_SHORT: Final = re.compile(r"\([^()]*\)")


@record(frozen=True, slots=True)
class Signatories:
    """Who signs by a sentence.

    Attributes:
        parties: The local governments that it names, or whose officials it names; not where it is signed.
        seats: Those of them whose officials it names.
        sited: Where it is signed.
        official: Whether it names the officials of two of them.
        bodies: Others that sign with them: a university, a company.
    """

    parties: Sequence[PlaceMention]
    seats: Sequence[PlaceMention]
    sited: Sequence[PlaceMention]
    official: bool
    bodies: Sequence[OrganisationMention] = ()

    @classmethod
    def of(cls, scenes: Scenes, sentence: Sentence, words: SigningWords) -> Signatories:
        """Return who signs by the words of a sentence; not who only sees it signed."""
        home = scenes.analysis.dateline
        seen = has_phrase(sentence, words.seen)
        end = seen[0] if seen is not None and seen[0] > sentence.start + _OPENING else sentence.end
        text, places = scenes.analysis.layout.text, within(scenes.analysis.places, sentence.start, end)
        here = [
            each
            for at, each in enumerate(places)
            if each.government is not None
            and not (at and (lies_in(text, places[at - 1], each) or _in_brackets(text, places[at - 1], each)))
            and not (home is not None and each.span == home.span)
            and not _of_body(scenes, sentence, each)
            and not _holds_part(sentence, each, words)
        ]
        seats = _seats(scenes, sentence.start, end)
        here = [each for each in here if not _around(each, (*here, *seats))]
        sited = [each for each in here if located(sentence, each, scenes)]
        meant: list[PlaceMention] = []
        if has_phrase(sentence, scenes.words.pronoun):
            back = scenes.analysis.layout.sentences[max(0, sentence.index - _BACK)]
            meant = _seats(scenes, back.start, sentence.start)[-1:]
        if has_phrase(sentence, words.both):
            meant = _both(scenes, sentence)
        parties = _distinct([*meant, *(each for each in here if each not in sited), *seats])
        seated = _distinct([*meant, *seats])
        return cls(parties, seated, sited, len(seated) > 1, _bodies(scenes, sentence, end, words))

    def joined(self, scenes: Scenes, sentence: Sentence, *, dated: bool) -> list[PlaceMention]:
        """Return the parties, the city that the article is about, those around, and where it is signed that day."""
        around = [
            each
            for step in (-1, 1)
            if (other := scenes.neighbour(sentence, step)) is not None
            for each in within(scenes.analysis.places, other.start, other.end)
            if each.government is not None
        ]
        topic = [scenes.topic] if scenes.topic else []
        return _distinct([*self.parties, *topic, *around, *(self.sited if dated else ())][:_MOST])


def _both(scenes: Scenes, sentence: Sentence) -> list[PlaceMention]:
    """Return the two whom *both mayors* means: those whose officials, else those who, were named last."""
    start = scenes.analysis.layout.sentences[max(0, sentence.index - _BACK)].start
    places = within(scenes.analysis.places, start, sentence.start)
    for named in (_seats(scenes, start, sentence.start), places):
        found = _distinct(named[::-1])[:_PAIR]
        if len(found) == _PAIR:
            return found[::-1]
    return []


def _around(place: PlaceMention, others: Sequence[PlaceMention]) -> bool:
    """Return whether a place is the province of another one: it says where that lies."""
    outer = place.government
    return outer is not None and any(
        each.government is not None and may_hold(outer, each.government) for each in others
    )


def _in_brackets(text: str, inner: PlaceMention, outer: PlaceMention) -> bool:
    """Return whether a place in brackets says where the one before lies: *Meram Municipality (Konya)*."""
    between = text[inner.end : outer.start]
    return (
        inner.country == outer.country
        and between.endswith("(")
        and len(between.split()) <= _PAIR
        and text[outer.end : outer.end + 1] == ")"
    )


def _holds_part(sentence: Sentence, place: PlaceMention, words: SigningWords) -> bool:
    """Return whether a place only says of what another is a part: *Shinjuku, a special ward of Tokyo*."""
    before = [each.folded for each in sentence.tokens if each.end <= place.start][-_PAIR:]
    return len(before) == _PAIR and before[0] in words.parts and before[1] in words.part_of


def _of_body(scenes: Scenes, sentence: Sentence, place: PlaceMention) -> bool:
    """Return whether a place only says where the body before it is: *Universitas Pelita (UP) Malang*."""
    bodies = within(scenes.analysis.organisations, sentence.start, place.start)
    between = scenes.analysis.layout.text[bodies[-1].end : place.start] if bodies else ","
    return not _SHORT.sub("", between).strip()


def _bodies(scenes: Scenes, sentence: Sentence, end: int, words: SigningWords) -> list[OrganisationMention]:
    """Return the other bodies that sign: joined to a party beside them, themselves or whoever heads them."""
    found: dict[str, OrganisationMention] = {}
    for body in within(scenes.analysis.organisations, sentence.start, end):
        before = [each for each in sentence.tokens if each.end <= body.start][-_LED:]
        behind = [each for each in sentence.tokens if each.start >= body.end][:_LED]
        led = [at for at, each in enumerate(before) if each.folded in words.joining]
        between = before[led[-1] :] if led else before
        if any(each.folded in scenes.words.place for each in between):
            continue
        if led or any(each.folded in words.joining for each in behind):
            found.setdefault(body.name, body)
    return list(found.values())


def _seats(scenes: Scenes, start: int, end: int) -> list[PlaceMention]:
    """Return the local governments whose officials a stretch of the text names, in order."""
    found = [
        each.of.place
        for each in within(scenes.analysis.persons, start, end)
        if each.of is not None and each.of.place is not None
    ]
    return [each for each in found if each.government is not None]


def _distinct(places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return places of different governments, in order."""
    found: dict[str, PlaceMention] = {}
    for each in places:
        if each.government is not None:
            found.setdefault(each.government.iri_key, each)
    return list(found.values())
