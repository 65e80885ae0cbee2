"""Fact documents out of drafts, without those facts that do not go together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from citygraph.loaders.extraction.assembling import identity
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.extractor import Trace
from citygraph.loaders.extraction.reading import ArticleText
from citygraph.loaders.facts import DocumentRefused, FactDocument, Places, check_document
from citygraph.loaders.facts.explanations import explained
from pydantic import ValidationError

from .errors import excerpt
from .judging import Dropped

__all__ = ["described", "document_of", "traces_of", "what_is_said"]


def described(article: ArticleText, *, engine: str, version: str, model: str) -> dict[str, object]:
    """Return what a document says of its article."""
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
        "made_by": {"engine": engine, "version": version, "model": model},
        "review": "draft",
    }
    return {name: value for name, value in known.items() if value}


def document_of(
    article: Mapping[str, object], drafts: Sequence[Draft], kept: int = 0
) -> tuple[FactDocument, list[Draft], list[Dropped]]:
    """Return a document of drafts, the drafts in it, and those left out because of the others.

    Left out are facts that refer to nothing, declare a name again, or repeat each other.

    Args:
        article: The article as its document describes it.
        drafts: The facts.
        kept: How many of them, from the first, are kept whatever they are.
    """
    drafts = list(drafts)
    dropped: list[Dropped] = []
    while True:
        plain = {"article": article, "facts": [_plain(each) for each in drafts]}
        try:
            return check_document(FactDocument.model_validate(plain)), drafts, dropped
        except DocumentRefused as refused:
            found = refused.problems
        except ValidationError as error:
            found = tuple(explained(error, Places()))
        wrong = {each.place.fact - 1: each for each in found if each.place.fact}
        wrong = {number: problem for number, problem in wrong.items() if number >= kept}
        if not wrong:
            return FactDocument.model_validate(plain), drafts, dropped
        dropped += [
            Dropped(drafts[number].kind, problem.code, excerpt(problem.what))
            for number, problem in sorted(wrong.items())
        ]
        drafts = [each for number, each in enumerate(drafts) if number not in wrong]


def traces_of(drafts: Sequence[Draft]) -> tuple[Trace, ...]:
    """Return why each fact was drawn."""
    return tuple(
        Trace(number, each.evidence, each.rule, each.confidence, each.because)
        for number, each in enumerate(drafts)
    )


def what_is_said(draft: Draft) -> tuple[object, ...]:
    """Return what makes two drafts the same fact, cities with their GeoNames ids among them."""
    return identity(replace(draft, values={name: _as_text(value) for name, value in draft.values.items()}))


def _as_text(value: object) -> object:
    """Return a value with each city that has a GeoNames id as text."""
    if isinstance(value, dict):
        return " ".join(str(part) for part in cast("dict[str, object]", value).values())
    return [_as_text(each) for each in cast("list[object]", value)] if isinstance(value, list) else value


def _plain(draft: Draft) -> dict[str, object]:
    fact: dict[str, object] = {"kind": draft.kind, **draft.values}
    fact["evidence"] = [{"start": start, "end": end} for start, end in draft.evidence]
    if draft.modality != "asserted":
        fact["modality"] = draft.modality
    return {**fact, "confidence": draft.confidence, "rule": draft.rule}
