"""Names of documents: the file's own wherever that is enough."""

from __future__ import annotations

from pathlib import Path

import pytest
from citygraph.loaders.extraction.batches.names import Names


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a/x.txt"], ["x"]),
        (["a/x.txt", "b/y.html"], ["x", "y"]),
        (["a/x.txt", "b/x.txt", "b/y.txt"], ["a/x", "b/x", "y"]),
        (["n/a/x.txt", "n/b/c/x.html"], ["a/x", "b/c/x"]),
        (["n/x.txt", "n/b/x.txt"], ["x", "b/x"]),
        (["a/x.txt", "a/x.html"], ["x", "x.html"]),
        (["a/x.html", "a/x.htm"], ["x.html", "x.htm"]),
        (["a/X.txt", "b/x.txt"], ["a/X", "b/x"]),
        (["a/../a/x.txt", "b/x.txt"], ["a/x", "b/x"]),
    ],
)
def test_names_of_files(files: list[str], names: list[str]) -> None:
    paths = [Path(file) for file in files]
    named = Names(paths)
    assert [named.of(path) for path in paths] == names
