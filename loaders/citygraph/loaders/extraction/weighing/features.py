"""What may tell of a relation between two things in a sentence.

A feature is a template and a value, such as ``("a+1", "bergabung")``: the word after the first thing. The order of
words is told by where they stand beside the two things, what they mean by their classes (:mod:`.meanings`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.records import memory, record

from .setting import Place, Setting, Stage

__all__ = [
    "Feature",
    "Features",
    "around",
    "beside_others",
    "between",
    "of_party",
    "of_rules",
    "of_sentence",
    "steps",
]

Feature = tuple[str, str]


@record(frozen=True, slots=True)
class Features:
    """Features of one origin, such as all that stands around a place; contexts share them.

    What all of them weigh is worked out once for each relation, so no feature may come from two origins.

    Attributes:
        rows: Templates with their values.
        memory: What they weigh together, by whose weights.
    """

    rows: Sequence[tuple[str, Collection[str]]]
    memory: dict[object, int] = field(default_factory=memory, compare=False, repr=False)

    def __iter__(self) -> Iterator[Feature]:
        for template, values in self.rows:
            for value in values:
                yield template, value


_LONG: Final = 24
_HALF: Final = 12
_WINDOW: Final = 6
_REACH: Final = 12
_BREAKS: Final = (";", ".")
_SAYING_LITTLE: Final = frozenset({"city", "past"})
_BOUNDS: Final = (0, 1, 2, 5, 10, 20)
_STEPS: Final = ("0", "1", "2", "3-5", "6-10", "11-20", "21+")
_MOST: Final = 3
_MANY: Final = 4
_FEW: Final = 4
_LEAD: Final = 3
_NONE: Final[frozenset[str]] = frozenset()
_COUNTED: Final = (
    ("count C", ("<C>", "<P>")),
    ("count N", ("<N>",)),
    ("count E", ("<E>", "<R>")),
    ("count ,", (",",)),
)


@record(frozen=True, slots=True)
class _Names:
    """The templates of what stands beside a place.

    Attributes:
        before: For each step to the left that of the word there.
        after: The same to the right.
        left: That of the meanings near on the left.
        right: The same on the right.
        ahead: Those of the nearest two words on the left that mean something.
        behind: The same on the right.
    """

    before: Sequence[tuple[int, str]]
    after: Sequence[tuple[int, str]]
    left: str
    right: str
    ahead: Sequence[str]
    behind: Sequence[str]


def _names(name: str, after: int) -> _Names:
    return _Names(
        [(step, f"{name}-{step}") for step in (1, 2, 3)],
        [(step, f"{name}+{step}") for step in range(1, after + 1)],
        f"{name} left",
        f"{name} right",
        (f"{name}<1", f"{name}<2"),
        (f"{name}>1", f"{name}>2"),
    )


_BESIDE: Final[Mapping[str, _Names]] = {"a": _names("a", 4), "b": _names("b", 3)}


def steps(distance: int) -> str:
    """Return a distance in coarse steps.

    >>> steps(4), steps(100)
    ('3-5', '21+')
    """
    return _STEPS[bisect_left(_BOUNDS, distance)]


def between(stage: Stage, first: int | None, second: int | None) -> Features:
    """Return what stands between two places in a sentence; None for one that the sentence does not name.

    Args:
        stage: The sentence.
        first: Index of the symbol of the first.
        second: Index of the symbol of the second.
    """
    key = first, second
    known: Features | None = stage.memory.get(key)
    if known is None:
        if first is None or second is None:
            rows: list[tuple[str, Collection[str]]] = [("order", ("A0" if second is None else "0B",))]
        else:
            rows = _between(stage, first, second)
        known = stage.memory[key] = Features(rows)
    return known


def around(stage: Stage, at: int, name: str) -> Features:
    """Return what stands beside a place in a sentence.

    Args:
        stage: The sentence.
        at: Index of the symbol.
        name: ``a`` for the first of the two, ``b`` for the second.
    """
    key = name, at
    known: Features | None = stage.memory.get(key)
    if known is None:
        known = stage.memory[key] = Features(_beside(stage, at, _BESIDE[name]))
    return known


def _between(stage: Stage, first: int, second: int) -> list[tuple[str, Collection[str]]]:
    low, high = (first, second) if first <= second else (second, first)
    order = "AB" if first < second else "BA" if second < first else "same"
    words = stage.words[low + 1 : high]
    shown = words if len(words) <= _LONG else words[:_HALF] + words[-_HALF:]
    meanings = _NONE.union(*stage.meanings[low + 1 : high])
    rows: list[tuple[str, Collection[str]]] = [
        ("order", (order,)),
        (f"distance {order}", (steps(len(words)),)),
        (f"word {order}", set(shown)),
        (f"between {order}", meanings),
    ]
    for name, kinds in _COUNTED:
        rows.append((name, (str(min(_MOST, sum(map(words.count, kinds)))),)))
    rows.append(("between", meanings | {";"} if ";" in words or "." in words else meanings))
    return rows


def _beside(stage: Stage, at: int, names: _Names) -> list[tuple[str, Collection[str]]]:
    """Return the words beside a place, and the meanings near it."""
    words, meanings = stage.words, stage.meanings
    length = len(words)
    rows: list[tuple[str, Collection[str]]] = [
        *((name, (words[at - step] if at >= step else "<s>",)) for step, name in names.before),
        *((name, (words[at + step] if at + step < length else "</s>",)) for step, name in names.after),
        (names.left, _NONE.union(*meanings[max(0, at - _WINDOW) : at])),
        (names.right, _NONE.union(*meanings[at + 1 : at + _WINDOW + 1])),
    ]
    rows.extend(zip(names.behind, _nearest(stage, range(at + 1, min(length, at + _REACH))), strict=False))
    rows.extend(zip(names.ahead, _nearest(stage, range(at - 1, max(-1, at - _REACH), -1)), strict=False))
    return rows


def _nearest(stage: Stage, indices: Iterable[int]) -> Iterator[Collection[str]]:
    """Yield what the words in a direction mean, of those that mean something, up to the end of the clause."""
    for index in indices:
        if stage.words[index] in _BREAKS:
            return
        told = [meaning for meaning in stage.meanings[index] if meaning not in _SAYING_LITTLE]
        if told:
            yield told


def of_sentence(setting: Setting, number: int) -> Features:
    """Return what a sentence and the two before it speak of, and where in the article it stands."""
    stage = setting.stages[number]
    known: Features | None = stage.memory.get("sentence")
    if known is None:
        sentence = stage.symbols.sentence
        kinds = [name for name, holds in (("heading", sentence.heading), ("item", sentence.item)) if holds]
        rows: list[tuple[str, Collection[str]]] = [
            ("sentence", stage.present),
            ("is", kinds),
            ("position", ("0" if number == 0 else "1-3" if number <= _LEAD else "4+",)),
            ("article", setting.themes),
        ]
        if number >= 1:
            rows.append(("before 1", setting.stages[number - 1].present))
        if number >= 2:
            rows.append(("before 2", setting.stages[number - 2].present))
        known = stage.memory["sentence"] = Features(rows)
    return known


def of_party(setting: Setting, place: Place, name: str) -> Features:
    """Return what is known of a party."""
    known: Features | None = place.memory.get(name)
    if known is None:
        known = place.memory[name] = Features(list(_of_party(setting, place, name)))
    return known


def _of_party(setting: Setting, place: Place, name: str) -> Iterator[tuple[str, Collection[str]]]:
    chunk, party = place.chunk, place.party
    if chunk is None:
        yield name, ("implied",)
        return
    told = [chunk.letter]
    if len(chunk.members) > 1:
        told.append("pair" if len(chunk.members) == 2 else "list")
        told.append("first" if chunk.members[0] is party else "later")
        if len(chunk.members) > _FEW:
            told.append("long list")
    if party.again:
        told.append("again")
    if setting.home is not None and party.body == setting.home.body:
        told.append("home")
    if party.person:
        told.append("person")
    yield name, told
    yield f"{name} weight", (setting.weight(party.body),)


def beside_others(place: Place, at: int | None, others: Sequence[int], parties: Sequence[int]) -> Features:
    """Return how near a network stands to a party, as against the other networks and parties of the sentence.

    Args:
        place: The party.
        at: Index of the symbol of the network; None where the sentence does not name it.
        others: Indices of the symbols of all networks.
        parties: Indices of the symbols of all parties.
    """
    rows = [("parties", (str(min(_MANY, len(parties))),)), ("nets", (str(min(_MOST, len(others))),))]
    here = place.at
    if here is None:
        return Features(rows)
    rows.append(("A at", (str(min(_MOST, here)),)))
    if at is None:
        return Features(rows)
    distance = abs(at - here)
    nearer = sum(abs(other - here) < distance for other in set(others))
    rows.append(("net rank", (str(min(_MOST, nearer)),)))
    rows.append(("party rank", (str(min(_MOST, sum(abs(at - other) < distance for other in parties))),)))
    side = [other for other in others if (other < here) == (at < here)]
    nearest = min(side, key=lambda other: abs(other - here)) == at
    both = "s" if len(side) == len(others) else "o"
    rows.append(("net side", (f"{'L' if at < here else 'R'}{'n' if nearest else 'f'}{both}",)))
    return Features(rows)


def of_rules(drafts: Iterable[Draft], sentence: Sentence) -> Features:
    """Return what the rules made of the pair, in this sentence or elsewhere."""
    found: dict[str, set[str]] = {}
    for draft in drafts:
        if any(start < sentence.end and sentence.start < end for start, end in draft.evidence):
            told = {
                "rule": "here",
                "rule name": draft.rule,
                "rule sure": str(int(draft.confidence * 10)),
                "rule says": draft.modality,
                "rule role": str(draft.values.get("role") or ""),
            }
        else:
            told = {"rule": "elsewhere"}
        for template, value in told.items():
            if value:
                found.setdefault(template, set()).add(value)
    return Features(list(found.items()))
