"""Pages that a browser saved in one file (MHTML)."""

from __future__ import annotations

import email
import email.policy
from email.errors import MessageError
from email.message import Message
from pathlib import Path
from typing import Final

from citygraph.loaders.extraction.records import record

from .failures import ReadingFailure

__all__ = ["SavedPage", "page_of_mhtml"]

_BOUNDARIES: Final = 20
"""Most parts that may hold parts: a browser saves a page with one or two."""


@record(frozen=True, slots=True)
class SavedPage:
    """The page in an MHTML file.

    Attributes:
        html: The page.
        charset: The encoding that its part declares.
        url: Its address.
    """

    html: bytes
    charset: str | None
    url: str | None


def page_of_mhtml(data: bytes, file: Path) -> SavedPage:
    """Return the first page of an MHTML file.

    Raises:
        ReadingFailure: There is no page in it, or its parts are nested too deep.
    """
    if data.lower().count(b"boundary=") > _BOUNDARIES:
        raise ReadingFailure("its parts are nested too deep", file=file, reason="damaged")
    try:
        message: Message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    url = message.get("Snapshot-Content-Location") or part.get("Content-Location")
                    return SavedPage(payload, part.get_content_charset(), str(url) if url else None)
    except (MessageError, ValueError, LookupError) as error:
        raise ReadingFailure("it is no saved page", file=file, reason="damaged") from error
    raise ReadingFailure("it holds no page", file=file, reason="empty")
