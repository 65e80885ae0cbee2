"""Which ties are more than the sizes of what cities share would give by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.texts import Texts
from numpy.typing import NDArray
from scipy import sparse

from .affiliation_matrix import AffiliationMatrix, name_of
from .chance_sharing import adjusted, configuration, hypergeometric_tail
from .findings import Findings
from .setting import Setting

__all__ = ["BackboneRow", "analyse", "sharing_probabilities"]


@dataclass(frozen=True, slots=True)
class BackboneRow:
    """One tie, and whether chance explains it.

    Attributes:
        left: IRI of one city.
        left_name: Its name.
        right: IRI of the other.
        right_name: Its name.
        left_things: Things that the one has part in.
        right_things: The same of the other.
        shared: Things that they share.
        probability: Of sharing as many or more by chance.
        adjusted: The same, corrected for the number of pairs.
        kept: Whether it is kept.
        things: IRIs of what they share.
        thing_names: Their names.
        facts: IRIs of the facts of the tie.
    """

    left: str
    left_name: str
    right: str
    right_name: str
    left_things: int
    right_things: int
    shared: int
    probability: float
    adjusted: float
    kept: bool
    things: tuple[str, ...]
    thing_names: tuple[str, ...]
    facts: tuple[str, ...]


def sharing_probabilities(
    matrix: AffiliationMatrix,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    shared: NDArray[np.int64],
    model: str,
) -> NDArray[np.float64]:
    """Return how likely it is that pairs of cities share as many things or more by chance.

    Args:
        matrix: Who has part in what.
        left: The one city of each pair, by number.
        right: The other.
        shared: How many things they share.
        model: ``sdsm``: cities and things have their numbers of parts in expectation (stochastic degree sequence
            model); ``hypergeometric``: each city draws its number of things at random, whatever their size.

    References:
        Neal, Z. (2014). The backbone of bipartite projections: inferring relationships from co-authorship,
        co-sponsorship, co-attendance and other co-behaviors. Social Networks 39, 84-97.
        doi:10.1016/j.socnet.2014.06.001
    """
    degrees = matrix.city_degrees
    one, other = np.minimum(degrees[left], degrees[right]), np.maximum(degrees[left], degrees[right])
    wide = int(max(degrees.max(initial=0), shared.max(initial=0))) + 1
    keys, inverse = np.unique((one * wide + other) * wide + shared, return_inverse=True)
    kinds = np.stack((keys // wide // wide, keys // wide % wide, keys % wide))
    if model == "hypergeometric":
        return hypergeometric_tail(len(matrix.things), kinds[0], kinds[1], kinds[2])[inverse]
    chance = configuration(degrees[degrees > 0], matrix.thing_degrees)
    return np.array([chance.tail(*kind) for kind in kinds.T.tolist()])[inverse]


def analyse(setting: Setting) -> Findings:
    """Return every tie with how likely it is by chance, and whether it is kept.

    Raises:
        NotAnalysable: Nothing is shared by more than two cities, so nothing is projected.
    """
    matrix = AffiliationMatrix.of(setting.network)
    if not (matrix.thing_degrees > 2).any():
        raise NotAnalysable(
            f"nothing in the network on {setting.recipe.name!r} is shared by more than two cities: its ties are "
            "stated, not projected, and need no backbone",
            hint="choose a recipe on memberships, participations or themes, such as 'co-membership'",
        )
    both = sparse.triu(matrix.matrix @ matrix.matrix.T, k=1).tocoo()
    left, right = both.row.astype(np.int64), both.col.astype(np.int64)
    shared = np.rint(both.data).astype(np.int64)
    probabilities = sharing_probabilities(matrix, left, right, shared, setting.text("model"))
    having = int((matrix.city_degrees > 0).sum())
    tests = having * (having - 1) // 2
    corrected = adjusted(probabilities, tests, setting.text("correction"))
    alpha = setting.number("alpha")
    kept = np.flatnonzero(corrected <= alpha)
    order = np.lexsort((right, left, -shared, probabilities, corrected))
    most = max(setting.integer("most"), len(kept))
    pairs = zip(left[order].tolist(), right[order].tolist(), shared[order].tolist(), strict=True)
    rows = [
        _row(setting, matrix, *pair, float(probabilities[at]), float(corrected[at]), alpha)
        for pair, at in zip(pairs, order[:most].tolist(), strict=False)
    ]
    tied = set(left[kept].tolist()) | set(right[kept].tolist())
    figures = {
        "ties": len(left),
        "kept": len(kept),
        "share": len(kept) / len(left),
        "cities": len(tied),
        "tests": tests,
        "least": float(probabilities.min()),
    }
    return Findings({"ties": rows}, figures, tuple(_caveats(len(kept), alpha, most, len(left))))


def _row(
    setting: Setting,
    matrix: AffiliationMatrix,
    left: int,
    right: int,
    shared: int,
    probability: float,
    corrected: float,
    alpha: float,
) -> BackboneRow:
    one, other = setting.known(matrix.cities[left]), setting.known(matrix.cities[right])
    things = matrix.shared(left, right)
    facts = {each.fact for thing in things for city in (one.iri, other.iri) for each in thing.members[city]}
    return BackboneRow(
        left=one.iri,
        left_name=one.name,
        right=other.iri,
        right_name=other.name,
        left_things=int(matrix.city_degrees[left]),
        right_things=int(matrix.city_degrees[right]),
        shared=shared,
        probability=probability,
        adjusted=corrected,
        kept=corrected <= alpha,
        things=tuple(thing.theme or thing.iri for thing in things),
        thing_names=tuple(name_of(thing, setting.network.names) for thing in things),
        facts=tuple(sorted(facts)),
    )


def _caveats(kept: int, alpha: float, most: int, ties: int) -> list[Texts]:
    caveats: list[Texts] = []
    if not kept:
        caveats.append(
            Texts(
                en=f"No tie is kept: none is unlikely enough by chance at {alpha:g}. That says little where few "
                "things are known; a greater alpha, or a milder correction, keeps more.",
                id=f"Tidak ada ikatan yang dipertahankan: tidak ada yang cukup tidak mungkin secara kebetulan pada "
                f"{alpha:g}. Itu berarti sedikit bila sedikit hal yang diketahui; alfa lebih besar, atau koreksi "
                "lebih ringan, mempertahankan lebih banyak.",
            )
        )
    if most < ties:
        caveats.append(
            Texts(
                en=f"Only the first {most} of {ties} ties are listed; every tie that is kept is among them.",
                id=f"Hanya {most} dari {ties} ikatan pertama yang dimuat; semua yang dipertahankan termasuk.",
            )
        )
    return caveats
