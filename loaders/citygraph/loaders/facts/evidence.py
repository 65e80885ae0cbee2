"""Where an article says a fact: offsets into its text, a quoted passage, or both once they are verified."""

from __future__ import annotations

import re
from typing import Annotated, Final, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from .names import LONGEST_QUOTE

__all__ = ["CONTEXT", "NOT_IN_PASSAGES", "Evidence", "Offsets", "Quote", "ResolvedEvidence"]

CONTEXT: Final = 32
"""Characters of text kept before and after a verified passage."""

NOT_IN_PASSAGES: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Control characters, line breaks and tabs aside."""

_PASSAGE = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]*$"
_Position = Annotated[int, Field(strict=True, ge=0, le=100_000_000)]
_Passage = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=LONGEST_QUOTE, pattern=_PASSAGE)
]
_Context = Annotated[str, StringConstraints(strict=True, max_length=CONTEXT, pattern=_PASSAGE)]


class Offsets(BaseModel):
    """A passage by its place in the article's text, in Unicode code points of the text as stored."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    start: _Position
    """Number of characters before the passage."""
    end: _Position
    """Number of characters up to the end of the passage."""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.end <= self.start:
            raise PydanticCustomError(
                "end-before-start",
                "the passage ends at {end}, not after its start {start}",
                {"start": self.start, "end": self.end},
            )
        return self


class ResolvedEvidence(Offsets):
    """A passage by place and wording, as verified against the text."""

    exact: _Passage
    """The passage itself."""
    prefix: _Context = ""
    """Up to 32 characters before it."""
    suffix: _Context = ""
    """Up to 32 characters after it."""

    @model_validator(mode="after")
    def _is_as_long_as_its_passage(self) -> Self:
        if len(self.exact) != self.end - self.start:
            raise PydanticCustomError(
                "offset-outside",
                "the passage has {length} characters, its offsets say {said}",
                {"length": len(self.exact), "said": self.end - self.start},
            )
        return self


class Quote(BaseModel):
    """A passage by its wording: an exact substring of the article's text."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    text: _Passage
    """The passage itself."""


def _quoted(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _form(value: object) -> str:
    if isinstance(value, (str, Quote)):
        return "quote"
    if isinstance(value, ResolvedEvidence) or (isinstance(value, dict) and "exact" in value):
        return "passage"
    return "offsets"


def _as_list(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return value  # pyright: ignore[reportUnknownVariableType]
    alone: list[object] = [value]
    return alone if isinstance(value, (str, dict, BaseModel)) else value


Passage = Annotated[
    Annotated[Annotated[Quote, BeforeValidator(_quoted)], Tag("quote")]
    | Annotated[Offsets, Tag("offsets")]
    | Annotated[ResolvedEvidence, Tag("passage")],
    Discriminator(_form),
]

Evidence = Annotated[tuple[Passage, ...], BeforeValidator(_as_list), Field(max_length=100)]
"""One passage or several."""
