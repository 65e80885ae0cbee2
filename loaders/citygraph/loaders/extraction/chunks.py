"""A sentence's mentions as chunks for the patterns: lists joined, generic words resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .analysis import Party
from .discourse import Discourse
from .layout import Sentence
from .lists import CityLists
from .mentions import (
    DateMention,
    GatheringMention,
    Mention,
    NetworkMention,
    NumberMention,
    OrganisationMention,
    PersonMention,
    PlaceMention,
)
from .patterns import Chunk, Symbols, symbols_of

__all__ = ["Chunker"]

_WITHIN: Final = "#"
_WITHIN_DESCRIBED: Final = "#L"
_NAMELESS: Final = ("visit", "signing")  # told by a verb of which something else may be said, too
_GATHERINGS: Final = {"event": "E", "programme": "R", "initiative": "I"}
_FIRST: Final[dict[type[Mention], int]] = {
    GatheringMention: 0, PersonMention: 1, NetworkMention: 2, OrganisationMention: 3, PlaceMention: 4,
    DateMention: 5, NumberMention: 6,
}  # fmt: skip


class Chunker:
    """Makes the chunks of each sentence of an article.

    Args:
        discourse: What the article is about.
    """

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._language = discourse.analysis.language
        self._by_offset = {city.start: city for city in discourse.cities}

    def symbols(self) -> Iterator[Symbols]:
        """Yield each sentence that is no furniture, in symbols."""
        analysis = self._discourse.analysis
        everything: list[Mention] = sorted(
            (
                *analysis.places, *analysis.networks, *analysis.organisations, *analysis.persons,
                *(each for each in analysis.gatherings if not self._described(each)),
                *analysis.dates, *analysis.numbers,
            ),
            key=lambda mention: (mention.start, _FIRST[type(mention)], -mention.end),
        )  # fmt: skip
        at = 0
        for sentence in analysis.layout.sentences:
            inside: list[Mention] = []
            while at < len(everything) and everything[at].start < sentence.end:
                if everything[at].start >= sentence.start and everything[at].end <= sentence.end:
                    inside.append(everything[at])
                at += 1
            if not sentence.furniture:
                chunks = self._chunks(sentence, inside)
                joined = CityLists(sentence, chunks, self._language).joined() if chunks else chunks
                yield symbols_of(sentence, joined)

    def _described(self, gathering: GatheringMention) -> bool:
        """Return whether a gathering has no name: the whole sentence tells of it, and its words are read."""
        text = self._discourse.analysis.layout.text
        return (
            gathering.form in _NAMELESS
            and not gathering.again
            and text[gathering.start : gathering.end] != gathering.name
        )

    def _chunks(self, sentence: Sentence, mentions: Sequence[Mention]) -> list[Chunk]:
        """Return one chunk per mention, longer before shorter where they overlap, and the generic words."""
        taken: list[Chunk] = []
        if len(mentions) > 1:
            mentions = sorted(mentions, key=lambda each: (_FIRST[type(each)], each.start))
        for mention in mentions:
            chunk = self._chunk(mention)
            if chunk is not None and not any(
                chunk.start < each.end and each.start < chunk.end for each in taken
            ):
                taken.append(chunk)
        for generic in self._discourse.generics(sentence):
            within = _WITHIN if generic.country is None else _WITHIN_DESCRIBED
            if any(
                generic.start < each.end and each.start < generic.end and each.letter not in within
                for each in taken
            ):
                continue
            if generic.meaning == "network":
                network = self._discourse.network_at(generic.start)
                if network is not None:
                    _put(taken, Chunk("N", generic.start, generic.end, (network,)))
            elif parties := self._discourse.stands_for(generic):
                _put(taken, Chunk("C", generic.start, generic.end, tuple(parties)))
        return sorted(taken, key=lambda chunk: chunk.start)

    def _chunk(self, mention: Mention) -> Chunk | None:
        start, end = mention.span
        match mention:
            case GatheringMention():
                return Chunk(_GATHERINGS[mention.kind], start, end, (mention,))
            case PersonMention():
                return self._person(mention)
            case NetworkMention():
                return Chunk("N", start, end, (mention,))
            case OrganisationMention():
                return Chunk("O", start, end, (Party(mention.name, start, end),))
            case PlaceMention():
                if mention.is_country:
                    return Chunk("L", start, end, (mention,))
                city = self._by_offset.get(start)
                return Chunk("C", start, end, (city,)) if city is not None else None
            case DateMention():
                return Chunk("D", start, end, (mention,))
            case NumberMention():
                return Chunk("#", start, end, (mention,))
            case _:
                return None

    def _person(self, person: PersonMention) -> Chunk:
        start, end = person.span
        of = person.of
        if of is not None and of.place is not None and of.place.government is not None:
            body = next((city.body for city in self._discourse.cities if city.place is of.place), None)
            if body is None:
                body = next(
                    (
                        city.body
                        for city in self._discourse.cities
                        if city.place is not None and city.place.government == of.place.government
                    ),
                    None,
                )
            if body is not None:
                return Chunk("P", start, end, (Party(body, start, end, of.place, person.name),))
        name = of.network or of.organisation if of is not None else None
        members = (
            (Party(name, start, end, None, person.name),)
            if name
            else (Party("", start, end, None, person.name),)
        )
        return Chunk("Q", start, end, members)


def _put(taken: list[Chunk], chunk: Chunk) -> None:
    """Add a chunk in place of those within it: ``dua kota itu`` is no number."""
    taken[:] = [each for each in taken if each.end <= chunk.start or chunk.end <= each.start]
    taken.append(chunk)
