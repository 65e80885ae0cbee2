"""What may tell of a relation between two things in a sentence.

A feature is a template and a value, such as ``("a+1", "bergabung")``: the word after the first thing. The order of
words is told by where they stand beside the two things, what they mean by their classes (:mod:`.meanings`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.records import record

from .setting import Place, Setting, Stage

__all__ = [
    "Feature",
    "Features",
    "Shared",
    "around",
    "beside_others",
    "between",
    "of_party",
    "of_rules",
    "of_sentence",
    "steps",
]

Feature = tuple[str, str]
Features = set[Feature]


@record(frozen=True, slots=True)
class Shared:
    """Features that several contexts have in common; no other features of theirs have the same templates.

    Attributes:
        features: The features.
        memory: What they weigh together, by whose weights.
    """

    features: frozenset[Feature]
    memory: dict[object, float] = field(default_factory=dict[object, float], compare=False, repr=False)


_LONG: Final = 24
_HALF: Final = 12
_WINDOW: Final = 6
_REACH: Final = 12
_BREAKS: Final = (";", ".")
_SAYING_LITTLE: Final = frozenset({"city", "past"})
_STEPS: Final = ((0, "0"), (1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"), (20, "11-20"))
_MOST: Final = 3
_MANY: Final = 4
_LEAD: Final = 3
_AFTER: Final = {"a": 4, "b": 3}


def steps(distance: int) -> str:
    """Return a distance in coarse steps.

    >>> steps(4), steps(100)
    ('3-5', '21+')
    """
    return next((name for most, name in _STEPS if distance <= most), "21+")


def between(stage: Stage, first: int | None, second: int | None) -> Features:
    """Return what stands between two places in a sentence; None for one that the sentence does not name.

    Args:
        stage: The sentence.
        first: Index of the symbol of the first.
        second: Index of the symbol of the second.
    """
    found: Features = set()
    if first is not None and second is not None:
        _between(stage, first, second, found)
    else:
        found.add(("order", "A0" if second is None else "0B"))
    return found


def around(stage: Stage, at: int, name: str) -> Shared:
    """Return what stands beside a place in a sentence.

    Args:
        stage: The sentence.
        at: Index of the symbol.
        name: ``a`` for the first of the two, ``b`` for the second.
    """
    known: Shared | None = stage.memory.get((name, at))
    if known is None:
        found: Features = set()
        _beside(stage, at, name, _AFTER[name], found)
        known = stage.memory[name, at] = Shared(frozenset(found))
    return known


def _between(stage: Stage, first: int, second: int, found: Features) -> None:
    low, high = (first, second) if first <= second else (second, first)
    order = "AB" if first < second else "BA" if second < first else "same"
    words = stage.words[low + 1 : high]
    found.add(("order", order))
    found.add((f"distance {order}", steps(len(words))))
    shown = words if len(words) <= _LONG else words[:_HALF] + words[-_HALF:]
    found.update((f"word {order}", word) for word in shown)
    for meanings in stage.meanings[low + 1 : high]:
        for meaning in meanings:
            found.add(("between", meaning))
            found.add((f"between {order}", meaning))
    for name, kinds in (("C", ("<C>", "<P>")), ("N", ("<N>",)), ("E", ("<E>", "<R>")), (",", (",",))):
        found.add((f"count {name}", str(min(_MOST, sum(word in kinds for word in words)))))
    if any(word in _BREAKS for word in words):
        found.add(("between", ";"))


def _beside(stage: Stage, at: int, name: str, after: int, found: Features) -> None:
    """Add the words beside a place, and the meanings near it."""
    words, meanings = stage.words, stage.meanings
    length = len(words)
    for step in (1, 2, 3):
        found.add((f"{name}-{step}", words[at - step] if at >= step else "<s>"))
    for step in range(1, after + 1):
        found.add((f"{name}+{step}", words[at + step] if at + step < length else "</s>"))
    for index in range(max(0, at - _WINDOW), at):
        found.update((f"{name} left", meaning) for meaning in meanings[index])
    for index in range(at + 1, min(length, at + _WINDOW + 1)):
        found.update((f"{name} right", meaning) for meaning in meanings[index])
    _nearest(stage, range(at + 1, min(length, at + _REACH)), f"{name}>", found)
    _nearest(stage, range(at - 1, max(-1, at - _REACH), -1), f"{name}<", found)


def _nearest(stage: Stage, indices: Iterable[int], name: str, found: Features) -> None:
    """Add the first two words in a direction that mean something, up to the end of the clause."""
    seen = 0
    for index in indices:
        word = stage.words[index]
        if word in _BREAKS:
            return
        told = [meaning for meaning in stage.meanings[index] if meaning not in _SAYING_LITTLE]
        if told:
            seen += 1
            found.update((f"{name}{seen}", meaning) for meaning in told)
            if seen == 2:
                return


def of_sentence(setting: Setting, number: int) -> Shared:
    """Return what a sentence and the two before it speak of, and where in the article it stands."""
    stage = setting.stages[number]
    known: Shared | None = stage.memory.get("sentence")
    if known is None:
        found: Features = {("sentence", meaning) for meaning in stage.present}
        sentence = stage.symbols.sentence
        if sentence.heading:
            found.add(("is", "heading"))
        if sentence.item:
            found.add(("is", "item"))
        found.add(("position", "0" if number == 0 else "1-3" if number <= _LEAD else "4+"))
        for step in (1, 2):
            if number >= step:
                found.update((f"before {step}", meaning) for meaning in setting.stages[number - step].present)
        known = stage.memory["sentence"] = Shared(frozenset(found))
    return known


def of_party(setting: Setting, place: Place, name: str, found: Features) -> None:
    """Add what is known of a party."""
    chunk, party = place.chunk, place.party
    if chunk is None:
        found.add((name, "implied"))
        return
    found.add((name, chunk.letter))
    if len(chunk.members) > 1:
        found.add((name, "pair" if len(chunk.members) == 2 else "list"))
        found.add((name, "first" if chunk.members[0] is party else "later"))
    if party.again:
        found.add((name, "again"))
    if setting.home is not None and party.body == setting.home.body:
        found.add((name, "home"))
    if party.person:
        found.add((name, "person"))
    found.add((f"{name} weight", setting.weight(party.body)))


def beside_others(place: Place, at: int | None, others: Sequence[int], parties: Sequence[int]) -> Features:
    """Return how near a network stands to a party, as against the other networks and parties of the sentence.

    Args:
        place: The party.
        at: Index of the symbol of the network; None where the sentence does not name it.
        others: Indices of the symbols of all networks.
        parties: Indices of the symbols of all parties.
    """
    found: Features = {("parties", str(min(_MANY, len(parties)))), ("nets", str(min(_MOST, len(others))))}
    here = place.at
    if here is None:
        return found
    found.add(("A at", str(min(_MOST, here))))
    if at is None:
        return found
    distance = abs(at - here)
    nearer = sum(abs(other - here) < distance for other in set(others))
    found.add(("net rank", str(min(_MOST, nearer))))
    found.add(("party rank", str(min(_MOST, sum(abs(at - other) < distance for other in parties)))))
    side = [other for other in others if (other < here) == (at < here)]
    nearest = min(side, key=lambda other: abs(other - here)) == at
    both = "s" if len(side) == len(others) else "o"
    found.add(("net side", f"{'L' if at < here else 'R'}{'n' if nearest else 'f'}{both}"))
    return found


def of_rules(drafts: Iterable[Draft], sentence: Sentence, found: Features) -> None:
    """Add what the rules made of the pair, in this sentence or elsewhere."""
    for draft in drafts:
        if any(start < sentence.end and sentence.start < end for start, end in draft.evidence):
            found.add(("rule", "here"))
            found.add(("rule name", draft.rule))
            found.add(("rule sure", str(int(draft.confidence * 10))))
            found.add(("rule says", draft.modality))
            role = draft.values.get("role")
            if role:
                found.add(("rule role", str(role)))
        else:
            found.add(("rule", "elsewhere"))
