"""What a language knows about signings, compiled from its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record

from .words import Phrases

__all__ = ["SigningWords", "signing_words_of"]

_PAIR: Final = 2


@record(frozen=True, slots=True)
class SigningWords:
    """The compiled words of a language and of those it borrows from.

    Attributes:
        name: How a signing is called, with places for what is signed and the parties.
        its: Ending of a noun that stands for *its*; empty where there is none.
        joint: Word between two parties.
        paper: What is signed where the text does not say.
        signing: Verbs and nouns of signing.
        pens: Phrases of signing that do not say what.
        papers: What two cities sign.
        undone: Words that say that nothing was signed, or a paper of business.
        seen: Verbs of those who see it signed.
        remote: Words of what takes place nowhere.
        hall: Phrases for the host's own seat.
        both: Phrases for two who were named before.
        joining: Words between two who sign.
        parts: Words for parts of a city.
        part_of: Words between such a part and its city.
        ever_since: Words before a signing that only dates what came after it.
        triggers: First words of the verbs.
    """

    name: str
    its: str
    joint: str
    paper: str
    signing: Phrases
    pens: Phrases
    papers: Phrases
    undone: frozenset[str]
    seen: Phrases
    remote: Phrases
    hall: Phrases
    both: Phrases
    joining: frozenset[str]
    parts: frozenset[str]
    part_of: frozenset[str]
    ever_since: frozenset[str]
    triggers: frozenset[str]


@cache
def signing_words_of(language: str) -> SigningWords:
    """Return what a language knows about signings; its name for them is its own or that of the nearest language."""
    data: Sequence[Mapping[str, Any]] = [
        lexicon(tag, "gatherings").get("signings", {}) for tag in chain(language)
    ]

    def union(key: str) -> frozenset[str]:
        return frozenset(word for each in data for word in each.get(key, ()))

    def first(key: str, default: str) -> str:
        return str(next((each[key] for each in data if key in each), default))

    signing = Phrases.of(union("signing"))
    both = {
        row
        for tag in chain(language)
        for entry in lexicon(tag, "discourse").get("generic", ())
        if entry["meaning"] == "all" and entry.get("count") == _PAIR
        for row in entry["words"]
    }
    return SigningWords(
        name=first("name", "{paper}: {parties}"),
        its=first("its", ""),
        joint=first("joint", "-"),
        paper=first("paper", "agreement"),
        signing=signing,
        pens=Phrases.of(union("pens")),
        papers=Phrases.of(union("papers")),
        undone=union("undone"),
        seen=Phrases.of(union("seen")),
        remote=Phrases.of(union("remote")),
        hall=Phrases.of(union("hall")),
        both=Phrases.of(both),
        joining=union("joining"),
        parts=union("parts"),
        part_of=union("part-of"),
        ever_since=union("ever-since"),
        triggers=frozenset(signing.by_first),
    )
