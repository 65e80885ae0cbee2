from __future__ import annotations

import datetime
import io
import zipfile

import polars as pl
import pytest
from citygraph.graph import CityGraph, ExportOptions
from citygraph.queries.exports import NotInstalled, find_format, registry, write_export
from citygraph.queries.exports.rows import TableReader
from citygraph.queries.exports.schema import load_tables


@pytest.fixture(scope="module")
def archive(seeds: CityGraph) -> zipfile.ZipFile:
    out = io.BytesIO()
    write_export(find_format("parquet"), seeds, out, ExportOptions())
    return zipfile.ZipFile(out)


def test_every_table_reads_back_with_its_rows(archive: zipfile.ZipFile, seeds: CityGraph) -> None:
    for table in load_tables():
        frame = pl.read_parquet(archive.read(f"{table.name}.parquet"))
        assert frame.columns == [column.name for column in table.columns]
        rows = [
            tuple(list(value) if isinstance(value, tuple) else value for value in row)
            for row in TableReader(seeds, ExportOptions()).rows(table)
        ]
        numbers = [place for place, column in enumerate(table.columns) if column.kind == "number"]
        for mine, theirs in zip(rows, frame.rows(), strict=True):
            for place, (one, other) in enumerate(zip(mine, theirs, strict=True)):
                assert other == (float(one) if place in numbers and one is not None else one)


def test_columns_are_typed(archive: zipfile.ZipFile) -> None:
    events = pl.read_parquet(archive.read("events.parquet"))
    assert events.schema["start"] == pl.Date and events.schema["aliases"] == pl.List(pl.String)
    assert events["start"].max() > datetime.date(2018, 1, 1)
    cities = pl.read_parquet(archive.read("cities.parquet"))
    assert (cities.schema["population"], cities.schema["latitude"]) == (pl.Int64, pl.Float64)
    figures = pl.read_parquet(archive.read("figures.parquet"))
    assert figures.schema["approximate"] == pl.Boolean and figures["approximate"].sum() == 2


def test_the_same_graph_gives_the_same_bytes(archive: zipfile.ZipFile, seeds: CityGraph) -> None:
    out = io.BytesIO()
    write_export(find_format("parquet"), seeds, out, ExportOptions())
    again = zipfile.ZipFile(out)
    assert all(again.read(name) == archive.read(name) for name in archive.namelist())


def test_without_the_package_it_is_said_what_to_install(
    seeds: CityGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    with pytest.raises(NotInstalled, match=r"pip install 'citygraph\[parquet\]'"):
        write_export(find_format("parquet"), seeds, io.BytesIO())
    with pytest.raises(NotInstalled):
        registry.write_export(find_format("parquet"), seeds, io.BytesIO())
