from __future__ import annotations

from pathlib import Path

import pytest
from citygraph.graph.exports import LineSorter
from hypothesis import given
from hypothesis import strategies as st

LINES = st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b" ").replace(b"\r", b" ")))


def sorted_lines(data: bytes, *, piece: int, **options: int) -> list[bytes]:
    with LineSorter(**options) as sorter:
        for start in range(0, len(data), piece):
            sorter.write(data[start : start + piece])
        return list(sorter.lines())


@given(lines=LINES, piece=st.integers(1, 30), run=st.integers(1, 60), fan_in=st.integers(2, 4))
def test_lines_come_back_sorted_and_once_however_they_are_cut(
    lines: list[bytes], piece: int, run: int, fan_in: int
) -> None:
    data = b"".join(line + b"\n" for line in lines)
    assert sorted_lines(data, piece=piece, run=run, fan_in=fan_in) == sorted({line + b"\n" for line in lines})


@pytest.mark.parametrize("data", [b"b\na", b"b\na\n"])
def test_the_last_line_needs_no_end(data: bytes) -> None:
    assert sorted_lines(data, piece=1) == [b"a\n", b"b\n"]


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    with LineSorter(run=8, fan_in=2, folder=tmp_path) as sorter:
        for number in range(100):
            sorter.write(b"%d\n" % (number * 37 % 100))
        lines = sorter.lines()
        assert next(lines) == b"0\n" and list(tmp_path.iterdir()) == []
    assert list(tmp_path.iterdir()) == []
