"""Lists of saved pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from citygraph.loaders.extraction.reading import ArticleText, ReadingFailure, read_articles


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.urls", "https://example.org/one\tpages/1.html"),
        ("a.tsv", "url\tfile\nhttps://example.org/one\tpages/1.html"),
        ("a.csv", 'url,file\n"https://example.org/one","pages/1.html"'),
        ("a.lst", "# saved in May\n\nhttps://example.org/one pages/1.html"),
    ],
)
def test_each_line_gives_the_saved_page_its_address(tmp_path: Path, page: str, name: str, line: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "1.html").write_text(page)
    (tmp_path / name).write_text(line)
    (article,) = read_articles(tmp_path / name)
    assert isinstance(article, ArticleText)
    assert (article.url, article.id) == ("https://example.org/one", "example-org-one")


def test_wrong_lines_are_told_with_their_number_and_the_rest_goes_on(tmp_path: Path, page: str) -> None:
    (tmp_path / "1.html").write_text(page)
    lines = [
        "https://example.org/one",
        "nothing",
        "https://example.org/x\tmissing.html",
        "https://example.org/y\t1.html",
    ]
    (tmp_path / "a.urls").write_text("\n".join(lines))
    read = list(read_articles(tmp_path / "a.urls"))
    told = [
        (each.reason, each.place.line if each.place else 0)
        for each in read
        if isinstance(each, ReadingFailure)
    ]
    assert told == [("list", 1), ("list", 2), ("missing", None)]
    assert isinstance(read[-1], ArticleText)
