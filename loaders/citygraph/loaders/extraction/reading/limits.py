"""How much of anything reading takes in, so that no input needs unbounded time or memory."""

from __future__ import annotations

from citygraph.loaders.extraction.records import record

__all__ = ["Limits"]


@record(frozen=True, slots=True)
class Limits:
    """Bounds of what is read; whatever goes beyond is refused with a message and the rest goes on.

    Attributes:
        file_bytes: Most bytes of a text or page, after decompression.
        characters: Most characters of an article's text.
        tags: Most tags of a page: parsing and finding the article take time for each.
        records: Most records of a web archive, so that an endless one ends.
    """

    file_bytes: int = 20_000_000
    characters: int = 1_000_000
    tags: int = 200_000
    records: int = 10_000_000
