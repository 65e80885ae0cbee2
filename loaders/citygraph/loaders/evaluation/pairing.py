"""The largest one-to-one pairing of gold statements with predicted ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["largest_pairing"]


def largest_pairing(choices: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return for each left member that can be paired the right member that it is paired with.

    As many are paired as can be (augmenting paths; R. M. Karp and J. E. Hopcroft, 1973, doi:10.1137/0202019, give
    the theory). Each takes the first of its choices that leaves the number of pairs largest.

    Args:
        choices: For each left member the right members that it may be paired with, the best first.

    >>> largest_pairing([[0, 1], [0], [0]])
    {1: 0, 0: 1}
    """
    owner: dict[int, int] = {}
    for member in range(len(choices)):
        _augment(member, choices, owner)
    return {left: right for right, left in owner.items()}


def _augment(member: int, choices: Sequence[Sequence[int]], owner: dict[int, int]) -> None:
    """Give a member a partner, moving others to further choices of theirs where that makes room."""
    seen: set[int] = set()
    path: list[tuple[int, Iterator[int]]] = [(member, iter(choices[member]))]
    wanted: list[int] = []  # what each member on the path, but perhaps the last, would take
    while path:
        right = next((one for one in path[-1][1] if one not in seen), None)
        if right is None:
            path.pop()
            if wanted:
                wanted.pop()
            continue
        seen.add(right)
        wanted.append(right)
        holder = owner.get(right)
        if holder is None:
            for (left, _), taken in zip(path, wanted, strict=True):
                owner[taken] = left
            return
        path.append((holder, iter(choices[holder])))
