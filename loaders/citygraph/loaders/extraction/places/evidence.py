"""Whether a name in the text is a mention of a place at all."""

from __future__ import annotations

from math import exp
from typing import Final

from citygraph.loaders.extraction.records import record

from .found import FoundPlace
from .index import Bearer
from .words import PlaceWords

__all__ = ["ENOUGH", "Evidence", "likelihood", "weigh"]

ENOUGH: Final = 1.2
"""Weight from which a name counts as a mention of a place."""

_ALTERNATE: Final = 4
_SHORTENED: Final = 3
_WHOLE: Final = 0.5  # for the whole main name of a place
_LETTERS: Final = 0.6  # for one of many letters
_LONG: Final = 9
_NATIONAL: Final = 1
_RUNS: Final = {"free": 0.0, "kept": 0.0, "opening": 1.0, "unsure": 3.0, "spoiled": 7.0}
_LISTED: Final = ("ID",)  # countries whose governments are all known: what else bears a name there is none
_SHORT: Final = 3
_VILLAGE: Final = 2_500  # people under which a place is hardly meant unless more speaks for it
_SMALL: Final = 15_000  # people under which a name between an office and another one is a person's first name
_PERSON: Final = 8.0
_LARGE: Final = 50_000  # people from which a name speaks for itself
_ABOUT: Final = 0.8  # for a place whose country the article speaks of
_SPOKEN_OF: Final = 10  # names in other scripts of a small town that is widely known
_JOINTS: Final = (" ", "-", "‐", "‑")
_FAMOUS: Final = 500_000  # people from which the usual meaning of a name comes before the word
_CODE: Final = 6.0  # against a short alternate name: an airport's code
_SIZES: Final = ((1_000_000, 2.5), (250_000, 2.2), (100_000, 1.6), (50_000, 0.8), (15_000, 0.2), (0, -1.5))


@record(frozen=True, slots=True)
class Evidence:
    """What speaks for a place, in sum.

    Attributes:
        weight: The sum.
        strong: Whether a level word, an office or a country beside it says that it is a place.
        cued: Whether anything at all about it speaks for a place, be it that the place is large.
        stray: Whether it is a town abroad of whose country nothing is said.
        common: Whether its name is mostly something else.
        reasons: What speaks for it, in words.
    """

    weight: float
    strong: bool
    cued: bool
    stray: bool
    common: bool
    reasons: tuple[str, ...]


def weigh(
    found: FoundPlace, bearer: Bearer | None, words: PlaceWords, *, home: bool, beside: bool,
    dateline: bool, near: bool = False, word: bool = False, about: bool = False, named: bool = False,
) -> Evidence:  # fmt: skip
    """Return what speaks for and against a name being a place here.

    Args:
        found: The name and what stands around it.
        bearer: The place it would be; None for a by-name or a capital.
        words: The language's words.
        home: Whether that place lies in the country of the language.
        beside: Whether its country stands after it.
        dateline: Whether it stands where a report says its place.
        near: Whether its country is named in the sentence.
        word: Whether the article also has it as a word in lower case.
        about: Whether the article speaks of its country, by name or by a large city.
        named: Whether a capitalised word stands right after it.
    """
    weight, reasons = _prior(found, bearer, home=home)
    strong = False
    for holds, value, reason in (
        (found.office, 4.0, "an office before it"),
        (found.held and not found.office, 2.5, "an office held in it"),
        (found.level is not None and not found.office, 3.0, f"a word for its level ({found.level})"),
        (beside, 3.5, "its country or division after it"),
        (dateline, 2.5, "in the dateline"),
        (found.described, 2.5, "said to be a town"),
        (found.owning, 1.5, "what a town has after it"),
    ):
        if holds:
            weight += value
            strong = True
            reasons.append(reason)
    if near and not beside and not home:
        weight += 1.3
        reasons.append("its country in the sentence")
    town = bearer is not None and bearer.kind < _ALTERNATE and bearer.population >= _VILLAGE
    abroad = town and not near and not beside and not home
    if about and abroad:
        weight += _ABOUT
        reasons.append("its country in the article")
    if bearer is not None and town and bearer.population < _LARGE:
        weight += min(1.0, bearer.scripts / _SPOKEN_OF)
    if not home and not found.name.isascii():  # letters that the article's language does not have
        weight += 1.0
    if found.preposition:
        weight += 1.7 if found.located else 1.2
        reasons.append("a preposition before it")
    if " " in found.name:  # two words together are hardly a place by chance
        weight += 0.5
    if found.possessive:
        weight += 0.5
    if found.office and named and _is_small(bearer) and not (home or about or near or beside):
        weight -= _PERSON
    weight += _against(found, bearer, words, certain=beside, dateline=dateline, word=word)
    if bearer is not None and found.is_clear and found.key not in words.common:
        weight += _telling(found, bearer)
    large = bearer is not None and bearer.population >= _LARGE
    cued = strong or near or large or (about and town) or found.preposition or found.possessive
    stray = abroad and not about
    return Evidence(weight, strong, cued, stray, found.key in words.common, tuple(reasons))


def _is_small(bearer: Bearer | None) -> bool:
    """Return whether a place is so small that a name after a title is sooner a person's."""
    return bearer is not None and bearer.kind >= 0 and bearer.population < _SMALL


def _prior(found: FoundPlace, bearer: Bearer | None, *, home: bool) -> tuple[float, list[str]]:
    if bearer is None:
        return 4.0, ["a by-name"]
    named = found.phrase is not None
    if bearer.kind <= _NATIONAL and bearer.population == 0:
        return (2.5 if home else 1.5), ["a government of the national list"]
    weight = next(value for least, value in _SIZES if bearer.population >= least)
    if bearer.kind <= _NATIONAL or named:
        weight = max(weight, 2.5 if home or named else 1.5)
    if bearer.kind == _ALTERNATE and not named:
        weight -= 0.8
    if bearer.country in _LISTED and bearer.kind > _NATIONAL and not named:
        weight -= 2.0
    return weight, [f"{bearer.population:,} people"]


def _telling(found: FoundPlace, bearer: Bearer) -> float:
    """Return what a name says by itself: the whole name of a place, and the longer the less by chance."""
    if bearer.kind >= _SHORTENED or found.titled:
        return 0.0
    if len(found.key) >= _LONG:
        return _WHOLE + _LETTERS
    return 0.0 if found.opening else _WHOLE


def _against(
    found: FoundPlace, bearer: Bearer | None, words: PlaceWords, *, certain: bool, dateline: bool, word: bool
) -> float:
    weight = 0.0
    whole = any(mark in found.name for mark in _JOINTS)  # several words: no single one that stands by chance
    for run in (found.before, found.after):
        weight -= _RUNS[run] / 2 if whole else _RUNS[run]
    if bearer is None:
        return weight / 2
    if found.key in words.common:
        national = bearer.kind <= _NATIONAL
        famous = bearer.kind < 0 and bearer.population >= _FAMOUS
        likely = national or (found.located and not found.titled and bearer.population >= _LARGE)
        weight -= (
            1.0
            if certain or famous or (dateline and found.opening)
            else 4.0
            if not likely
            else 2.5
            if found.opening or found.titled or not national
            else 1.0
        )
    elif word and bearer.kind > _NATIONAL and found.phrase is None:
        weight -= 2.5
    if found.article:
        weight -= 3.0
    named = found.phrase is not None
    if found.opening and not named and bearer.kind == _ALTERNATE and not whole:
        weight -= 2.0
    if not named and len(found.key) <= _SHORT:
        known = bearer.population >= _LARGE and not found.opening and not found.name.isupper()
        weight -= _CODE if bearer.kind == _ALTERNATE else 0.5 if known else 2.0
    if found.titled and not named and bearer.kind > _NATIONAL:  # its capital says nothing
        weight -= 2.0 if bearer.kind == _ALTERNATE else 0.5
    if not named and found.name.isupper() and not (found.titled or dateline):
        if bearer.kind == _ALTERNATE and len(found.name) <= _SHORT + 2:
            weight -= 3.0
        elif bearer.kind > _NATIONAL and bearer.population < _LARGE and " " not in found.name:
            weight -= 2.0  # an acronym
    return weight


def likelihood(weight: float) -> float:
    """Return a weight as a confidence from 0 to 1."""
    return round(1 / (1 + exp(1.0 - weight)), 3)
