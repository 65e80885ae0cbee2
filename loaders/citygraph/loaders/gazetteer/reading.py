"""Reading the gazetteer's file: one read-only connection for each thread."""

from __future__ import annotations

import sqlite3
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from citygraph.ontology.identifiers import slug

from .errors import GazetteerUnavailable
from .government import LEVELS, Government, Level, NameInLanguage
from .ranking import Match

__all__ = ["GazetteerFile"]

_PLACES: Final = (
    "SELECT id, name, country, level, code, latitude, longitude, population, province, admin1, names, labels"
    " FROM place"
)
_PLACE: Final = f"{_PLACES} WHERE id = ?"
_PLACE_OF_CODE: Final = f"{_PLACES} WHERE code = ?"
_MATCHES: Final = "SELECT rank, place, kind, level, population FROM name WHERE key = ?"
_IN_COUNTRY: Final = f"{_MATCHES} AND country = ? ORDER BY rank LIMIT ?"
_IN_COUNTRY_AT_LEVEL: Final = f"{_MATCHES} AND country = ? AND level = ? ORDER BY rank LIMIT ?"
_ANYWHERE: Final = f"{_MATCHES} ORDER BY rank LIMIT ?"
_ANYWHERE_AT_LEVEL: Final = f"{_MATCHES} AND level = ? ORDER BY rank LIMIT ?"
_MAIN_NAMES: Final = "SELECT name, id FROM place WHERE country = ?"


class GazetteerFile:
    """A gazetteer's file, open for reading by any number of threads.

    Args:
        path: The file.
        remembered: How many governments to keep in memory once read.

    Raises:
        GazetteerUnavailable: From here and every method: the file is missing or damaged.
    """

    def __init__(self, path: Path, *, remembered: int) -> None:
        self.path = path
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        self.place = lru_cache(maxsize=remembered)(self._place)

    def close(self) -> None:
        """Close every thread's connection."""
        with self._opening:
            while self._opened:
                self._opened.pop().close()

    def countries(self) -> dict[str, str]:
        """Return the English name of each country by its code."""
        return dict(self._rows("SELECT code, name FROM country"))

    def named(self, key: str, *, country: str | None, level: Level | None, limit: int) -> list[Match]:
        """Return what bears a folded name, the likeliest first."""
        if country is None and level is None:
            rows = self._rows(_ANYWHERE, key, limit)
        elif country is None:
            rows = self._rows(_ANYWHERE_AT_LEVEL, key, _number(level), limit)
        elif level is None:
            rows = self._rows(_IN_COUNTRY, key, country, limit)
        else:
            rows = self._rows(_IN_COUNTRY_AT_LEVEL, key, country, _number(level), limit)
        return [Match._make(row) for row in rows]

    def main_names(self, country: str) -> list[tuple[str, int]]:
        """Return every main name in a country with the number of its place."""
        return self._rows(_MAIN_NAMES, country)

    def place_of_code(self, code: str) -> Government | None:
        """Return the government of a national code, or None."""
        rows = self._rows(_PLACE_OF_CODE, code)
        return _government(rows[0]) if rows else None

    def _place(self, number: int) -> Government | None:
        """Return the government of a number in the file, or None."""
        rows = self._rows(_PLACE, number)
        return _government(rows[0]) if rows else None

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        try:
            connection: sqlite3.Connection = self._local.connection
        except AttributeError:
            connection = self._connect()
        try:
            return connection.execute(query, values).fetchall()
        except (sqlite3.DatabaseError, OverflowError) as error:
            raise GazetteerUnavailable(self.path, error) from error

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self._uri, uri=True, isolation_level=None, check_same_thread=False)
            connection.execute(f"PRAGMA mmap_size = {1 << 28}")
        except sqlite3.Error as error:
            raise GazetteerUnavailable(self.path, error) from error
        with self._opening:
            self._opened.append(connection)
        self._local.connection = connection
        return connection


def _number(level: Level | None) -> int:
    return LEVELS.index(level) if level is not None else 0


def _government(row: tuple[Any, ...]) -> Government:
    number, name, country, level, code, latitude, longitude, population, province, admin1, names, labels = row
    return Government(
        str(number) if number > 0 else f"id-{code}" if code else f"{country.lower()}-{slug(name)}",
        name,
        country,
        LEVELS[int(level)],
        number if number > 0 else None,
        code,
        latitude,
        longitude,
        population,
        province,
        tuple(names.split("\n")) if names else (),
        True,
        admin1,
        tuple(_label(line) for line in labels.split("\n")) if labels else (),
    )


def _label(line: str) -> NameInLanguage:
    language, _, text = line.partition("\t")
    return NameInLanguage(text, language)
