"""From a weighed context to the fact that it states: its fields, its passages and how it is stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts.modality import STAGES, modality_of
from citygraph.loaders.extraction.facts.partnership import stage_of
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.records import record

from .contexts import Context
from .setting import Setting, Stage
from .weights import Weights

__all__ = ["TELLING", "Weighed", "added", "formed", "further"]

TELLING: Final[Mapping[str, frozenset[str]]] = {
    "membership": frozenset({"member", "join", "belong", "found", "lead", "leave", "apply", "refuse"}),
    "partnership": frozenset({"twin", "agree", "sign", "renew", "suspend", "end", "talk"}),
    "participation": frozenset({"host", "attend", "speak", "select", "absent"}),
}
"""Meanings of which a sentence, or the one before it, has one when it says that two stand in a relation."""
_TOGETHER: Final = frozenset({"cooperate"})
"""What tells of a tie beside the words of twinning."""
_OTHERS: Final = 2
"""Further passages of a fact."""
_BEFORE: Final = 2
"""Sentences before one that may tell the form of its tie."""
_TWINS: Final = "sister-city"
_FRIENDS: Final = "friendship"
_CLAUSES: Final = frozenset(",;:.")
_PARTIES: Final = frozenset({"<C>", "<P>"})
_JOINING: Final = 2
"""So few symbols from the mark that ends a clause does the next city stand, where another clause begins with it."""
_ENDING: Final = _PARTIES | {";", "."}
_SELECTED: Final = frozenset({"select", "join"})


@record(frozen=True, slots=True)
class Weighed:
    """A context that was weighed.

    Attributes:
        context: The context.
        probability: How likely it says so.
    """

    context: Context
    probability: float


def further(
    setting: Setting, chosen: Weighed, found: Sequence[Weighed], weights: Weights
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
    telling = TELLING[context.relation]
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


def _spoken_of(setting: Setting, number: int) -> str:
    """Return the form of a tie whose sentence names none: twins if the article spoke of twins last, else by its title.

    What else was named before (a memorandum, a letter) is a paper of its own.
    """
    named = [setting.meanings.form(stage.words) for stage in setting.stages[:number]]
    if next((form for form in reversed(named) if form is not None), None) == _TWINS:
        return _TWINS
    titles = [
        form
        for form, stage in zip(named, setting.stages, strict=False)
        if form is not None and stage.symbols.sentence.heading
    ]
    return titles[0] if titles[:1] == [_FRIENDS] else "cooperation"


def formed(setting: Setting, draft: Draft) -> Draft:
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


def added(
    setting: Setting, found: Weighed, weights: Weights, drafts: Sequence[Draft], others: tuple[Span, ...]
) -> Draft:
    """Return the fact that a context states; ``others`` are further passages that state it."""
    context = found.context
    stage = setting.stages[context.number]
    low, high = context.reach(setting)
    if context.relation == "membership":
        low, high = _own_clause(stage, context, low, high)
    elif context.relation == "partnership":
        low, high = _near(stage, context, low, high)
    modality = modality_of(stage.symbols, low, high, setting.reading.analysis.language)
    value = modality.value
    values: dict[str, object]
    if context.relation == "membership":
        values = {"member": context.pair[0], "network": context.pair[1]}
    elif context.relation == "partnership":
        form = setting.meanings.form(stage.words) or _spoken_of(setting, context.number)
        values = {"partners": list(context.pair), "form": form}
        said, modality = stage_of(setting.reading, stage.symbols, low, high, modality)
        value = modality.value
        values["stage"] = said or STAGES.get(value)
        if values["stage"] is None:
            del values["stage"]
    else:
        values, value = _part(context, stage.present, drafts, value)
    because = [f"weighed: {found.probability:.2f}", *weights.telling(context.features)]
    return Draft(
        context.relation,
        values,
        (_passage(setting, context), *others),
        f"{setting.reading.analysis.language}.{context.relation}.weighed",
        round(min(found.probability, 0.95), 3),
        value,
        tuple(because),
    )


def _own_clause(stage: Stage, context: Context, low: int, high: int) -> tuple[int, int]:
    """Return the stretch that speaks of a city's membership, and not of somebody else's.

    Where its network was named in the clause of another before, *A gave up the chair of N, and B took it*, that is its
    own clause; where the sentence does not name the network, what stands between the cities beside it: *A came first;
    B has not applied*.
    """
    party, words = context.places[0].at, stage.words
    if party is None:
        return low, high
    if context.second is None:
        ends = [at for at, word in enumerate(words) if at != party and word in _ENDING]
        behind = min((at for at in ends if at > party), default=high + 1)
        mark = max((at for at in range(party + 1, behind) if words[at] in _CLAUSES), default=0)
        last = mark if behind - mark <= _JOINING else behind
        return max((at + 1 for at in ends if at < party), default=low), last - 1
    if context.second > party:
        return low, high
    before = max((at for at in range(low, party) if words[at] in _CLAUSES), default=low)
    others = any(word in _PARTIES for word in words[:low])
    return (before if others else low), high


def _near(stage: Stage, context: Context, low: int, high: int) -> tuple[int, int]:
    """Return the stretch from a city to the nearest word of a tie, where the sentence does not name the other city."""
    one, other = context.places[0].at, context.second
    at = one if one is not None else other
    if at is None or (one is not None and other is not None):
        return low, high
    telling = TELLING["partnership"] | _TOGETHER
    words = [index for index, meant in enumerate(stage.meanings) if not telling.isdisjoint(meant)]
    nearest = min(words, key=lambda index: abs(index - at), default=at)
    return min(at, nearest), max(at, nearest)


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
