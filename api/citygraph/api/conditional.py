"""Conditional requests: what an answer's validators are, and whether a client's copy is still the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import Final

from starlette.datastructures import Headers

__all__ = ["Validators"]

_TAG: Final = re.compile(r'(?:W/)?"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells one state of an answer from another.

    Attributes:
        tag: What the entity tag quotes.
        weak: Whether two answers with this tag may differ in bytes, as pages may.
        modified: When the data behind the answer last changed, or None when that is not known.
    """

    tag: str
    weak: bool
    modified: datetime | None

    @classmethod
    def of(cls, parts: Iterable[str], *, weak: bool, modified: datetime | None) -> Validators:
        """Return the validators of an answer that follows from these parts alone."""
        text = "\n".join(part.replace("\n", " ") for part in parts)
        return cls(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32], weak, modified)

    @property
    def headers(self) -> dict[str, str]:
        """The headers that tell a client; it may keep the answer and must ask again before using it."""
        found = {"ETag": f'{"W/" if self.weak else ""}"{self.tag}"', "Cache-Control": "no-cache"}
        if self.modified is not None:
            found["Last-Modified"] = format_datetime(self.modified.astimezone(UTC), usegmt=True)
        return found

    def are_known_to(self, headers: Headers) -> bool:
        """Return whether the client has this state already (RFC 9110, section 13): 304 is the answer then.

        If-None-Match goes before If-Modified-Since, and compares weakly. A date that cannot be read is ignored.
        """
        tags = headers.get("if-none-match")
        if tags is not None:
            return tags.strip() == "*" or self.tag in _TAG.findall(tags)
        since = headers.get("if-modified-since")
        if since is None or self.modified is None:
            return False
        try:
            return self.modified <= parsedate_to_datetime(since).astimezone(UTC)
        except (ValueError, OverflowError):
            return False
