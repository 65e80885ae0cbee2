"""Writes a report to files: every format, and every chart as SVG and PNG."""

from __future__ import annotations

import datetime
import importlib.util
import json
from pathlib import Path
from typing import Final

from citygraph.ontology import Texts
from citygraph.queries.recipe import checked_recipe
from citygraph.queries.tables import to_text
from citygraph.queries.work import Advance, Workplace, in_silence

from . import drawing
from .charts import Chart, charts
from .document import ReportDocument
from .making import STEPS, TOP, make_report
from .pages import Picture, body, markdown, page
from .tables import csv_text, json_text, parquet_bytes, ranking

__all__ = ["FILES", "TABLES", "write_pages", "write_report", "write_tables"]

FILES: Final = ("report.html", "report.md", "ranking.csv", "report.json", "ranking.parquet", "ranking.txt")
"""The files of a report beside its charts; Parquet only where Polars is installed."""
TABLES: Final = ("ranking.csv", "report.json", "ranking.parquet", "ranking.txt", "plain.md", "summary.json")
"""Those that need no chart."""
_DRAWING: Final = Texts("drawing the charts", "menggambar grafik")
_WRITING: Final = Texts("writing the files", "menulis berkas")
_STEPS: Final = STEPS + 6


def write_report(place: Workplace) -> None:
    """Make a report and write all its files, as long work.

    Its parameters are ``recipe``, the recipe as JSON; ``language``; ``top``, how many cities the page shows; and
    ``charts``: ``no`` where only the tables are wanted, which are there sooner, ``svg`` for the pages, too, ``all`` for
    the charts as PNG, too.

    Raises:
        EmptyNetwork: The recipe selects no tie between two cities.
    """
    asked = place.parameters
    wanted = asked.get("charts", "all")
    tables = wanted == "no"
    content = json.loads(asked["recipe"])
    document = make_report(
        place.graph,
        checked_recipe(content["name"], content),
        language=asked.get("language", "en"),
        identifiers=place.identifiers,
        top=int(asked.get("top", TOP)),
        made=datetime.date.fromisoformat(asked["made"]) if "made" in asked else None,
        advance=place.advance,
        steps=_STEPS,
    )
    place.advance(_STEPS - 1 if tables else STEPS, _STEPS, _WRITING)
    write_tables(document, place.folder)
    if not tables:
        write_pages(document, place.folder, advance=place.advance, raster=wanted == "all")


def write_tables(document: ReportDocument, folder: Path) -> None:
    """Write the files of a report that need no chart to a folder; files of the same names are replaced."""
    _write(folder / "ranking.csv", csv_text(document))
    text = json_text(document)
    _write(folder / "report.json", text)
    _write(folder / "ranking.txt", to_text(ranking(document), base=document.base))
    _write(folder / "plain.md", markdown(document, {}, ()))
    if importlib.util.find_spec("polars") is not None:
        (folder / "ranking.parquet").write_bytes(parquet_bytes(document))
    _write(folder / "summary.json", _summary(text))


def write_pages(
    document: ReportDocument, folder: Path, *, advance: Advance = in_silence, raster: bool = True
) -> None:
    """Write the charts of a report, and the files that show them, to a folder.

    Args:
        document: The report.
        folder: The folder; files of the same names are replaced.
        advance: To be told how far it is.
        raster: Whether the charts are written as PNG, too.
    """
    pictures: list[Picture] = []
    for number, chart in enumerate(charts(document)):
        advance(STEPS + number, _STEPS, _DRAWING)
        pictures.append(_draw(chart, document.language, folder, raster=raster))
    advance(_STEPS - 1, _STEPS, _WRITING)
    beside = {each.name: f"{each.name}.svg" for each in pictures}
    _write(folder / "report.html", page(document, pictures))
    _write(folder / "body.html", body(document, pictures))
    _write(folder / "report.md", markdown(document, beside, pictures))


def _draw(chart: Chart, language: str, folder: Path, *, raster: bool) -> Picture:
    drawn = drawing.svg(chart, language)
    _write(folder / f"{chart.name}.svg", drawn)
    if raster:
        (folder / f"{chart.name}.png").write_bytes(drawing.png(chart, language))
    return Picture(chart.name, chart.title, chart.caption, drawn)


def _summary(text: str) -> str:
    """Return what a first page and a list of reports show."""
    said = json.loads(text)
    kept = {key: said[key] for key in ("recipe", "dataset", "citygraph", "counts", "components", "caveats")}
    return json.dumps(kept | {"rows": said["rows"][:20]}, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "backslashreplace"))
