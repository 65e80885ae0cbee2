"""Looking up local governments by name, GeoNames id, national code or key."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from citygraph.ontology.identifiers import slug

from .building import Progress, build, default_path, is_current
from .errors import AmbiguousCity, CityMismatch, GazetteerUnavailable, UnknownCity, UnknownCountry
from .folding import compact, fold
from .government import LEVELS, Candidate, Government, Level, NameInLanguage
from .nearness import near_keys
from .ranking import Match, choose, reasons, score
from .rows import place_id
from .wording import Wording, read_wording, split_country

__all__ = ["Gazetteer"]

_MOST: Final = 200
_SUGGESTED: Final = 5
_COLUMNS: Final = (
    "id, name, country, level, code, latitude, longitude, population, province, admin1, names, labels"
)
_IN_COUNTRY: Final = (
    "SELECT rank, place, kind, level, population FROM name WHERE key = ? AND country = ? ORDER BY rank LIMIT ?"
)
_ANYWHERE: Final = "SELECT rank, place, kind, level, population FROM name WHERE key = ? ORDER BY rank LIMIT ?"
_MEANT: Final = {"UK": "GB", "EL": "GR", "SU": "RU", "EN": "GB"}


class Gazetteer:
    """Local governments by name; safe to read from many threads.

    Use :meth:`open`, which builds the file where there is none.

    Args:
        path: A file that :meth:`open` or ``build`` has written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._opening = threading.Lock()
        rows = self._rows("SELECT code, name FROM country")
        self._countries: dict[str, str] = {str(code): str(name) for code, name in rows}
        self._country_names = {fold(name): code for code, name in self._countries.items()}

    @classmethod
    def open(cls, path: Path | None = None, progress: Progress | None = None) -> Self:
        """Return the gazetteer of a file, built first where it is missing, damaged or outdated.

        Args:
            path: The file; ``default_path()`` by default.
            progress: Called with steps done and steps in all while the file is built, and not otherwise.

        Raises:
            GazetteerUnavailable: The file can be neither read nor built.
        """
        path = default_path() if path is None else path
        if not is_current(path):
            build(path, progress=progress)
        return cls(path)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close every thread's connection; nothing may be looked up afterwards."""
        with self._opening:
            while self._opened:
                self._opened.pop().close()

    def find(
        self, name: str, *, country: str | None = None, level: Level | None = None, limit: int = 10
    ) -> list[Candidate]:
        """Return what a name may mean, the likeliest first; nothing when no name equals it.

        Args:
            name: ``Malang``, ``Malang, ID``, ``Malang, Indonesia``, ``Kabupaten Malang``, ``City of London`` or a
                name in any script or accent.
            country: ISO 3166-1 alpha-2 code, where the name does not say it.
            level: Wanted level, where the name does not say it.
            limit: How many at most.

        Raises:
            UnknownCountry: ``country`` is no country code.
        """
        if country is not None:
            country = self._checked(country)
        else:
            name, country = self._split(name)
        wording = read_wording(name)
        asked = level or wording.level
        matches = self._every_match(wording, country)
        if asked is not None:
            number = LEVELS.index(asked)
            matches = [match for match in matches if match.level == number]
        return [
            self._candidate(match, matches, country=country, level=asked) for match in matches[: max(limit, 0)]
        ]

    def resolve(self, name: str, *, country: str | None = None, geonames: int | None = None) -> Government:
        """Return the one government that ``Name, CC`` means; see :meth:`decide`."""
        return self.decide(name, country=country, geonames=geonames).government

    def decide(self, name: str, *, country: str | None = None, geonames: int | None = None) -> Candidate:
        """Return the one government that is meant, with the reasons for taking it.

        Args:
            name: ``Name, CC``, or the name alone beside ``country``.
            country: ISO 3166-1 alpha-2 code.
            geonames: GeoNames id, which then decides; it must be of that country and level.

        Raises:
            UnknownCity: Nothing has that name there.
            AmbiguousCity: Several have, and none stands out.
            UnknownCountry: The code is no country's.
            CityMismatch: The GeoNames id belongs to nothing, or to a place of another country or level.
        """
        if country is None:
            name, country = split_country(name)
        if country is None:
            raise UnknownCity(
                name, None, candidates=tuple(self.find(name, limit=_SUGGESTED)),
                hint="add the country's two-letter code: 'Name, CC'",
            )  # fmt: skip
        country = self._checked(country)
        wording = read_wording(name)
        if geonames is not None:
            return self._by_given_id(wording, country, geonames)
        matches = self._matches(wording, country)
        chosen = choose(matches, wording.level)
        if chosen is not None:
            return self._candidate(chosen, matches, country=country, level=wording.level)
        raise_for = [match for match in matches if wording.level in (None, LEVELS[match.level])]
        if raise_for:
            found = tuple(self._candidate(each, matches, country=country, level=wording.level) for each in raise_for)
            if any(each.government.level == (wording.level or "city") for each in found):
                raise AmbiguousCity(name, country, candidates=found)
            raise UnknownCity(name, country, candidates=found)
        if wording.level not in (None, "city") and country != "ID":
            return self._from_name_alone(wording, country)
        raise UnknownCity(name, country, candidates=self._near(wording, country))

    def by_geonames(self, identifier: int) -> Government | None:
        """Return the government of a GeoNames id, or None."""
        return self._place(identifier) if identifier > 0 else None

    def by_national_code(self, code: str) -> Government | None:
        """Return the Indonesian government of a national code such as ``35.73`` or ``35``, or None."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM place WHERE code = ?", code)
        return _government(rows[0]) if rows else None

    def by_key(self, key: str) -> Government | None:
        """Return the government of the last part of its IRI, or None."""
        number = place_id(key)
        return self._place(number) if number is not None else None

    def country_name(self, code: str) -> str | None:
        """Return the English name of a country, or None for a code that is no country's."""
        return self._countries.get(code)

    def _by_given_id(self, wording: Wording, country: str, geonames: int) -> Candidate:
        found = self.by_geonames(geonames)
        if found is None or found.country != country or wording.level not in (None, found.level):
            raise CityMismatch(wording.name, country, geonames, found=found)
        return Candidate(found, 1.0, (f"GeoNames id {geonames} given", f"in {country}"))

    def _from_name_alone(self, wording: Wording, country: str) -> Candidate:
        assert wording.level is not None and wording.word is not None
        bare = " ".join(part[:1].upper() + part[1:] for part in wording.bare.split())
        name = f"{bare} {wording.word}"
        government = Government(
            iri_key=f"{country.lower()}-{slug(name)}", name=name, country=country, level=wording.level,
            in_gazetteer=False,
        )  # fmt: skip
        return Candidate(government, 0.0, ("not in the gazetteer; made from the name", f"in {country}"))

    def _matches(self, wording: Wording, country: str | None) -> list[Match]:
        """Return what has the name: as it stands, else without its level, else without its spaces."""
        if wording.level in (None, "city"):
            if found := self._named(wording.key, country):
                return found
        if wording.bare != wording.key and (found := self._named(wording.bare, country)):
            return found
        key = compact(wording.bare)
        return self._named(key, country) if key != wording.bare else []

    def _every_match(self, wording: Wording, country: str | None) -> list[Match]:
        """Return what has the name as it stands, then what has it without its level, each place once."""
        found: dict[int, Match] = {}
        for match in self._matches(wording, country):
            found.setdefault(match.place, match)
        if wording.bare != wording.key:
            for match in self._named(wording.bare, country):
                found.setdefault(match.place, match)
        return list(found.values())

    def _named(self, key: str, country: str | None) -> list[Match]:
        if country is None:
            rows = self._rows(_ANYWHERE, key, _MOST)
        else:
            rows = self._rows(_IN_COUNTRY, key, country, _MOST)
        return [Match(*row) for row in rows]

    def _near(self, wording: Wording, country: str) -> tuple[Candidate, ...]:
        rows = self._rows("SELECT key, place FROM name WHERE country = ? AND kind < 3", country)
        wanted = LEVELS.index(wording.level or "city")
        near: dict[int, Candidate] = {}
        for number in near_keys(wording.bare, rows, limit=4 * _SUGGESTED):
            government = self._place(number)
            if government is not None and number not in near and (
                wording.level is None or government.level == LEVELS[wanted]
            ):
                near[number] = Candidate(government, 0.0, ("a name that is near",))
        return tuple(near.values())[:_SUGGESTED]

    def _candidate(
        self, match: Match, matches: list[Match], *, country: str | None, level: Level | None
    ) -> Candidate:
        government = self._place(match.place)
        if government is None:
            raise GazetteerUnavailable(self.path, f"place {match.place} is missing")
        return Candidate(
            government, score(match, unasked=level is None), reasons(match, matches, country=country, level=level)
        )

    def _place(self, number: int) -> Government | None:
        rows = self._rows(f"SELECT {_COLUMNS} FROM place WHERE id = ?", number)
        return _government(rows[0]) if rows else None

    def _split(self, text: str) -> tuple[str, str | None]:
        name, country = split_country(text)
        if country is not None:
            return (name, country) if country in self._countries else (text, None)
        before, comma, last = text.rpartition(",")
        if comma and (code := self._country_names.get(fold(last))):
            return before, code
        return text, None

    def _checked(self, country: str) -> str:
        code = country.strip().upper()
        if code in self._countries:
            return code
        meant = _MEANT.get(code) or self._country_names.get(fold(country))
        raise UnknownCountry(country, hint=f"write {meant}" if meant else None)

    def _rows(self, query: str, *values: str | int) -> list[tuple[object, ...]]:
        try:
            connection: sqlite3.Connection = self._local.connection
        except AttributeError:
            connection = self._connect()
        try:
            return connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
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


def _government(row: tuple[object, ...]) -> Government:
    number, name, country, level, code, latitude, longitude, population, province, admin1, names, labels = row
    return Government(
        str(number) if number > 0 else f"id-{code}",
        name, country, LEVELS[level], number if number > 0 else None, code, latitude, longitude, population,
        province, tuple(names.split("\n")) if names else (), True, admin1,
        tuple(_label(line) for line in labels.split("\n")) if labels else (),
    )  # fmt: skip


def _label(line: str) -> NameInLanguage:
    language, _, text = line.partition("\t")
    return NameInLanguage(text, language)
