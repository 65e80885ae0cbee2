"""What the documents of a batch are called: the article's file name, with its folders where need be."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

__all__ = ["Names"]

_TEXT: Final = ".txt"


class Names:
    """The names of a batch's files, without endings.

    A file's name is that of the file, ``harbour`` of ``news/harbour.txt``. Files of the same name in several
    folders keep their folders, from the deepest one that all files of the batch lie in. Where a folder has a
    text and a page of the same name, the page's keeps its ending: ``harbour.html``.

    Args:
        paths: All files of the batch.

    >>> names = Names([Path("a/harbour.txt"), Path("b/harbour.txt"), Path("b/bridge.html")])
    >>> [names.of(Path(each)) for each in ("a/harbour.txt", "b/harbour.txt", "b/bridge.html")]
    ['a/harbour', 'b/harbour', 'bridge']
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._among = _twice(_key(path.stem) for path in paths)
        clashing = [path for path in paths if _key(path.stem) in self._among]
        self._beside = _twice(_key(str(_whole(path).with_suffix(""))) for path in clashing)
        self._top = Path(os.path.commonpath([_whole(path).parent for path in paths])) if clashing else None

    def of(self, path: Path) -> str:
        """Return a file's name, folders separated by slashes."""
        if self._top is None or _key(path.stem) not in self._among:
            return path.stem
        whole = _whole(path)
        if _key(str(whole.with_suffix(""))) in self._beside and path.suffix.lower() != _TEXT:
            return whole.relative_to(self._top).as_posix()
        return whole.relative_to(self._top).with_suffix("").as_posix()


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 (links stay as they are)


def _key(name: str) -> str:
    """Return the name as a file system that takes no note of capitals sees it."""
    return name.casefold()


def _twice(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name for name, count in Counter(names).items() if count > 1)
