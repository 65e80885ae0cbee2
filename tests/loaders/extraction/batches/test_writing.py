"""Files written whole, and never over what somebody else wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from citygraph.loaders.extraction.batches.writing import (
    FolderUnwritable,
    ForeignFile,
    digest,
    made_folder,
    write_lines,
    write_whole,
)


def test_a_new_file_gets_its_folders_and_the_rights_of_any_new_file(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.yaml"
    write_whole(path, b"one")
    (tmp_path / "usual").touch()
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode == (tmp_path / "usual").stat().st_mode
    assert [each.name for each in path.parent.iterdir()] == ["b.yaml"]


def test_only_what_was_written_last_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    write_whole(path, b"one")
    write_whole(path, b"one")
    with pytest.raises(ForeignFile):
        write_whole(path, b"two")
    with pytest.raises(ForeignFile):
        write_whole(path, b"two", last=digest(b"another"))
    assert path.read_bytes() == b"one"
    write_whole(path, b"two", last=digest(b"one"))
    write_whole(path, b"three", force=True)
    assert path.read_bytes() == b"three"


def test_lines_replace_what_is_there_or_leave_it(tmp_path: Path) -> None:
    path = tmp_path / "queue.jsonl"
    write_lines(path, ["a", "b"])
    assert path.read_text(encoding="utf-8") == "a\nb\n"

    def broken() -> object:
        yield "c"
        raise LookupError

    with pytest.raises(LookupError):
        write_lines(path, broken())  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == "a\nb\n"
    assert [each.name for each in tmp_path.iterdir()] == ["queue.jsonl"]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnwritable, match="cannot be written"):
        made_folder(tmp_path / "file" / "sub")
    with pytest.raises(FolderUnwritable):
        write_whole(tmp_path / "file" / "a.yaml", b"")
    assert list(made_folder(tmp_path / "new" / "sub").iterdir()) == []
