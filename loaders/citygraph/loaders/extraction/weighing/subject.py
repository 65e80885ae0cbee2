"""Whether an article tells of cooperation between cities at all, weighed by all that it speaks of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import Reading

from .features import Features
from .meanings import meanings_of
from .setting import Setting
from .weights import shipped_weights

__all__ = ["SUBJECT", "of_subject", "tells_of_cooperation"]

SUBJECT: Final = "subject"
"""Name of the weights."""

_FEWEST: Final = 120
"""Words from which an article can be told by what it speaks of; a shorter text is read whatever it speaks of."""
_LEAD: Final = 2
_OFTEN: Final = 4
_SEVERAL: Final = 3
_MANY: Final = 6
_CITY: Final = re.compile(r", [A-Z]{2}$")
_KINDS: Final = ("membership", "partnership", "event", "participation", "programme", "initiative")


def of_subject(setting: Setting) -> Features:
    """Return what may tell what an article is about: its words, their meanings, whom it names and what was drawn.

    Args:
        setting: The article, with the drafts that were read before it is weighed.
    """
    stages, analysis = setting.stages, setting.reading.analysis
    spoken = Counter(meaning for stage in stages for meaning in stage.present)
    bodies = {city.body for city in setting.reading.discourse.cities}
    held = [person.of for person in analysis.persons if person.of is not None]
    governing = sum(person.governs for person in analysis.persons)
    elsewhere = sum(each.organisation is not None for each in held)
    rows: list[tuple[str, Collection[str]]] = [
        ("speaks", {f"{meaning} {min(_OFTEN, count)}" for meaning, count in spoken.items()}),
        ("speaks of", spoken.keys()),
        ("leads with", {meaning for stage in stages[:_LEAD] for meaning in stage.present}),
        ("word", {word for word in set[str]().union(*[stage.words for stage in stages]) if word.isalpha()}),
        ("cooperates", (str(setting.reading.cooperates),)),
        ("networks", (str(min(_SEVERAL, setting.networks)),)),
        ("cities", (str(min(_MANY, len(bodies))),)),
        ("countries", (str(min(_OFTEN, len({body[-2:] for body in bodies}))),)),
        ("governing", (str(min(_SEVERAL, governing)),)),
        ("elsewhere", (str(min(_SEVERAL, elsewhere)),)),
        *_of_persons(setting),
        *_of_drafts(setting.reading.drafts),
    ]
    return Features(rows)


def _of_persons(setting: Setting) -> Iterator[tuple[str, Collection[str]]]:
    """Yield how many hold an office in a city, and how many more or fewer these are than those of other bodies."""
    held = [each.of for each in setting.reading.analysis.persons if each.title is not None or each.first]
    local = sum(each is not None and each.place is not None for each in held)
    others = sum(each is not None and each.organisation is not None for each in held)
    yield "of places", (str(min(_OFTEN, local)),)
    yield "balance", (str(max(-_SEVERAL, min(_SEVERAL, local - others))),)


def _of_drafts(drafts: Sequence[Draft]) -> Iterator[tuple[str, Collection[str]]]:
    """Yield what was drawn: by which rules, how much of each kind, how many cities share one gathering."""
    kinds = Counter(each.kind for each in drafts)
    for kind in _KINDS:
        yield f"drawn {kind}", (str(min(_OFTEN, kinds[kind])),)
    yield "drawn rule", {each.rule for each in drafts}
    for kind in ("partnership", "event"):
        yield f"form of {kind}", {str(each.values.get("form", "")) for each in drafts if each.kind == kind}
    parts: defaultdict[str, set[str]] = defaultdict(set)
    coming = 0
    for each in drafts:
        if each.kind == "participation":
            coming += each.values.get("role") != "host"
            if _CITY.search(body := str(each.values["participant"])):
                parts[str(each.values["in"])].add(body)
    yield "together", (str(min(_OFTEN, max(map(len, parts.values()), default=0))),)
    yield "coming", (str(min(_OFTEN, coming)),)


def tells_of_cooperation(reading: Reading) -> bool:
    """Return whether an article is likely enough to tell of cooperation for its facts to be drawn.

    In a language that has no words by meaning every article is.
    """
    meanings = meanings_of(reading.analysis.language)
    if meanings is None:
        return True
    if sum(len(symbols.words) for symbols in reading.sentences) < _FEWEST:
        return True
    weights = shipped_weights(SUBJECT)
    return weights.probability([of_subject(Setting(reading, meanings))]) >= weights.least
