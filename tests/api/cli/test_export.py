"""Writing the whole graph."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, CompletedProcess
from zipfile import ZipFile

import pyoxigraph as ox
import pytest
import rdflib
from citygraph.graph import EXPORT_FORMATS, CityGraph
from citygraph.queries.exports import export_formats
from rdflib.compare import isomorphic
from typer.testing import Result

Run = Callable[..., Result]
Process = Callable[..., CompletedProcess[bytes]]


def test_the_formats_are_listed(run: Run) -> None:
    text = run("export", "--list").stdout
    for form in export_formats().values():
        assert form.name in text and f".{form.suffix}" in text and form.media_type in text
    listed = json.loads(run("export", "--list", "--json", "--language", "id").stdout)
    assert [one["name"] for one in listed] == list(export_formats())
    assert listed[0]["description"] == export_formats()[listed[0]["name"]].description.id


def test_an_unknown_format_is_wrong_usage_and_the_nearest_is_named(run: Run, tmp_path: Path) -> None:
    result = run("export", "--store", tmp_path, "--format", "turtel")
    assert result.exit_code == 2 and "turtle" in result.stderr
    result = run("export", "--store", tmp_path, "--out", tmp_path / "all.pdf")
    assert result.exit_code == 2 and ".ttl" in result.stderr


def test_a_name_in_gz_is_compressed_the_same_each_time(run: Run, seed_store: Path, tmp_path: Path) -> None:
    for name in ("a.nq.gz", "b.nq.gz"):
        assert run("export", "--store", seed_store, "--out", tmp_path / name).exit_code == 0
    one = (tmp_path / "a.nq.gz").read_bytes()
    assert one == (tmp_path / "b.nq.gz").read_bytes()
    assert gzip.decompress(one) == run("export", "--store", seed_store, "--format", "nquads").stdout_bytes


@pytest.mark.parametrize("name", sorted(EXPORT_FORMATS))
def test_every_format_reads_back_to_the_same_dataset(
    run: Run, seed_store: Path, name: str, tmp_path: Path
) -> None:
    form = EXPORT_FORMATS[name]
    result = run("export", "--store", seed_store, "--format", name)
    assert result.exit_code == 0 and result.stderr == ""
    with CityGraph.open(seed_store, mode="read") as graph:
        out = tmp_path / "all.nq"
        with out.open("wb") as stream:
            graph.export("nquads" if form.dataset else "ntriples", stream)
    wanted = set(ox.parse(out.read_bytes(), format=ox.RdfFormat.N_QUADS))
    assert set(ox.parse(result.stdout_bytes, format=form.rdf)) == wanted


def test_rdflib_reads_the_exports_back(run: Run, seed_store: Path) -> None:
    turtle = rdflib.Graph().parse(data=run("export", "--store", seed_store, "--format", "turtle").stdout)
    triples = rdflib.Graph().parse(
        data=run("export", "--store", seed_store, "--format", "ntriples").stdout, format="nt"
    )
    assert len(turtle) > 1000 and isomorphic(turtle, triples)


def test_a_file_is_written_whole_in_the_format_of_its_suffix(
    run: Run, seed_store: Path, tmp_path: Path
) -> None:
    for form in export_formats().values():
        out = tmp_path / f"all.{form.suffix}"
        assert run("export", "--store", seed_store, "--out", out).exit_code == 0
        assert out.read_bytes() == run("export", "--store", seed_store, "--format", form.name).stdout_bytes
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
        f"all.{f.suffix}" for f in export_formats().values()
    )


def test_a_file_is_not_replaced_unless_forced(run: Run, seed_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.nt"
    out.write_text("mine", encoding="utf-8")
    out.chmod(0o640)
    result = run("export", "--store", seed_store, "--out", out)
    assert result.exit_code == 1 and "exists" in result.stderr and out.read_text(encoding="utf-8") == "mine"
    assert run("export", "--store", seed_store, "--out", out, "--force").exit_code == 0
    assert len(out.read_bytes()) > 10_000 and out.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("out", ["missing/all.nt", ".", "x" * 300 + ".nt"])
def test_a_file_that_cannot_be_written_is_refused(
    run: Run, seed_store: Path, tmp_path: Path, out: str
) -> None:
    result = run("export", "--store", seed_store, "--format", "nt" + "riples", "--out", tmp_path / out)
    assert result.exit_code == 1 and len(result.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_line(process: Process, seed_store: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        result = process("export", "--store", seed_store, stdout=full, stderr=PIPE, capture_output=False)
    assert result.returncode == 1
    assert result.stderr.decode() == "error: No space left on device\n"
    assert process("export", "--store", seed_store, "--out", "/dev/full", "--format", "trig").returncode == 1


@pytest.mark.parametrize("command", [["export", "--format", "nquads"], ["query", "SELECT * { ?s ?p ?o }"]])
def test_a_reader_that_goes_away_is_no_error(process: Process, seed_store: Path, command: list[str]) -> None:
    import os

    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = process(*command, "--store", seed_store, stdout=writing, stderr=PIPE, capture_output=False)
    finally:
        os.close(writing)
    assert (result.returncode, result.stderr) == (141, b"")


@pytest.mark.parametrize(("name", "suffix"), [("csv", "csv"), ("parquet", "parquet")])
def test_tables_may_be_a_folder(run: Run, seed_store: Path, tmp_path: Path, name: str, suffix: str) -> None:
    out = tmp_path / "tables"
    command = ("export", "--store", seed_store, "--format", name, "--out")
    assert run(*command, out, "--folder").exit_code == 0
    archive = tmp_path / "tables.zip"
    assert run(*command, archive).exit_code == 0
    with ZipFile(archive) as packed:
        assert {each.name: each.read_bytes() for each in out.iterdir()} == {
            each: packed.read(each) for each in packed.namelist()
        }
    assert (out / f"cities.{suffix}").exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["tables", "tables.zip"]
    again = run(*command, out, "--folder")
    assert again.exit_code == 1 and "--force" in again.stderr
    assert run(*command, out, "--folder", "--force").exit_code == 0


def test_a_folder_with_other_files_is_left_alone(run: Run, seed_store: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    result = run("export", "--store", seed_store, "--folder", "--out", tmp_path, "--force")
    assert result.exit_code == 1 and "kept.txt" in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["kept.txt"]


def test_only_tables_have_a_folder_and_it_needs_a_name(run: Run, seed_store: Path, tmp_path: Path) -> None:
    result = run("export", "--store", seed_store, "--format", "turtle", "--folder", "--out", tmp_path / "x")
    assert result.exit_code == 2 and "one file" in result.stderr
    result = run("export", "--store", seed_store, "--folder")
    assert result.exit_code == 2 and "--out" in result.stderr
