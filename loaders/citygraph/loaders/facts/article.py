"""The article that a fact document is about, and who made the document."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from .names import Digest, Language, Name, Slug, Title, WebAddress
from .values import SingleDate

__all__ = ["Article", "MadeBy", "Review"]


class Review(StrEnum):
    """How far a fact has been reviewed."""

    DRAFT = "draft"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class MadeBy(BaseModel):
    """The program that drafted a document."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    engine: Name
    """Name of the program."""
    version: Name | None = None
    """Its version."""
    model: Name | None = None
    """The language model or rule set that it used."""


class Article(BaseModel):
    """An article: what identifies it, and the text that evidence points into."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    id: Slug
    """Slug that becomes the article's IRI."""
    title: Title | None = None
    """Headline."""
    url: WebAddress | None = None
    """Address of the article, http or https."""
    publisher: Name | None = None
    """Who published it."""
    author: Name | None = None
    """Who wrote it."""
    published: SingleDate | None = None
    """When it was published, as EDTF."""
    language: Language | None = None
    """BCP 47 tag of its language."""
    sha256: Digest | None = None
    """SHA-256 of the text in UTF-8 as stored; needed where evidence is given as offsets."""
    length: Annotated[int, Field(strict=True, ge=1, le=100_000_000)] | None = None
    """Length of that text in Unicode code points."""
    advertorial: Annotated[bool, Field(strict=True)] = False
    """Whether the article is paid for."""
    machine_translated: Annotated[bool, Field(strict=True)] = False
    """Whether the text is a machine translation."""
    made_by: MadeBy | None = None
    """The program that drafted the facts, where none of it was written by a person."""
    review: Review = Review.ACCEPTED
    """Review state of the facts that do not state their own."""
