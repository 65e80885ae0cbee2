"""Which of the governments that bear a name is meant, or that none stands out."""

from __future__ import annotations

from typing import Final, NamedTuple

from .government import LEVELS, Level
from .rows import CURATED, JOINED, NATIONAL, OFFICIAL, OTHER

__all__ = ["Match", "choose", "reasons", "score"]

_TIMES: Final = 10  # as many people as the next: enough to stand out
_UNKNOWN: Final = 500  # people where the population is not known: GeoNames' lower bound for these places
_CITY: Final = LEVELS.index("city")
_KINDS: Final[dict[int, str]] = {
    CURATED: "curated name",
    NATIONAL: "name in the national list of governments",
    OFFICIAL: "primary name",
    JOINED: "primary name but for spaces",
    OTHER: "alternate name",
}
_HIGHEST: Final = -1000  # ranks run between these two
_LOWEST: Final = 4000


class Match(NamedTuple):
    """A name in the gazetteer that equals the name looked up.

    Attributes:
        rank: Where it stands among all of that name, the lowest first.
        place: Number of its place in the file.
        kind: Kind of name.
        level: Number of the place's level.
        population: People; 0 where not known.
    """

    rank: int
    place: int
    kind: int
    level: int
    population: int


def choose(matches: list[Match], level: Level | None) -> Match | None:
    """Return the one that is meant, or None when none stands out.

    A name that says no level means a city. A curated name, or one of the country's own list, decides. Among
    the others the best kind of name goes first (a primary name before an alternate), and its largest place is
    taken if it has ten times the people of the next of that kind, no place by a lesser kind of name has ten
    times its own, and the country's own list gives the name to no government of another level.

    Args:
        matches: Everything of that name in one country, by rank.
        level: What the name says about the level.
    """
    wanted = LEVELS.index(level) if level is not None else _CITY
    own = [match for match in matches if match.level == wanted]
    if not own:
        return None
    first = own[0]
    if first.kind <= NATIONAL:
        return first
    if len(matches) == 1:
        return first
    people = first.population or _UNKNOWN
    for match in own[1:]:
        others = match.population or _UNKNOWN
        if match.place == first.place:
            continue
        if match.kind == first.kind and people < _TIMES * others:
            return None
        if match.kind != first.kind and others >= _TIMES * people:
            return None
    if (
        first.level == _CITY
        and first.kind != OTHER
        and any(match.level != _CITY and match.kind <= NATIONAL for match in matches)
    ):
        return None
    return first


def score(match: Match) -> float:
    """Return the likelihood of a match from 0 to 1, for ordering within one answer."""
    return round(min(1.0, max(0.0, (_LOWEST - match.rank) / (_LOWEST - _HIGHEST))), 3)


def reasons(
    match: Match, following: Match | None, *, country: str | None, level: Level | None
) -> tuple[str, ...]:
    """Return why a match is a candidate and why it stands where it does.

    Args:
        match: The match.
        following: The one after it, if any.
        country: The country that the name was looked up in.
        level: The level that was asked for.
    """
    found = [_KINDS[match.kind]]
    if country is not None:
        found.append(f"in {country}")
    if level is not None:
        found.append(f"level {level}, as asked")
    elif match.level == _CITY:
        found.append("a city, as no level was asked")
    else:
        found.append(f"level {LEVELS[match.level]}, which was not asked")
    if match.population:
        found.append(f"{match.population:,} people")
        if following is not None and following.kind == match.kind and following.population:
            found.append(f"the next of that name has {following.population:,}")
    return tuple(found)
