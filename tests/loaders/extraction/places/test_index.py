"""The compiled names: what they hold, and when they are compiled again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from citygraph.loaders.extraction.places.index import NameIndex, index_path
from citygraph.loaders.gazetteer import Gazetteer, GazetteerUnavailable


def test_a_name_is_found_by_its_letters_alone(index: NameIndex, gazetteer: Gazetteer) -> None:
    assert index.bearers("pematangsiantar")[0].place == 1214204
    assert gazetteer.by_number(index.bearers("xian")[0].place) == gazetteer.resolve("Xi’an, CN")


def test_regencies_and_provinces_have_their_national_numbers(index: NameIndex) -> None:
    assert {each.place for each in index.bearers("malang")} == {1636722, -3507}
    assert -35 in {each.place for each in index.bearers("jawatimur")}


def test_a_city_of_the_world_has_names_in_many_scripts_and_a_quarter_of_its_name_none(
    index: NameIndex,
) -> None:
    scripts = {each.country: each.scripts for each in index.bearers("orleans")}
    assert scripts["FR"] > 10 > scripts["CA"]


def test_level_words_are_no_part_of_a_name(index: NameIndex) -> None:
    assert index.bearers("kotamalang") == () == index.bearers("kabupatenmalang")
    assert index.bearers("kotakinabalu")


def test_an_unknown_key_has_no_bearers(index: NameIndex) -> None:
    assert index.bearers("") == () == index.bearers("nosuchplaceanywhere") == index.bearers("مدينة")
    assert index.known("nosuchplaceanywhere") == (False, False)
    assert index.known("pematang")[1]


def test_capitals(index: NameIndex, gazetteer: Gazetteer) -> None:
    seoul = index.capital("KR")
    assert seoul is not None and gazetteer.by_number(seoul.place) == gazetteer.resolve("Seoul, KR")
    assert index.capital("AQ") is None


def test_weak_names(index: NameIndex) -> None:
    assert not index.is_weak("malang") and not index.is_weak("leipzig")
    assert index.is_weak("kotabatu")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Path:
    folder = tmp_path_factory.mktemp("places")
    return Path(shutil.copy(gazetteer.path, folder / gazetteer.path.name))


def test_the_file_is_compiled_once_and_again_when_damaged(copied: Path) -> None:
    path = index_path(copied)
    with Gazetteer.open(copied) as gazetteer:
        NameIndex.open(gazetteer)
        first = path.stat()
        NameIndex.open(gazetteer)
        assert path.stat().st_mtime_ns == first.st_mtime_ns
        whole = path.read_bytes()
        path.write_bytes(whole[:1000])
        assert NameIndex.open(gazetteer).bearers("leipzig")
        assert path.read_bytes() == whole
        assert [each.name for each in path.parent.glob("*.part")] == []


def test_a_folder_that_cannot_be_written_is_told(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index_path(copied).unlink(missing_ok=True)

    def refuse(**_: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("citygraph.loaders.extraction.places.index.tempfile.mkstemp", refuse)
    with Gazetteer.open(copied) as gazetteer, pytest.raises(GazetteerUnavailable):
        NameIndex.open(gazetteer)
