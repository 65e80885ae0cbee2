"""Web archives, whole and broken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from citygraph.loaders.extraction.reading import ArticleText, Limits, ReadingFailure, read_articles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WANTED = ["example-org-one", "example-org-two", "example-org-three"]


def outcome(path: Path, data: bytes, *, limits: Limits | None = None) -> tuple[list[str], list[str]]:
    """Return the ids of the articles and the reasons of the failures."""
    path.write_bytes(data)
    read = list(read_articles(path, limits=limits))
    return (
        [each.id for each in read if isinstance(each, ArticleText)],
        [each.reason for each in read if isinstance(each, ReadingFailure)],
    )


def test_pages_that_were_answered_well_are_read(tmp_path: Path, archive: list[bytes]) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(b"".join(archive))
    first, *rest = read_articles(file)
    assert isinstance(first, ArticleText)
    assert (first.id, first.url, first.title) == (
        "example-org-one",
        "https://www.example.org/one",
        "Two Cities Sign",
    )
    assert (first.published, first.publisher, first.stored) == ("2031-05-03", "Daily Post", False)
    assert [each.id for each in rest if isinstance(each, ArticleText)] == WANTED[1:]


def test_an_archive_that_is_not_packed_is_read(tmp_path: Path, archive: list[bytes]) -> None:
    plain = b"".join(gzip.decompress(record) for record in archive)
    assert outcome(tmp_path / "a.warc", plain) == (WANTED, [])


def test_an_archive_packed_as_a_whole_is_read(tmp_path: Path, archive: list[bytes]) -> None:
    plain = b"".join(gzip.decompress(record) for record in archive)
    assert outcome(tmp_path / "a.warc.gz", gzip.compress(plain)) == (WANTED, [])


def test_after_damaged_compressed_data_the_next_record_is_read(tmp_path: Path, archive: list[bytes]) -> None:
    first = bytearray(archive[0])
    first[len(first) // 2 :][:40] = b""
    first[len(first) // 2 : len(first) // 2 + 40] = b"\xff" * 40
    assert outcome(tmp_path / "a.warc.gz", bytes(first) + b"".join(archive[1:])) == (WANTED[1:], ["damaged"])


@pytest.mark.parametrize(
    "garbage", [b"garbage\r\n" * 50, b"\x00" * 5_000, b"WARC/1.0\r\nno end", b"WARC/1.0\r\n\r\n"]
)
def test_after_garbage_the_next_record_is_read(tmp_path: Path, archive: list[bytes], garbage: bytes) -> None:
    records = [gzip.decompress(record) for record in archive]
    data = records[0] + garbage + b"\r\n" + b"".join(records[1:])
    articles, reasons = outcome(tmp_path / "a.warc", data)
    assert articles == WANTED
    assert set(reasons) <= {"damaged"}


def test_an_archive_that_is_cut_off_gives_what_is_before(tmp_path: Path, archive: list[bytes]) -> None:
    cut = archive[3][: len(archive[3]) // 2]
    assert outcome(tmp_path / "a.warc.gz", b"".join(archive[:3]) + cut) == (WANTED[:1], ["damaged"])


def test_a_record_beyond_the_limit_is_refused_and_the_rest_goes_on(
    tmp_path: Path, archive: list[bytes]
) -> None:
    limits = Limits(file_bytes=1_000)
    articles, reasons = outcome(tmp_path / "a.warc.gz", b"".join(archive), limits=limits)
    assert articles == WANTED[2:]
    assert set(reasons) == {"too-large"}


def test_a_gzip_bomb_is_passed_over(tmp_path: Path, archive: list[bytes], bomb: bytes) -> None:
    articles, reasons = outcome(tmp_path / "a.warc.gz", archive[0] + bomb + b"".join(archive[1:]))
    assert articles == WANTED
    assert reasons == ["damaged"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_makes_reading_crash(tmp_path: Path, archive: list[bytes], data: st.DataObject) -> None:
    packed = data.draw(st.booleans())
    whole = bytearray(b"".join(archive if packed else map(gzip.decompress, archive)))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=30))
    outcome(tmp_path / ("a.warc.gz" if packed else "a.warc"), bytes(whole))
