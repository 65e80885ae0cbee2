"""Where an article may say that two stand in a relation: every pair in a sentence, and those it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts.occasions import Occasions
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.records import record

from .features import (
    Feature,
    Features,
    around,
    beside_others,
    between,
    of_party,
    of_rules,
    of_sentence,
    steps,
)  # fmt: skip
from .members import Members, of_network, whom_it_gathers
from .setting import Place, Setting, Stage

__all__ = [
    "RELATIONS",
    "Context",
    "Pair",
    "contexts",
    "first_told",
    "in_sentence",
    "occasions_of",
    "of_gathering",
]

Pair = tuple[str, str]
"""The two that a relation is between, as the facts write them."""

_MOST: Final = 300
_MOST_PAIRS: Final = 150
_ABROAD: Final = (("countries", ("two",)),)
_AT_HOME: Final = (("countries", ("one",)),)
_ONE_LIST: Final = (("order", ("one list",)),)
_HOST: Final = (("A", ("host",)),)


@record(frozen=True, slots=True)
class Context:
    """A sentence that may say that two stand in a relation.

    Attributes:
        relation: ``membership``, ``partnership`` or ``participation``.
        pair: The two; of a partnership in alphabetical order.
        number: Index of the sentence among those that are read.
        places: Where the first and, of a partnership, the second stand.
        second: Index of the symbol of the second; None where the sentence does not name it.
        told: What may tell, by where it comes from.
    """

    relation: str
    pair: Pair
    number: int
    places: tuple[Place, ...]
    second: int | None
    told: Sequence[Features]

    @property
    def features(self) -> frozenset[Feature]:
        """All that may tell."""
        return frozenset(chain.from_iterable(self.told))

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
    members = Members(setting, drafts)
    discourse = setting.reading.discourse
    for number, stage in enumerate(setting.stages):
        networks: list[tuple[NetworkMention, int | None]] = [
            (member, stage.positions[index])
            for index, chunk in enumerate(stage.symbols.chunks)
            if chunk.letter == "N"
            for member in chunk.members
            if isinstance(member, NetworkMention)
        ]
        parties = stage.parties
        if parties and not networks:
            spoken = discourse.network_at(stage.symbols.sentence.start)
            if spoken is not None:
                networks = [(spoken, None)]
        elif networks and not parties and setting.at_home is not None:
            parties = (setting.at_home,)
        if len(parties) * len(networks) > _MOST:
            continue
        named = [at for _, at in networks if at is not None]
        standing = [place.at for place in parties if place.at is not None]
        of_networks = [of_network(setting, network, at, number) for network, at in networks]
        for place in parties:
            for (network, at), of_it in zip(networks, of_networks, strict=True):
                pair = place.party.body, network.slug
                told = [
                    *in_sentence(setting, number, place.at, at),
                    of_party(setting, place, "A"),
                    of_it,
                    beside_others(place, at, named, standing),
                    members.beside(*pair, number),
                    whom_it_gathers(place, network.slug),
                ]
                if pair in ruled:
                    told.append(of_rules(ruled[pair], stage.symbols.sentence))
                yield Context("membership", pair, number, (place,), at, told)


def _partnership(setting: Setting, drafts: Sequence[Draft]) -> Iterator[Context]:
    ruled: dict[Pair, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.kind == "partnership":
            bodies = _partners(draft)
            for first in bodies:
                for second in bodies:
                    if first < second:
                        ruled[first, second].append(draft)
    home = setting.at_home
    for number, stage in enumerate(setting.stages):
        parties = stage.parties
        if not parties:
            continue
        pairs = [pair for pair in combinations(parties, 2) if pair[0].party.body != pair[1].party.body]
        if home is not None and all(home.party.body != place.party.body for place in parties):
            pairs += [(home, place) for place in parties]
        if len(pairs) > _MOST_PAIRS:  # a long list: rather each tied to another city than all to each other
            pairs = [pair for pair in pairs if pair[0].at != pair[1].at][:_MOST_PAIRS]
        for one, other in pairs:
            low, high = one.party.body, other.party.body
            told = [
                *in_sentence(setting, number, one.at, other.at),
                of_party(setting, one, "A"),
                of_party(setting, other, "B"),
                Features(_ABROAD if low[-2:] != high[-2:] else _AT_HOME),
            ]
            if one.at is not None and one.at == other.at:
                told.append(Features(_ONE_LIST))
            if low > high:
                low, high = high, low
            if (low, high) in ruled:
                told.append(of_rules(ruled[low, high], stage.symbols.sentence))
            yield Context("partnership", (low, high), number, (one, other), other.at, told)


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
        of_gatherings = [
            Features(
                [
                    (f"how {gatherings[name].kind}", (how,)),
                    ("gatherings", (str(min(4, len(gatherings))),)),
                    *of_gathering(
                        gatherings[name], how, number, told_first[name], main=occasions.is_main(name)
                    ),
                ]
            )
            for name, _, how in meant
        ]
        for place in stage.parties:
            for (name, at, _), of_it in zip(meant, of_gatherings, strict=True):
                pair = place.party.body, name
                told = [
                    *in_sentence(setting, number, place.at, at, both=False),
                    of_party(setting, place, "A"),
                    of_it,
                ]
                if gatherings[name].values.get("host") == place.party.body:
                    told.append(Features(_HOST))
                if pair in ruled:
                    told.append(of_rules(ruled[pair], stage.symbols.sentence))
                yield Context("participation", pair, number, (place,), at, told)


def of_gathering(
    draft: Draft, how: str, number: int, first: int | None, *, main: bool
) -> list[tuple[str, Collection[str]]]:
    """Return what is known of a gathering in a sentence.

    Args:
        draft: The gathering.
        how: How the sentence speaks of it.
        number: Index of the sentence.
        first: Index of the one that tells of it first.
        main: Whether the article is about it.
    """
    gap = 0 if first is None else number - first
    return [
        ("how", (how,)),
        ("form", (str(draft.values.get("form")),)),
        ("gathering", (draft.modality, "main") if main else (draft.modality,)),
        ("gap", ("before" if gap < 0 else steps(gap),)),
    ]


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
                    yield member.name, stage.positions[index], "named"
    sentence = stage.symbols.sentence
    for name, how in occasions.around(sentence.start, sentence.end):
        if name not in seen and name in gatherings:
            seen.add(name)
            yield name, None, how


def in_sentence(
    setting: Setting, number: int, first: int | None, second: int | None, *, both: bool = True
) -> list[Features]:
    """Return what a sentence says beside two places, and what stands between them.

    Args:
        setting: The article.
        number: Index of the sentence.
        first: Index of the symbol of the first place; None where the sentence does not name it.
        second: The same of the second.
        both: Whether the words beside the second tell, too.
    """
    stage = setting.stages[number]
    found = [of_sentence(setting, number), between(stage, first, second)]
    if first is not None:
        found.append(around(stage, first, "a"))
    if both and second is not None:
        found.append(around(stage, second, "b"))
    return found


def first_told(setting: Setting, gatherings: Mapping[str, Draft]) -> Mapping[str, int | None]:
    """Return the first sentence that tells of each gathering."""
    return {name: setting.first_in(draft.evidence) for name, draft in gatherings.items()}


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


RELATIONS: Final[Mapping[str, Callable[[Setting, Sequence[Draft]], Iterator[Context]]]] = {
    "membership": _membership,
    "partnership": _partnership,
    "participation": _participation,
}
"""The relations that are weighed."""
