"""Files and folders as articles."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from citygraph.loaders.extraction.reading import ArticleText, Limits, ReadingFailure, read_articles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TEXT = "Two Cities Sign\r\n\r\nThe mayors of the two cities met on Monday and they signed.\r\n"


def test_a_text_is_read_as_it_is_stored(tmp_path: Path) -> None:
    file = tmp_path / "Two Cities.txt"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (article,) = read_articles(file)
    assert isinstance(article, ArticleText)
    assert article.text == file.read_bytes().decode("utf-8")
    assert (article.id, article.stored, article.title) == ("two-cities", True, "Two Cities Sign")


def test_a_folder_is_read_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.html", ".hidden/x.txt", ".y.txt", "a.yaml"):
        (tmp_path / name).write_text(
            f"<html><body><p>{TEXT}</p></body></html>" if name.endswith("html") else TEXT
        )
    read = list(read_articles(tmp_path))
    assert [each.id for each in read if isinstance(each, ArticleText)] == ["a", "b", "c"]
    assert len(read) == 3


def test_failures_do_not_lose_the_other_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe\x80" * 50)
    (tmp_path / "c.txt").write_text("x" * 2_000)
    (tmp_path / "d.txt").write_text(TEXT)
    read = list(read_articles(tmp_path, limits=Limits(characters=1_000)))
    reasons = [each.reason if isinstance(each, ReadingFailure) else each.id for each in read]
    assert reasons[0] == "empty"
    assert reasons[1] in ("not-text", "encoding")
    assert reasons[2:] == ["too-large", "d"]


def test_packed_texts_and_pages_are_read(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(page.encode()))
    first, second = read_articles(tmp_path)
    assert isinstance(first, ArticleText) and isinstance(second, ArticleText)
    assert (first.id, first.text, first.stored) == ("a", TEXT, False)
    assert second.title == "Two Cities Sign"


@pytest.mark.parametrize("data", [b"no gzip", gzip.compress(b"x" * 99)[:20]], ids=["other", "cut off"])
def test_damaged_packed_files_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt.gz").write_bytes(data)
    (failure,) = read_articles(tmp_path / "a.txt.gz")
    assert isinstance(failure, ReadingFailure)
    assert failure.reason == "damaged"


def test_a_gzip_bomb_is_refused(tmp_path: Path, bomb: bytes) -> None:
    (tmp_path / "a.txt.gz").write_bytes(bomb)
    (failure,) = read_articles(tmp_path)
    assert isinstance(failure, ReadingFailure)
    assert failure.reason == "too-large"


def test_a_page_saved_in_one_file_is_read(tmp_path: Path, page: str) -> None:
    head = 'Snapshot-Content-Location: https://example.org/one\nContent-Type: multipart/related; boundary="x"\n\n'
    part = f"--x\nContent-Type: text/html; charset=utf-8\n\n{page}\n--x--\n"
    (tmp_path / "a.mhtml").write_text(f"MIME-Version: 1.0\n{head}{part}")
    (article,) = read_articles(tmp_path)
    assert isinstance(article, ArticleText)
    assert (article.url, article.title) == ("https://example.org/one", "Two Cities Sign")


@pytest.mark.parametrize("name", ["a.pdf", "a", "missing.txt", "missing.warc"])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    if not name.startswith("missing"):
        (tmp_path / name).write_text(TEXT)
    (failure,) = read_articles(tmp_path / name)
    assert isinstance(failure, ReadingFailure)
    assert failure.code == "article-unreadable"


def test_a_text_in_another_encoding_is_not_as_stored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode("utf-16"))
    (article,) = read_articles(tmp_path)
    assert isinstance(article, ArticleText)
    assert (article.text, article.stored, article.encoding) == (TEXT, False, "utf-16")


def test_ten_megabytes_in_one_line_are_read_where_the_limits_allow_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("kota " * 2_000_000)
    (failure,) = read_articles(tmp_path)
    assert isinstance(failure, ReadingFailure)
    assert failure.reason == "too-large"


@pytest.mark.parametrize(
    "text", ["\x01\x02 kota", "a\x00b", "\u202eمدينة", "\ufeff", "\r\r\r", "kota\u2028kota", "🏙" * 50]
)
def test_odd_characters_are_read_as_they_are_or_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (read,) = read_articles(tmp_path)
    assert isinstance(read, ReadingFailure) or read.text == text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.html", "a.txt.gz", "a.warc", "a.warc.gz", "a.mhtml", "a.urls"]),
)
def test_any_bytes_in_any_kind_of_file_are_read_or_refused(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    for read in read_articles(tmp_path / name):
        assert isinstance(read, ArticleText | ReadingFailure)
