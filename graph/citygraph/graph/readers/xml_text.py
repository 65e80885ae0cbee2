"""What XML 1.0 cannot hold: most control characters, U+FFFE and U+FFFF, even escaped, though literals may have them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Final

__all__ = ["well_formed", "well_formed_chunks"]

_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_BEGUN: Final = re.compile(rb"\xef\xbf?\Z")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}".encode()


def well_formed(xml: bytes | None) -> bytes:
    """Return XML in UTF-8 with U+FFFD for each character that XML 1.0 cannot hold."""
    assert xml is not None  # the engine gives None only where it was given a file to write to
    return _FORBIDDEN.sub(_REPLACEMENT, xml)


async def well_formed_chunks(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Yield XML in UTF-8, wherever it is cut, with U+FFFD for each character that XML 1.0 cannot hold."""
    kept = b""
    async for chunk in chunks:
        text = kept + chunk
        begun = _BEGUN.search(text)
        kept = begun[0] if begun else b""
        yield _FORBIDDEN.sub(_REPLACEMENT, text[: len(text) - len(kept)])
    if kept:
        yield kept
