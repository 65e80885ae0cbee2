"""Whether an article tells of cooperation between cities at all, weighed by all that it speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Final

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


def of_subject(setting: Setting) -> Features:
    """Return what may tell what an article is about: its words, their meanings, and whom it names."""
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
    ]
    return Features(rows)


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
