"""Which of the cities named around it an office without one is held in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Layout, Sentence, Token
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.extraction.records import record
from citygraph.loaders.extraction.tokens import fold_word

from .candidates import PersonCandidate
from .origins import Origin, origin_of

__all__ = ["Choosing", "NamedCity", "country_of_title"]

_BACK: Final = 2  # sentences before that may name the city
_BEFORE: Final = 4  # tokens before a title or a city that tell how it stands
_BEHIND: Final = 6  # tokens from a title on
_ORIGIN: Final = 3.0
_COUNTRY: Final = 9.0
_HERE: Final = 3.0
_NEAREST: Final = 1.5
_WHERE: Final = 0.7  # of a city that something only happens in, in the sentence itself
_HOST: Final = 5.0  # of the same for who receives guests
_LATER: Final = 1.0
_SUBJECT: Final = 3.0
_BESIDE: Final = 1.0
_FARTHER: Final = 0.5
_ITS: Final = 1.0
_HELD: Final = 2.5  # of a city whose office somebody named shortly before holds
_PROVINCE: Final = 2.0  # of a province, for a governor
_LEADING: Final = 1.2
_HEADS: Final[Mapping[str, int]] = {"mayor": 2, "governor": 1, "regent": 1}  # words of their own titles
_FIRST: Final = 1.0
_MAIN: Final = 0.5


@record(frozen=True, slots=True)
class NamedCity:
    """A city where the text names it.

    Attributes:
        mention: The mention.
        key: Key of its government.
        country: Its country.
        sentence: Index of its sentence.
        where: Whether it is only where something happens (``in Paris``).
        beside: Whether it is named as another one's partner (``with Paris``).
    """

    mention: PlaceMention
    key: str
    country: str
    sentence: int
    where: bool
    beside: bool


@record(frozen=True, slots=False)
class _Words:
    where: frozenset[tuple[str, ...]]
    origins: frozenset[tuple[str, ...]]
    beside: frozenset[tuple[str, ...]]
    adjectives: Mapping[str, str]
    titles: Mapping[str, frozenset[str]]
    receiving: frozenset[str]


@cache
def _words(language: str) -> _Words:
    def listed(tag: str, name: str, section: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = lexicon(tag, name).get(section, {})
        return found

    standing = [listed(tag, "discourse", "standing") for tag in chain(language)]
    adjectives = {
        fold_word(word): country
        for tag in reversed(chain(language))
        for country, rows in listed(tag, "places", "adjectives").items()
        for word in rows
        if " " not in word
    }
    titles: dict[str, set[str]] = {}
    for tag in chain(language):
        for country, rows in listed(tag, "offices", "titles").items():
            for row in rows:
                titles.setdefault(row, set()).add(country)
    return _Words(
        where=frozenset(tuple(row.split()) for each in standing for row in each.get("where", ())),
        origins=frozenset(
            tuple(word.split())
            for tag in chain(language)
            for word in listed(tag, "offices", "words").get("coming", ())
        ),
        beside=frozenset(tuple(row.split()) for each in standing for row in each.get("beside", ())),
        adjectives=adjectives,
        titles={row: frozenset(countries) for row, countries in titles.items()},
        receiving=frozenset(
            word for tag in chain(language) for word in listed(tag, "offices", "words").get("receiving", ())
        ),
    )


def country_of_title(title: str, language: str) -> frozenset[str]:
    """Return the countries whose cities alone have an office (``Bupati``); empty where any may have it."""
    folded = f" {fold_word(title)} "
    for row, countries in _words(language).titles.items():
        if f" {row} " in folded:
            return countries
    return frozenset()


class Choosing:
    """The cities of an article, and how they stand in its sentences.

    Args:
        layout: The text.
        language: BCP 47 tag of the article.
        places: Its places, linked.
        leading: Place of its dateline.
        held: Where a body of an office begins, and the key of its government.
    """

    def __init__(
        self,
        layout: Layout,
        language: str,
        places: Sequence[PlaceMention],
        leading: PlaceMention | None,
        held: Iterable[tuple[int, str]] = (),
    ) -> None:
        self._layout = layout
        self._language = language
        self._words = _words(language)
        self.cities = [each for place in places if (each := self._named(place)) is not None]
        self._held: dict[str, list[int]] = {}
        for offset, key in held:
            self._held.setdefault(key, []).append(offset)
        counts = Counter(each.key for each in self.cities)
        most = counts.most_common(2)
        self._main = most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else ""
        self._leading = next((each.key for each in self.cities if each.mention is leading), "")
        self._first = self.cities[0].key if self.cities else ""

    def _named(self, place: PlaceMention) -> NamedCity | None:
        if place.government is None:
            return None
        sentence = self._layout.sentence_at(place.start)
        if sentence is None:
            return None
        before = [each.folded for each in _before(sentence, place.start)]
        stands = {tuple(before[-size:]) for size in (1, 2, 3)}
        comes = not stands.isdisjoint(self._words.origins)
        return NamedCity(
            place,
            place.government.iri_key,
            place.government.country,
            sentence.index,
            not (comes or stands.isdisjoint(self._words.where)),
            not stands.isdisjoint(self._words.beside),
        )

    def ranked(self, person: PersonCandidate) -> list[NamedCity]:
        """Return the cities that an office may be held in, the likeliest first, each at its telling mention."""
        sentence = self._layout.sentence_at(person.evidence[0])
        if sentence is None:
            return []
        origin = origin_of(person.name)
        title = country_of_title(person.title or "", self._language)
        before = _before(sentence, person.start)
        told = self._country([*before, *_inside(sentence, person.start, person.end)])
        behind = [each for each in sentence.tokens if each.start >= person.start][:_BEHIND]
        receives = any(each.folded in self._words.receiving for each in (*before, *behind))
        subjects = self._subjects(sentence)
        nearest = max(
            (
                each.mention.start
                for each in self.cities
                if sentence.start <= each.mention.start < person.evidence[0]
            ),
            default=-1,
        )
        best: dict[str, tuple[float, int, NamedCity]] = {}
        for number, each in enumerate(self.cities):
            if origin.excludes(each.country) and each.country != told and not title:
                continue
            worth = self._placed(each, person, sentence, receives=receives, subjects=subjects)
            worth += self._general(each, origin, title, told, province=person.kind == "governor")
            worth += _HELD * self._holds(each.key, person, sentence)
            worth += _NEAREST * (each.mention.start == nearest)
            if each.key not in best or worth > best[each.key][0]:
                best[each.key] = worth, number, each
        return [each for _, _, each in sorted(best.values(), key=lambda row: (-row[0], row[1]))]

    def _holds(self, key: str, person: PersonCandidate, sentence: Sentence) -> bool:
        """Return whether an office of a city was told before a deputy's or clerk's title, with no city since."""
        if person.kind == "counterpart" or not _lower(person):
            return False
        first = self._layout.sentences[max(0, sentence.index - 1)]
        alone = not any(sentence.start <= each.mention.start < person.start for each in self.cities)
        least = first.start if alone and first.block == sentence.block else sentence.start
        return any(least <= offset < person.evidence[0] for offset in self._held.get(key, ()))

    def _general(
        self, each: NamedCity, origin: Origin, title: frozenset[str], told: str | None, *, province: bool
    ) -> float:
        """Return what speaks for a city wherever it is named; ``province`` tells that a governor is meant."""
        government = each.mention.government
        worth = _ORIGIN * origin.fit(each.country)
        if title:
            worth += _COUNTRY if each.country in title else -_COUNTRY
        if told is not None:
            worth += _COUNTRY if each.country == told else -_COUNTRY
        worth += _PROVINCE * (province and government is not None and government.level == "province")
        worth += _LEADING * (each.key == self._leading)
        worth += _FIRST * (each.key == self._first)
        return worth + _MAIN * (each.key == self._main)

    def _placed(
        self,
        each: NamedCity,
        person: PersonCandidate,
        sentence: Sentence,
        *,
        receives: bool,
        subjects: Mapping[int, str],
    ) -> float:
        """Return what speaks for a city by where it is named."""
        its = person.body is not None and person.body.near == "its"
        gone = sentence.index - each.sentence
        if gone == 0:
            if each.mention.start >= person.evidence[0]:
                return _LATER if not each.where else 0.0
            if person.start - each.mention.end <= 1:
                return _HERE + _COUNTRY
            if each.where:
                return _HOST if receives else _HERE - 0.5 if its else _WHERE
            return (_BESIDE if each.beside else _HERE) + _ITS * its * (not each.beside)
        if not 0 < gone <= _BACK:
            return 0.0
        same = self._layout.sentences[each.sentence].block == sentence.block
        worth = _SUBJECT if subjects.get(each.sentence) == each.key else _BESIDE
        if each.where and not receives:
            worth = _WHERE
        elif each.where:
            worth = _HOST
        own = person.body is not None and bool(person.body.near)
        worth += _ITS * (own and gone == 1)
        return worth - _FARTHER * gone - (0.0 if same else 1.0)

    def _subjects(self, sentence: Sentence) -> dict[int, str]:
        """Return the first city of each sentence before that is more than a place where something happens."""
        found: dict[int, str] = {}
        for each in self.cities:
            if 0 < sentence.index - each.sentence <= _BACK and not (each.where or each.beside):
                found.setdefault(each.sentence, each.key)
        return found

    def _country(self, tokens: Sequence[Token]) -> str | None:
        """Return the country that an adjective before a title tells of (``the Austrian capital's``)."""
        for token in reversed(tokens):
            found = self._words.adjectives.get(token.folded.removesuffix("'s"))
            if found is not None and token.capital:
                return found
        return None


def _lower(person: PersonCandidate) -> bool:
    """Return whether an office is one beside a mayor's: of a deputy, a secretary, a department."""
    return person.kind not in _HEADS or len((person.title or "").split()) > _HEADS[person.kind]


def _before(sentence: Sentence, offset: int) -> list[Token]:
    """Return the last words of a sentence before an offset."""
    return [each for each in sentence.tokens if each.start < offset][-_BEFORE:]


def _inside(sentence: Sentence, start: int, end: int) -> list[Token]:
    return [each for each in sentence.tokens if start <= each.start < end]
