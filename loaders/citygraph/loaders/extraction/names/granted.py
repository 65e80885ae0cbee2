"""Names that are a network's where an article names who grants them: *City of Music*, beside UNESCO."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import product
from typing import Any

from citygraph.loaders.extraction.languages import lexicon, tags
from citygraph.loaders.extraction.layout import Layout, Sentence, stand_at
from citygraph.loaders.extraction.records import record
from citygraph.loaders.extraction.tokens import tokens_of

from .unlisted import FoundNetwork

__all__ = ["granted_names"]


@record(frozen=True, slots=True)
class _Name:
    """A name as folded words, whose it is, and whether it is a title that the network's members bear."""

    words: tuple[str, ...]
    slug: str
    title: bool


def granted_names(layout: Layout, spelt: Set[str]) -> Mapping[int, list[FoundNetwork]]:
    """Return such names by the index of their sentence; none where the article names neither grantor nor network.

    Args:
        layout: The text.
        spelt: Slugs of the networks that the article names otherwise.
    """
    grantors = _grantors()
    slugs = set(spelt)
    for sentence in layout.sentences:
        if not sentence.furniture and not grantors.keys().isdisjoint(sentence.words):
            slugs.update(slug for word, slug in grantors.items() if word in sentence.words)
    found = ((each.index, list(_in(each, slugs))) for each in layout.sentences if not each.furniture)
    return {index: names for index, names in found if names}


def _in(sentence: Sentence, slugs: Set[str]) -> Iterator[FoundNetwork]:
    """Yield the names in a sentence, the longest at each place."""
    names = _names()
    after = 0
    for at in sentence.spots(names.keys()):
        if at < after:
            continue
        for name in names[sentence.folded[at]]:
            if name.slug in slugs and stand_at(sentence.tokens, at, name.words):
                after = at + len(name.words)
                yield FoundNetwork(at, after, name.slug, title=name.title)
                break


@cache
def _data() -> Sequence[tuple[str, Mapping[str, Any]]]:
    return [each for tag in tags() for each in lexicon(tag, "networks").get("granted", {}).items()]


@cache
def _grantors() -> Mapping[str, str]:
    """Return the words for who grants the names, with the slug of the network."""
    return {word: slug for slug, data in _data() for word in data.get("by", ())}


@cache
def _names() -> Mapping[str, Sequence[_Name]]:
    """Return the names by their first word, the longest first."""
    names: dict[str, set[_Name]] = {}
    for slug, data in _data():
        rows = [(name, key == "titles") for key in ("names", "titles") for name in data.get(key, ())]
        rows += [
            (" ".join(parts), True)
            for parts in product(data.get("heads", ()), data.get("fields", ()), ("", *data.get("behind", ())))
        ]
        for row, title in rows:
            words = tuple(token.folded for token in tokens_of(row, 0, len(row)))
            names.setdefault(words[0], set()).add(_Name(words, slug, title))
    return {
        first: sorted(rows, key=lambda each: (-len(each.words), each.words, each.slug))
        for first, rows in names.items()
    }
