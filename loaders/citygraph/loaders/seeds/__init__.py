"""The fact documents of five published articles, with which a new graph begins."""

from __future__ import annotations

from pathlib import Path

__all__ = ["seed_paths"]


def seed_paths() -> tuple[Path, ...]:
    """Return the five fact documents in the order of their names.

    >>> [path.stem for path in seed_paths()][:2]
    ['apeksi-malang', 'ascn-luang-prabang']
    """
    return tuple(sorted(Path(__file__).parent.glob("*.yaml")))
