"""What an article is about, and what its pronouns and generic words stand for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from .analysis import Analysis, Party
from .epithets import epithets
from .languages import chain, lexicon
from .layout import Sentence
from .mentions import NetworkMention, PlaceMention
from .prominence import at_home, weights_of
from .records import record
from .tokens import fold_word

__all__ = ["Discourse", "Generic", "generic_words", "topic_of"]

_HEADLINE: Final = 3
_KNOWN: Final = 2  # of a network of the register; one that the article alone knows counts once
_NEAR: Final = 1_500
_NEAR_NETWORK: Final = 600
_FEW: Final = 5
_JOINED: Final = 8
_SPOKEN_OF: Final = 4
_DWARFED: Final = 2  # so many times must another network be named as often, for the last one to be an aside
_HEARD: Final = 3  # sentences for which somebody named before still speaks


@record(frozen=True, slots=True)
class Generic:
    """A generic word or pronoun found in a sentence.

    Attributes:
        start: First offset.
        end: Offset after the last character.
        meaning: ``recent`` (this city), ``topic`` (the article's own city), ``all`` (the cities spoken of),
            ``network`` (the network spoken of), ``speaker`` (the city of who speaks).
        count: How many cities it stands for; 0 where it does not say.
        country: ISO 3166-1 code of the country that it is in, where a description tells it.
    """

    start: int
    end: int
    meaning: str
    count: int = 0
    country: str | None = None


@record(frozen=True, slots=True)
class _Rows:
    """The rows of generic words that begin with one word.

    Attributes:
        lengths: How many words they have, the longest first.
        meanings: Meaning and count of each row.
    """

    lengths: tuple[int, ...]
    meanings: Mapping[tuple[str, ...], tuple[str, int]]


@cache
def generic_words(language: str) -> Mapping[str, _Rows]:
    """Return the generic words of a language by their first word."""
    found: dict[str, dict[tuple[str, ...], tuple[str, int]]] = {}
    for tag in chain(language):
        for entry in lexicon(tag, "discourse").get("generic", ()):
            for row in entry["words"]:
                words = tuple(fold_word(word) for word in row.split())
                meaning = entry["meaning"], int(entry.get("count", 0))
                found.setdefault(words[0], {}).setdefault(words, meaning)
    return {
        first: _Rows(tuple(sorted({len(row) for row in rows}, reverse=True)), rows)
        for first, rows in found.items()
    }


def topic_of(analysis: Analysis, written: Callable[..., str]) -> PlaceMention | None:
    """Return the city that an article is about: that of its dateline, else the one that it speaks of most."""
    dateline = analysis.dateline
    if dateline is not None and dateline.government is not None:
        return dateline
    topic = Discourse(analysis, written).topic
    return topic.place if topic is not None else None


class Discourse:
    """What the mentions of an article amount to as a whole.

    Args:
        analysis: What the article mentions.
        written: How a government is written in a fact document, from its mention.
    """

    def __init__(self, analysis: Analysis, written: Callable[..., str]) -> None:
        self.analysis = analysis
        self._cities: list[Party] = [
            Party(written(place.government), place.start, place.end, place)
            for place in analysis.places
            if place.government is not None and not place.is_country
        ]
        self._city_starts = [city.start for city in self._cities]
        self._network_starts = [network.start for network in analysis.networks]
        self._sentence_starts = [sentence.start for sentence in analysis.layout.sentences]
        self._weights = weights_of(analysis, self._cities)
        self.topic: Party | None = max(
            self._cities,
            key=lambda city: (self._weights[city.body] * at_home(analysis.language, city), -city.start),
            default=None,
        )
        self._network_weight = 0
        self._named: Mapping[str, int] = {}
        self.main_network: NetworkMention | None = self._main_network()
        """The network that the article is about."""

    @property
    def cities(self) -> Sequence[Party]:
        """Every mention of a local government, in order."""
        return self._cities

    def _main_network(self) -> NetworkMention | None:
        networks = self.analysis.networks
        named = Counter[str]()
        for each in networks:
            named[each.slug] += _KNOWN if each.known else 1
        if networks and (title := self.analysis.layout.sentences[0]).start <= networks[0].start < title.end:
            named[networks[0].slug] += _HEADLINE
        main = max(networks, key=lambda network: (named[network.slug], -network.start), default=None)
        self._named = named
        self._network_weight = named[main.slug] if main is not None else 0
        return main

    def weight(self, body: str) -> float:
        """Return how much the article speaks of a city."""
        return self._weights.get(body, 0.0)

    def recent(self, offset: int, count: int = 1) -> list[Party]:
        """Return the cities spoken of last before an offset, the latest first, each once."""
        found: list[Party] = []
        names: set[str] = set()
        for at in range(bisect_right(self._city_starts, offset - 1) - 1, -1, -1):
            city = self._cities[at]
            if offset - city.start > _NEAR:
                break
            if city.body not in names:
                names.add(city.body)
                found.append(city)
                if len(found) == count:
                    break
        return found

    def network_at(self, offset: int) -> NetworkMention | None:
        """Return the network spoken of at an offset.

        The last one named in the same paragraph or little before; else that of the heading it stands under; else
        the one that the article is about. One that is only named in passing is not spoken of past the next sentence.
        """
        networks = self.analysis.networks
        if not networks:
            return None
        at = bisect_right(self._network_starts, offset) - 1
        if at < 0:
            return self.main_network
        last = networks[at]
        passing = self._named[last.slug] * _DWARFED <= self._network_weight
        if passing and self._sentences_between(last.start, offset) > 1:
            return self.main_network
        if offset - last.start <= _NEAR_NETWORK or self._in_one_stretch(last.start, offset):
            return last
        return self.main_network

    def speaks_of(self, network: NetworkMention, offset: int) -> bool:
        """Return whether an offset lies where the article speaks of a network, and does not just mention it.

        It does near a mention and, of the network that it is about, everywhere.
        """
        at = bisect_right(self._network_starts, offset)
        near = self.analysis.networks[max(0, at - _FEW) : at + 1]
        return (network is self.main_network and self._network_weight >= _SPOKEN_OF) or any(
            each.slug == network.slug
            and (
                -_NEAR_NETWORK <= offset - each.start <= 2 * _NEAR_NETWORK
                or self._in_one_stretch(each.start, offset)
            )
            for each in near
        )

    def _sentences_between(self, start: int, end: int) -> int:
        """Return how many sentences further on an offset lies than another."""
        return bisect_right(self._sentence_starts, end) - bisect_right(self._sentence_starts, start)

    def _in_one_stretch(self, start: int, end: int) -> bool:
        """Return whether two offsets lie in one paragraph, or under one heading that holds the first."""
        sentences = self.analysis.layout.sentences
        first = bisect_right(self._sentence_starts, start) - 1
        last = bisect_right(self._sentence_starts, end) - 1
        if sentences[first].block == sentences[last].block:
            return True
        return (
            first > 0
            and sentences[first].heading
            and not any(each.heading for each in sentences[first + 1 : last + 1])
        )

    def _together(self, offset: int, count: int) -> list[Party]:
        """Return the cities that were spoken of together before an offset.

        Of two, they are the last ones that were named side by side; else one is the article's own city where it
        was among the last three, and the other that which it speaks of most: the places that a text passes through
        on the way are rarely meant.
        """
        recent = self.recent(offset, max(count, 3))
        if len(recent) >= count == 2 and 0 < recent[0].start - recent[1].end <= _JOINED:
            return recent[1::-1]
        if count == 2 and self.topic is not None and len(recent) > 2:
            others = [city for city in recent if city.body != self.topic.body]
            if len(others) < len(recent):
                return [self.topic, max(others, key=lambda city: self._weights[city.body])]
        return recent[:count][::-1] if len(recent) >= count else []

    def _of_country(self, offset: int, country: str) -> list[Party]:
        """Return the city of a country that was spoken of last before an offset."""
        for at in range(bisect_right(self._city_starts, offset - 1) - 1, -1, -1):
            city = self._cities[at]
            if offset - city.start > _NEAR:
                break
            if city.body.endswith(f", {country}"):
                return [city]
        return []

    def _speaking(self, offset: int) -> list[Party]:
        """Return the city for which somebody speaks at an offset.

        In a quotation it is that of the person named in the sentence, or last shortly before it, and none where that
        person speaks for another body; else the article's own city.
        """
        sentences, persons = self.analysis.layout.sentences, self.analysis.persons
        here = bisect_right(self._sentence_starts, offset) - 1
        person = None
        if sentences[here].in_quotation(offset):
            at = bisect_left(persons, sentences[here].end, key=lambda person: person.start) - 1
            first = sentences[max(0, here - _HEARD)].start
            person = persons[at] if at >= 0 and persons[at].start >= first else None
        if person is None:
            return [self.topic] if self.topic else []
        place = person.of.place if person.of is not None else None
        meant = place.government if place is not None else None
        return [city for city in self._cities if city.place is not None and city.place.government == meant][
            :1
        ]

    def generics(self, sentence: Sentence) -> Iterator[Generic]:
        """Yield the generic words of a sentence, then the descriptions of cities, each from left to right."""
        words = generic_words(self.analysis.language)
        spots = sentence.spots(words.keys())
        if not spots:
            return
        tokens, folded = sentence.tokens, sentence.folded
        after = 0
        for at in spots:
            if at < after:
                continue
            rows = words[folded[at]]
            for length in rows.lengths:
                row = folded[at : at + length]
                meant = rows.meanings.get(row)
                if meant is not None:
                    after = at + len(row)
                    if at > 0 and tokens[at - 1].kind == "number":  # "416 pemerintah kabupaten" are many
                        break
                    yield Generic(tokens[at].start, tokens[after - 1].end, *meant)
                    break
        for each in epithets(sentence, self.analysis.language):
            yield Generic(each.start, each.end, "recent", 1, each.country)

    def stands_for(self, generic: Generic) -> list[Party]:
        """Return the cities that a generic word stands for; nothing when that cannot be told."""
        if generic.meaning == "topic":
            meant = [self.topic] if self.topic else []
        elif generic.country is not None:
            meant = self._of_country(generic.start, generic.country)
        elif generic.meaning == "recent":
            meant = self.recent(generic.start) or ([self.topic] if self.topic else [])
        elif generic.meaning == "speaker":
            meant = self._speaking(generic.start)
        elif generic.meaning == "all":
            meant = self._together(generic.start, generic.count or 2)
        else:
            meant = []
        return [Party(city.body, generic.start, generic.end, city.place, again=True) for city in meant]
