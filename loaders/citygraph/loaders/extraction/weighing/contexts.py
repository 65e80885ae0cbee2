"""Where an article may say that two stand in a relation: every pair in a sentence, and those it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts.occasions import Occasions
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.records import record

from .features import (
    Feature,
    Features,
    Shared,
    around,
    beside_others,
    between,
    of_party,
    of_rules,
    of_sentence,
    steps,
)  # fmt: skip
from .setting import Place, Setting, Stage

__all__ = ["RELATIONS", "Context", "Pair", "contexts", "first_told", "occasions_of", "shared_of"]

Pair = tuple[str, str]
"""The two that a relation is between, as the facts write them."""

_MOST: Final = 300
_MOST_PAIRS: Final = 150


@record(frozen=True, slots=True)
class Context:
    """A sentence that may say that two stand in a relation.

    Attributes:
        relation: ``membership``, ``partnership`` or ``participation``.
        pair: The two; of a partnership in alphabetical order.
        number: Index of the sentence among those that are read.
        places: Where the first and, of a partnership, the second stand.
        second: Index of the symbol of the second; None where the sentence does not name it.
        shared: What may tell and is the same in other contexts.
        own: What else may tell.
    """

    relation: str
    pair: Pair
    number: int
    places: tuple[Place, ...]
    second: int | None
    shared: tuple[Shared, ...]
    own: Features

    @property
    def features(self) -> frozenset[Feature]:
        """All that may tell."""
        return frozenset(self.own).union(*(each.features for each in self.shared))

    def reach(self, setting: Setting) -> tuple[int, int]:
        """Return the first and the last symbol of what it speaks of: the whole sentence where one is implied."""
        first = self.places[0].at
        if first is None or self.second is None:
            return 0, len(setting.stages[self.number].symbols.spans) - 1
        return min(first, self.second), max(first, self.second)

    def passage(self, setting: Setting) -> Span:
        """Return the passage of the text."""
        low, high = self.reach(setting)
        spans = setting.stages[self.number].symbols.spans
        return spans[low][0], spans[high][1]


def contexts(setting: Setting, relation: str, drafts: Sequence[Draft]) -> Iterator[Context]:
    """Yield the contexts of a relation in an article, sentence by sentence.

    Args:
        setting: The article.
        relation: One of :data:`RELATIONS`.
        drafts: What the rules made of it.
    """
    yield from RELATIONS[relation](setting, drafts)


def _membership(setting: Setting, drafts: Sequence[Draft]) -> Iterator[Context]:
    if not setting.networks:
        return
    ruled = _by_pair(drafts, "membership", "member", "network")
    discourse = setting.reading.discourse
    for number, stage in enumerate(setting.stages):
        networks = [
            (member, stage.positions.get(index))
            for index, chunk in enumerate(stage.symbols.chunks)
            if chunk.letter == "N"
            for member in chunk.members
            if isinstance(member, NetworkMention)
        ]
        parties = stage.parties
        if parties and not networks:
            offset = stage.symbols.sentence.start
            spoken = discourse.network_at(offset)
            if spoken is not None and discourse.speaks_of(spoken, offset):
                networks = [(spoken, None)]
        elif networks and not parties and setting.home is not None:
            parties = (Place(setting.home),)
        if len(parties) * len(networks) > _MOST:
            continue
        named = [at for _, at in networks if at is not None]
        standing = [place.at for place in parties if place.at is not None]
        for place in parties:
            for network, at in networks:
                found = between(stage, place.at, at) | beside_others(place, at, named, standing)
                of_party(setting, place, "A", found)
                if network.slug == setting.main_network:
                    found.add(("network", "main"))
                found.add(("networks", str(min(3, setting.networks))))
                if at is None:
                    found.add(("network gap", setting.since(network.slug, number)))
                pair = place.party.body, network.slug
                of_rules(ruled.get(pair, ()), stage.symbols.sentence, found)
                shared = shared_of(setting, number, place.at, at)
                yield Context("membership", pair, number, (place,), at, shared, found)


def _partnership(setting: Setting, drafts: Sequence[Draft]) -> Iterator[Context]:
    ruled: dict[Pair, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind == "partnership":
            bodies = _partners(draft)
            for first in bodies:
                for second in bodies:
                    if first < second:
                        ruled[first, second].append(draft)
    home = setting.home
    for number, stage in enumerate(setting.stages):
        parties = stage.parties
        pairs = [
            (one, other)
            for index, one in enumerate(parties)
            for other in parties[index + 1 :]
            if one.party.body != other.party.body
        ]
        if home is not None and all(home.body != place.party.body for place in parties):
            pairs += [(Place(home), place) for place in parties]
        if len(pairs) > _MOST_PAIRS:
            continue
        for one, other in pairs:
            found = between(stage, one.at, other.at)
            of_party(setting, one, "A", found)
            of_party(setting, other, "B", found)
            if one.at is not None and one.at == other.at:
                found.add(("order", "one list"))
            abroad = one.party.body[-2:] != other.party.body[-2:]
            found.add(("countries", "two" if abroad else "one"))
            low, high = sorted((one.party.body, other.party.body))
            of_rules(ruled.get((low, high), ()), stage.symbols.sentence, found)
            shared = shared_of(setting, number, one.at, other.at)
            yield Context("partnership", (low, high), number, (one, other), other.at, shared, found)


def _participation(setting: Setting, drafts: Sequence[Draft]) -> Iterator[Context]:
    gatherings = {str(each.values["name"]): each for each in drafts if each.kind in ("event", "programme")}
    if not gatherings:
        return
    occasions = Occasions(setting.reading)
    ruled = _by_pair(drafts, "participation", "participant", "in")
    told_first = first_told(setting, gatherings)
    for number, stage in enumerate(setting.stages):
        if not stage.parties:
            continue
        meant = list(occasions_of(stage, occasions, gatherings))
        if len(stage.parties) * len(meant) > _MOST:
            continue
        for place in stage.parties:
            for name, at, how in meant:
                draft = gatherings[name]
                found = between(stage, place.at, at)
                of_party(setting, place, "A", found)
                told = told_first[name]
                gap = 0 if told is None else number - told
                found |= {
                    ("how", how),
                    (f"how {draft.kind}", how),
                    ("form", str(draft.values.get("form"))),
                    ("gathering", draft.modality),
                    ("gatherings", str(min(4, len(gatherings)))),
                    ("gap", "before" if gap < 0 else steps(gap)),
                }
                if occasions.is_main(name):
                    found.add(("gathering", "main"))
                if draft.values.get("host") == place.party.body:
                    found.add(("A", "host"))
                pair = place.party.body, name
                of_rules(ruled.get(pair, ()), stage.symbols.sentence, found)
                shared = shared_of(setting, number, place.at, None)
                yield Context("participation", pair, number, (place,), at, shared, found)


def occasions_of(
    stage: Stage, occasions: Occasions, gatherings: Mapping[str, Draft]
) -> Iterator[tuple[str, int | None, str]]:
    """Yield the gatherings that a sentence may speak of: name, index of the symbol, and how it speaks of it."""
    seen: set[str] = set()
    for index, chunk in enumerate(stage.symbols.chunks):
        if chunk.letter in "ER":
            for member in chunk.members:
                if isinstance(member, GatheringMention) and member.name in gatherings:
                    seen.add(member.name)
                    yield member.name, stage.positions.get(index), "named"
    sentence = stage.symbols.sentence
    for name, how in occasions.around(sentence.start, sentence.end):
        if name not in seen and name in gatherings:
            seen.add(name)
            yield name, None, how


def shared_of(setting: Setting, number: int, first: int | None, second: int | None) -> tuple[Shared, ...]:
    """Return what a sentence and the places in it have in common with other contexts."""
    stage = setting.stages[number]
    found = [of_sentence(setting, number)]
    if first is not None:
        found.append(around(stage, first, "a"))
    if second is not None:
        found.append(around(stage, second, "b"))
    return tuple(found)


def first_told(setting: Setting, gatherings: Mapping[str, Draft]) -> Mapping[str, int | None]:
    """Return the first sentence that tells of each gathering."""
    return {
        name: min(
            (number for number, stage in enumerate(setting.stages) if _overlaps(draft, stage)), default=None
        )
        for name, draft in gatherings.items()
    }


def _by_pair(drafts: Sequence[Draft], kind: str, first: str, second: str) -> Mapping[Pair, list[Draft]]:
    found: dict[Pair, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind == kind:
            found[str(draft.values[first]), str(draft.values[second])].append(draft)
    return found


def _partners(draft: Draft) -> list[str]:
    partners = draft.values["partners"]
    assert isinstance(partners, list)
    return [str(each) for each in partners]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _overlaps(draft: Draft, stage: Stage) -> bool:
    sentence = stage.symbols.sentence
    return any(start < sentence.end and sentence.start < end for start, end in draft.evidence)


RELATIONS: Final[Mapping[str, Callable[[Setting, Sequence[Draft]], Iterator[Context]]]] = {
    "membership": _membership,
    "partnership": _partnership,
    "participation": _participation,
}
"""The relations that are weighed."""
