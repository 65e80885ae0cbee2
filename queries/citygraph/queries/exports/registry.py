"""The register of all formats, whatever they are written by."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import IO

from citygraph.graph.exports import EXPORT_FORMATS, ExportFormat, ExportOptions, Source
from citygraph.ontology import CityGraphError
from citygraph.queries.errors import NotInstalled, did_you_mean

from .csvw import CSV
from .geojson import GEOJSON
from .gexf import GEXF
from .graphml import GRAPHML
from .nanopubs import NANOPUBS
from .parquet import PARQUET

__all__ = [
    "NotInstalled",
    "UnknownFormat",
    "export_formats",
    "find_format",
    "format_of_file",
    "write_export",
]

GZIP = ".gz"


class UnknownFormat(CityGraphError):
    """There is no export format of that name or suffix.

    Attributes:
        name: What was asked for.
    """

    code = "unknown-format"

    def __init__(self, name: str, known: Sequence[str]) -> None:
        near = did_you_mean(name, known)
        hint = f"did you mean {near[0]!r}?" if near else f"the formats are: {', '.join(known)}"
        super().__init__(f"there is no export format {name!r}", hint=hint)
        self.name = name


def export_formats() -> dict[str, ExportFormat]:
    """Return every format by its name, in the order in which people are shown them."""
    return EXPORT_FORMATS | {form.name: form for form in (CSV, PARQUET, GEOJSON, GEXF, GRAPHML, NANOPUBS)}


def find_format(name: str) -> ExportFormat:
    """Return the format of that name.

    Raises:
        UnknownFormat: There is none.
    """
    known = export_formats()
    if name not in known:
        raise UnknownFormat(name, list(known))
    return known[name]


def format_of_file(name: str) -> ExportFormat | None:
    """Return the format that a file's name means, or None: the longest suffix decides, ``.gz`` aside.

    >>> format_of_file("cities.nq.gz").name
    'nquads'
    """
    plain = name.lower().removesuffix(GZIP)
    fitting = [form for form in export_formats().values() if plain.endswith(f".{form.suffix}")]
    return max(fitting, key=lambda form: len(form.suffix), default=None)


def write_export(
    form: ExportFormat, source: Source, out: IO[bytes], options: ExportOptions | None = None
) -> None:
    """Write the graph to out in the format; out need not be able to seek.

    Raises:
        NotInstalled: The format needs a package that is not there.
        NotExpressible: The format cannot say something that the graph holds.
    """
    if form.needs is not None and find_spec(form.needs) is None:
        raise NotInstalled(f"the format {form.name}", form.needs, f"citygraph[{form.name}]")
    form.write(source, out, options or ExportOptions())
