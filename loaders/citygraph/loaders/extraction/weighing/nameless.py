"""Gatherings without a name that no rule reads: sentences are weighed, then who receives and who comes.

A visit, a meeting, a signing or a ceremony is told in many words (*a party from Kalmar was in town*). Of each sentence
it is weighed whether it tells of one; of each city in it, and of those that it is about without naming them, whether
it receives and whether it comes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import Reading, is_contained
from citygraph.loaders.extraction.gatherings.visit_words import visit_words_of
from citygraph.loaders.extraction.records import record

from .features import Features, around, of_party, of_sentence
from .gatherings import Gathering, drafted
from .meanings import meanings_of
from .setting import Place, Setting, Stage
from .weights import Weights, shipped_weights

__all__ = [
    "COMING",
    "NAMELESS",
    "RECEIVING",
    "Part",
    "nameless_drafts",
    "parts_in",
    "ruled_events",
    "told_nameless",
]

NAMELESS: Final = "nameless"
"""Name of the weights by which a sentence tells of a gathering without a name."""
RECEIVING: Final = "receiving"
"""Name of the weights by which a city receives in it."""
COMING: Final = "coming"
"""Name of the weights by which a city comes to it."""

_FEW: Final = 3
_SEVERAL: Final = 4
_NEAR: Final = (1, 2)
_MOST: Final = 12
_PAIR: Final = 2
_FORMS: Final = (
    ("visit", "visit"), ("sign", "signing"), ("meet", "meeting"), ("receive", "visit"), ("ceremony", "ceremony"),
)  # fmt: skip
"""Meanings by the form of gathering that they speak for, the first that a sentence has counts."""


@record(frozen=True, slots=True)
class Part:
    """A city that may have a part in what a sentence tells of.

    Attributes:
        place: The city.
        told: What may tell of its part.
    """

    place: Place
    told: Sequence[Features]


def ruled_events(setting: Setting, drafts: Sequence[Draft]) -> Mapping[int, Sequence[Draft]]:
    """Return the events that rules drew from the sentences of an article, by the index of the sentence.

    Args:
        setting: The article.
        drafts: What the rules drew of its gatherings.
    """
    ruled: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.kind == "event":
            for passage in draft.evidence:
                for number in setting.reached(passage):
                    ruled.setdefault(number, []).append(draft)
    return ruled


def told_nameless(setting: Setting, number: int, ruled: Sequence[Draft] = ()) -> Sequence[Features]:
    """Return what may tell that a sentence speaks of a gathering without a name.

    Args:
        setting: The article.
        number: Index of the sentence.
        ruled: The events that rules drew from it.
    """
    home = None if setting.home is None else setting.home.body
    return [of_sentence(setting, number), Features(_rows(setting.stages[number], ruled, home, number))]


def _rows(
    stage: Stage, ruled: Sequence[Draft], home: str | None, number: int
) -> list[tuple[str, Collection[str]]]:
    """Return what a sentence says of gatherings, and whom it names."""
    words = stage.words
    bodies = {place.party.body for place in stage.parties}
    letters = Counter(chunk.letter for chunk in stage.symbols.chunks)
    plain = [
        word if word[0] == "<" else meant[0]
        for word, meant in zip(words, stage.meanings, strict=True)
        if meant or word[0] == "<"
    ]
    return [
        ("word", set(words)),
        ("two words", {f"{one} {two}" for one, two in pairwise(words)}),
        ("two", {f"{one} {two}" for one, two in pairwise(plain)}),
        ("three", {" ".join(plain[at : at + 3]) for at in range(len(plain) - 2)}),
        ("chunks", {f"{letter} {min(_FEW, count)}" for letter, count in letters.items()}),
        ("bodies", (str(min(_SEVERAL, len(bodies))),)),
        ("countries", (str(min(_FEW, len({body[-2:] for body in bodies}))),)),
        ("person", (str(any(place.party.person for place in stage.parties)),)),
        ("home", (str(home in bodies),)),
        ("place", (str(min(_SEVERAL, number)),)),
        ("ruled", {draft.rule for draft in ruled} or ("none",)),
        ("ruled form", {str(draft.values.get("form")) for draft in ruled}),
    ]  # fmt: skip


def parts_in(setting: Setting, number: int) -> list[Part]:
    """Return the cities that may have a part in what a sentence tells of: those in it, at home and spoken of near."""
    stage = setting.stages[number]
    here: dict[str, tuple[Place, str]] = {}
    for place in stage.parties:
        here.setdefault(place.party.body, (place, "here"))
    named = len(here)
    if setting.at_home is not None:
        here.setdefault(setting.at_home.party.body, (setting.at_home, "home"))
    for step in _NEAR:
        if number >= step:
            for place in setting.stages[number - step].parties:
                here.setdefault(place.party.body, (place, f"before {step}"))
    if number + 1 < len(setting.stages):
        for place in setting.stages[number + 1].parties:
            here.setdefault(place.party.body, (place, "after"))
    form = _form(stage)
    home = None if setting.home is None else setting.home.body
    found: list[Part] = []
    for body, (place, how) in list(here.items())[:_MOST]:
        at_home = body == home
        abroad = home is not None and body[-2:] != home[-2:]
        told = [of_sentence(setting, number), of_party(setting, place, "A")]
        if how == "here" and place.at is not None:
            told.append(around(stage, place.at, "a"))
        told.append(
            Features(
                [
                    ("how", (how,)),
                    ("home", (str(at_home), f"{at_home} {how}")),
                    ("abroad", (str(abroad), f"{abroad} {how}")),
                    ("form", (form, f"{form} {how}", f"{form} {at_home}")),
                    ("named", (str(min(_SEVERAL, named)), f"{min(_SEVERAL, named)} {how}")),
                ]
            )
        )
        found.append(Part(place, told))
    return found


def nameless_drafts(reading: Reading) -> list[Draft]:
    """Return the gatherings without a name of an article that its sentences are likely to tell of.

    Sentences that rules drew one from are left to them, and those that doubt it say nothing. Neither does a language
    that has no words by meaning.

    Args:
        reading: The article, with what the rules drew of its gatherings.
    """
    meanings = meanings_of(reading.analysis.language)
    if meanings is None:
        return []
    setting = Setting(reading, meanings)
    weights = shipped_weights(NAMELESS)
    taken = ruled_events(setting, reading.drafts)
    doubt = visit_words_of(reading.analysis.language).doubt
    found: list[Gathering] = []
    for number, stage in enumerate(setting.stages):
        sentence = stage.symbols.sentence
        if number in taken or sentence.heading or not sentence.words.isdisjoint(doubt):
            continue
        sure = weights.probability(told_nameless(setting, number))
        if sure >= weights.enough:
            one = _gathering(setting, number, sure)
            if one is not None:
                found.append(one)
    return drafted(reading.analysis, found, reading.drafts)


def _gathering(setting: Setting, number: int, sure: float) -> Gathering | None:
    """Return the gathering of a sentence, with who receives and who comes; None where nobody is likely to."""
    receiving, coming = shipped_weights(RECEIVING), shipped_weights(COMING)
    parts = parts_in(setting, number)
    hosts = sorted(
        ((receiving.probability(part.told), part.place) for part in parts), key=lambda each: -each[0]
    )
    host = hosts[0][1] if hosts and hosts[0][0] >= receiving.enough else None
    guests = [part.place for part in parts if part.place is not host and _comes(part, coming, receiving)]
    if host is not None:  # *Badung, Bali*: where it lies comes to nobody
        guests = [each for each in guests if not is_contained(each.party, host.party)]
    if len(guests) > _PAIR:  # rather stops on a journey, or who else is told of
        guests = []
    if host is None and not guests:
        return None
    stage = setting.stages[number]
    return Gathering(
        stage.symbols.sentence,
        _form(stage),
        host.party if host is not None else None,
        tuple(each.party for each in guests),
        sure,
    )


def _comes(part: Part, coming: Weights, receiving: Weights) -> bool:
    sure = coming.probability(part.told)
    return sure >= coming.enough and sure > receiving.probability(part.told)


def _form(stage: Stage) -> str:
    """Return the form of gathering that a sentence's words speak for."""
    return next((form for meaning, form in _FORMS if meaning in stage.present), "visit")
