"""The formats of RDF, each written in one pass over the sorted statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Final, cast

import pyoxigraph as ox
from citygraph.ontology import PREFIXES, Texts

from .canonical import canonical_quads
from .form import ExportFormat, ExportOptions, Writer
from .source import Source
from .xml import XmlStream, checked_predicates

__all__ = ["EXPORT_FORMATS", "serialize"]

_LINES: Final = (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES)
_BATCH: Final = 1 << 16


def serialize(lines: Iterable[bytes], out: IO[bytes], rdf: ox.RdfFormat, *, dataset: bool) -> None:
    """Write lines of N-Quads, which stand in canonical order, to out in a format of RDF.

    Args:
        lines: Lines with their line ends.
        out: Where to write.
        rdf: The format.
        dataset: Whether graphs are named; else their names are left out.

    Raises:
        NotExpressible: RDF/XML has no name for a property.
    """
    if rdf in _LINES:
        out.writelines(lines)
        return
    quads = ox.parse(cast("IO[bytes]", _LineReader(lines)), format=ox.RdfFormat.N_QUADS)
    if rdf == ox.RdfFormat.RDF_XML:
        triples = checked_predicates(quad.triple for quad in quads)
        ox.serialize(triples, cast("IO[bytes]", XmlStream(out)), format=rdf, prefixes=PREFIXES)
    elif dataset:
        ox.serialize(quads, out, format=rdf, prefixes=PREFIXES)
    else:
        ox.serialize((quad.triple for quad in quads), out, format=rdf, prefixes=PREFIXES)


class _LineReader:
    """Reads lines as a file is read, a good piece at a time."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = iter(lines)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        if not self._rest:
            self._rest = b"".join(self._next(_BATCH))
        if size < 0:
            whole, self._rest = self._rest + b"".join(self._lines), b""
            return whole
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece

    def _next(self, size: int) -> Iterator[bytes]:
        taken = 0
        for line in self._lines:
            yield line
            taken += len(line)
            if taken >= size:
                return


def _writer(rdf: ox.RdfFormat, dataset: bool) -> Writer:
    def write(source: Source, out: IO[bytes], options: ExportOptions) -> None:
        serialize(canonical_quads(source, options, dataset=dataset), out, rdf, dataset=dataset)

    return write


_RDF: Final = {
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
}


def _format(
    name: str, suffix: str, media_type: str, specification: str, dataset: bool, title: str, en: str, id_: str
) -> ExportFormat:
    return ExportFormat(
        name=name,
        suffix=suffix,
        media_type=media_type,
        title=Texts(title, title),
        description=Texts(en, id_),
        write=_writer(_RDF[name], dataset),
        dataset=dataset,
        rdf=_RDF[name],
        specification=specification,
    )


EXPORT_FORMATS: Final[dict[str, ExportFormat]] = {
    form.name: form
    for form in (
        _format(
            "trig",
            "trig",
            "application/trig",
            "https://www.w3.org/TR/trig/",
            True,
            "TriG",
            "The merged facts, and what each document says in a graph of its own; to read and to load",
            "Fakta gabungan, dan isi setiap dokumen dalam grafnya sendiri; untuk dibaca dan dimuat",
        ),
        _format(
            "nquads",
            "nq",
            "application/n-quads",
            "https://www.w3.org/TR/n-quads/",
            True,
            "N-Quads",
            "The same as TriG, one statement a line; to compare and to process",
            "Sama seperti TriG, satu pernyataan per baris; untuk dibandingkan dan diolah",
        ),
        _format(
            "jsonld",
            "jsonld",
            "application/ld+json",
            "https://www.w3.org/TR/json-ld11/",
            True,
            "JSON-LD",
            "The same as TriG, as JSON",
            "Sama seperti TriG, sebagai JSON",
        ),
        _format(
            "turtle",
            "ttl",
            "text/turtle",
            "https://www.w3.org/TR/turtle/",
            False,
            "Turtle",
            "The merged facts, without who says which",
            "Fakta gabungan, tanpa siapa yang menyatakannya",
        ),
        _format(
            "ntriples",
            "nt",
            "application/n-triples",
            "https://www.w3.org/TR/n-triples/",
            False,
            "N-Triples",
            "The same as Turtle, one statement a line",
            "Sama seperti Turtle, satu pernyataan per baris",
        ),
        _format(
            "rdfxml",
            "rdf",
            "application/rdf+xml",
            "https://www.w3.org/TR/rdf-syntax-grammar/",
            False,
            "RDF/XML",
            "The same as Turtle, as XML, for tools that read nothing else",
            "Sama seperti Turtle, sebagai XML, untuk alat yang hanya membaca XML",
        ),
    )
}
"""Every format of RDF by its name."""
