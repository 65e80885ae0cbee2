"""The words that names of bodies are built of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from citygraph.loaders.extraction.languages import lexicon, tags

__all__ = ["OrganisationWords", "organisation_words"]


@dataclass(frozen=True)
class OrganisationWords:
    """Words that names of bodies are built of, in every language.

    Attributes:
        first: Heads that a name begins with.
        of: Those of them that need "of" or "for" after them.
        gatherings: Words after which a name is a gathering's.
        nations: Nationalities that a name may begin with.
        last: Heads that a name ends with.
        company: Those of companies.
        small: Words inside a name.
        before: Words that end a name to the left.
        own: Departments of a city, as words by their first one.
        acronyms: Well-known acronyms, by themselves in lower case.
        seated: Those that the city where they sit belongs to (``KBRI Tokyo``).
        ranks: Words between a head and "of" (``Consulate General of``).
        names: Well-known names, as words by their first one.
        short: Full names by their short forms.
        any: All that makes a token worth a look.
        gate: The same with an ``'s``.
        departmental: Heads after which only words of departments belong to the name.
    """

    first: frozenset[str]
    of: frozenset[str]
    gatherings: frozenset[str]
    nations: frozenset[str]
    last: frozenset[str]
    company: frozenset[str]
    small: frozenset[str]
    before: frozenset[str]
    own: Mapping[str, tuple[tuple[str, ...], ...]]
    acronyms: Mapping[str, str]
    seated: frozenset[str]
    ranks: frozenset[str]
    names: Mapping[str, tuple[tuple[str, ...], ...]]
    short: Mapping[str, str]
    any: frozenset[str]
    gate: frozenset[str]
    departmental: frozenset[str]


def _by_first(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return phrases as sequences of words by their first word, the longest first."""
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.casefold().split())
        grouped.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(each, key=len, reverse=True)) for first, each in grouped.items()}


@cache
def organisation_words() -> OrganisationWords:
    """Return the words of all languages that have data."""
    data = [lexicon(tag, "organisations") for tag in tags()]

    def listed(table: str, key: str) -> list[str]:
        return [str(word) for each in data for word in _table(each, table).get(key, ())]

    short: dict[str, str] = {}
    for each in data:
        for name, forms in _table(each, "short").items():
            short |= dict.fromkeys(forms, name)
    last_only = _table(lexicon("en", "organisations"), "heads").get("company", ())
    acronyms = {each.casefold(): each for each in listed("known", "acronyms")}
    names = _by_first(listed("known", "names"))
    heads = [word for key in ("first", "last", "company") for word in listed("heads", key)]
    any_ = frozenset([*heads, *acronyms, *names])
    return OrganisationWords(
        departmental=frozenset(listed("heads", "departmental")),
        any=any_,
        gate=any_ | {f"{each}'s" for each in any_},
        first=frozenset(listed("heads", "first"))
        | frozenset(listed("heads", "company")) - frozenset(last_only),
        of=frozenset(_table(lexicon("en", "organisations"), "heads").get("first", ())),
        gatherings=frozenset(listed("words", "gatherings")),
        nations=frozenset(listed("words", "nations")),
        last=frozenset(listed("heads", "last")),
        company=frozenset(last_only),
        small=frozenset(listed("words", "small")),
        before=frozenset(listed("words", "before")),
        own=_by_first(listed("words", "own")),
        acronyms=acronyms,
        seated=frozenset(each.casefold() for each in listed("known", "seated")),
        ranks=frozenset(listed("words", "ranks")),
        names=names,
        short=short,
    )


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = data.get(name, {})
    return table
