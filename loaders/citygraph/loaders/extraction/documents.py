"""Fact documents out of drafts, without those facts that break the format or do not go together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.facts import DocumentRefused, FactDocument, Places, check_document
from citygraph.loaders.facts.explanations import explained
from pydantic import ValidationError

from .drafts import Draft
from .reading import ArticleText
from .records import record

__all__ = ["LeftOut", "described", "document_of", "plain"]

_SPARE: Final = frozenset(
    {"since", "until", "when", "topics", "extent", "attendance", "edition", "unit", "role"}
)


@record(frozen=True, slots=True)
class LeftOut:
    """A draft that is no fact of the document.

    Attributes:
        draft: The draft.
        code: Code of what is wrong with it.
        what: What is wrong with it, in words.
    """

    draft: Draft
    code: str
    what: str

    @property
    def kind(self) -> str:
        """Kind of the fact."""
        return self.draft.kind


def described(article: ArticleText, made_by: Mapping[str, str]) -> dict[str, object]:
    """Return what a document says of its article.

    Args:
        article: The article.
        made_by: Engine, version and model, as far as there are such.
    """
    known = {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published,
        "language": article.language,
        "sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "length": len(article.text),
        "made_by": dict(made_by),
        "review": "draft",
    }
    return {name: value for name, value in known.items() if value}


def plain(draft: Draft) -> dict[str, object]:
    """Return a draft as the fact format writes it."""
    fact: dict[str, object] = {"kind": draft.kind, **draft.values}
    fact["evidence"] = [{"start": start, "end": end} for start, end in draft.evidence]
    if draft.modality != "asserted":
        fact["modality"] = draft.modality
    fact["confidence"] = draft.confidence
    fact["rule"] = draft.rule
    return fact


def document_of(
    article: Mapping[str, object],
    drafts: Sequence[Draft],
    *,
    kept: int = 0,
    written: Callable[[Draft], Draft] = lambda draft: draft,
) -> tuple[FactDocument, list[Draft], list[LeftOut]]:
    """Return a document of drafts, the drafts in it, and those left out.

    Of a draft with one wrong field that it can do without, that field is left out. Left out as a whole are facts
    that break the format otherwise, refer to nothing, declare a name again, or repeat each other.

    Args:
        article: The article as its document describes it.
        drafts: The facts.
        kept: How many of them, from the first, are kept whatever they are.
        written: Gives a draft the values that the document writes.
    """
    facts = list(drafts)
    left: list[LeftOut] = []
    while True:
        values = {"article": article, "facts": [plain(written(each)) for each in facts]}
        try:
            return check_document(FactDocument.model_validate(values)), facts, left
        except DocumentRefused as refused:
            found = refused.problems
        except ValidationError as error:
            found = tuple(explained(error, Places()))
        wrong = {each.place.fact - 1: each for each in found if each.place.fact}
        wrong = {number: problem for number, problem in wrong.items() if number >= kept}
        if not wrong:
            return FactDocument.model_validate(values), facts, left
        kept_facts: list[Draft] = []
        for number, each in enumerate(facts):
            problem = wrong.get(number)
            if problem is None:
                kept_facts.append(each)
                continue
            left.append(LeftOut(each, problem.code, problem.what))
            if problem.place.field in _SPARE and problem.place.field in each.values:
                rest = {name: value for name, value in each.values.items() if name != problem.place.field}
                kept_facts.append(replace(each, values=rest))
        facts = kept_facts
