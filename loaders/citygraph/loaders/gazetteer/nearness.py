"""Names that a misspelt name may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from heapq import nlargest
from typing import Final

from .folding import compact, fold_all
from .wording import read_wording

__all__ = ["near_places"]

_COMPARED: Final = 40
_ENOUGH: Final = 0.7


def near_places(key: str, names: Sequence[tuple[str, int]], *, limit: int) -> list[int]:
    """Return the places whose names are nearest to a folded name, the nearest first.

    All names are compared by the letter triples that they share; the best forty letter by letter.

    Args:
        key: The folded name.
        names: Names with the number of their place.
        limit: How many at most.
    """
    wanted = compact(key)
    triples = _triples(wanted)
    folded = fold_all([name for name, _ in names])
    shared = nlargest(
        _COMPARED,
        ((_overlap(triples, name), name, place) for name, (_, place) in zip(folded, names, strict=True)),
    )
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    near: list[tuple[float, int]] = []
    for overlap, name, place in shared:
        if overlap > 0:
            bare = read_wording(name).bare
            matcher.set_seq1(compact(bare))
            near.append((matcher.ratio(), place))
    near.sort(key=lambda each: -each[0])
    return [place for ratio, place in near if ratio >= _ENOUGH][:limit]


def _triples(name: str) -> frozenset[str]:
    padded = f" {name} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def _overlap(triples: frozenset[str], name: str) -> float:
    padded = f" {compact(name)} "
    own = len(padded) - 2
    if own > 2 * len(triples) + 2:
        return 0.0
    hits = sum(padded[start : start + 3] in triples for start in range(own))
    return 2 * hits / (own + len(triples))
