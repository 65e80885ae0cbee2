"""The command that looks up local governments in the gazetteer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from citygraph.ontology import CityGraphError

from .console import emit, emit_json, error, plain
from .environment import open_gazetteer
from .exits import refused
from .options import Json

if TYPE_CHECKING:
    from citygraph.loaders.gazetteer import Candidate, Gazetteer, Level

__all__ = ["LevelName", "find"]


class LevelName(StrEnum):
    """The levels of a local government."""

    CITY = "city"
    METROPOLITAN_AREA = "metropolitan-area"
    REGENCY = "regency"
    PROVINCE = "province"


def find(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="Names, quoted where they have blanks: 'Malang, ID' 'Kabupaten Malang'."
        ),
    ],
    country: Annotated[
        str | None, typer.Option("--country", metavar="CC", help="ISO 3166-1 alpha-2 code of the country.")
    ] = None,
    level: Annotated[LevelName | None, typer.Option("--level", help="Only this level.")] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="Most candidates for each name.")
    ] = 10,
    as_json: Json = False,
) -> None:
    """Find local governments by any of their names; the likeliest first, with the reasons."""
    missing = False
    with open_gazetteer() as gazetteer:
        for name in names:
            wanted: Level | None = None if level is None else level.value
            found = gazetteer.find(name, country=country, level=wanted, limit=limit)
            if as_json:
                emit_json({"name": name, "candidates": [_as_json(each) for each in found]})
            elif found:
                emit(_listing(name, found))
            if not found:
                missing = True
                error(_not_found(gazetteer, name, country))
    if missing:
        raise refused()


def _not_found(gazetteer: Gazetteer, name: str, country: str | None) -> str:
    """Return the line on a name that nothing has, with names that are near."""
    try:
        gazetteer.resolve(name, country=country)
    except CityGraphError as problem:
        return str(problem)
    return f"no local government is called {name!r}"


def _listing(name: str, found: list[Candidate]) -> str:
    lines = [f"{name}:"]
    for number, each in enumerate(found, start=1):
        lines += [f"  {number}. {each}", f"     {'; '.join(each.reasons)}"]
    return "".join(f"{plain(line)}\n" for line in lines)


def _as_json(candidate: Candidate) -> dict[str, object]:
    government = candidate.government
    return {
        "name": government.name,
        "country": government.country,
        "level": government.level,
        "key": government.iri_key,
        "geonames": government.geonames,
        "national_code": government.national_code,
        "latitude": government.latitude,
        "longitude": government.longitude,
        "population": government.population,
        "score": candidate.score,
        "reasons": list(candidate.reasons),
    }
