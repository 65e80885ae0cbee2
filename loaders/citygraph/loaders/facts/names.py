"""Names and other short texts in a fact document: what may stand in them."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

__all__ = [
    "INVISIBLE",
    "LONGEST_NAME",
    "LONGEST_QUOTE",
    "LONGEST_TITLE",
    "LONGEST_VALUE",
    "NOT_IN_NAMES",
    "Digest",
    "Language",
    "Name",
    "RuleName",
    "Slug",
    "Title",
    "Topic",
    "Unit",
    "WebAddress",
    "is_slug",
]

LONGEST_NAME: Final = 300
LONGEST_TITLE: Final = 1_000
LONGEST_QUOTE: Final = 5_000
LONGEST_VALUE: Final = 200

NOT_IN_NAMES: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Control characters, line breaks and halves of surrogate pairs."""

INVISIBLE: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Characters that show nothing yet make two names that look alike differ, or turn the reading direction."""

_INNER = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]"
_END = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\s]"
_ONE_LINE = rf"^{_END}(?:{_INNER}*{_END})?$"
_SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
_SLUG_FORM = re.compile(_SLUG.strip("^$"))
_GOAL = re.compile(r"sdg[ _-]?\d", re.IGNORECASE)
_SDG = re.compile(r"sdg-(?:1[0-7]|[1-9])")
_WRONG_GOAL = "^[Ss][Dd][Gg](?!-(?:1[0-7]|[1-9])$)[ _-]?[0-9]"
_LETTERS = r"A-Za-z0-9\u00a1-\u167f\u1681-\u1fff\u3001-\ud7ff"
_HOST = rf"[{_LETTERS}][{_LETTERS}.-]*"
_IN_PATH = rf"(?:[{_LETTERS}._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{{2}})"
_IN_QUERY = rf"(?:{_IN_PATH}|\?)"
_ADDRESS = rf"^https?://{_HOST}(?::[0-9]{{1,5}})?(?:/{_IN_PATH}*)?(?:\?{_IN_QUERY}*)?(?:#{_IN_QUERY}*)?$"
_LANGUAGE = (
    r"^[a-zA-Z]{2,3}(?:-[a-zA-Z]{4})?(?:-(?:[a-zA-Z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-zA-Z0-9]{5,8}|[0-9][a-zA-Z0-9]{3}))*$"
)

Name = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=LONGEST_NAME, pattern=_ONE_LINE)
]
"""A name or short description: one line, no control characters, no blank at either end."""

Title = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=LONGEST_TITLE, pattern=_ONE_LINE)
]
"""A headline."""

Slug = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=120, pattern=_SLUG)]
"""Lower-case ASCII letters and digits in words joined by single hyphens."""


RuleName = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=200, pattern=r"^[A-Za-z0-9._-]+$")
]
"""Name of an extraction rule: ASCII letters, digits, dots, hyphens and underscores."""

Unit = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=100, pattern=_ONE_LINE)]
"""Unit of a figure, a short text of one line."""


def _known_goal(text: str) -> str:
    if _GOAL.match(text) and not _SDG.fullmatch(text):
        raise PydanticCustomError(
            "unknown-topic",
            "'{topic}' is none of the 17 sustainable development goals",
            {"topic": text[:40], "hint": "write sdg-1 to sdg-17"},
        )
    return text


Topic = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=LONGEST_NAME, pattern=_ONE_LINE),
    AfterValidator(_known_goal),
    Field(json_schema_extra={"not": {"pattern": _WRONG_GOAL}}),
]
"""A topic as a short English noun phrase, or ``sdg-1`` to ``sdg-17``."""

WebAddress = Annotated[str, StringConstraints(strict=True, max_length=2_000, pattern=_ADDRESS)]
"""An http or https address."""

Language = Annotated[str, StringConstraints(strict=True, max_length=35, pattern=_LANGUAGE)]
"""A BCP 47 language tag."""

Digest = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 in lower-case hexadecimal digits."""


def is_slug(text: str) -> bool:
    """Return whether a text has the form of a network's slug.

    >>> is_slug("uclg-aspac"), is_slug("UCLG ASPAC")
    (True, False)
    """
    return _SLUG_FORM.fullmatch(text) is not None
