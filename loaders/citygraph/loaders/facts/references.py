"""Checks over a whole document: names that facts refer to, identifiers, repetitions, offsets."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import cast

from .document import FactDocument
from .evidence import Offsets
from .kinds import Event, Fact, FactBase, Figure, Initiative, Participation, Partnership, Programme
from .names import INVISIBLE, is_slug
from .positions import Places
from .problems import Problem, did_you_mean
from .values import CityName

__all__ = ["declared_names", "document_problems", "document_warnings", "name_key"]


def name_key(name: str) -> str:
    """Return what two spellings of one name have in common: Unicode's composed form (NFC)."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def declared_names(facts: Mapping[int, Fact]) -> dict[str, tuple[int, ...]]:
    """Return the positions of the events, programmes and initiatives that each name or alias stands for."""
    names: dict[str, tuple[int, ...]] = {}
    for index, fact in facts.items():
        if isinstance(fact, (Event, Programme, Initiative)):
            for name in dict.fromkeys(name_key(name) for name in (fact.name, *fact.aliases)):
                names[name] = (*names.get(name, ()), index)
    return names


def document_problems(
    facts: Mapping[int, Fact],
    places: Places,
    *,
    has_digest: bool,
    length: int | None,
    other_names: frozenset[str],
) -> Iterator[Problem]:
    """Yield what is wrong between the facts of a document.

    Args:
        facts: The facts by their position in the document.
        places: Where they stand.
        has_digest: Whether the article gives its text's SHA-256.
        length: Length of the article's text, where it is stated.
        other_names: Names of events and programmes that stand in facts which cannot be read.
    """
    yield from _repetitions(facts, places)
    gatherings: dict[str, int] = {}
    initiatives: dict[tuple[str, CityName], int] = {}
    for index, fact in facts.items():
        if isinstance(fact, (Event, Programme)):
            for name in dict.fromkeys(name_key(name) for name in (fact.name, *fact.aliases)):
                if name in gatherings:
                    yield _twice(name, gatherings[name], index, places)
                gatherings.setdefault(name, index)
        elif isinstance(fact, Initiative):
            key = (name_key(fact.name), fact.city)
            if key in initiatives:
                yield _twice(fact.name, initiatives[key], index, places)
            initiatives.setdefault(key, index)
    known = sorted({*gatherings, *other_names})
    for index, fact in facts.items():
        yield from _evidence(index, fact, places, has_digest=has_digest, length=length)
        if isinstance(fact, Participation):
            yield from _reference("in", fact.in_, index, known, places)
        elif isinstance(fact, Partnership) and fact.within is not None:
            yield from _reference("within", fact.within, index, known, places)
    yield from _sub_events(facts, gatherings, other_names, places)
    yield from _ambiguous(facts, places)


def _twice(name: str, first: int, second: int, places: Places) -> Problem:
    at = places.fact(first)
    where = f"line {at.line}" if at.line is not None else f"fact {at.fact}"
    return Problem(
        "duplicate-name",
        f"the name '{name[:80]}' is declared twice, first in {where}",
        places.fact(second, "name"),
        "declare it once, or give one of them a longer name",
    )


def _repetitions(facts: Mapping[int, Fact], places: Places) -> Iterator[Problem]:
    ids: dict[str, int] = {}
    alike: dict[FactBase, int] = {}
    for index, fact in facts.items():
        if fact.id is not None:
            if fact.id in ids:
                at = places.fact(ids[fact.id])
                yield Problem(
                    "duplicate-id",
                    f"the id '{fact.id}' is there twice, first in fact {at.fact}"
                    + (f", line {at.line}" if at.line is not None else ""),
                    places.fact(index, "id"),
                )
            ids.setdefault(fact.id, index)
            fact = fact.model_copy(update={"id": None})
        if fact in alike:
            at = places.fact(alike[fact])
            yield Problem(
                "duplicate-fact",
                f"this is fact {at.fact} again"
                + (f", which stands in line {at.line}" if at.line is not None else ""),
                places.fact(index),
                "keep one of them",
            )
        alike.setdefault(fact, index)


def _reference(field: str, name: str, index: int, known: list[str], places: Places) -> Iterator[Problem]:
    if name_key(name) in known or is_slug(name):
        return
    hint = did_you_mean(name, known) or "declare it as an event or programme, or name a network by its slug"
    yield Problem(
        "unknown-name",
        f"'{name[:80]}' is no event or programme of this document and no network's slug",
        places.fact(index, field),
        hint,
    )


def _ambiguous(facts: Mapping[int, Fact], places: Places) -> Iterator[Problem]:
    shared = {name: of for name, of in declared_names(facts).items() if len(of) > 1}
    if not shared:
        return
    for index, fact in facts.items():
        for field, name in _referred(fact):
            if isinstance(name, str) and name_key(name) in shared:
                positions = [places.fact(position) for position in shared[name_key(name)]]
                things = " and ".join(
                    f"fact {at.fact}" + (f" in line {at.line}" if at.line is not None else "")
                    for at in positions
                )
                yield Problem(
                    "ambiguous-reference",
                    f"'{name[:80]}' may be {things}",
                    places.fact(index, field),
                    "give one of them a longer name or alias and refer to it by that",
                )


def _referred(fact: Fact) -> Iterator[tuple[str, CityName | str | None]]:
    match fact:
        case Participation():
            yield "in", fact.in_
        case Partnership():
            yield "within", fact.within
        case Event():
            yield "part_of", fact.part_of
        case Figure():
            yield "about", fact.about
        case _:
            return


def _sub_events(
    facts: Mapping[int, Fact], gatherings: Mapping[str, int], other_names: frozenset[str], places: Places
) -> Iterator[Problem]:
    above: dict[int, int] = {}
    for index, fact in facts.items():
        if not isinstance(fact, Event) or fact.part_of is None:
            continue
        name = name_key(fact.part_of)
        whole = gatherings.get(name)
        if whole is None and name not in other_names:
            yield Problem(
                "unknown-name",
                f"'{fact.part_of[:80]}' is no event of this document",
                places.fact(index, "part_of"),
                did_you_mean(name, sorted(gatherings)),
            )
        elif whole is not None and not isinstance(facts[whole], Event):
            yield Problem(
                "unknown-name",
                f"'{fact.part_of[:80]}' is a programme, not an event",
                places.fact(index, "part_of"),
            )
        elif whole is not None:
            above[index] = whole
    for index in above:
        here, steps = above[index], 0
        while here != index and here in above and steps <= len(above):
            here, steps = above[here], steps + 1
        if here == index:
            yield Problem("part-of-itself", "the event is a part of itself", places.fact(index, "part_of"))


def _evidence(
    index: int, fact: Fact, places: Places, *, has_digest: bool, length: int | None
) -> Iterator[Problem]:
    if not fact.evidence:
        yield Problem(
            "no-evidence",
            "the fact points to no passage of the article",
            places.fact(index),
            "quote the shortest passage that says so",
        )
    for number, passage in enumerate(fact.evidence):
        if not isinstance(passage, Offsets):
            continue
        if not has_digest:
            yield Problem(
                "missing-field",
                "offsets need the sha256 of the text that they point into",
                places.fact(index, "evidence", number),
                "add it to the article",
            )
            return
        if length is not None and passage.end > length:
            yield Problem(
                "offset-outside",
                f"the passage ends at {passage.end}, but the article's text has {length} characters",
                places.fact(index, "evidence", number),
            )


def document_warnings(document: FactDocument, places: Places, *, invisible: bool) -> Iterator[Problem]:
    """Yield what the author of a document should look at, though it can be used.

    Args:
        document: The document.
        places: Where its parts stand.
        invisible: Whether its source holds invisible characters, so that names have to be searched for them.
    """
    names: list[str] | None = None
    for index, fact in enumerate(document.facts):
        if isinstance(fact, Figure):
            if isinstance(fact.value, str) and fact.value[:1].isdigit():
                yield Problem(
                    "number-as-text",
                    f"the value '{fact.value[:40]}' is a text, not a number",
                    places.fact(index, "value"),
                    "write a number with digits and at most one point",
                )
            if isinstance(fact.about, str) and not is_slug(fact.about):
                names = (
                    names if names is not None else sorted(declared_names(dict(enumerate(document.facts))))
                )
                hint = did_you_mean(fact.about, names) if name_key(fact.about) not in names else None
                if hint:
                    yield Problem(
                        "unknown-name",
                        f"'{fact.about[:80]}' is read as an organisation",
                        places.fact(index, "about"),
                        hint,
                    )
        if invisible:
            yield from _invisible(index, fact, places)


def _invisible(index: int, fact: Fact, places: Places) -> Iterator[Problem]:
    values: Mapping[str, object] = fact.__dict__
    for field, value in values.items():
        if field == "evidence" or value is None:
            continue
        texts = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
        for text in texts:
            found = INVISIBLE.search(str(text)) if isinstance(text, (str, CityName)) else None
            if found:
                yield Problem(
                    "invisible-character",
                    f"holds the invisible character U+{ord(found[0]):04X}",
                    places.fact(index, field),
                    "remove it, unless the name needs it",
                )
