"""From weights to facts: what the rules drew and is likely stays, what is likely and they missed is added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.facts.modality import modality_of
from citygraph.loaders.extraction.facts.partnership import stage_of
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.records import record

from .contexts import RELATIONS, Context, Pair, contexts
from .meanings import meanings_of
from .setting import Place, Setting, Stage
from .weights import Weights, shipped_weights

__all__ = ["weighed"]

_STAGES: Final = {"planned": "exploring", "ended": "ended", "asserted": "agreed"}
_TELLING: Final[Mapping[str, frozenset[str]]] = {
    "membership": frozenset({"member", "join", "belong", "found", "lead", "leave", "apply", "refuse"}),
    "partnership": frozenset({"twin", "agree", "sign", "renew", "suspend", "end", "talk"}),
    "participation": frozenset({"host", "attend", "speak", "select", "absent"}),
}
"""Meanings of which a sentence, or the one before it, has one when it says that two stand in a relation."""
_SPORT: Final = 3
"""Words of sport that make an article one of sport: cities in it are teams."""
_OTHERS: Final = 2
"""Further passages of a fact."""
_BEFORE: Final = 2
"""Sentences before one that may tell the form of its tie."""
_PLAIN: Final = 0.15
"""So much likelier than enough, it needs no word of its relation."""
_SURE: Final = 0.82
"""A rule as sure as this is dropped only where its finding is improbable indeed,"""
_DOUBTED: Final = 0.25
"""less likely than this."""
_CLAUSES: Final = frozenset(",;:.")
_PARTIES: Final = frozenset({"<C>", "<P>"})
_SELECTED: Final = frozenset({"select", "join"})


@record(frozen=True, slots=True)
class _Weighed:
    """A context that was weighed.

    Attributes:
        context: The context.
        probability: How likely it says so.
    """

    context: Context
    probability: float


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
        if not own and (sport or spoken.isdisjoint(_TELLING[relation])):
            continue  # there is nothing to drop, and nothing would be added
        weights = shipped_weights(relation)
        found = [
            _Weighed(context, weights.probability(context.told))
            for context in contexts(setting, relation, every)
        ]
        drawn = [each for each in (*own, *drafts) if each.kind == relation]
        covered = {pair for each in drawn for pair in _pairs(each)}
        best = _best(found)
        standing = _standing(own, best, weights, together=relation == "participation")
        barred: set[Pair] = set()
        if relation == "partnership":
            barred = _starred(setting, best, weights, standing)
            standing = [each for each in standing if barred.isdisjoint(_pairs(each)) or len(_pairs(each)) > 1]
        kept += [_formed(setting, each) for each in standing]
        if relation == "participation":
            best = _best(_one_each(setting, found, drawn))
        elif relation == "partnership":
            best = _best(_by_name_first(found))
        kept += [
            _added(setting, each, weights, every, _further(setting, each, found, weights))
            for pair, each in best.items()
            if each.probability >= weights.enough
            and pair not in covered
            and pair not in barred
            and not sport
            and (each.probability >= weights.enough + _PLAIN or _tells(setting, each.context))
        ]
    return kept


def _tells(setting: Setting, context: Context) -> bool:
    """Return whether a context has a word of its relation at all."""
    stages = setting.stages[max(0, context.number - 1) : context.number + 1]
    return any(stage.present & _TELLING[context.relation] for stage in stages)


def _best(found: Iterable[_Weighed]) -> dict[Pair, _Weighed]:
    """Return the likeliest context of each pair."""
    best: dict[Pair, _Weighed] = {}
    for each in found:
        known = best.get(each.context.pair)
        if known is None or each.probability > known.probability:
            best[each.context.pair] = each
    return best


def _one_each(setting: Setting, found: Sequence[_Weighed], drawn: Sequence[Draft]) -> list[_Weighed]:
    """Return for each party of a sentence the likeliest gathering only; none where a rule told which it is."""
    told = {
        (number, pair[0])
        for draft in drawn
        for pair in _pairs(draft)
        for passage in draft.evidence
        for number in setting.reached(passage)
    }
    best: dict[tuple[int, str], _Weighed] = {}
    for each in found:
        key = each.context.number, each.context.pair[0]
        known = best.get(key)
        if key not in told and (known is None or each.probability > known.probability):
            best[key] = each
    return list(best.values())


def _by_name_first(found: Sequence[_Weighed]) -> list[_Weighed]:
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
    setting: Setting, best: Mapping[Pair, _Weighed], weights: Weights, ruled: Sequence[Draft]
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
    drafts: Sequence[Draft], best: Mapping[Pair, _Weighed], weights: Weights, *, together: bool
) -> list[Draft]:
    """Return the rules' drafts that are likely, too; one whose pair was not weighed stands.

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
        if likely[(each.rule, each.evidence) if together else id(each)]
        >= (weights.least if each.confidence < _SURE else min(weights.least, _DOUBTED))
    ]


def _further(
    setting: Setting, chosen: _Weighed, found: Sequence[_Weighed], weights: Weights
) -> tuple[Span, ...]:
    """Return the passages of other sentences that are likely to say the same."""
    others = [
        each
        for each in found
        if each.context.pair == chosen.context.pair
        and each.context.number != chosen.context.number
        and each.probability >= weights.enough
    ]
    others.sort(key=lambda each: (-each.probability, each.context.number))
    return tuple(_passage(setting, each.context) for each in others[:_OTHERS])


def _passage(setting: Setting, context: Context) -> Span:
    """Return the passage of a context: its whole sentence where no word of the relation stands between the two."""
    stage = setting.stages[context.number]
    low, high = context.reach(setting)
    telling = _TELLING[context.relation]
    if any(not telling.isdisjoint(meant) for meant in stage.meanings[low : high + 1]):
        return context.passage(setting)
    return stage.symbols.sentence.start, stage.symbols.sentence.end


def _form(setting: Setting, number: int) -> str | None:
    """Return the form of a tie by the words of its sentence, else of the ones shortly before it."""
    for at in range(number, max(-1, number - _BEFORE - 1), -1):
        form = setting.meanings.form(setting.stages[at].words)
        if form is not None:
            return form
    return None


def _formed(setting: Setting, draft: Draft) -> Draft:
    """Return a rule's partnership with its form: a letter of intent goes before what it is meant to lead to."""
    if draft.kind != "partnership":
        return draft
    number = setting.at(draft.evidence[0][0])
    if number is None:
        return draft
    form = draft.values.get("form")
    here = setting.meanings.form(setting.stages[number].words)
    told = here if form is not None else _form(setting, number)
    if told is None or (form is not None and told != "letter-of-intent"):
        return draft
    return replace(draft, values={**draft.values, "form": told})


def _added(
    setting: Setting, found: _Weighed, weights: Weights, drafts: Sequence[Draft], further: tuple[Span, ...]
) -> Draft:
    """Return the fact that a context states."""
    context = found.context
    stage = setting.stages[context.number]
    low, high = context.reach(setting)
    if context.relation == "membership":
        low = _own_clause(stage, context, low)
    modality = modality_of(stage.symbols, low, high, setting.reading.analysis.language)
    value = modality.value
    values: dict[str, object]
    if context.relation == "membership":
        values = {"member": context.pair[0], "network": context.pair[1]}
    elif context.relation == "partnership":
        values = {"partners": list(context.pair), "form": setting.meanings.form(stage.words) or "cooperation"}
        said, modality = stage_of(setting.reading, stage.symbols, low, high, modality)
        value = modality.value
        values["stage"] = said or _STAGES.get(value)
        if values["stage"] is None:
            del values["stage"]
    else:
        values, value = _part(context, stage.present, drafts, value)
    because = [f"weighed: {found.probability:.2f}", *weights.telling(context.features)]
    return Draft(
        context.relation,
        values,
        (_passage(setting, context), *further),
        f"{setting.reading.analysis.language}.{context.relation}.weighed",
        round(min(found.probability, 0.95), 3),
        value,
        tuple(because),
    )


def _own_clause(stage: Stage, context: Context, low: int) -> int:
    """Return where a city's own clause begins, if its network was named in the clause of somebody else before.

    *A gave up the chair of N, and B took it*.
    """
    party, words = context.places[0].at, stage.words
    if context.second is None or party is None or context.second > party:
        return low
    before = max((at for at in range(low, party) if words[at] in _CLAUSES), default=low)
    others = any(word in _PARTIES for word in words[:low])
    return before if others else low


def _part(
    context: Context, present: frozenset[str], drafts: Sequence[Draft], modality: str
) -> tuple[dict[str, object], str]:
    """Return the fields of a participation, and how it is stated: what is to come is planned."""
    place = context.places[0]
    values: dict[str, object] = {"participant": context.pair[0], "in": context.pair[1]}
    gathering = next(each for each in drafts if each.values.get("name") == context.pair[1])
    features = context.features
    speaks = ("a>1", "speak") in features or ("a>2", "speak") in features
    if gathering.values.get("host") == context.pair[0]:
        values["role"] = "host"
    elif gathering.kind == "programme":
        if present & _SELECTED:
            values["role"] = "selected"
    elif place.party.person and speaks:
        values["role"] = "speaker"
    else:
        values["role"] = "delegate"
    if place.party.person:
        values["person"] = place.party.person
    if modality == "ended":
        modality = "asserted"
    if modality == "asserted" and gathering.modality == "planned" and gathering.kind == "event":
        modality = "planned"
    elif modality == "planned" and gathering.modality == "asserted" and gathering.kind == "event":
        modality = "asserted"
    return values, modality
