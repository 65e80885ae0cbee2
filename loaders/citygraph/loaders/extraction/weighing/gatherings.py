"""Drafts of gatherings without a name that a sentence tells of, once it is known who receives and who comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from citygraph.loaders.extraction.analysis import Analysis, Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.gatherings.classes import UNTITLED
from citygraph.loaders.extraction.gatherings.scenes import Scene, Scenes
from citygraph.loaders.extraction.gatherings.timing import modality_of, timing_of, when_about
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.mentions import GatheringMention
from citygraph.loaders.extraction.records import record

__all__ = ["Gathering", "drafted"]

_ANY: Final = 1.0
_TOGETHER: Final = 4


@record(frozen=True, slots=True)
class Gathering:
    """A gathering without a name.

    Attributes:
        sentence: The sentence that tells of it.
        form: ``visit``, ``meeting``, ``signing`` or ``ceremony``.
        host: Who receives; None where not told.
        guests: Who comes.
        confidence: From 0 to 1.
    """

    sentence: Sentence
    form: str
    host: Party | None
    guests: tuple[Party, ...]
    confidence: float


def drafted(analysis: Analysis, found: Sequence[Gathering], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the events and who takes part in them; one that is told twice, or drafted before, once.

    Args:
        analysis: The article.
        found: The gatherings, in order.
        drafts: What was drafted of its gatherings before.
    """
    scenes = Scenes(analysis)
    known = [*_known(drafts)]
    made: list[Draft] = []
    for each in sorted(found, key=lambda one: -one.confidence):
        host = each.host.body if each.host is not None else None
        guests = {party.body for party in each.guests}
        if any(_same((host, guests), other) for other in known):
            continue
        known.append((host, guests))
        made.extend(_drafts(scenes, each))
    return made


_Sides = tuple[str | None, set[str]]
"""Who receives, and who comes."""


def _known(drafts: Sequence[Draft]) -> Iterator[_Sides]:
    """Yield the sides of the gatherings without a name that were drafted before."""
    for event in drafts:
        if event.kind == "event" and event.values.get("form") in UNTITLED:
            host = event.values.get("host")
            yield (
                str(host) if host is not None else None,
                {
                    str(each.values["participant"])
                    for each in drafts
                    if each.kind == "participation" and each.values["in"] == event.values["name"]
                },
            )


def _same(one: _Sides, other: _Sides) -> bool:
    """Return whether two may be one gathering: nobody who receives or comes differs."""
    hosts = one[0] is None or other[0] is None or one[0] == other[0]
    return hosts and (one[1] <= other[1] or other[1] <= one[1])


def _drafts(scenes: Scenes, found: Gathering) -> Iterator[Draft]:
    analysis, sentence = scenes.analysis, found.sentence
    name = _name(analysis.language, found)
    last = sentence.tokens[-1]
    passage = sentence.start, last.start if last.kind == "mark" else sentence.end
    of = [Scene(sentence, GatheringMention(*passage, kind="event", name=name, form=found.form))]
    timing = timing_of(scenes, of, _ANY)
    modality = modality_of(scenes, of, timing)
    values: dict[str, object] = {"name": name, "form": found.form}
    when = timing.edtf if timing is not None else when_about(analysis, modality)
    if when is not None:
        values["when"] = when
    if found.host is not None:
        values["host"] = found.host.body
    sure = round(found.confidence, 3)
    because = (f"weighed: {found.confidence:.2f}",)
    rule = f"{analysis.language}.event.nameless"
    yield Draft("event", values, (passage,), rule, sure, modality, because)
    for party, role in (*((each, "delegate") for each in found.guests), (found.host, "host")):
        if party is None:
            continue
        part: dict[str, object] = {"participant": party.body, "in": name, "role": role}
        if party.person:
            part["person"] = party.person
        rule = f"{analysis.language}.participation.nameless-{role}"
        yield Draft("participation", part, (passage,), rule, sure, modality, because)


def _name(language: str, found: Gathering) -> str:
    """Return a description: what is held, who comes and who receives, as far as they are known."""
    names = _names_of(language)
    guests = f" {names['and']} ".join(_label(each) for each in found.guests[:_TOGETHER])
    host = _label(found.host) if found.host is not None else ""
    known = "both" if host and guests else "host" if host else "guest"
    return names[f"{found.form}-{known}"].format(guest=guests, host=host)


def _label(party: Party) -> str:
    return party.body.rsplit(",", 1)[0]


@cache
def _names_of(language: str) -> dict[str, str]:
    """Return how a language describes gatherings without a name, by form and by who is known."""
    names: dict[str, str] = {}
    for tag in (*chain(language), "en"):
        for key, value in lexicon(tag, "gatherings").get("nameless", {}).items():
            names.setdefault(key, value)
    return names
