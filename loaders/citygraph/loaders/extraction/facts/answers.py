"""Denials that stand in the sentence after what they deny: *Is Malang a member? Not yet.*"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Candidates, Symbols, compile_pattern

from .drawing import Reading

__all__ = ["answered"]

_KINDS: Final = frozenset({"membership", "partnership"})
_SHORT: Final = 8
"""Symbols of a sentence that may be a denial and nothing else."""
_KEPT: Final = frozenset({"denied", "ended"})


def answered(drafts: Iterable[Draft], reading: Reading) -> Iterator[Draft]:
    """Yield memberships and partnerships, denied where the sentence after them says no.

    After a question any answer counts that begins with a denial, after another sentence only a short one.

    Args:
        drafts: The drafts.
        reading: The article.
    """
    starts = [each.sentence.start for each in reading.sentences]
    language = reading.analysis.language
    for each in drafts:
        if each.kind in _KINDS and each.modality not in _KEPT:
            at = bisect_right(starts, each.evidence[0][0]) - 1
            if 0 <= at < len(starts) - 1 and _denied(
                reading.sentences[at], reading.sentences[at + 1], language
            ):
                values = {name: value for name, value in each.values.items() if name != "stage"}
                because = (*each.because, "denied in the sentence after it")
                each = replace(each, values=values, modality="denied", because=because)
        yield each


def _denied(said: Symbols, after: Symbols, language: str) -> bool:
    words = _words(language)
    if not words.possible(after) or not (_asks(said) or len(after.spans) <= _SHORT):
        return False
    return any(found.start() == 0 for found in words.found(after, 0, len(after.text)))


def _asks(said: Symbols) -> bool:
    return "? " in said.text[-4:]


@cache
def _words(language: str) -> Candidates:
    return Candidates(
        compile_pattern(row, {}, f"{tag}.modality.answered")
        for tag in chain(language)
        for row in lexicon(tag, "modality").get("answered", ())
    )
