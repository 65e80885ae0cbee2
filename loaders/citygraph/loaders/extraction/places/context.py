"""What is known of an article when its places are decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from citygraph.loaders.extraction.layout import Layout, Span
from citygraph.loaders.extraction.records import record

from .found import FoundPlace

__all__ = ["PlaceContext", "but_for_last"]


@record(frozen=True, slots=True)
class PlaceContext:
    """What is known of an article.

    Attributes:
        layout: Its text.
        language: BCP 47 tag.
        taken: Spans of other names (networks, organisations, persons, gatherings), in which a place is not
            mentioned on its own.
        held: Where names begin in which a person holds an office.
        countries: ISO 3166-1 codes that the article is likely about, such as a network's or the publisher's.
    """

    layout: Layout
    language: str
    taken: Sequence[Span] = ()
    held: frozenset[int] = frozenset()
    countries: frozenset[str] = frozenset()


def but_for_last(candidates: Iterable[FoundPlace], names: Iterable[Span]) -> list[Span]:
    """Return the spans of gatherings without where they are: *Congress in Seoul* has *Seoul* on its own.

    Args:
        candidates: What may be places.
        names: The spans.
    """
    last = {each.end: each.start for each in candidates if each.located}
    return [(start, max(last.get(end, end), start)) for start, end in names]
