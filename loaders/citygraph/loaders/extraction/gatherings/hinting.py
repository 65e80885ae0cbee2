"""The form of events that no head word names, by another word of their name: *Harbour Night*, *Pekan Kopi*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import changed

__all__ = ["hinted"]

_WORD: Final = re.compile(r"\w+")


def hinted(facts: Iterable[Draft], language: str) -> Iterator[Draft]:
    """Yield facts, events without a form with the one that the first telling word of their name hints at.

    Args:
        facts: The facts of an article.
        language: BCP 47 tag of the article.
    """
    forms = _forms(language)
    for each in facts:
        if each.kind == "event" and "form" not in each.values:
            words = _WORD.findall(str(each.values["name"]).casefold())
            form = next((forms[word] for word in words if word in forms), None)
            if form is not None:
                each = changed(each, values={**each.values, "form": form})
        yield each


@cache
def _forms(language: str) -> Mapping[str, str]:
    """Return the forms of events by the words that hint at them."""
    found: dict[str, str] = {}
    for tag in chain(language):
        for form, words in lexicon(tag, "gatherings").get("hints", {}).items():
            for word in words:
                found.setdefault(word, form)
    return found
