"""What each language's ``places.toml`` says, made ready for looking up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Final, Literal, cast

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record
from citygraph.loaders.gazetteer import Level
from citygraph.loaders.gazetteer.folding import compact, fold

__all__ = ["Phrase", "PlaceWords", "key_of", "words_of"]

_LEVELS: Final[tuple[Level, ...]] = ("city", "regency", "province")
_OTHER: Final = "other"  # divisions whose codes no one needs


@lru_cache(maxsize=65_536)
def key_of(text: str) -> str:
    """Return a name by its letters alone, as the index of names has it.

    >>> key_of("Xi’an"), key_of("Đà Nẵng"), key_of("Bau-Bau")
    ('xian', 'danang', 'baubau')
    """
    return text.lower() if text.isascii() and text.isalnum() else compact(fold(text))


@record(frozen=True, slots=True)
class Phrase:
    """A stretch of words that stands for a place.

    Attributes:
        kind: What it is: the name of a country, an adjective of one, the name of a city that is written otherwise,
            a by-name, a division of a country, or words that announce the capital of what follows or comes before.
        place: The place as a fact document writes it; empty for a country.
        country: ISO 3166-1 code; empty where the place says it, and of what is larger than a country.
        division: Code of the division in its country; empty where it does not matter.
    """

    kind: Literal["country", "adjective", "name", "epithet", "division", "capital"]
    place: str = ""
    country: str = ""
    division: str = ""


@record(frozen=True, slots=True)
class PlaceWords:
    """The words about places of a language and of those it borrows from; keys as :func:`key_of` makes them.

    Attributes:
        phrases: What stands for a place.
        also: Divisions that bear the name of a country (``Georgia``).
        longer: Keys with which a phrase of more words begins.
        continuing: Words of phrases after their first.
        opening: First words of phrases that may be written without a capital (``the``, ``kota``, ``ibu``).
        before: Level by the words before a name, joined by spaces.
        after: Level by the words after a name.
        offices: Level by the office that stands before a name.
        prepositions: Words before a name that a place follows.
        locatives: Those of them that say where something is, comes from or goes.
        settlements: Words that say of the name before them that it is a town.
        describing: Words with which such a description begins.
        officers: Words that say of the name before them that it is a person.
        owned: What a town has: words that follow its name.
        sovereign: Words beside the name of a state that is one city by which the state is meant.
        conjunctions: Words between the members of a list.
        inside: Words between a place and its country.
        spoiling: Words that make the name after them a part of another name.
        venues: First words of the names of houses that end in the city's.
        keeping: Capitalised words that a city's name may follow.
        followed: Capitalised words that may follow a city's name.
        common: Names of places that are mostly something else.
        capitals: Capital by the province, both as a fact document writes them.
        same: What a province is taken for that is one city.
        parts: The city that a part of it lies in and is taken for where something takes place, both as a fact
            document writes them.
        titles: The word that ends the name of a division abroad, and the countries that have such divisions, by
            the word for its level.
        near: Marks and words beside which even a weak name may be a place: what joins the members of a list, and
            the last words of levels and offices.
        ends: Last words of what stands before a name and says its level.
        begins: First words of what stands after a name and says its level.
        ties: Words of sentences that tie governments to each other.
        within: Words before the name of a division after which it says only where something is.
        home: Codes of the countries that the language is spoken in.
        states: Codes of the countries that are one city.
        codes: Country and division by the letters of a division after a comma (``Macon, GA``).
    """

    phrases: Mapping[str, Phrase]
    also: Mapping[str, Phrase]
    longer: frozenset[str]
    continuing: frozenset[str]
    opening: frozenset[str]
    before: Mapping[str, Level]
    after: Mapping[str, Level]
    offices: Mapping[str, Level]
    prepositions: frozenset[str]
    locatives: frozenset[str]
    settlements: frozenset[str]
    describing: frozenset[str]
    officers: frozenset[str]
    owned: frozenset[str]
    sovereign: frozenset[str]
    conjunctions: frozenset[str]
    inside: frozenset[str]
    spoiling: frozenset[str]
    venues: frozenset[str]
    keeping: frozenset[str]
    followed: frozenset[str]
    common: frozenset[str]
    capitals: Mapping[str, str]
    same: Mapping[str, str]
    parts: Mapping[str, str]
    titles: Mapping[str, tuple[str, frozenset[str]]]
    near: frozenset[str]
    ends: frozenset[str]
    begins: frozenset[str]
    ties: frozenset[str]
    within: frozenset[str]
    home: frozenset[str]
    states: frozenset[str]
    codes: Mapping[str, tuple[str, str]]


def words_of(language: str, english: Mapping[str, str]) -> PlaceWords:
    """Return the words of a language.

    Args:
        language: BCP 47 tag.
        english: English name of each country by its code.
    """
    return _compiled(chain(language), tuple(sorted(english.items())))


@cache
def _compiled(tags: tuple[str, ...], english: tuple[tuple[str, str], ...]) -> PlaceWords:
    sources = [
        lexicon(tag, "places") for tag in reversed(tags)
    ]  # a language's own words override what it borrows
    phrases: dict[str, Phrase] = {}
    also: dict[str, Phrase] = {}
    longer: set[str] = set()
    continuing: set[str] = set()
    opening: set[str] = set()

    def add(text: str, phrase: Phrase) -> None:
        key = key_of(text)
        if phrase.kind == "division" and key in phrases and phrases[key].kind == "country":
            also[key] = phrase
            return
        phrases[key] = phrase
        parts = fold(text).split()
        longer.update("".join(parts[:count]) for count in range(1, len(parts)))
        continuing.update(parts[1:])
        if phrase.kind in ("epithet", "capital") or parts[0] == "the":
            opening.add(parts[0])

    for code, name in english:
        add(name, Phrase("country", country=code))
    for source in sources:
        for code, divisions in _tables(source, "divisions"):
            for division, names in divisions.items():
                whose, own = (division, "") if code == _OTHER else (code, division)
                for name in names:
                    add(name, Phrase("division", country=whose, division=own))
        for name in _list(source, "regions", "names"):
            add(name, Phrase("division"))
        for name, division in cast(Mapping[str, str], source.get("exonyms", {})).items():
            place, _, country = division.rpartition(", ")
            known = phrases.get(key_of(place))
            add(name, Phrase("division", place, country, known.division if known is not None else ""))
        for section, kind in (("countries", "country"), ("adjectives", "adjective")):
            for code, names in cast(Mapping[str, list[str]], source.get(section, {})).items():
                for name in names:
                    add(name, Phrase("country" if kind == "country" else "adjective", country=code))
        for text, place in cast(Mapping[str, str], source.get("names", {})).items():
            add(text, Phrase("name", place=place))
        for text, place in cast(Mapping[str, str], source.get("epithets", {})).items():
            add(text, Phrase("epithet", place=place))
        for text in _list(source, "capitals", "phrases"):
            add(text, Phrase("capital"))
    capitals: dict[str, str] = {}
    same: dict[str, str] = {}
    for source in sources:
        capitals |= {k: v for k, v in source.get("capitals", {}).items() if isinstance(v, str)}
        same |= source.get("same", {})

    def some(section: str, name: str, of: Iterable[Mapping[str, Any]] = sources) -> frozenset[str]:
        return frozenset(fold(word) for source in of for word in _list(source, section, name))

    before, offices = _levels(sources, "before"), _levels(sources, "offices")
    after = _levels(sources, "after")
    ends = frozenset(said.rpartition(" ")[2] for said in (*before, *offices))
    conjunctions, inside = some("linking", "conjunctions"), some("linking", "inside")
    codes = {
        letters: (country, division or letters)
        for source in sources
        for country, rows in cast(Mapping[str, list[str]], source.get("codes", {})).items()
        for letters, _, division in (row.partition(":") for row in rows)
    }
    return PlaceWords(
        phrases=phrases,
        also=also,
        longer=frozenset(longer),
        continuing=frozenset(continuing),
        opening=frozenset(opening),
        before=before,
        after=after,
        offices=offices,
        prepositions=some("linking", "prepositions") | some("linking", "locatives"),
        locatives=some("linking", "locatives"),
        settlements=some("describing", "settlements"),
        describing=some("describing", "openings"),
        officers=some("describing", "officers"),
        owned=some("describing", "owned"),
        sovereign=some("states", "beside"),
        conjunctions=conjunctions,
        inside=inside,
        spoiling=some("runs", "spoiling"),
        venues=some("runs", "venues"),
        keeping=some("runs", "keeping"),
        followed=some("runs", "followed"),
        common=frozenset(key_of(word) for source in sources for word in _list(source, "common", "words")),
        capitals=capitals,
        same=same,
        parts={part: city for source in sources for part, city in source.get("parts", {}).items()},
        titles=_titles(sources),
        near=conjunctions | inside | ends | {",", ")"},
        ends=ends,
        begins=frozenset(said.partition(" ")[0] for said in after),
        ties=some("ties", "words"),
        within=some("ties", "within"),
        home=frozenset(_list(sources[-1], "home", "countries")),
        codes=codes,
        states=frozenset(code for source in sources for code in _list(source, "states", "cities")),
    )


def _titles(sources: Iterable[Mapping[str, Any]]) -> Mapping[str, tuple[str, frozenset[str]]]:
    countries: dict[str, list[str]] = {}
    said: dict[str, str] = {}
    for source in sources:
        for title, entry in cast(Mapping[str, Mapping[str, list[str]]], source.get("titles", {})).items():
            countries.setdefault(title, []).extend(entry.get("countries", []))
            said |= dict.fromkeys(map(fold, entry.get("words", [])), title)
    return {word: (title, frozenset(countries[title])) for word, title in said.items()}


def _levels(sources: Iterable[Mapping[str, Any]], section: str) -> Mapping[str, Level]:
    return {
        fold(words): level
        for source in sources
        for level in _LEVELS
        for words in _list(source, section, level)
    }


def _tables(source: Mapping[str, Any], section: str) -> Iterable[tuple[str, Mapping[str, list[str]]]]:
    return cast(Mapping[str, Mapping[str, list[str]]], source.get(section, {})).items()


def _list(source: Mapping[str, Any], section: str, name: str) -> list[str]:
    return cast(list[str], source.get(section, {}).get(name, []))
