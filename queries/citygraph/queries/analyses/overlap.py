"""Which networks share members, how many of them, and how likely that is by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.projection import Affiliation
from citygraph.queries.texts import Texts
from numpy.typing import NDArray
from scipy import sparse

from .affiliation_matrix import AffiliationMatrix, name_of
from .chance_sharing import hypergeometric_tail
from .findings import Findings
from .setting import Setting

__all__ = ["OverlapRow", "Overlaps", "analyse", "overlaps"]


@dataclass(frozen=True, slots=True)
class OverlapRow:
    """Two networks that share a member.

    Attributes:
        left: IRI of one network, event, programme or theme.
        left_name: Its name.
        right: IRI of the other.
        right_name: Its name.
        left_members: Members that the graph knows of the one.
        right_members: The same of the other.
        shared: Members of both.
        jaccard: Members of both by members of either.
        overlap: Members of both by members of the smaller.
        probability: Of sharing as many or more by chance.
        cities: IRIs of the members of both, in the order of names.
        city_names: Their names.
        facts: IRIs of the facts that say they are members of either.
    """

    left: str
    left_name: str
    right: str
    right_name: str
    left_members: int
    right_members: int
    shared: int
    jaccard: float
    overlap: float
    probability: float
    cities: tuple[str, ...]
    city_names: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """Every two columns of a matrix that share a row.

    Attributes:
        left: The lower column of each pair.
        right: The higher.
        shared: Rows that both have.
        jaccard: Jaccard's index.
        overlap: The overlap coefficient.
        probability: Upper tail of the hypergeometric distribution.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    shared: NDArray[np.int64]
    jaccard: NDArray[np.float64]
    overlap: NDArray[np.float64]
    probability: NDArray[np.float64]


def overlaps(matrix: AffiliationMatrix) -> Overlaps:
    """Return how far every two things that share a city overlap.

    .. math:: J = |A \\cap B| / |A \\cup B|, \\quad O = |A \\cap B| / \\min(|A|, |B|)

    The probability is that of sharing at least as many if each thing had drawn its cities at random from all
    cities of the matrix: the upper tail of the hypergeometric distribution.

    References:
        Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11(2), 37-50.
        doi:10.1111/j.1469-8137.1912.tb05611.x
        Borgatti, S. P. & Halgin, D. S. (2011). Analyzing affiliation networks. doi:10.4135/9781446294413.n28
    """
    both = sparse.triu(matrix.matrix.T @ matrix.matrix, k=1).tocoo()
    left, right = both.row.astype(np.int64), both.col.astype(np.int64)
    shared, sizes = both.data.astype(np.int64), matrix.thing_degrees
    first, second = sizes[left], sizes[right]
    return Overlaps(
        left,
        right,
        shared,
        shared / (first + second - shared),
        shared / np.minimum(first, second),
        _tails(len(matrix.cities), first, second, shared),
    )


def _tails(
    cities: int, first: NDArray[np.int64], second: NDArray[np.int64], shared: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the upper tail for each pair, computed once for all pairs of the same sizes."""
    wide = int(max(first.max(initial=0), second.max(initial=0))) + 1
    keys, inverse = np.unique((first * wide + second) * wide + shared, return_inverse=True)
    one, other, both = keys // wide // wide, keys // wide % wide, keys % wide
    return hypergeometric_tail(cities, one, other, both)[inverse]


def analyse(setting: Setting) -> Findings:
    """Return which things of the network overlap.

    Raises:
        NotAnalysable: The network has fewer than two things, or no two of them share a city.
    """
    matrix = AffiliationMatrix.of(setting.network)
    if len(matrix.things) < 2:
        raise NotAnalysable(
            f"the recipe {setting.recipe.name!r} finds {len(matrix.things)} networks, and overlap needs two",
            hint="choose a recipe that counts more, such as 'co-membership'",
        )
    found = overlaps(matrix)
    wanted = setting.options["network"]
    kept = np.ones(len(found.left), np.bool_)
    if wanted is not None:
        chosen = np.array([wanted in (thing.iri, thing.theme) for thing in matrix.things])
        if not chosen.any():
            raise NotAnalysable(
                f"no city that the recipe {setting.recipe.name!r} counts is in {setting.called(str(wanted))}",
                hint="leave the network out to see every pair",
            )
        kept = chosen[found.left] | chosen[found.right]
    order = np.lexsort((found.right, found.left, -found.jaccard, -found.shared))
    order = order[kept[order]]
    if not len(order):
        raise NotAnalysable("no two networks share a member that the graph knows")
    most = setting.integer("most")
    caveats: list[Texts] = []
    if len(order) > most:
        caveats.append(
            Texts(
                en=f"Only the first {most} of {len(order)} pairs are listed.",
                id=f"Hanya {most} dari {len(order)} pasangan pertama yang dimuat.",
            )
        )
    rows = [_row(setting, matrix, found, int(at)) for at in order[:most]]
    figures = {"networks": len(matrix.things), "pairs": len(order)}
    return Findings({"pairs": rows}, figures, tuple(caveats))


def _row(setting: Setting, matrix: AffiliationMatrix, found: Overlaps, at: int) -> OverlapRow:
    left, right = matrix.things[int(found.left[at])], matrix.things[int(found.right[at])]
    cities = sorted(
        left.members.keys() & right.members.keys(), key=lambda iri: (setting.known(iri).name, iri)
    )
    facts = {one.fact for city in cities for thing in (left, right) for one in thing.members[city]}
    names = setting.network.names
    return OverlapRow(
        left=_iri(left),
        left_name=name_of(left, names),
        right=_iri(right),
        right_name=name_of(right, names),
        left_members=len(left.members),
        right_members=len(right.members),
        shared=int(found.shared[at]),
        jaccard=float(found.jaccard[at]),
        overlap=float(found.overlap[at]),
        probability=float(found.probability[at]),
        cities=tuple(cities),
        city_names=tuple(setting.known(city).name for city in cities),
        facts=tuple(sorted(facts)),
    )


def _iri(thing: Affiliation) -> str:
    return thing.theme or thing.iri
