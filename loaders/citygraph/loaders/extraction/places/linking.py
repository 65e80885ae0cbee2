"""Taking each name for one government, or leaving it open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Span, Token
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.gazetteer import Candidate, Gazetteer, Government

from .context import PlaceContext
from .datelines import in_dateline
from .divisions import cities_meant, divisions_meant
from .evidence import ENOUGH, Evidence, likelihood, weigh
from .following import following
from .found import FoundPlace
from .index import NameIndex
from .name_reading import Name, NameReader
from .naming import as_named
from .neighbours import Neighbours
from .senses import Sense
from .states import states_meant
from .support import Weighed, supported
from .words import PlaceWords

__all__ = ["THRESHOLD", "Linker"]

THRESHOLD: Final = 0.5
"""Confidence under which a name stays unresolved and goes to the queue."""

_SHOWN: Final = 5
_CLEAR: Final = 0.8  # by how much the best reading beats the next to be taken at once
_LARGE: Final = 100_000  # people of a city that speaks for its country
_NATIONAL: Final = 1
_OPEN: Final = 0.25
_EARLY: Final = 12  # sentences, page furniture included, among which a dateline is looked for
_NAMED: Final = re.compile(r" [^\W\d_a-z]\w*[a-z]")
_GLUE: Final = frozenset("./@_#")  # joins the parts of an address
_PREFECTURES: Final = ("JP",)  # countries whose provinces bear the names of their cities
_TITLES: Final = {"JP": "Prefecture"}  # what a country calls its divisions, where it is not provinces
_STATES: Final = (
    "US",
    "CA",
    "AU",
    "MY",
)  # countries whose divisions are written without a word for their level


class Linker:
    """Links the candidates of articles.

    Args:
        gazetteer: Knows the governments.
        index: The names of that gazetteer.
    """

    def __init__(self, gazetteer: Gazetteer, index: NameIndex) -> None:
        self._index = index
        self._reader = NameReader(gazetteer, index)

    def link(
        self, candidates: Sequence[FoundPlace], context: PlaceContext, words: PlaceWords
    ) -> list[PlaceMention]:
        """Return the places among the candidates, in the order of the text."""
        own = cities_meant(_outside(candidates, context.taken), context.layout.text, words, self._index)
        neighbours = Neighbours.of(own, context, words, self._index)
        states = states_meant(own, neighbours.chains, words)
        containing = {each.end for each in neighbours.after.values()}
        divisions = divisions_meant(own, containing, context.layout, words)
        mentions: list[PlaceMention] = []
        names: dict[Name, list[FoundPlace]] = {}
        for found in own:
            if found.name_start in neighbours.letters:
                continue
            if found.is_city_name or (
                found.country_name and found.country in words.states and found.name_start not in states
            ):
                names.setdefault((found.key, found.level), []).append(found)
            elif found.country_name:
                mentions.append(_country(found))
            elif found.phrase is not None and found.phrase.kind == "division":
                mentions.append(self._division(found, governs=found.name_start in divisions))
        senses = self._reader.read(names, neighbours, context, words)
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
        headings = {each.start for each in own if context.layout.sentences[each.sentence].heading}
        return following(as_named(mentions), self._of_their_own(own, context), headings)

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
    def _of_their_own(own: Sequence[FoundPlace], context: PlaceContext) -> frozenset[int]:
        """Return where names begin that a report is dated from."""
        early = (each for each in own if each.sentence < _EARLY)
        return frozenset(
            each.start
            for each in early
            if in_dateline(
                context.layout.text, each.start, each.end, context.layout.sentences[each.sentence].start
            )
        )

    @staticmethod
    def _spoken_of(senses: Mapping[Name, Sequence[Sense]], neighbours: Neighbours) -> Counter[str]:
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
        if best.clues.unknown and best.bearer.kind > _NATIONAL and best.bearer.population < _LARGE:
            margin = 0.0
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
                if (other := self._reader.government(sense.bearer.place)) is not None
            ),
        )  # fmt: skip

    def _taken_for(self, found: FoundPlace, best: Sense, words: PlaceWords) -> Government | None:
        if best.bearer.place == 0 and found.phrase is not None:
            return self._reader.resolved(found.phrase.place)
        government = self._reader.government(best.bearer.place)
        abroad = best.bearer.country not in words.home
        if found.level in ("regency", "province") and best.bearer.level == 0 and abroad:
            if found.level == "province" and best.bearer.country in _PREFECTURES:
                prefecture = f"{found.name} Prefecture, {best.bearer.country}"
                return self._reader.resolved(words.same.get(prefecture, prefecture))
            if not found.office:
                return self._land(found, best.bearer.country, words)
        if (
            government is not None
            and government.level == "province"
            and (same := words.same.get(str(government))) is not None
        ):
            return self._reader.resolved(same)
        if government is not None and not (found.level or found.held) and str(government) in words.parts:
            return self._reader.resolved(words.parts[str(government)])
        return government

    def _land(self, found: FoundPlace, country: str, words: PlaceWords) -> Government | None:
        """Return the division that bears a city's name; the city where its country has no such divisions."""
        title, countries = words.titles.get(found.said, ("", frozenset[str]()))
        if not title or (countries and country not in countries):
            return None
        return self._reader.resolved(f"{found.name} {title}, {country}")

    def _division(self, found: FoundPlace, *, governs: bool) -> PlaceMention:
        """Return a division of a country: a government where one is meant, a mere region otherwise."""
        government = None
        if governs:
            name = (found.phrase.place if found.phrase is not None else "") or found.name
            government = self._reader.resolved(f"{name}, {found.country}")
            if government is None or government.in_gazetteer:  # its name does not say that it is a division
                title = _TITLES.get(found.country or "", "Province")
                government = self._reader.resolved(f"{name} {title}, {found.country}")
            if government is not None and found.country in _STATES:
                government = replace(government, name=name)
        return PlaceMention(
            found.start, found.end, found.name, government, found.country, found.level or "province", 0.9,
            (f"a division of {found.country}",),
        )  # fmt: skip


def _lower(names: Iterable[Name], layout: Layout) -> frozenset[str]:
    """Return the names that the article also has as words in lower case."""
    keys = frozenset(key for key, _ in names)
    return frozenset(
        token.folded
        for sentence in layout.sentences
        for token in map(sentence.tokens.__getitem__, sentence.spots(keys))
        if token.text.islower() and not _in_address(layout.text, token)
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
