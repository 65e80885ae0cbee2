"""The tables as Parquet, each column with its type."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING, Final

from citygraph.graph.exports import ExportFormat, ExportOptions, NotExpressible, Source
from citygraph.ontology import Texts

from .archive import Member, write_archive
from .rows import TableReader
from .schema import Column, TableSchema, load_tables
from .values import CellValue

if TYPE_CHECKING:
    import polars as pl

__all__ = ["PARQUET", "parquet_members"]

_ROWS: Final = 10_000
_GROUP: Final = 100_000


def parquet_members(source: Source, options: ExportOptions) -> Iterator[Member]:
    """Yield a file for each table."""
    tables = load_tables()
    reader = TableReader(source, options, tables=len(tables))
    for table in tables:
        yield Member(f"{table.name}.parquet", partial(_write_table, table, reader), packed=True)


def _write_table(table: TableSchema, reader: TableReader, out: IO[bytes]) -> None:
    import polars as pl
    from polars.io.plugins import register_io_source

    schema = pl.Schema({column.name: _type(column) for column in table.columns})

    def frames(
        with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        rows = reader.rows(table)
        while batch := list(islice(rows, _ROWS)):
            columns = {
                column.name: [_value(row[place]) for row in batch]
                for place, column in enumerate(table.columns)
            }
            try:
                yield pl.DataFrame(columns, schema=schema)
            except (OverflowError, pl.exceptions.PolarsError) as error:
                raise NotExpressible("parquet", f"a value of the table {table.name}: {error}") from error

    with tempfile.TemporaryDirectory(prefix="citygraph-") as folder:
        path = Path(folder) / "table.parquet"
        register_io_source(frames, schema=schema, is_pure=True).sink_parquet(
            path, compression="zstd", maintain_order=True, row_group_size=_GROUP
        )
        with path.open("rb") as file:
            copyfileobj(file, out)


def _type(column: Column) -> pl.DataType:
    import polars as pl

    if column.many:
        return pl.List(pl.String())
    types: dict[str, pl.DataType] = {
        "date": pl.Date(),
        "integer": pl.Int64(),
        "count": pl.Int64(),
        "number": pl.Float64(),
        "boolean": pl.Boolean(),
    }
    return types.get(column.kind, pl.String())


def _value(value: CellValue) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(value, tuple) else value


def _write(source: Source, out: IO[bytes], options: ExportOptions) -> None:
    write_archive(parquet_members(source, options), out)


PARQUET: Final = ExportFormat(
    name="parquet",
    suffix="parquet.zip",
    media_type="application/zip",
    title=Texts("Parquet", "Parquet"),
    description=Texts(
        "The same tables as CSV with typed columns, for pandas, Polars, DuckDB and R",
        "Tabel yang sama seperti CSV dengan kolom bertipe, untuk pandas, Polars, DuckDB, dan R",
    ),
    write=_write,
    specification="https://parquet.apache.org/docs/file-format/",
    needs="polars",
)
