"""The gazetteer's file: built whole, rebuilt when it is not, and read from many threads."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from citygraph.loaders.gazetteer import Gazetteer, GazetteerUnavailable, building, default_path
from citygraph.loaders.gazetteer.building import is_current


@pytest.fixture
def copy(gazetteer: Gazetteer, tmp_path: Path) -> Path:
    """A copy of the gazetteer's file, to be damaged."""
    return Path(shutil.copy(default_path(), tmp_path / "gazetteer.sqlite"))


def test_the_file_holds_every_place_and_government(gazetteer: Gazetteer) -> None:
    with closing(sqlite3.connect(default_path())) as connection:
        levels = connection.execute(
            "SELECT level, count(*), count(code), sum(id > 0) FROM place GROUP BY level ORDER BY level"
        ).fetchall()
        (countries,) = connection.execute("SELECT count(*) FROM country").fetchone()
    assert levels == [(0, 235_674, 98, 234_908), (2, 416, 416, 0), (3, 38, 38, 0)]
    assert countries >= 249


def test_a_whole_file_is_not_built_again(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(building, "_write")
    with Gazetteer.open(copy) as opened:
        assert opened.resolve("Malang, ID").iri_key == "1636722"


@pytest.mark.parametrize("damage", ["missing", "empty", "no database", "cut", "outdated"])
def test_a_file_that_is_not_whole_or_outdated_is_noticed(copy: Path, damage: str) -> None:
    assert is_current(copy)
    match damage:
        case "missing":
            copy.unlink()
        case "empty":
            copy.write_bytes(b"")
        case "no database":
            copy.write_bytes(b"not a database" * 1000)
        case "cut":
            os.truncate(copy, copy.stat().st_size // 2)
        case _:
            with closing(sqlite3.connect(copy)) as connection, connection:
                connection.execute("UPDATE stamp SET text = 'schema 0'")
    assert not is_current(copy)


def test_a_damaged_file_is_built_again_and_reports_its_progress(
    tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copy.rename(tmp_path / "whole.sqlite")
    copy.write_bytes(b"damaged")
    monkeypatch.setattr(building, "_write", lambda path, report: shutil.copy(whole, path))
    steps: list[tuple[int, int]] = []
    with Gazetteer.open(copy, progress=lambda done, total: steps.append((done, total))) as opened:
        assert opened.resolve("Malang, ID").iri_key == "1636722"
    assert steps[0] == (0, 100) and steps[-1] == (100, 100)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["gazetteer.sqlite", "whole.sqlite"]


def test_a_build_that_fails_leaves_what_was_there(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = copy.read_bytes()

    def full(path: Path, report: object) -> None:
        path.write_bytes(b"part of it")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(building, "_write", full)
    with pytest.raises(GazetteerUnavailable, match="disk is full") as caught:
        building.build(copy)
    assert caught.value.code == "gazetteer-unavailable"
    assert copy.read_bytes() == before
    assert list(copy.parent.iterdir()) == [copy]


def test_what_a_killed_builder_left_is_removed(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (copy.with_name(f"{copy.name}.{name}.part") for name in ("old", "new"))
    for part in (old, new):
        part.write_bytes(b"part of it")
    os.utime(old, (0, 0))
    whole = copy.read_bytes()
    monkeypatch.setattr(building, "_write", lambda path, report: path.write_bytes(whole))
    building.build(copy)
    assert not old.exists() and new.exists() and is_current(copy)


def test_files_of_versions_that_nobody_uses_any_more_are_removed(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copy.read_bytes()
    unused, derived, used, own, foreign = (
        copy.with_name(name)
        for name in (
            "gazetteer-1.sqlite",
            "gazetteer-1.places",
            "gazetteer-0123456789ab.sqlite",
            "gazetteer-ba9876543210.sqlite",
            "gazetteer-of-ours.csv",
        )
    )
    for file in (unused, derived, used, own, foreign):
        file.write_bytes(whole)
    for file in (unused, own, foreign):
        os.utime(file, (0, 0))
    monkeypatch.setattr(building, "_write", lambda path, report: path.write_bytes(whole))
    Gazetteer.open(own).close()
    assert all(file.exists() for file in (unused, used, own, foreign))  # nothing had to be built
    os.utime(own, (0, 0))
    building.build(own)
    assert not unused.exists() and not derived.exists()
    assert all(file.exists() for file in (used, own, foreign))


def test_a_file_in_use_is_marked_so(copy: Path) -> None:
    os.utime(copy, (0, 0))
    Gazetteer.open(copy).close()
    assert copy.stat().st_mtime > 0


def test_the_files_name_tells_what_it_was_built_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"CITYGRAPH_CACHE": str(tmp_path)}
    now = default_path(environ)
    monkeypatch.setattr(building, "_stamp", lambda: "made from other data")
    assert default_path(environ) != now


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GazetteerUnavailable, match="CITYGRAPH_CACHE"):
        Gazetteer.open(tmp_path / "file" / "gazetteer.sqlite")


def test_many_builders_at_once_leave_one_whole_file(
    tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_write", lambda path, report: shutil.copy(copy, path))
    target = tmp_path / "new" / "gazetteer.sqlite"
    with ThreadPoolExecutor(4) as pool:
        for opened in pool.map(lambda _: Gazetteer.open(target), range(8)):
            assert opened.resolve("Malang, ID").iri_key == "1636722"
            opened.close()
    assert is_current(target) and list(target.parent.iterdir()) == [target]


def test_a_part_that_another_builder_moves_away_meanwhile_is_no_error(
    tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "_write", lambda path, report: shutil.copy(copy, path))
    target = tmp_path / "new" / "gazetteer.sqlite"
    moved = target.with_name("gazetteer.sqlite.moved.part")
    monkeypatch.setattr(Path, "glob", lambda self, pattern: iter([moved]))
    building.build(target)
    assert is_current(target)


def test_the_same_file_answers_in_many_threads(copy: Path) -> None:
    names = ["Malang, ID", "Kabupaten Malang, ID", "Seoul, KR", "Kyiv, UA"] * 50
    with Gazetteer(copy, remembered=0) as opened, ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda name: opened.resolve(name).iri_key, names))
    assert keys == ["1636722", "id-35.07", "1835848", "703448"] * 50


def test_a_page_damaged_after_opening_is_an_error_of_ours(copy: Path) -> None:
    with copy.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (copy.stat().st_size - 4096 - 4096 * 8))
    with pytest.raises(GazetteerUnavailable, match="may be deleted"), Gazetteer(copy) as opened:
        for name in ("Malang", "Seoul", "Kyiv", "Jakarta"):
            opened.find(name)


def test_the_file_lives_in_the_users_cache_or_where_the_environment_says(tmp_path: Path) -> None:
    assert default_path({"CITYGRAPH_CACHE": str(tmp_path)}).parent == tmp_path
    if sys.platform == "linux":
        assert default_path({"XDG_CACHE_HOME": str(tmp_path)}).parent == tmp_path / "citygraph"
        assert default_path({}).parent == Path.home() / ".cache" / "citygraph"
