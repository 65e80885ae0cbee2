"""Which media type answers a request: the table of media types, and HTTP's Accept rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from .errors import NotAcceptable

__all__ = [
    "CSV",
    "DATASETS",
    "GEOJSON",
    "GRAPHS",
    "HTML",
    "JSON",
    "PLAIN",
    "PROBLEM",
    "RESULTS",
    "Media",
    "choose",
    "split_suffix",
]


@dataclass(frozen=True, slots=True)
class Media:
    """A media type on offer.

    Attributes:
        type: The registered media type, as the answer names it.
        suffix: Ending of an address that asks for it, without the dot.
        title: Its name for people.
        aliases: Other media types that a client may ask for and that this answers truly.
        rdf: The engine's format, for graphs.
        results: The engine's format, for query results.
    """

    type: str
    suffix: str
    title: str
    aliases: tuple[str, ...] = ()
    rdf: RdfFormat | None = None
    results: QueryResultsFormat | None = None

    @property
    def content_type(self) -> str:
        """The value of Content-Type: text formats name their charset."""
        return f"{self.type}; charset=utf-8" if self.type.startswith("text/") else self.type


HTML = Media("text/html", "html", "HTML", ("application/xhtml+xml",))
JSON = Media("application/json", "json", "JSON")
CSV = Media("text/csv", "csv", "CSV")
MARKDOWN = Media("text/markdown", "md", "Markdown")
PARQUET = Media("application/vnd.apache.parquet", "parquet", "Parquet")
PLAIN = Media("text/plain", "txt", "text")
GEOJSON = Media("application/geo+json", "geojson", "GeoJSON")
PROBLEM = Media("application/problem+json", "json", "JSON", ("application/json",))

GRAPHS: tuple[Media, ...] = (
    Media("text/turtle", "ttl", "Turtle", rdf=RdfFormat.TURTLE),
    Media("application/ld+json", "jsonld", "JSON-LD", ("application/json",), rdf=RdfFormat.JSON_LD),
    Media("application/n-triples", "nt", "N-Triples", rdf=RdfFormat.N_TRIPLES),
    Media("application/rdf+xml", "rdf", "RDF/XML", rdf=RdfFormat.RDF_XML),
)
"""How a graph is written; the first answers a client that takes anything."""

DATASETS: tuple[Media, ...] = (
    Media("application/trig", "trig", "TriG", rdf=RdfFormat.TRIG),
    Media("application/n-quads", "nq", "N-Quads", rdf=RdfFormat.N_QUADS),
)
"""How a dataset is written; a graph can be, too."""

RESULTS: tuple[Media, ...] = (
    Media(
        "application/sparql-results+json",
        "json",
        "JSON",
        ("application/json",),
        results=QueryResultsFormat.JSON,
    ),
    Media(
        "application/sparql-results+xml", "xml", "XML", ("application/xml",), results=QueryResultsFormat.XML
    ),
    Media("text/csv", "csv", "CSV", results=QueryResultsFormat.CSV),
    Media("text/tab-separated-values", "tsv", "TSV", results=QueryResultsFormat.TSV),
)
"""How the results of SELECT and ASK are written; the first answers a client that takes anything."""


def _ranges(accept: str) -> list[tuple[str, float]]:
    """Return the media ranges of an Accept header with their q-values, malformed members left out."""
    found: list[tuple[str, float]] = []
    for member in accept.split(","):
        name, *parameters = (part.strip() for part in member.split(";"))
        if name.count("/") != 1:
            continue
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(max(float(value), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        found.append((name.lower(), quality))
    return found


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the q-value that the most specific matching range gives a media type."""
    main = media.split("/", 1)[0]
    for wanted in (media, f"{main}/*", "*/*"):
        matching = [quality for name, quality in ranges if name == wanted]
        if matching:
            return max(matching)
    return 0.0


def choose(accept: str | None, offered: Sequence[Media]) -> Media:
    """Return the offered media type that the client likes best; the earlier one where it likes two alike.

    Raises:
        NotAcceptable: The client accepts none.

    >>> choose("text/turtle;q=0.5, application/n-triples", GRAPHS).suffix
    'nt'
    >>> choose("*/*", GRAPHS).suffix
    'ttl'
    """
    if accept is None or not accept.strip():
        return offered[0]
    ranges = _ranges(accept)
    best: Media | None = None
    best_quality = 0.0
    for media in offered:
        quality = _quality(media.type, ranges)
        named = [
            _quality(alias, ranges) for alias in media.aliases if any(alias == name for name, _ in ranges)
        ]
        quality = max([quality, *named])
        if quality > best_quality:
            best, best_quality = media, quality
    if best is None:
        raise NotAcceptable(accept, (media.type for media in offered))
    return best


def split_suffix(key: str, offered: Sequence[Media]) -> tuple[str, Media | None]:
    """Return the key without the ending that asks for a media type, and that media type.

    >>> split_suffix("id-35.10", GRAPHS)
    ('id-35.10', None)
    >>> split_suffix("id-35.10.ttl", GRAPHS)[0]
    'id-35.10'
    """
    stem, dot, ending = key.rpartition(".")
    if dot and stem:
        for media in offered:
            if media.suffix == ending:
                return stem, media
    return key, None
