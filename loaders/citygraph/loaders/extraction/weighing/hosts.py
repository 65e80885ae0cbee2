"""Who hosts an event, weighed: each city of a sentence that speaks of it, and the city that the article is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.facts.occasions import Occasions
from citygraph.loaders.extraction.gatherings.circumstance_words import circumstance_words_of
from citygraph.loaders.extraction.gatherings.hosting import situated

from .contexts import Context, first_told, in_sentence, occasions_of, of_gathering
from .features import Features, of_party
from .meanings import meanings_of
from .setting import Place, Setting
from .weights import Weights, shipped_weights

__all__ = ["HOSTING", "hosted", "hosting_contexts", "with_hosts"]

HOSTING: Final = "hosting"
"""Name of the relation and of its weights."""

_MOST: Final = 300
_FORMS: Final = frozenset({"visit", "signing"})
_UNWEIGHED: Final = (".event.meeting", ".event.row")
"""Ends of the names of rules that say themselves who receives."""
_SURE: Final = 1.0


def hosting_contexts(setting: Setting, drafts: Sequence[Draft]) -> Iterator[Context]:
    """Yield where an article may say who hosts one of its events, sentence by sentence.

    Visits and signings are left out: how they are told says who receives.

    Args:
        setting: The article.
        drafts: Its events and all else drawn so far.
    """
    events = {str(each.values["name"]): each for each in drafts if _weighable(each)}
    if not events:
        return
    occasions = Occasions(replace(setting.reading, drafts=drafts))
    told = first_told(setting, events)
    words = circumstance_words_of(setting.reading.analysis.language)
    seat = _seat(setting)
    for number, stage in enumerate(setting.stages):
        meant = [each for each in occasions_of(stage, occasions, events) if each[2] != "last 2"]
        if not meant:
            continue
        places = stage.parties
        if seat is not None and all(place.party.body != seat.party.body for place in places):
            places = (*places, seat)
        if len(places) * len(meant) > _MOST:
            continue
        of_events = [
            Features(of_gathering(events[name], how, number, told[name], main=occasions.is_main(name)))
            for name, _, how in meant
        ]
        for place in places:
            body, where = place.party.body, place.party.place
            led = situated(stage.symbols.sentence, where, words) if where is not None and place.chunk else 0.0
            for (name, at, how), of_it in zip(meant, of_events, strict=True):
                if place.chunk is None and how not in ("named", "here"):
                    continue
                rows: list[tuple[str, Collection[str]]] = [
                    ("situated", (f"{led:.1f}",)),
                    ("situated how", (f"{led:.1f} {how}",)),
                    ("seat", ("yes" if seat is not None and seat.party.body == body else "no",)),
                    ("seat how", (f"{place.chunk is None} {how}",)),
                    ("gatherings", (str(min(4, len(events))),)),
                    *_of_host(events[name], body, how),
                ]
                features = [
                    *in_sentence(setting, number, place.at, at, both=False),
                    of_party(setting, place, "A"),
                    of_it,
                    Features(rows),
                ]
                yield Context(HOSTING, (body, name), number, (place,), at, features)


def _weighable(draft: Draft) -> bool:
    return (
        draft.kind == "event"
        and draft.values.get("form") not in _FORMS
        and not draft.rule.endswith(_UNWEIGHED)
    )


def _seat(setting: Setting) -> Place | None:
    """Return the city of the dateline, else the one that the article is about."""
    dateline = setting.reading.analysis.dateline
    if dateline is not None and dateline.government is not None:
        for city in setting.reading.discourse.cities:
            if city.place is not None and city.place.government == dateline.government:
                return Place(city)
    return setting.at_home


def _of_host(draft: Draft, body: str, how: str) -> list[tuple[str, Collection[str]]]:
    """Return what an event's name and the rules say on a city as its host."""
    host = draft.values.get("host")
    city = body.rsplit(",", 1)[0].casefold()
    rule = "none" if host is None else "this" if host == body else "other"
    return [
        ("in its name", (str(city in str(draft.values["name"]).casefold()),)),
        ("rule", (rule,)),
        ("rule how", (f"{rule} {how}",)),
        ("rule sure", (f"{rule} {int(draft.confidence * 10)}",)),
        ("rule name", (f"{rule} {draft.rule}",)),
    ]


def hosted(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """Return an article's drafts with the hosts of its events after weighing.

    Where a city is likely the host it becomes that; a host that is unlikely is taken back. In a language that has
    no words by meaning the rules alone decide.

    Args:
        reading: The article.
        drafts: Its events, who hosts them by the rules, and all else drawn so far.
    """
    meanings = meanings_of(reading.analysis.language)
    if meanings is None or not any(_weighable(each) for each in drafts):
        return list(drafts)
    setting = Setting(reading, meanings)
    weights = shipped_weights(HOSTING)
    denied = {
        (str(each.values["participant"]), str(each.values["in"]))
        for each in drafts
        if each.kind == "participation" and each.values.get("role") == "host" and each.modality == "denied"
    }
    ruled = {(str(each.values.get("host")), str(each.values["name"])) for each in drafts if _weighable(each)}
    best: dict[tuple[str, str], tuple[float, Context]] = {}
    for context in hosting_contexts(setting, drafts):
        if context.pair in denied or (context.pair not in ruled and _attends(setting, context)):
            continue
        sure = weights.probability(context.told)
        if context.pair not in best or sure > best[context.pair][0]:
            best[context.pair] = sure, context
    chosen = {
        name: found
        for name in {pair[1] for pair in best}
        if (found := max((best[pair] for pair in sorted(best) if pair[1] == name), key=lambda each: each[0]))[
            0
        ]
        >= weights.enough
    }
    return list(_decided(setting, drafts, best, chosen, weights))


def _attends(setting: Setting, context: Context) -> bool:
    """Return whether a sentence tells that somebody's official comes or goes to what is held: they are no host."""
    sentence = setting.stages[context.number].symbols.sentence
    words = circumstance_words_of(setting.reading.analysis.language).attending
    return bool(context.places[0].party.person) and not sentence.words.isdisjoint(words)


def _decided(
    setting: Setting,
    drafts: Sequence[Draft],
    best: Mapping[tuple[str, str], tuple[float, Context]],
    chosen: Mapping[str, tuple[float, Context]],
    weights: Weights,
) -> Iterator[Draft]:
    """Yield the drafts with the hosts chosen, without those that are unlikely."""
    tag = setting.reading.analysis.language
    told = {
        (str(each.values["participant"]), str(each.values["in"]))
        for each in drafts
        if each.kind == "participation" and each.values.get("role") == "host"
    }

    def stands(body: object, name: str) -> bool:
        """Return whether a rule's host may stay: it is the one chosen, or likely enough beside it."""
        sure = best.get((str(body), name), (_SURE, None))[0]
        found = chosen.get(name)
        if found is not None and found[1].pair[0] == body:
            return True
        return sure >= (weights.enough if found is not None else weights.least)

    for each in drafts:
        if each.kind == "participation" and each.values.get("role") == "host":
            if stands(each.values["participant"], str(each.values["in"])):
                yield each
            continue
        if not _weighable(each):
            yield each
            continue
        name = str(each.values["name"])
        host, found = each.values.get("host"), chosen.get(name)
        values = dict(each.values)
        if found is not None:
            values["host"] = found[1].pair[0]
        elif host is not None and not stands(host, name):
            del values["host"]
        yield each if values.get("host") == host else replace(each, values=values)
        if found is not None and (found[1].pair[0], name) not in told:
            yield _part(tag, setting, found[0], found[1], each, weights)


def _part(tag: str, setting: Setting, sure: float, context: Context, event: Draft, weights: Weights) -> Draft:
    """Return the part that a host takes in its event."""
    values: dict[str, object] = {"participant": context.pair[0], "in": context.pair[1], "role": "host"}
    person = context.places[0].party.person
    if person:
        values["person"] = person
    return Draft(
        "participation",
        values,
        (context.passage(setting),),
        f"{tag}.participation.host-weighed",
        round(min(sure, 0.95), 3),
        event.modality,
        (f"weighed: {sure:.2f}", *weights.telling(context.features)),
    )


def with_hosts(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts whose events name their host where only its part in them was drawn, and by one city alone."""
    hosts: dict[str, set[str]] = {}
    for each in drafts:
        if (
            each.kind == "participation"
            and each.values.get("role") == "host"
            and each.modality in ("asserted", "planned")
        ):
            hosts.setdefault(str(each.values["in"]), set()).add(str(each.values["participant"]))
    found: list[Draft] = []
    for each in drafts:
        body = hosts.get(str(each.values.get("name"))) if each.kind == "event" else None
        bare = body is not None and len(body) == 1 and "host" not in each.values
        found.append(
            replace(each, values={**each.values, "host": next(iter(body))}) if body and bare else each
        )
    return found
