"""Which event or programme a sentence speaks of when it says who takes part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Literal

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import GatheringMention
from citygraph.loaders.extraction.patterns import Match, Symbols
from citygraph.loaders.extraction.records import record
from citygraph.loaders.facts import Period, parse_period

from .drawing import Reading, gathering_of, network_of

__all__ = ["Kind", "Occasion", "Occasions"]

Kind = Literal["event", "programme"]

_SAME_SENTENCE: Final = 0.95
_NEAR: Final = 0.9
_FAR: Final = 0.8
_FROM_MAIN: Final = 0.8
_REACH_NEAR: Final = 400
_REACH_ASIDE: Final = 200
_REACH: Final = 1_500
_LEAD: Final = 5
_OFTEN: Final = 3
_LAST: Final = 2
_PARAGRAPH: Final = "\n"
_SIGNING: Final = ".signing"
_CLOSED: Final = (".visit", ".meeting", _SIGNING, ".nameless")
"""Rules of gatherings that have no name, told by who meets."""


@record(frozen=True, slots=True)
class Occasion:
    """What somebody takes part in.

    Attributes:
        name: Name of the event or programme, or slug of the network.
        confidence: How sure it is that the sentence means it.
        because: Why it was taken; empty where the words say it.
        planned: Whether it is still to come.
        closed: Whether it is a visit or another meeting of those who are told, open to nobody else.
        signing: Whether something is signed there: who speaks of it did so elsewhere.
    """

    name: str
    confidence: float = 1.0
    because: str = ""
    planned: bool = False
    closed: bool = False
    signing: bool = False

    def is_called(self, words: frozenset[str]) -> bool:
        """Return whether its name has one of some words, in lower case."""
        return not words.isdisjoint(_words(self.name))


@record(frozen=True, slots=True)
class _Spoken:
    start: int
    name: str
    kind: str


class Occasions:
    """The events and programmes of an article, as far as facts were drawn of them.

    Args:
        reading: The article; its drafts hold the events and programmes.
    """

    def __init__(self, reading: Reading) -> None:
        drafts = [each for each in reading.drafts if each.kind in ("event", "programme")]
        self._text = reading.analysis.layout.text
        self._when = {
            str(each.values["name"]): parse_period(str(each.values["when"]))
            for each in drafts
            if each.values.get("when")
        }
        self._planned = {str(each.values["name"]) for each in drafts if each.modality == "planned"}
        self._closed = {str(each.values["name"]) for each in drafts if each.rule.endswith(_CLOSED)}
        self._signings = {str(each.values["name"]) for each in drafts if each.rule.endswith(_SIGNING)}
        self._kinds = {str(each.values["name"]): each.kind for each in drafts}
        self._spoken = sorted(_spoken(reading, drafts, self._kinds), key=lambda each: (each.start, each.name))
        self._starts = [each.start for each in self._spoken]
        self._times = Counter(each.name for each in self._spoken)
        sentences = [symbols.sentence for symbols in reading.sentences]
        self._lead = sentences[min(_LEAD, len(sentences)) - 1].end if sentences else 0
        self._main: dict[str, str | None] = {
            kind: self._most_spoken_of(kind) for kind in ("event", "programme")
        }

    def _most_spoken_of(self, kind: str) -> str | None:
        """Return what the article is about: what its lead names, and what it speaks of most."""
        weights: Counter[str] = Counter()
        first: dict[str, int] = {}
        for each in self._spoken:
            if each.kind == kind:
                weights[each.name] += 3 if each.start < self._lead else 1
                first.setdefault(each.name, each.start)
        found = max(weights, key=lambda name: (weights[name], -first[name]), default=None)
        return found if found is not None and (len(weights) == 1 or weights[found] >= _OFTEN) else None

    @property
    def any(self) -> bool:
        """Whether the article has any."""
        return bool(self._spoken)

    def is_main(self, name: str) -> bool:
        """Return whether the article is about the event or the programme of this name."""
        return name in self._main.values()

    def around(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        """Yield what a stretch may speak of, and how: told there, spoken of last, or what the article is about."""
        first = bisect_left(self._starts, start)
        for each in self._spoken[first : bisect_left(self._starts, end)]:
            yield each.name, "here"
        last: list[str] = []
        for each in reversed(self._spoken[:first]):
            if each.name not in last:
                yield each.name, f"last {len(last) + 1}"
                last.append(each.name)
                if len(last) == _LAST:
                    break
        for name in self._main.values():
            if name is not None:
                yield name, "main"

    def main(self, kind: Kind) -> Occasion | None:
        """Return the one that the article is about."""
        name = self._main[kind]
        return self._as(name, _FROM_MAIN, f"what the article is about: {name}") if name is not None else None

    def under_way(self, symbols: Symbols) -> Occasion | None:
        """Return the named event that the article tells of, unless a sentence names another or it is yet to come."""
        found = self.main("event")
        if found is None or found.closed or found.planned or symbols.sentence.heading:
            return None
        first = bisect_left(self._starts, symbols.sentence.start)
        last = bisect_left(self._starts, symbols.sentence.end)
        here = {each.name for each in self._spoken[first:last] if each.kind == "event"}
        return found if here <= {found.name} else None

    def near(self, start: int, end: int, kind: Kind, named: frozenset[str] = frozenset()) -> Occasion | None:
        """Return the one of a kind that a stretch names, else the one spoken of before, else the article's own.

        Args:
            start: Where the stretch begins.
            end: Where it ends.
            kind: What is looked for.
            named: Words of which its name must have one; none where any name will do.
        """
        if named:
            of = [
                each for each in self._spoken if each.kind == kind and not named.isdisjoint(_words(each.name))
            ]
            at = bisect_left([each.start for each in of], end)
            found = of[at - 1] if at else of[0] if of else None
            return self._as(found.name, _NEAR, f"spoken of: {found.name}") if found is not None else None
        for each in self._spoken[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if each.kind == kind:
                return self._as(each.name, _SAME_SENTENCE, f"in the same sentence: {each.name}")
        return self._before(start, kind, done=False) or self.main(kind)

    def meant(
        self,
        symbols: Symbols,
        match: Match,
        kind: Kind,
        *,
        strict: bool = False,
        done: bool = False,
        named: frozenset[str] = frozenset(),
    ) -> Occasion | None:
        """Return what a match speaks of: what it names, what its sentence names, what was spoken of last.

        Args:
            symbols: The sentence.
            match: The match; its slot ``in`` decides where it has one.
            kind: What is looked for first.
            strict: Whether nothing else will do, where the match does not name it.
            done: Whether the sentence tells of what is done: one that is yet to come is then only meant where
                it is named, or where the article is about it.
            named: Words that its name has, however far back it was spoken of.
        """
        told = gathering_of(match.slots.get("in"))
        if told is not None:
            return self._as(told.name) if told.name in self._kinds else None
        network = network_of(match.slots.get("in"))
        if network is not None:
            return Occasion(network.slug)
        if match.rule.scope == "scene":
            return self.under_way(symbols)
        if match.rule.scope == "main":
            return self.main(kind)
        other: Kind = "event" if kind == "programme" else "programme"
        offset = match.span[0]
        found = self._beside(symbols, match, kind)
        if strict or kind == "event":
            found = found or self._before(offset, kind, done=done) or self.main(kind)
        else:
            found = found or self._before(offset, kind, done=done, reach=_REACH_NEAR)
            found = found or self._named(offset, kind, named) or self._named(offset, other, named)
        if found is not None or strict:
            return found
        return (
            self._beside(symbols, match, other)
            or self._before(offset, other, done=done)
            or self.main(other)
            or self.main(kind)
        )

    def _named(self, offset: int, kind: Kind, named: frozenset[str]) -> Occasion | None:
        """Return the one spoken of last before an offset whose name has one of some words."""
        for each in reversed(self._spoken[: bisect_right(self._starts, offset)]):
            if each.kind == kind and not named.isdisjoint(_words(each.name)):
                return self._as(each.name, _FAR, f"spoken of: {each.name}")
        return None

    def _beside(self, symbols: Symbols, match: Match, kind: Kind) -> Occasion | None:
        """Return the nearest one in the same sentence."""
        start, end = match.span
        first = bisect_left(self._starts, symbols.sentence.start)
        last = bisect_left(self._starts, symbols.sentence.end)
        near = [
            (max(each.start - end, start - each.start, 0), each.name)
            for each in self._spoken[first:last]
            if each.kind == kind
        ]
        if not near:
            return None
        name = min(near)[1]
        return self._as(name, _SAME_SENTENCE, f"in the same sentence: {name}")

    def _before(self, offset: int, kind: Kind, *, done: bool, reach: int = _REACH) -> Occasion | None:
        """Return the one spoken of last before an offset, not too far back."""
        at = bisect_right(self._starts, offset) - 1
        while at >= 0 and offset - self._starts[at] < reach:
            each = self._spoken[at]
            if each.kind == kind and (each.name == self._main[kind] or self._lasts(each, offset, done=done)):
                sure = _NEAR if offset - each.start < _REACH_NEAR else _FAR
                return self._as(each.name, sure, f"spoken of last: {each.name}")
            at -= 1
        return None

    def _lasts(self, each: _Spoken, offset: int, *, done: bool) -> bool:
        """Return whether one that the article is not about is still spoken of at an offset.

        One told once, or dated in another month than what the article is about, is left with its paragraph.
        """
        aside = self._times[each.name] == 1 and offset - each.start > _REACH_ASIDE
        if not aside and (self._times[each.name] == 1 or self._is_apart(each)):
            aside = _PARAGRAPH in self._text[each.start : offset]
        return not aside and not (done and each.name in self._planned)

    def _is_apart(self, each: _Spoken) -> bool:
        """Return whether one takes place in another month than the one that the article is about."""
        one, other = (self._when.get(name or "") for name in (each.name, self._main[each.kind]))
        return one is not None and other is not None and (_behind(one, other) or _behind(other, one))

    def _as(self, name: str, confidence: float = 1.0, because: str = "") -> Occasion:
        return Occasion(
            name, confidence, because, name in self._planned, name in self._closed, name in self._signings
        )


def _behind(one: Period, other: Period) -> bool:
    """Return whether a period begins in a later month than another ends."""
    if one.first is None or other.last is None:
        return False
    return (one.first.year, one.first.month) > (other.last.year, other.last.month)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split())


def _spoken(reading: Reading, drafts: Iterable[Draft], kinds: dict[str, str]) -> Iterable[_Spoken]:
    """Yield where the article speaks of each; of one that it does not name, where it tells of it."""
    named: set[str] = set()
    mentions: Iterable[GatheringMention] = reading.analysis.gatherings
    for mention in mentions:
        if mention.name in kinds:
            named.add(mention.name)
            yield _Spoken(mention.start, mention.name, kinds[mention.name])
    for draft in drafts:
        name = str(draft.values["name"])
        if name not in named:
            for start, _ in draft.evidence:
                yield _Spoken(start, name, draft.kind)
