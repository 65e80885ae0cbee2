"""Near-duplicates: the same press release in several papers is one story, and counts once as support."""

from __future__ import annotations

import re
import zlib
from typing import Final

__all__ = ["bands", "fingerprint", "same_story"]

_WORD: Final = re.compile(r"\w+")
_SHINGLE: Final = 4
_LONGEST: Final = 300_000
_BINS: Final = 64
_BYTES: Final = 2
_ROWS: Final = 2
_SAME: Final = 0.4
_MIX: Final = 0x9E3779B97F4A7C15
_MASK: Final = (1 << 64) - 1


def fingerprint(text: str) -> bytes:
    """Return 128 bytes that are alike for texts that share most of their wording; none for a text of a few words.

    It is a one-permutation MinHash (Li, Owen and Zhang 2012, https://arxiv.org/abs/1208.1259) of the runs of four
    words, with 64 bins of which 16 bits are kept; an empty bin takes what the next one has (Shrivastava and Li
    2014, https://arxiv.org/abs/1406.4784).

    >>> len(fingerprint("The two mayors met on Monday, and they signed a pact.")), fingerprint("Two words")
    (128, b'')
    """
    words = _WORD.findall(text[:_LONGEST].lower())
    least: list[int | None] = [None] * _BINS
    # Not strict: the four lists end one word apart.
    for run in zip(*(words[first:] for first in range(_SHINGLE)), strict=False):
        mixed = zlib.crc32(" ".join(run).encode("utf-8", "surrogatepass")) * _MIX & _MASK
        place, value = mixed >> 58, mixed >> 10 & 0xFFFFFFFF
        if (known := least[place]) is None or value < known:
            least[place] = value
    if len(words) < 2 * _SHINGLE:
        return b""
    filled = [place for place in range(_BINS) if least[place] is not None]
    kept = bytearray()
    for place in range(_BINS):
        source = place
        if least[place] is None:
            source = next((other for other in filled if other > place), filled[0])
        value = (least[source] or 0) + _MIX * ((source - place) % _BINS)
        kept += (value & 0xFFFF).to_bytes(_BYTES, "big")
    return bytes(kept)


def same_story(first: bytes, second: bytes) -> bool:
    """Return whether two fingerprints are of one story: about two fifths of all runs of four words are in both.

    Two articles that tell of one event in their own words share few such runs, copies with another headline and
    a cut end share most.
    """
    if not first or len(first) != len(second):
        return False
    same = sum(
        first[place : place + _BYTES] == second[place : place + _BYTES]
        for place in range(0, len(first), _BYTES)
    )
    return same >= _SAME * _BINS


def bands(fingerprint: bytes) -> tuple[bytes, ...]:
    """Return the keys under which an index finds fingerprints of the same story without comparing all.

    Two of the same story share a key in more than 99 of 100 cases; two of different stories seldom do, and
    ``same_story`` then tells.
    """
    width = _BYTES * _ROWS
    return tuple(
        bytes([place // width]) + fingerprint[place : place + width]
        for place in range(0, len(fingerprint), width)
    )
