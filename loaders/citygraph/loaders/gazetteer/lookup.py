"""Looking up local governments by name, GeoNames id, national code or key."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Final, Self

from citygraph.ontology.identifiers import slug

from .building import Progress, build, default_path, is_current, mark_used
from .errors import AmbiguousCity, CityMismatch, GazetteerUnavailable, UnknownCity, UnknownCountry
from .folding import compact, fold
from .government import LEVELS, Bearer, Candidate, Government, Level
from .nearness import near_places
from .ranking import Match, choose, reasons, score
from .reading import GazetteerFile
from .rows import CURATED, JOINED, NATIONAL, OFFICIAL, place_id
from .wording import Wording, division_level, read_wording, split_country

__all__ = ["Gazetteer"]

_MOST: Final = 200
_SUGGESTED: Final = 5
_REMEMBERED: Final = 4096
_WHOLE_LIST: Final = "ID"  # the country whose regencies and provinces are all in the gazetteer
_MEANT: Final = {"UK": "GB", "EN": "GB", "EL": "GR", "SU": "RU"}
_HIGHEST_ID: Final = 2**63 - 1


class Gazetteer:
    """Local governments by name; safe to read from many threads.

    Use :meth:`open`, which builds the file where there is none.

    Args:
        path: A file that :meth:`open` or ``build`` has written.
        remembered: How many governments to keep in memory once read.

    Raises:
        GazetteerUnavailable: From here and every method: the file is missing or damaged.
    """

    def __init__(self, path: Path, *, remembered: int = _REMEMBERED) -> None:
        self._file = GazetteerFile(path, remembered=remembered)
        self._countries = self._file.countries()
        self._country_codes = {fold(name): code for code, name in self._countries.items()}

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
        mark_used(path)
        return cls(path)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    @property
    def path(self) -> Path:
        """The file that it reads."""
        return self._file.path

    def close(self) -> None:
        """Close the file; nothing may be looked up afterwards."""
        self._file.close()

    def find(
        self, name: str, *, country: str | None = None, level: Level | None = None, limit: int = 10
    ) -> list[Candidate]:
        """Return what a name may mean, the likeliest first; nothing when no name equals it.

        Args:
            name: ``Malang``, ``Malang, ID``, ``Malang, Indonesia`` or ``Kabupaten Malang``, in any script or
                accent.
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
        matches = self._every_match(wording, country, asked, max(limit, 0))
        return self._candidates(matches, country=country, level=asked)

    def resolve(self, name: str, *, country: str | None = None, geonames: int | None = None) -> Government:
        """Return the one government that ``Name, CC`` means; :meth:`decide` gives the reasons too."""
        where, wording = self._read(name, country)
        if geonames is not None:
            return self._given(wording, where, geonames)
        matches = self._matches(wording, where, wording.level, _MOST)
        chosen = choose(matches, wording.level)
        return self._unnamed(wording, where, matches) if chosen is None else self._present(chosen.place)

    def decide(self, name: str, *, country: str | None = None, geonames: int | None = None) -> Candidate:
        """Return the one government that is meant, with the reasons for taking it.

        A province, regency, state or county of a country other than Indonesia, which the gazetteer does not have,
        comes back made from its name (``in_gazetteer`` is False).

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
        where, wording = self._read(name, country)
        if geonames is not None:
            given = self._given(wording, where, geonames)
            return Candidate(given, 1.0, (f"GeoNames id {geonames} given", f"in {where}"))
        matches = self._matches(wording, where, wording.level, _MOST)
        chosen = choose(matches, wording.level)
        if chosen is None:
            made = self._unnamed(wording, where, matches)
            return Candidate(made, 0.0, ("not in the gazetteer: made from the name", f"in {where}"))
        others = [match for match in matches if match.level == chosen.level]
        return self._candidates(others, country=where, level=wording.level)[0]

    def by_geonames(self, identifier: int) -> Government | None:
        """Return the government of a GeoNames id, or None."""
        return self._file.place(identifier) if 0 < identifier <= _HIGHEST_ID else None

    def by_national_code(self, code: str) -> Government | None:
        """Return the Indonesian government of a national code such as ``35.73`` or ``35``, or None."""
        return self._file.place_of_code(code)

    def by_key(self, key: str) -> Government | None:
        """Return the government of the last part of its IRI, or None."""
        number = place_id(key)
        found = self._file.place(number) if number is not None and number <= _HIGHEST_ID else None
        return found if found is not None and found.iri_key == key else None

    def by_number(self, number: int) -> Government | None:
        """Return the government of a number in the gazetteer's file, or None."""
        return self._file.place(number) if abs(number) <= _HIGHEST_ID else None

    def country_name(self, code: str) -> str | None:
        """Return the English name of a country, or None for a code that is no country's."""
        return self._countries.get(code)

    def country_code(self, text: str) -> str | None:
        """Return the code of a country from its code or English name, or None."""
        code = text.strip().upper()
        return code if code in self._countries else _MEANT.get(code) or self._country_codes.get(fold(text))

    def bearing(self, name: str, *, country: str | None = None, level: Level | None = None) -> list[Bearer]:
        """Return every government that bears a name, the likeliest first, each with what kind of name it is.

        Args:
            name: The name, without its country.
            country: ISO 3166-1 alpha-2 code; anywhere when left out.
            level: The level; the one that the name says, or any, when left out.
        """
        wording = read_wording(name)
        return [
            Bearer(self._present(match.place), match.kind in (CURATED, NATIONAL, OFFICIAL, JOINED))
            for match in self._matches(wording, country, level or wording.level, _MOST)
        ]

    def _read(self, name: str, country: str | None) -> tuple[str, Wording]:
        """Return the country, and the name taken apart."""
        if country is None:
            name, country = split_country(name)
        if country is None:
            raise UnknownCity(
                name, None, candidates=tuple(self.find(name, limit=_SUGGESTED)),
                hint="add the country's two-letter code: 'Name, CC'",
            )  # fmt: skip
        return self._checked(country), read_wording(name)

    def _given(self, wording: Wording, country: str, geonames: int) -> Government:
        found = self.by_geonames(geonames)
        if found is None or found.country != country or wording.level not in (None, found.level):
            raise CityMismatch(wording.name, country, geonames, found=found)
        return found

    def _unnamed(self, wording: Wording, country: str, matches: list[Match]) -> Government:
        """Return a government made from its name where the gazetteer cannot have it; raise otherwise."""
        wanted = wording.level or "city"
        if matches:
            candidates = tuple(self._candidates(matches, country=country, level=wording.level))
            if any(LEVELS[match.level] == wanted for match in matches):
                raise AmbiguousCity(wording.name, country, candidates=candidates)
            raise UnknownCity(wording.name, country, candidates=candidates)
        if country != _WHOLE_LIST and (division := division_level(wording.key, country)) is not None:
            name = " ".join(wording.name.split())
            return Government(f"{country.lower()}-{slug(name)}", name, country, division, in_gazetteer=False)
        if wanted == "city" or country == _WHOLE_LIST:
            raise UnknownCity(wording.name, country, candidates=self._near(wording, country))
        bare = " ".join(part[:1].upper() + part[1:] for part in wording.bare.split())
        name = f"{bare} {wording.word}"
        return Government(f"{country.lower()}-{slug(name)}", name, country, wanted, in_gazetteer=False)

    def _matches(self, wording: Wording, country: str | None, level: Level | None, limit: int) -> list[Match]:
        """Return what has the name: as it stands, else without its level, else without its spaces."""
        joined = compact(wording.bare)
        for key in dict.fromkeys((wording.key, wording.bare, joined)):
            if found := self._file.named(key, country=country, level=level, limit=limit):
                return found
        return []

    def _every_match(
        self, wording: Wording, country: str | None, level: Level | None, limit: int
    ) -> list[Match]:
        """Return what has the name as it stands, then what has it without its level, each place once."""
        matches = self._matches(wording, country, level, limit)
        if wording.bare != wording.key and len(matches) < limit:
            matches += self._file.named(wording.bare, country=country, level=level, limit=limit)
        return list({match.place: match for match in reversed(matches)}.values())[::-1][:limit]

    def _near(self, wording: Wording, country: str) -> tuple[Candidate, ...]:
        near: dict[int, Candidate] = {}
        for number in near_places(wording.bare, self._file.main_names(country), limit=4 * _SUGGESTED):
            government = self._present(number)
            if wording.level in (None, government.level):
                near.setdefault(number, Candidate(government, 0.0, ("a name that is near",)))
        return tuple(near.values())[:_SUGGESTED]

    def _candidates(
        self, matches: list[Match], *, country: str | None, level: Level | None
    ) -> list[Candidate]:
        following = [*matches[1:], None]
        return [
            Candidate(
                self._present(match.place), score(match), reasons(match, after, country=country, level=level)
            )
            for match, after in zip(matches, following, strict=False)
        ]

    def _present(self, number: int) -> Government:
        government = self._file.place(number)
        if government is None:
            raise GazetteerUnavailable(self._file.path, f"place {number} is missing")
        return government

    def _split(self, text: str) -> tuple[str, str | None]:
        """Return name and country of free text, which may write the country's code or English name."""
        name, country = split_country(text)
        if country is not None:
            return (name, country) if country in self._countries else (text, None)
        before, comma, last = text.rpartition(",")
        code = self._country_codes.get(fold(last)) if comma else None
        return (before, code) if code else (text, None)

    def _checked(self, country: str) -> str:
        code = country.strip().upper()
        if code in self._countries:
            return code
        meant = _MEANT.get(code) or self._country_codes.get(fold(country))
        raise UnknownCountry(country, hint=f"write {meant}" if meant else None)
