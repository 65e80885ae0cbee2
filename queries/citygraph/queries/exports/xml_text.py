"""Text as XML holds it: escaped, and with U+FFFD for characters that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

__all__ = ["attribute", "content"]

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def attribute(value: object) -> str:
    """Return a value as that of an attribute, with its quotation marks."""
    return quoteattr(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(value)))


def content(value: object) -> str:
    """Return a value as the content of an element."""
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(value)), {"\r": "&#13;"})
