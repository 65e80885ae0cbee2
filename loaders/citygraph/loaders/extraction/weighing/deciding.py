"""From weights to facts: what the rules drew and is likely stays, what is likely and they missed is added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import PAIRS, ROLLS, Reading, is_contained, is_domestic
from citygraph.loaders.extraction.records import changed

from .contexts import RELATIONS, Context, Pair, contexts
from .forming import TELLING, Weighed, added, formed, further
from .meanings import meanings_of
from .setting import Place, Setting
from .weights import Weights, shipped_weights

__all__ = ["ATTENDING", "weighed"]

ATTENDING: Final = "attending"
"""Name of the weights by which somebody takes part in what others host."""

_SPORT: Final = 3
"""Words of sport that make an article one of sport: cities in it are teams."""
_PLAIN: Final = 0.15
"""So much likelier than enough, it needs no word of its relation; who takes part does."""
_SURE: Final = 0.82
"""A rule as sure as this is dropped only where its finding is improbable indeed,"""
_DOUBTED: Final = 0.25
"""less likely than this."""
_BEARERS: Final = (".bearer", ".titled")
"""Ends of the names of rules of who bears the title of a network."""
_NAMELESS: Final = (".visit", ".meeting", ".nameless")
"""Ends of the names of rules of gatherings without a name: how they are told says who takes part."""


def weighed(reading: Reading, drafts: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """Return the relations of an article after weighing.

    In a language that has no words by meaning the rules alone decide.

    Args:
        reading: The article.
        drafts: Its events and programmes, and all else that is not weighed.
        told: The relations that the rules drew.
    """
    meanings = meanings_of(reading.analysis.language)
    if meanings is None:
        return list(told)
    setting = Setting(reading, meanings)
    if not any(stage.parties for stage in setting.stages):
        return list(told)
    kept: list[Draft] = [each for each in told if each.kind not in RELATIONS]
    every = [*drafts, *told]
    sporting = [stage for stage in setting.stages if "sport" in stage.present]
    sport = sum("sport" in meant for stage in sporting for meant in stage.meanings) >= _SPORT
    spoken = frozenset[str]().union(*(stage.present for stage in setting.stages))
    for relation in RELATIONS:
        own = [each for each in told if each.kind == relation]
        if not own and (sport or spoken.isdisjoint(TELLING[relation])):
            continue  # there is nothing to drop, and nothing would be added
        weights = shipped_weights(relation)
        found = [
            Weighed(context, weights.probability(context.told))
            for context in contexts(setting, relation, every)
        ]
        drawn = [each for each in (*own, *drafts) if each.kind == relation]
        covered = {pair for each in drawn for pair in _pairs(each)}
        best = _best(found)
        standing = _standing(own, best, weights, together=relation == "participation")
        if relation == "participation":
            weights = shipped_weights(ATTENDING)
            found = [changed(each, probability=weights.probability(each.context.told)) for each in found]
            hosts = [each for each in standing if each.values.get("role") == "host"]
            guests = [each for each in standing if each.values.get("role") != "host"]
            standing = [*hosts, *_standing(guests, _best(found), weights, together=True)]
        barred: set[Pair] = set()
        if relation == "membership":
            barred = _beside_bearers(setting, best, standing)
        elif relation == "partnership":
            barred = _starred(setting, best, weights, standing) | _beside_pairs(setting, best, drawn)
            standing = [each for each in standing if barred.isdisjoint(_pairs(each)) or len(_pairs(each)) > 1]
        kept += [formed(setting, each) for each in standing]
        if relation == "participation":
            best = _best(_one_each(setting, found, drawn))
            told_of = {str(each.values["name"]) for each in drafts if each.rule.endswith(_NAMELESS)}
            barred |= {pair for pair in best if pair[1] in told_of}
        elif relation == "partnership":
            best = _best(_by_name_first(found))
            barred |= _unlikely(best, reading.analysis.language)
        kept += [
            added(setting, each, weights, every, further(setting, each, found, weights))
            for pair, each in best.items()
            if each.probability >= weights.enough
            and pair not in covered
            and pair not in barred
            and not sport
            and (
                (relation != "participation" and each.probability >= weights.enough + _PLAIN)
                or _tells(setting, each.context)
            )
        ]
    return kept


def _tells(setting: Setting, context: Context) -> bool:
    """Return whether a context has a word of its relation at all."""
    stages = setting.stages[max(0, context.number - 1) : context.number + 1]
    return any(stage.present & TELLING[context.relation] for stage in stages)


def _best(found: Iterable[Weighed]) -> dict[Pair, Weighed]:
    """Return the likeliest context of each pair."""
    best: dict[Pair, Weighed] = {}
    for each in found:
        known = best.get(each.context.pair)
        if known is None or each.probability > known.probability:
            best[each.context.pair] = each
    return best


def _one_each(setting: Setting, found: Sequence[Weighed], drawn: Sequence[Draft]) -> list[Weighed]:
    """Return for each party of a sentence the likeliest gathering only; none where a rule told which it is."""
    told = {
        (number, pair[0])
        for draft in drawn
        for pair in _pairs(draft)
        for passage in draft.evidence
        for number in setting.reached(passage)
    }
    best: dict[tuple[int, str], Weighed] = {}
    for each in found:
        key = each.context.number, each.context.pair[0]
        known = best.get(key)
        if key not in told and (known is None or each.probability > known.probability):
            best[key] = each
    return list(best.values())


def _by_name_first(found: Sequence[Weighed]) -> list[Weighed]:
    """Return the contexts without those where a city that is not named takes the place of one that is.

    *The two towns ... Lyon has been a twin of Toyama* ties Lyon to Toyama, and not to whatever town was meant before.
    """
    named: dict[tuple[int, str], float] = {}
    for each in found:
        if all(_is_named(place) for place in each.context.places):
            for body in each.context.pair:
                key = each.context.number, body
                named[key] = max(named.get(key, 0.0), each.probability)
    return [
        each
        for each in found
        if all(_is_named(place) for place in each.context.places)
        or not any(
            _is_named(place) and named.get((each.context.number, place.party.body), 0.0) > each.probability
            for place in each.context.places
        )
    ]


def _starred(
    setting: Setting, best: Mapping[Pair, Weighed], weights: Weights, ruled: Sequence[Draft]
) -> set[Pair]:
    """Return the pairs that a sentence ties to a third city and not to each other.

    *Its twins are Parma and Foshan* ties neither of the two to the other. Of two that are not in one row, rules must
    have read the ties to the third.

    Args:
        setting: The article.
        best: The likeliest context of each pair.
        weights: The weights of partnerships.
        ruled: The partnerships that rules drew.
    """
    read: dict[int, set[Pair]] = {}
    for draft in ruled:
        for start, _ in draft.evidence:
            number = setting.at(start)
            if number is not None:
                read.setdefault(number, set()).update(_pairs(draft))
    ties = {number: set(pairs) for number, pairs in read.items()}
    for pair, each in best.items():
        if each.probability >= weights.enough:
            ties.setdefault(each.context.number, set()).add(pair)
    barred: set[Pair] = set()
    for pair, each in best.items():
        number = each.context.number
        one, other = each.context.places
        if one.chunk is not None and one.at == other.at:
            listed = {member.body for member in one.chunk.members if isinstance(member, Party)}
            hubs = _hubs(pair, ties.get(number, set())) - listed
        elif pair not in read.get(number, set()):
            hubs = _hubs(pair, read.get(number, set()))
        else:
            continue
        if hubs:
            barred.add(pair)
    return barred


def _beside_bearers(setting: Setting, best: Mapping[Pair, Weighed], drawn: Sequence[Draft]) -> set[Pair]:
    """Return the pairs of a network with those whom a sentence names beside the one that bears its title.

    *Linz, a UNESCO City of Media Arts, writes to Faro*.
    """
    borne = {
        (setting.at(draft.evidence[0][0]), draft.values["network"])
        for draft in drawn
        if draft.rule.endswith(_BEARERS)
    }
    return {pair for pair, each in best.items() if (each.context.number, pair[1]) in borne}


def _unlikely(best: Mapping[Pair, Weighed], language: str) -> set[Pair]:
    """Return the pairs of a city and its province, and those of one country where cities rarely twin."""
    return {
        pair
        for pair, each in best.items()
        if is_domestic(*pair, language) or is_contained(*(place.party for place in each.context.places))
    }


def _beside_pairs(setting: Setting, best: Mapping[Pair, Weighed], drawn: Sequence[Draft]) -> set[Pair]:
    """Return the pairs that a sentence of cities named two by two does not name."""
    named: dict[int, set[Pair]] = {}
    for draft in drawn:
        if draft.rule.endswith(PAIRS) and (number := setting.at(draft.evidence[0][0])) is not None:
            named.setdefault(number, set()).update(_pairs(draft))
    return {
        pair
        for pair, each in best.items()
        if each.context.number in named and pair not in named[each.context.number]
    }


def _hubs(pair: Pair, ties: set[Pair]) -> set[str]:
    """Return who has ties with both of two cities."""
    one, other = ({body for tie in ties if end in tie for body in tie} for end in pair)
    return (one & other) - set(pair)


def _is_named(place: Place) -> bool:
    return place.chunk is not None and not place.party.again


def _pairs(draft: Draft) -> list[Pair]:
    values = draft.values
    if draft.kind == "membership":
        return [(str(values["member"]), str(values["network"]))]
    if draft.kind == "participation":
        return [(str(values["participant"]), str(values["in"]))]
    partners = values["partners"]
    bodies = sorted(map(str, partners)) if isinstance(partners, list) else []  # pyright: ignore[reportUnknownArgumentType]
    return [(one, other) for index, one in enumerate(bodies) for other in bodies[index + 1 :]]


def _standing(
    drafts: Sequence[Draft], best: Mapping[Pair, Weighed], weights: Weights, *, together: bool
) -> list[Draft]:
    """Return the rules' drafts that are likely, too; one whose pair was not weighed stands.

    Cities named two by two stand, too.

    Args:
        drafts: What the rules drew of a relation.
        best: The likeliest context of each pair.
        weights: The weights of the relation.
        together: Whether those that one match drew, from a list of cities, stand or fall together.
    """
    likely: dict[object, float] = {}
    for draft in drafts:
        seen = [best[pair].probability for pair in _pairs(draft) if pair in best]
        key = (draft.rule, draft.evidence) if together else id(draft)
        likely[key] = max(likely.get(key, 0.0), *seen, 0.0) if seen else 1.0
    return [
        each
        for each in drafts
        if each.rule.endswith((PAIRS, ROLLS))  # the row tells, not the words beside a pair
        or likely[(each.rule, each.evidence) if together else id(each)]
        >= (weights.least if each.confidence < _SURE else min(weights.least, _DOUBTED))
    ]
