"""The command that writes the whole graph to a file or standard output."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import typer
from citygraph.ontology import Identifiers

from .console import is_terminal, note
from .environment import read_settings
from .options import Force, Out, RequiredStore, format_for
from .output import destination
from .progress import busy

__all__ = ["ExportName", "export"]


class ExportName(StrEnum):
    """The formats of an export."""

    TRIG = "trig"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    NTRIPLES = "ntriples"


_SUFFIXES: Final = {
    "trig": ExportName.TRIG,
    "nq": ExportName.NQUADS,
    "ttl": ExportName.TURTLE,
    "jsonld": ExportName.JSONLD,
    "nt": ExportName.NTRIPLES,
}


def export(
    store: RequiredStore,
    form: Annotated[
        ExportName | None,
        typer.Option(
            "--format",
            help="trig, nquads and jsonld hold every document's graph; turtle and ntriples the merged facts. "
            "By default what the suffix of --out means, else trig.",
        ),
    ] = None,
    out: Out = None,
    force: Force = False,
) -> None:
    """Write the whole graph; the same content always gives the same bytes."""
    from citygraph.graph import CityGraph

    chosen = format_for(form, out, _SUFFIXES, ExportName.TRIG)
    identifiers = Identifiers(read_settings().base)
    with CityGraph.open(store, mode="read", identifiers=identifiers) as graph:
        for line in graph.notices:
            note(line)
        shown = out is not None or not is_terminal("stdout")
        with destination(out, force=force) as stream, busy(f"writing {chosen}", shown=shown):
            graph.export(chosen, stream)
