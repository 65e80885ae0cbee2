"""Releases: whole, the same bytes each time, and with the changes that lead from one to the next."""

from __future__ import annotations

import csv
import datetime
import gzip
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph
from citygraph.graph.exports import ExportOptions
from citygraph.loaders import Loader
from citygraph.loaders.seeds import seed_paths
from citygraph.queries.exports import export_formats
from citygraph.queries.releases import ReleaseDamaged, ReleaseExists, make_release, releases

FIRST, SECOND, THIRD = (datetime.date(2026, month, 1) for month in (1, 2, 3))
DCAT = "http://www.w3.org/ns/dcat#"


@pytest.fixture
def graph(loader: Loader) -> Iterator[CityGraph]:
    """The first three of the five articles."""
    with CityGraph.open() as graph:
        list(loader.load(graph, sorted(seed_paths())[:3]))
        yield graph


@pytest.fixture
def load_rest(graph: CityGraph, loader: Loader, tmp_path: Path) -> Callable[[], None]:
    """Loads the fourth article, takes the first out, and makes a plan of the second's one fact."""

    def load() -> None:
        paths = sorted(seed_paths())
        list(loader.load(graph, paths[3:4]))
        graph.remove(graph.documents()[0].id)
        text = paths[2].read_text(encoding="utf-8")
        assert "since: 2024-02" in text
        changed = tmp_path / paths[2].name
        changed.write_text(text.replace("since: 2024-02", "since: 2024-03"), encoding="utf-8")
        list(loader.load(graph, [changed]))

    return load


@pytest.fixture
def few_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three formats, for tests on what is the same for all."""
    forms = {name: form for name, form in export_formats().items() if name in ("trig", "nquads", "csv")}
    monkeypatch.setattr("citygraph.queries.releases.making.export_formats", lambda: forms)


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_release_has_every_format_checksums_and_metadata(graph: CityGraph, tmp_path: Path) -> None:
    outcome = make_release(graph, tmp_path / "r", date=FIRST, address="https://example.org/data")
    folder = tmp_path / "r" / "2026-01-01"
    assert outcome.made == "released" and outcome.release.path == folder and outcome.changes is None
    files = content(folder)
    assert {form.file_name() for form in export_formats().values()} <= set(files)
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != "SHA256SUMS"}
    described = json.loads(files["dataset.json"])
    assert (described["date"], described["dataset"]) == ("2026-01-01", graph.digest)
    assert described["counts"]["triples"] == len(graph)
    assert described["counts"]["quads"] == files["citygraph.nq"].count(b"\n")
    assert described["license"].startswith("https://creativecommons.org/") and len(described["credits"]) == 2
    for language, title in (("en", "Release of 2026-01-01"), ("id", "Rilis 2026-01-01")):
        page = files[f"README.{language}.md"].decode()
        assert title in page and "GeoNames" in page and "citygraph.trig" in page


def test_the_metadata_have_a_distribution_for_each_file_with_its_checksum(
    graph: CityGraph, tmp_path: Path
) -> None:
    make_release(graph, tmp_path, date=FIRST, address="https://example.org/data")
    folder = tmp_path / "2026-01-01"
    store = ox.Store()
    store.load((folder / "dataset.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    rows = list(
        store.query(  # type: ignore[arg-type]
            "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#> "
            "SELECT ?url ?size ?sum { ?d a dcat:Dataset ; dcat:distribution ?f . ?f dcat:downloadURL ?url ; "
            "dcat:mediaType ?m ; dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?sum }"
        )
    )
    assert len(rows) == len(export_formats())
    for row in rows:
        data = (folder / row["url"].value.removeprefix("https://example.org/data/2026-01-01/")).read_bytes()
        assert (int(row["size"].value), row["sum"].value) == (len(data), hashlib.sha256(data).hexdigest())
    void = "PREFIX void: <http://rdfs.org/ns/void#> "
    (row,) = store.query(
        void
        + "SELECT ?n (SUM(?p) AS ?sum) { ?d void:triples ?n ; void:propertyPartition/void:triples ?p } GROUP BY ?n"
    )  # type: ignore[misc]
    assert int(row["n"].value) == int(row["sum"].value) == len(graph)  # type: ignore[index]


@pytest.mark.parametrize("compressed", [False, True])
def test_the_same_content_and_day_give_the_same_bytes(
    graph: CityGraph, loader: Loader, tmp_path: Path, compressed: bool
) -> None:
    make_release(graph, tmp_path / "a", date=FIRST, compressed=compressed)
    with CityGraph.open() as other:
        for path in sorted(seed_paths())[2::-1]:
            list(loader.load(other, [path]))
        make_release(other, tmp_path / "b", date=FIRST, compressed=compressed)
    assert content(tmp_path / "a" / "2026-01-01") == content(tmp_path / "b" / "2026-01-01")


@pytest.mark.usefixtures("few_formats")
@pytest.mark.parametrize("compressed", [False, True])
def test_the_changes_lead_from_one_release_to_the_next(
    graph: CityGraph, tmp_path: Path, load_rest: Callable[[], None], compressed: bool
) -> None:
    make_release(graph, tmp_path / "r", date=FIRST, compressed=not compressed)
    load_rest()
    outcome = make_release(graph, tmp_path / "r", date=SECOND, compressed=compressed)
    one, two = (content(tmp_path / "r" / day) for day in ("2026-01-01", "2026-02-01"))

    def lines(files: dict[str, bytes]) -> set[bytes]:
        packed = files.get("citygraph.nq.gz")
        return set((gzip.decompress(packed) if packed else files["citygraph.nq"]).splitlines())

    added, removed = (set(two[f"changes/{name}.nq"].splitlines()) for name in ("added", "removed"))
    assert added and removed and removed <= lines(one) and not added & lines(one)
    assert lines(one) - removed | added == lines(two)
    assert outcome.changes is not None
    assert (outcome.changes.statements_added, outcome.changes.statements_removed) == (
        len(added),
        len(removed),
    )


@pytest.mark.usefixtures("few_formats")
def test_the_summary_counts_facts_by_kind_and_document(
    graph: CityGraph, tmp_path: Path, load_rest: Callable[[], None]
) -> None:
    make_release(graph, tmp_path / "r", date=FIRST)
    before = {record.id: record.facts for record in graph.documents()}
    load_rest()
    after = {record.id: record.facts for record in graph.documents()}
    outcome = make_release(graph, tmp_path / "r", date=SECOND)
    assert outcome.before == FIRST and outcome.changes is not None
    documents = outcome.changes.documents
    (gone,), (come,) = set(before) - set(after), set(after) - set(before)
    assert (documents[gone].added, documents[gone].removed) == (0, before[gone])
    assert (documents[come].added, documents[come].removed) == (after[come], 0)
    changed = documents["gnlc-son-la"]
    assert (changed.added, changed.removed, changed.changed) == (0, 0, 1)
    assert set(documents) == {gone, come, "gnlc-son-la"}
    total, membership = outcome.changes.total, outcome.changes.facts["membership"]
    assert (total.added, total.removed, total.changed) == (
        after[come],
        before[gone],
        1,
    ) and membership.changed == 1
    folder = tmp_path / "r" / "2026-02-01"
    rows = list(csv.DictReader(io.StringIO((folder / "changes" / "facts.csv").read_text(encoding="utf-8"))))
    assert len(rows) == total.added + total.removed + 1
    (row,) = [row for row in rows if row["change"] == "changed"]
    assert (row["document"], row["kind"]) == ("gnlc-son-la", "membership") and "1567681-gnlc" in row["fact"]
    for language, words in (("en", "What changed since 2026-01-01"), ("id", "Yang berubah sejak 2026-01-01")):
        page = (folder / f"README.{language}.md").read_text(encoding="utf-8")
        assert words in page and "| `gnlc-son-la` | 0 | 0 | 1 |" in page


@pytest.mark.usefixtures("few_formats")
def test_nothing_changed_makes_no_release_unless_forced(graph: CityGraph, tmp_path: Path) -> None:
    make_release(graph, tmp_path, date=FIRST)
    files = content(tmp_path)
    for day in (FIRST, SECOND):
        outcome = make_release(graph, tmp_path, date=day)
        assert outcome.made == "unchanged" and outcome.release.date == FIRST
    assert content(tmp_path) == files
    outcome = make_release(graph, tmp_path, date=SECOND, force=True)
    assert (
        outcome.made == "released" and outcome.changes is not None and outcome.changes.statements_added == 0
    )
    assert [one.date for one in releases(tmp_path)] == [FIRST, SECOND]


@pytest.mark.usefixtures("few_formats")
def test_a_release_of_the_same_day_is_replaced_only_when_forced(
    graph: CityGraph, tmp_path: Path, load_rest: Callable[[], None]
) -> None:
    make_release(graph, tmp_path / "r", date=FIRST)
    files = content(tmp_path / "r")
    load_rest()
    with pytest.raises(ReleaseExists, match="--force"):
        make_release(graph, tmp_path / "r", date=FIRST)
    assert content(tmp_path / "r") == files
    make_release(graph, tmp_path / "r", date=FIRST, force=True)
    assert {path.name for path in (tmp_path / "r").iterdir()} == {"2026-01-01", ".lock"}
    assert releases(tmp_path / "r")[0].dataset == graph.digest


def test_what_fails_leaves_nothing(graph: CityGraph, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_release(graph, tmp_path, date=FIRST, options=ExportOptions(advance=stop))
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_what_a_killed_process_left_is_tidied(graph: CityGraph, tmp_path: Path) -> None:
    """A process that is killed in the middle, and one that is killed while it replaces a release."""
    make_release(graph, tmp_path, date=FIRST)
    files = content(tmp_path / "2026-01-01")
    code = (
        "import os, sys, datetime, pathlib; from citygraph.graph import CityGraph, ExportOptions\n"
        "from citygraph.queries.releases import make_release\n"
        "advance = lambda done, total: os._exit(9) if done == 3 else None\n"
        "make_release(CityGraph.open(), pathlib.Path(sys.argv[1]), date=datetime.date(2026, 2, 1),"
        " options=ExportOptions(advance=advance))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == 9
    left = [path.name for path in tmp_path.iterdir() if path.name.startswith(".unfinished-")]
    assert len(left) == 1 and not (tmp_path / "2026-02-01").exists()
    (tmp_path / "2026-01-01").rename(tmp_path / ".replaced-2026-01-01")
    assert make_release(graph, tmp_path, date=SECOND).made == "unchanged"
    assert {path.name for path in tmp_path.iterdir()} == {"2026-01-01", ".lock"}
    assert content(tmp_path / "2026-01-01") == files


@pytest.mark.usefixtures("few_formats")
def test_a_damaged_release_is_not_compared_with(
    graph: CityGraph, tmp_path: Path, load_rest: Callable[[], None]
) -> None:
    make_release(graph, tmp_path / "r", date=FIRST)
    load_rest()
    path = tmp_path / "r" / "2026-01-01" / "citygraph.nq"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ReleaseDamaged, match="checksum"):
        make_release(graph, tmp_path / "r", date=SECOND)
    (tmp_path / "r" / "2026-01-01" / "dataset.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReleaseDamaged, match="cannot be read"):
        make_release(graph, tmp_path / "r", date=SECOND)
    assert not (tmp_path / "r" / "2026-02-01").exists()


@pytest.mark.usefixtures("few_formats")
def test_an_earlier_day_is_compared_with_the_release_before_it(
    graph: CityGraph, tmp_path: Path, load_rest: Callable[[], None]
) -> None:
    make_release(graph, tmp_path / "r", date=FIRST)
    load_rest()
    make_release(graph, tmp_path / "r", date=THIRD)
    graph.remove("gnlc-son-la")
    assert make_release(graph, tmp_path / "r", date=SECOND).before == FIRST


def test_a_format_that_needs_a_package_is_left_out_and_named(
    graph: CityGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citygraph.queries.releases.making.find_spec", lambda name: None)
    outcome = make_release(graph, tmp_path, date=FIRST)
    folder = tmp_path / "2026-01-01"
    assert outcome.left_out == ("parquet",) and not (folder / "citygraph.parquet.zip").exists()
    assert json.loads((folder / "dataset.json").read_text(encoding="utf-8"))["left_out"] == ["parquet"]
    assert "parquet" in (folder / "README.id.md").read_text(encoding="utf-8")
