"""Files and folders as articles."""

from __future__ import annotations

from pathlib import Path

from citygraph.loaders.extraction.reading import ArticleText, Limits, ReadingFailure, read_articles

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
