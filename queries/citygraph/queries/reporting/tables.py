"""A report's ranking as a table: CSV, JSON and Parquet."""

from __future__ import annotations

import importlib.util
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from citygraph.queries.errors import NotInstalled
from citygraph.queries.tables import Table, report_json, report_table, to_csv

from .citation import cite
from .document import Interval, ReportDocument
from .methods import methods
from .words import Words

__all__ = ["csv_text", "json_text", "parquet_bytes", "ranking"]


def ranking(document: ReportDocument) -> Table:
    """Return the whole ranking as a table, with its recipe, counts and caveats below."""
    table = report_table(document.centrality, language=document.language)
    firm = document.firmness
    spans: Mapping[str, Interval] = firm.intervals if firm is not None else {}
    rows = tuple(
        (document.ranks[row.city], *_span(spans.get(row.city)), *cells)
        for row, cells in zip(document.centrality.rows, table.rows, strict=True)
    )
    return replace(table, columns=("rank", "rank_low", "rank_high", *table.columns), rows=rows)


def _span(found: Interval | None) -> tuple[int | None, int | None]:
    return (found.low, found.high) if found is not None else (None, None)


def csv_text(document: ReportDocument) -> str:
    """Return the whole ranking as CSV, with recipe, dataset and version in columns of their own."""
    return to_csv(ranking(document))


def json_text(document: ReportDocument) -> str:
    """Return a report as JSON: every row and tie, what the first cities rest on, method and citation."""
    words = Words(document.language)
    said: dict[str, Any] = json.loads(report_json(document.centrality))
    firm = document.firmness
    spans: Mapping[str, Interval] = firm.intervals if firm is not None else {}
    for row in said["rows"]:
        row["rank"] = document.ranks[row["city"]]
        row["rank_low"], row["rank_high"] = _span(spans.get(row["city"]))
        place = document.positions.get(row["city"])
        row["latitude"], row["longitude"] = (place.latitude, place.longitude) if place else (None, None)
    citation = cite(document, words)
    said |= {
        "language": document.language,
        "firmness": {"draws": firm.draws, "level": firm.level, "seed": firm.seed} if firm else None,
        "made": document.made.isoformat(),
        "address": document.base + document.address,
        "citation": {"text": citation.text, "bibtex": citation.bibtex},
        "methods": [asdict(method) for method in methods(words)],
        "evidence": [
            {"city": story.row.city, "ties": [asdict(tie) for tie in story.ties], "of": story.tie_count}
            for story in document.stories
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def parquet_bytes(document: ReportDocument) -> bytes:
    """Return the whole ranking as Parquet, each column with its type.

    Raises:
        NotInstalled: Polars is not installed.
    """
    if importlib.util.find_spec("polars") is None:
        raise NotInstalled("a table in Parquet", "polars", "citygraph[parquet]")
    import polars as pl

    table = ranking(document)
    columns: dict[str, Any] = {
        name: [row[place] for row in table.rows] for place, name in enumerate(table.columns)
    }
    columns |= {name: [value] * len(table.rows) for name, value in table.origin}
    out = io.BytesIO()
    pl.DataFrame(columns, infer_schema_length=None).write_parquet(out)
    return out.getvalue()
