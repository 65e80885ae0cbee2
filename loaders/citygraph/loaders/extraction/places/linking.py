"""Taking each name for one government, or leaving it open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Span, Token
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.gazetteer import Candidate, Gazetteer, Government, Level
from citygraph.loaders.gazetteer.rows import place_id
from citygraph.ontology import CityGraphError

from .context import PlaceContext
from .datelines import in_dateline
from .evidence import ENOUGH, Evidence, likelihood, weigh
from .found import FoundPlace
from .index import Bearer, NameIndex
from .naming import as_named
from .neighbours import Neighbours
from .senses import Clues, Sense, is_close, most_of, rank
from .states import states_meant
from .support import Weighed, supported
from .words import PlaceWords, key_of

__all__ = ["THRESHOLD", "Linker"]

THRESHOLD: Final = 0.5
"""Confidence under which a name stays unresolved and goes to the queue."""

_SHOWN: Final = 5
_WEIGHED: Final = 8  # of the places that bear a name, those weighed when no country is written after it
_CLEAR: Final = 0.8  # by how much the best reading beats the next to be taken at once
_SHORT: Final = 3  # letters of a name that is mostly a word
_LARGE: Final = 100_000  # people of a city that speaks for its country
_OPEN: Final = 0.25
_USUAL: Final = -1  # kind of name: what the language's data says that it means
_EARLY: Final = 12  # sentences, page furniture included, among which a dateline is looked for
_NAMED: Final = re.compile(r" [^\W\d_a-z]\w*[a-z]")
_GLUE: Final = frozenset("./@_#")  # joins the parts of an address
_PREFECTURES: Final = ("JP",)  # countries whose provinces bear the names of their cities
_STATES: Final = ("US", "CA", "AU")  # countries whose divisions are written without a word for their level
_LEVELS: Final[tuple[Level, ...]] = ("city", "metropolitan-area", "regency", "province")

_Name = tuple[str, Level | None]


class Linker:
    """Links the candidates of articles.

    Args:
        gazetteer: Knows the governments.
        index: The names of that gazetteer.
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        self._gazetteer = gazetteer
        self._index = index
        self._resolved = lru_cache(maxsize=4096)(self._resolve)
        self._government = lru_cache(maxsize=16_384)(gazetteer.by_number)

    def link(
        self, candidates: Sequence[FoundPlace], context: PlaceContext, words: PlaceWords
    ) -> list[PlaceMention]:
        """Return the places among the candidates, in the order of the text."""
        own = _outside(candidates, context.taken)
        neighbours = Neighbours.of(own, context, words, self._index)
        states = states_meant(own, neighbours.chains, words)
        mentions: list[PlaceMention] = []
        names: dict[_Name, list[FoundPlace]] = {}
        for found in own:
            if found.is_city_name or (
                found.country_name and found.country in words.states and found.name_start not in states
            ):
                names.setdefault((found.key, found.level), []).append(found)
            elif found.country_name:
                mentions.append(_country(found))
            elif found.phrase is not None and found.phrase.kind == "division":
                mentions.append(self._division(found))
        senses = self._read(names, neighbours, context, words)
        lower = _lower(names, context.layout)
        spoken_of = self._spoken_of(senses, neighbours)
        weighed = [
            Weighed(
                each,
                senses[name],
                self._weigh(each, senses[name][0], neighbours, context, words, lower, spoken_of),
            )
            for name, group in names.items()
            if senses[name]
            for each in group
        ]
        doubted = frozenset(each.key for each in candidates if each.is_end)
        weights = supported(weighed, neighbours.chains, doubted)
        for each in weighed:
            weight = weights[each.found.name_start]
            if weight >= ENOUGH:
                mentions.append(self._mention(each, weight, words))
        mentions.sort(key=lambda mention: mention.start)
        return as_named(mentions)

    def _read(
        self, names: Mapping[_Name, Sequence[FoundPlace]], neighbours: Neighbours, context: PlaceContext,
        words: PlaceWords,
    ) -> dict[_Name, list[Sense]]:  # fmt: skip
        """Return the readings of each name, the best first."""
        levels: dict[str, set[Level]] = {}
        for key, level in names:
            if level is not None:
                levels.setdefault(key, set()).add(level)
        senses = {
            name: self._senses(name, group, levels, neighbours, context, words, frozenset())
            for name, group in names.items()
        }
        shared = Counter(each[0].bearer.country for each in senses.values() if each)
        sure = self._sure(names, senses, words)
        for name, group in names.items():
            if is_close(senses[name]):
                others = frozenset(shared - Counter([senses[name][0].bearer.country]))
                most = most_of(country for key, country in sure.items() if key != name[0])
                senses[name] = self._senses(name, group, levels, neighbours, context, words, others, most)
        return senses

    def _sure(
        self,
        names: Mapping[_Name, Sequence[FoundPlace]],
        senses: Mapping[_Name, Sequence[Sense]],
        words: PlaceWords,
    ) -> dict[str, str]:
        """Return the country of each name that is no word and of a town, or has a word of a place beside it."""
        found: dict[str, str] = {}
        for name, group in names.items():
            key, level = name
            if not senses[name] or key in words.common or len(key) <= _SHORT:
                continue
            told = level is not None or any(each.located for each in group)
            if not self._index.is_weak(key) or told:
                found.setdefault(key, senses[name][0].bearer.country)
        return found

    def _senses(
        self, name: _Name, found: Sequence[FoundPlace], levels: Mapping[str, set[Level]], neighbours: Neighbours,
        context: PlaceContext, words: PlaceWords, shared: frozenset[str],
        most: str = "",
    ) -> list[Sense]:  # fmt: skip
        """Return the readings of a name, the best first."""
        bearers = self._bearers(found[0])
        beside = [neighbours.after[each.name_start] for each in found if each.name_start in neighbours.after]
        if not beside and name[0] in neighbours.placed:
            beside = [neighbours.placed[name[0]]]
        for near in beside:
            inside = [each for each in bearers if each.country == near.country]
            if near.division:
                inside = [each for each in inside if self._lies_in(each, near.division)] or inside
            if not inside and (also := words.also.get(key_of(near.name))) is not None:
                inside = [
                    each
                    for each in bearers
                    if each.country == also.country and self._lies_in(each, also.division)
                ]
            if inside:
                bearers = inside
                break
        else:
            bearers = bearers[:_WEIGHED]
        clues = Clues(
            level=name[1],
            levels=frozenset(levels.get(name[0], ())),
            beside=beside[0].country if beside else None,
            near=frozenset(c for each in found for c in neighbours.sentences.get(each.sentence, ())),
            named=frozenset(neighbours.countries),
            shared=shared,
            most=most,
            home=words.home,
            likely=context.countries,
        )
        return rank(bearers, clues)

    def _bearers(self, found: FoundPlace) -> Sequence[Bearer]:
        """Return what may bear the name."""
        phrase = found.phrase
        if phrase is None:
            return self._index.bearers(found.key)
        if phrase.country and phrase.kind in ("country", "capital"):
            capital = self._index.capital(phrase.country)
            return () if capital is None else (capital,)
        meant = self._meant(phrase.place)
        if phrase.kind != "name":
            return () if meant is None else (meant,)
        others = self._index.bearers(found.key)
        if meant is None:
            return others
        scripts = next((each.scripts for each in others if each.place == meant.place), 0)
        usual = meant._replace(scripts=scripts)
        return (usual, *(each for each in others if each.place != meant.place))

    def _meant(self, place: str) -> Bearer | None:
        government = self._resolved(place)
        if government is None:
            return None
        number = place_id(government.iri_key) if government.in_gazetteer else None
        level = _LEVELS.index(government.level)
        return Bearer(number or 0, government.population or 0, government.country, level, _USUAL)

    def _resolve(self, place: str) -> Government | None:
        try:
            return self._gazetteer.resolve(place)
        except CityGraphError:
            return None

    def _lies_in(self, bearer: Bearer, division: str) -> bool:
        government = self._government(bearer.place)
        return government is not None and government.admin1 == division

    def _weigh(
        self, found: FoundPlace, best: Sense, neighbours: Neighbours, context: PlaceContext,
        words: PlaceWords, lower: frozenset[str], spoken_of: Counter[str],
    ) -> Evidence:  # fmt: skip
        sentence = context.layout.sentences[found.sentence]
        beside = neighbours.after.get(found.name_start)
        by_name = found.phrase is not None and found.phrase.kind in ("epithet", "capital")
        return weigh(
            found, None if by_name else best.bearer, words,
            home=best.bearer.country in words.home,
            beside=beside is not None and beside.country == best.bearer.country,
            dateline=found.sentence < _EARLY
            and in_dateline(context.layout.text, found.start, found.end, sentence.start),
            near=best.bearer.country in neighbours.sentences.get(found.sentence, ()),
            word=found.key in lower,
            named=_NAMED.match(context.layout.text, found.end) is not None,
            about=spoken_of[best.bearer.country] > (best.bearer.population >= _LARGE),
        )  # fmt: skip

    @staticmethod
    def _spoken_of(senses: Mapping[_Name, Sequence[Sense]], neighbours: Neighbours) -> Counter[str]:
        """Return the countries that the article names, or names a large city of, and how many such names."""
        large = {each[0].bearer for each in senses.values() if each and each[0].bearer.population >= _LARGE}
        return neighbours.countries + Counter(bearer.country for bearer in large)

    def _mention(self, weighed: Weighed, weight: float, words: PlaceWords) -> PlaceMention:
        found, senses, evidence = weighed.found, weighed.senses, weighed.evidence
        best = senses[0]
        rivals = [
            each for each in senses[1:]
            if each.bearer.level == best.bearer.level or each.bearer.country != best.bearer.country
        ]  # fmt: skip
        margin = best.score - rivals[0].score if rivals else 9.0
        sure = 1.0 if margin >= _CLEAR else 0.5 + (margin - _OPEN) if margin >= _OPEN else 0.3
        confidence = round(likelihood(weight) * min(1.0, sure), 3)
        government = self._taken_for(found, best, words)
        resolved = sure >= THRESHOLD and government is not None
        return PlaceMention(
            found.start, found.end, found.name, government if resolved else None,
            government.country if resolved and government is not None else None,
            found.level, confidence if resolved else min(confidence, THRESHOLD - 0.01),
            tuple(dict.fromkeys((*best.reasons, *evidence.reasons))),
            tuple(
                Candidate(other, round(max(0.0, min(1.0, sense.score / 16)), 3), sense.reasons)
                for sense in senses[: 0 if resolved else _SHOWN]
                if (other := self._government(sense.bearer.place)) is not None
            ),
        )  # fmt: skip

    def _taken_for(self, found: FoundPlace, best: Sense, words: PlaceWords) -> Government | None:
        if best.bearer.place == 0 and found.phrase is not None:
            return self._resolved(found.phrase.place)
        government = self._government(best.bearer.place)
        abroad = best.bearer.country not in words.home
        if found.level in ("regency", "province") and best.bearer.level == 0 and abroad:
            if found.level == "province" and best.bearer.country in _PREFECTURES:
                prefecture = f"{found.name} Prefecture, {best.bearer.country}"
                return self._resolved(words.same.get(prefecture, prefecture))
            if not found.office:
                return None  # the land around a city is not the city
        if (
            government is not None
            and government.level == "province"
            and (same := words.same.get(str(government))) is not None
        ):
            return self._resolved(same)
        return government

    def _division(self, found: FoundPlace) -> PlaceMention:
        """Return a division of a country: a government where a word says its level, a mere region otherwise."""
        government = None
        if found.level == "province" or found.held:
            government = self._resolved(f"{found.name} Province, {found.country}")
        if government is not None and found.country in _STATES:
            government = replace(government, name=found.name)
        return PlaceMention(
            found.start, found.end, found.name, government, found.country, found.level or "province", 0.9,
            (f"a division of {found.country}",),
        )  # fmt: skip


def _lower(names: Iterable[_Name], layout: Layout) -> frozenset[str]:
    """Return the names that the article also has as words in lower case."""
    keys = frozenset(key for key, _ in names)
    return frozenset(
        token.folded
        for sentence in layout.sentences
        if not keys.isdisjoint(sentence.words)
        for token in sentence.tokens
        if token.folded in keys and token.text.islower() and not _in_address(layout.text, token)
    )


def _in_address(text: str, token: Token) -> bool:
    """Return whether a word is part of a web or mail address."""
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 2]
    return before in _GLUE or (after[:1] in _GLUE and after[1:].isalnum())


def _country(found: FoundPlace) -> PlaceMention:
    return PlaceMention(
        found.start,
        found.end,
        found.name,
        None,
        found.country,
        None,
        0.95,
        ("the name of a country",),
        is_country=True,
    )


def _outside(candidates: Sequence[FoundPlace], taken: Sequence[Span]) -> list[FoundPlace]:
    """Return the candidates that lie in no other name; one that is the whole of it counts as inside."""
    spans = sorted(taken)
    starts = [start for start, _ in spans]
    furthest = 0
    ends: list[int] = []
    for _, end in spans:
        furthest = max(furthest, end)
        ends.append(furthest)
    return [
        each
        for each in candidates
        if (at := bisect_right(starts, each.name_start) - 1) < 0 or ends[at] <= each.name_start
    ]
