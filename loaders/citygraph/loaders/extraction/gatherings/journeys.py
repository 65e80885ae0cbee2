"""Who went where, put together from a clause: who moves, the verb, and where to or whom it leaves to be understood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from citygraph.loaders.extraction.epithets import countries_named
from citygraph.loaders.extraction.layout import Token

from .company import Actor, Company, Pair
from .envoys import spoken_for
from .journey_words import JourneyWords, journey_words_of
from .scenes import has_phrase
from .visit_words import VisitWords

__all__ = ["journeys_of"]

_GUESSED: Final = 0.5
_REACH: Final = 16
_BACK: Final = 3
_PARTY: Final = 6
_OWNED: Final = 4
_APART: Final = 6
_SUBJECT: Final = 10
_MOST: Final = 6
_HERE: Final = 8
_STOPS: Final = ";:"
_YEAR: Final = 4


def journeys_of(here: Company, words: VisitWords, language: str) -> Iterator[Pair]:
    """Yield who visits whom by the clauses of a sentence that no rule for one way of telling it reads.

    Where the goal is left out, guests come to the city at home; where those who go are not said to be of any city,
    they are of the one at home, and go to another country.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
        language: Its BCP 47 tag.
    """
    told = here.sentence.words
    more = journey_words_of(language)
    if (
        here.home is None
        or here.busy
        or here.sentence.heading
        or told.isdisjoint(more.triggers)
        or not here.settled
        or told & (words.once | words.hoping | words.doubt)
    ):
        return
    seen: set[tuple[str, str]] = set()
    for index in here.sentence.spots(more.triggers)[:_MOST]:
        before = here.sentence.tokens[max(0, index - _BACK) : index]
        if any(each.folded in words.nots for each in before) or (
            before
            and before[-1].folded in words.nouns
            and here.sentence.tokens[index].folded not in more.nouns
        ):
            continue
        if not _timed(here, words, index):
            continue
        clause = _Clause(here, words, more, language, index)
        pair = clause.sent() or clause.moved()
        if (
            pair is not None
            and isinstance(pair.guest, Actor)
            and (key := (pair.guest.key, pair.host.key)) not in seen
        ):
            seen.add(key)
            yield pair


def _timed(here: Company, words: VisitWords, index: int) -> bool:
    """Return whether the part of a sentence between semicolons that a verb stands in tells when."""
    tokens = here.sentence.tokens
    first = next((at + 1 for at in range(index - 1, -1, -1) if tokens[at].text == ";"), 0)
    last = next((at for at in range(index + 1, len(tokens)) if tokens[at].text == ";"), len(tokens))
    if last - first == len(tokens) and here.timed:
        return True
    return any(
        each.folded in words.when or (each.kind == "number" and len(each.text) == _YEAR)
        for each in tokens[first:last]
    )


class _Clause:
    """What stands around a verb."""

    def __init__(
        self, here: Company, words: VisitWords, more: JourneyWords, language: str, index: int
    ) -> None:
        self._here, self._words, self._more, self._language, self._index = here, words, more, language, index
        self._tokens = here.sentence.tokens
        self._verb = self._tokens[index]
        self._quoted = here.sentence.in_quotation(self._verb.start)

    def moved(self) -> Pair | None:
        """Return who moves and where to."""
        here, home, verb = self._here, self._here.home, self._verb.folded
        if home is None or not (
            verb in self._more.coming or verb in self._more.going or verb in self._more.being
        ):
            return None
        source, goal = self._source(), self._goal()
        if verb in self._more.being and (source is None or goal is None or goal.key != home.key):
            return None
        if source is None:
            if goal is None or goal.place.country == home.place.country or not self._ours():
                return None
            source = home
        if goal is None and verb in self._more.coming and not (here.crowded and not self._owned(source)):
            goal = home
        if goal is None or goal.key == source.key or (source.key != home.key and goal.key != home.key):
            return None
        if source.key == home.key and goal.place.country == home.place.country:
            return None
        return Pair(source, goal, _GUESSED, gone=True)

    def sent(self) -> Pair | None:
        """Return whose guests are sent or brought where: *B sends a choir*, *the council is sending four to B*."""
        home, index = self._here.home, self._index
        if home is None or self._verb.folded not in self._words.sending or self._quoted:
            return None
        party = next(
            (
                at
                for at in range(index + 1, min(len(self._tokens), index + 1 + _PARTY))
                if self._tokens[at].folded in self._words.delegation
                or self._tokens[at].folded in self._more.players
            ),
            None,
        )
        if party is None:
            return None
        goal = self._goal(party)
        if self._verb.folded in self._words.leading:
            return self._brought(party, goal)
        source = next(
            (each for each in reversed(self._before()) if self._verb.start - each.end <= _REACH), None
        )
        if source is None:
            source = home if goal is not None and self._ours() else None
        if source is None or source.place.is_country:
            return None
        if goal is None:
            goal = home if source.key != home.key else None
        if goal is None or goal.key == source.key or home.key not in (goal.key, source.key):
            return None
        return Pair(source, goal, _GUESSED, gone=True)

    def _brought(self, party: int, goal: Actor | None) -> Pair | None:
        """Return whose guests are brought to the city at home: *a plan to bring pupils from B*."""
        home, past = self._here.home, self._tokens[party].end
        source = next((each for each in self._here.actors if past <= each.start <= past + _REACH), None)
        if home is None or source is None or source.place.is_country or source.key == home.key:
            return None
        between = [each for each in self._tokens if past <= each.start < source.start]
        if not any(each.folded in self._words.of for each in between) or goal not in (None, home):
            return None
        return Pair(source, home, _GUESSED)

    def _before(self) -> list[Actor]:
        """Return the local governments before the verb in its clause, in order."""
        start = max((each.end for each in self._tokens[: self._index] if each.text in _STOPS), default=0)
        return [
            each
            for each in self._here.actors
            if start <= each.start and each.end <= self._verb.start and not each.place.is_country
        ]

    def _source(self) -> Actor | None:
        """Return the city whose guests are the subject."""
        here, home = self._here, self._here.home
        near = self._tokens[max(0, self._index - _BACK) : self._index]
        if any(each.folded in self._words.us for each in near):
            return None if self._quoted else home
        for actor in reversed(self._before()):
            if actor.person is not None or spoken_for(here, actor, self._words) or self._owned(actor):
                return actor
            if self._from(actor):
                return actor
        return self._people()

    def _owned(self, actor: Actor) -> bool:
        """Return whether people of a city are told of behind it: *A, whose choir*, *A's mayor*, *the A party*."""
        at = bisect_left(self._here.sentence.starts, actor.end)
        behind = self._tokens[at : at + _APART]
        relative = next((step for step, each in enumerate(behind) if each.folded in self._more.whose), None)
        if relative is not None:
            if not all(self._apart(each) for each in behind[:relative]):
                return False
            behind = self._tokens[at + relative + 1 : at + relative + 1 + _OWNED]
        elif not behind or not (self._tokens[at - 1].end > actor.end or self._party(behind[0])):
            return False
        return any(self._party(each) for each in behind[:_OWNED] if each.end <= self._verb.start)

    def _apart(self, token: Token) -> bool:
        """Return whether a token only says where a city lies: *A, in France, whose choir*."""
        country = any(
            each.place.is_country and each.start <= token.start < each.end for each in self._here.actors
        )
        return country or token.text == "," or token.folded in self._words.inside

    def _from(self, actor: Actor) -> bool:
        """Return whether a city is where people come from who are told of before it."""
        at = bisect_left(self._here.sentence.starts, actor.start)
        of = next(
            (
                i
                for i in range(at - 1, max(-1, at - _BACK - 1), -1)
                if self._tokens[i].folded in self._words.of
            ),
            None,
        )
        if of is None or any(each.kind == "mark" for each in self._tokens[of:at]):
            return False
        return any(self._party(each) for each in self._tokens[max(0, of - _PARTY) : of])

    def _party(self, token: Token) -> bool:
        word = token.folded
        return not token.capital and (
            word in self._words.delegation or word in self._words.officials or word in self._more.players
        )

    def _people(self) -> Actor | None:
        """Return the city of a people that is the subject: *the French come in May*."""
        for at in range(max(1, self._index - _BACK), self._index):
            token = self._tokens[at]
            if self._tokens[at - 1].folded not in self._more.the or not token.capital:
                continue
            behind = self._tokens[at + 1]
            if behind is not self._verb and behind.folded not in self._more.auxiliary:
                continue
            country = self._more.peoples.get(token.folded) or countries_named(self._language).get(
                (token.folded,)
            )
            if country is not None:
                return self._here.cities.get(country)
        return None

    def _ours(self) -> bool:
        """Return whether the subject is people of whom no city is told."""
        if self._quoted:
            return False
        first = max(0, self._index - _SUBJECT)
        for at in range(self._index - 1, first - 1, -1):
            each = self._tokens[at]
            if each.kind == "mark" or each.folded in self._words.relatives:
                return False
            if each.folded in self._words.of and self._tokens[at + 1].folded not in self._more.the:
                return False
            if (
                each.folded in self._words.ours
                or each.folded in self._more.own
                or each.folded in self._more.players
            ):
                return True
        return False

    def _goal(self, index: int | None = None) -> Actor | None:
        """Return where the verb leads, or where those are who are its subject."""
        here, home = self._here, self._here.home
        first = (self._index if index is None else index) + 1
        for at in range(first, min(len(self._tokens), first + _REACH)):
            token = self._tokens[at]
            if (
                token.text in _STOPS
                or token.folded in self._words.relatives - self._words.to - self._words.towards
            ):
                return None
            if at < first + _HERE and token.folded in self._more.here:
                return home
            actor = next((each for each in here.actors if each.start <= token.start < each.end), None)
            if actor is None:
                continue
            before = [each for each in self._tokens[first - 1 : at] if each.folded not in self._more.filling]
            led = bool(before) and (
                before[-1].folded in self._more.towards
                or (before[-1] is self._verb and self._verb.folded in self._words.arriving)
            )
            if here.sentence.in_quotation(actor.start) != self._quoted:
                continue
            if not led:
                return None
            if actor.place.is_country:
                country = actor.place.country or ""
                return (
                    home if home is not None and country == home.place.country else here.cities.get(country)
                )
            return actor
        phrase = has_phrase(here.sentence, self._words.homing, self._verb.start)
        return home if phrase is not None else None
