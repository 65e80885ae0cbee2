"""A draft of a description, guessed from a table's header, for a person to correct."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Final

from citygraph.loaders.gazetteer.folding import fold
from citygraph.ontology import slug

from .rows import Table

__all__ = ["draft_description"]

_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": (
        "city",
        "member",
        "city name",
        "name",
        "kota",
        "anggota",
        "municipality",
        "participant",
        "town",
        "label",
    ),
    "partner": (
        "partner",
        "partner city",
        "sister city",
        "twin",
        "city 2",
        "city b",
        "mitra",
        "kota mitra",
        "to",
    ),
    "first": ("city 1", "city a", "from", "source city"),
    "network": ("network", "organisation", "organization", "jejaring", "jaringan", "association"),
    "programme": ("programme", "program", "project", "round", "scheme"),
    "country": ("country", "negara", "country code", "iso", "cc"),
    "partner country": ("partner country", "country 2", "country b", "negara mitra"),
    "since": (
        "since",
        "year",
        "year joined",
        "joined",
        "start",
        "start date",
        "tahun",
        "sejak",
        "from year",
        "signed",
    ),
    "until": ("until", "end", "end date", "left", "sampai", "to year"),
    "source": ("source", "url", "reference", "sumber", "link"),
    "geonames": ("geonames", "geonames id", "geonameid"),
    "wikidata": ("wikidata", "wikidata id", "qid", "item"),
    "latitude": ("lat", "latitude", "lintang"),
    "longitude": ("lon", "long", "lng", "longitude", "bujur"),
    "role": ("role", "peran", "status"),
    "topics": ("topic", "topics", "theme", "topik", "tema"),
}
_LOOKED_AT: Final = 200


def draft_description(table: Table) -> str:
    """Return a description of a table as TOML, guessed from its columns' names.

    What cannot be guessed stands in it as a comment. The kind of fact follows from the columns: two cities make a
    partnership, a city and a network a membership, a city and a programme a participation.
    """
    found = _columns(table.columns)
    lines = [
        f"# Guessed from the columns of {table.file.name}: {', '.join(table.columns)}.",
        "# Look through it: a wrong column makes wrong facts. `citygraph load-table --dry-run` tells what it gives.",
        "",
        "[table]",
        f"id = {_quoted(slug(table.file.stem))}",
        f"title = {_quoted(table.file.stem)}",
        '# url = "https://..."         where the table was published',
        '# publisher = "..."           who published it',
        '# licence = "https://..."     under which licence',
        '# retrieved = "YYYY-MM-DD"    when you fetched it',
    ]
    if "source" in found:
        lines.append(f"source = {_quoted(found['source'])}")
    if "country" not in found:
        lines.append('# country = "ID"              country of all cities, where the rows do not say it')
        lines.append(
            '# without_country = "only"    take the only place of a name; or "outstanding", or "refuse"'
        )
    lines += ["", "[[facts]]"]
    city = _place(found, "name", "country", ("geonames", "wikidata", "latitude", "longitude"))
    if "partner" in found and ("first" in found or "name" in found):
        first = _place({**found, "name": found.get("first", found.get("name", ""))}, "name", "country")
        second = _place(found, "partner", "partner country")
        lines += [
            'kind = "partnership"',
            f"partners = [{first}, {second}]",
            'form = { value = "sister-city" }',
        ]
    elif "programme" in found and "network" not in found:
        lines += ['kind = "participation"', f"participant = {city}", f"in = {_quoted(found['programme'])}"]
        lines += _column(found, "role") + _column(found, "topics")
    else:
        lines += ['kind = "membership"', f"member = {city}"]
        if "network" in found:
            lines.append(f"network = {_quoted(found['network'])}")
        else:
            lines.append('network = { value = "SLUG-OF-THE-NETWORK" }')
        lines += _column(found, "role")
    lines += _date(found, "since", table) + _date(found, "until", table)
    if "programme" in found and "network" not in found:
        lines += _programmes(found["programme"], table)
    return "\n".join(lines) + "\n"


def _columns(names: Iterable[str]) -> dict[str, str]:
    """Return the column for each thing that a fact needs, where one is called like it."""
    folded = {fold(name): name for name in reversed(list(names))}
    found: dict[str, str] = {}
    for thing, words in _WORDS.items():
        column = next((folded[word] for word in words if word in folded), None)
        if column is not None and column not in found.values():
            found[thing] = column
    return found


def _place(found: Mapping[str, str], name: str, country: str, more: Iterable[str] = ()) -> str:
    if name not in found:
        return '{ name = "COLUMN-WITH-THE-CITY" }'
    parts = [f"name = {_quoted(found[name])}"]
    if country in found:
        parts.append(f"country = {_quoted(found[country])}")
    parts += [f"{each} = {_quoted(found[each])}" for each in more if each in found]
    return f"{{ {', '.join(parts)} }}"


def _column(found: Mapping[str, str], name: str) -> list[str]:
    return [f"{name} = {_quoted(found[name])}"] if name in found else []


def _date(found: Mapping[str, str], name: str, table: Table) -> list[str]:
    if name not in found:
        return []
    column = found[name]
    texts = [text for row in table.rows[:_LOOKED_AT] if (text := row.cells[column].strip())]
    for sign in "./-":
        parts = [text.split(sign) for text in texts]
        if parts and all(
            len(each) == 3 and len(each[2]) == 4 and all(p.isdigit() for p in each) for each in parts
        ):
            american = any(int(each[1]) > 12 for each in parts)
            order = ("%m", "%d", "%Y") if american else ("%d", "%m", "%Y")
            unsure = not american and not any(int(each[0]) > 12 for each in parts)
            note = "  # day before month: check" if unsure else ""
            return [f"{name} = {{ column = {_quoted(column)}, form = {_quoted(sign.join(order))} }}{note}"]
    return [f"{name} = {_quoted(column)}"]


def _programmes(column: str, table: Table) -> list[str]:
    names = dict.fromkeys(text for row in table.rows if (text := row.cells[column].strip()))
    lines: list[str] = []
    for name in list(names)[:20]:
        lines += ["", "[[programmes]]", f"name = {_quoted(name)}", '# organiser = ["SLUG-OF-A-NETWORK"]']
    return lines


def _quoted(text: str) -> str:
    """Return a text as TOML writes it, which for these is as JSON does."""
    return json.dumps(text, ensure_ascii=False)
