"""What XML 1.0 cannot hold: most control characters, U+FFFE and U+FFFF, even escaped, though literals may have them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["well_formed"]

_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}".encode()


def well_formed(xml: bytes | None) -> bytes:
    """Return XML in UTF-8 with U+FFFD for each character that XML 1.0 cannot hold."""
    assert xml is not None  # the engine gives None only where it was given a file to write to
    return _FORBIDDEN.sub(_REPLACEMENT, xml)
