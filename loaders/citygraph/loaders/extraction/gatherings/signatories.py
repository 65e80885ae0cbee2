"""Who signs by the words of a sentence: the local governments and holders of office that it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.extraction.records import record

from .hosting import located
from .scenes import Scenes, has_phrase, within
from .signing_words import SigningWords

__all__ = ["Signatories"]

_MOST: Final = 12
_BACK: Final = 3
_OPENING: Final = 40


@record(frozen=True, slots=True)
class Signatories:
    """Who signs by a sentence.

    Attributes:
        parties: The local governments that it names, or whose officials it names; not where it is signed.
        seats: Those of them whose officials it names.
        sited: Where it is signed.
        official: Whether it names the officials of two of them.
    """

    parties: Sequence[PlaceMention]
    seats: Sequence[PlaceMention]
    sited: Sequence[PlaceMention]
    official: bool

    @classmethod
    def of(cls, scenes: Scenes, sentence: Sentence, words: SigningWords) -> Signatories:
        """Return who signs by the words of a sentence; not who only sees it signed."""
        home = scenes.analysis.dateline
        seen = has_phrase(sentence, words.seen)
        end = seen[0] if seen is not None and seen[0] > sentence.start + _OPENING else sentence.end
        here = [
            each
            for each in within(scenes.analysis.places, sentence.start, end)
            if each.government is not None and not (home is not None and each.span == home.span)
        ]
        sited = [each for each in here if located(sentence, each, scenes)]
        seats = _seats(scenes, sentence.start, end)
        meant: list[PlaceMention] = []
        if has_phrase(sentence, scenes.words.pronoun):
            back = scenes.analysis.layout.sentences[max(0, sentence.index - _BACK)]
            meant = _seats(scenes, back.start, sentence.start)[-1:]
        parties = _distinct([*meant, *(each for each in here if each not in sited), *seats])
        seated = _distinct([*meant, *seats])
        return cls(parties, seated, sited, len(seated) > 1)

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
