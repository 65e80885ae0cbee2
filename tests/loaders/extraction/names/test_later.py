"""Later mentions of a person."""

from __future__ import annotations

from dataclasses import replace

from citygraph.loaders.extraction.names.candidates import PersonCandidate
from citygraph.loaders.extraction.names.later import known_by_full_name, later_mentions
from citygraph.loaders.extraction.names.office_words import office_words
from citygraph.loaders.extraction.segmenting import segment


def person(text: str, name: str, kind: str = "mayor") -> PersonCandidate:
    """Return a person with an office."""
    at = text.index(name)
    return PersonCandidate(at, at + len(name), name, (at, at + len(name)), title="Wali Kota", kind=kind)


def read(text: str, *names: str, cities: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Return the later mentions in a text."""
    persons = [person(text, name) for name in names]
    found = later_mentions(segment(text), persons, office_words("id"), [], not_persons=cities)
    return [(text[each.start : each.end], each.name) for each in found]


def test_any_part_of_the_name_stands_for_it() -> None:
    text = "Sari Dewanti datang. Sari senang. Kata Dewanti, Sar bukan dia."
    assert read(text, "Sari Dewanti") == [("Sari", "Sari Dewanti"), ("Dewanti", "Sari Dewanti")]


def test_the_beginning_of_a_long_name_stands_for_it() -> None:
    text = "Miftahuddin Putra datang. Miftah senang."
    assert read(text, "Miftahuddin Putra") == [("Miftah", "Miftahuddin Putra")]


def test_of_two_with_one_surname_the_first_is_meant() -> None:
    names = [f"{first} Putra{number:02}" for number in range(12) for first in ("Sari", "Budi")]
    bare = [f"Putra{number:02}" for number in range(12)]
    text = " ".join((*names, "|", *bare))
    persons = [person(text, name) for name in names]
    persons += [replace(persons[0], name=name) for name in bare]
    assert [each.name for each in known_by_full_name(persons)][-12:] == names[::2]


def test_a_city_of_the_article_is_nobody() -> None:
    text = "Surya Padang datang. Kota Padang indah."
    assert read(text, "Surya Padang", cities=frozenset({"padang"})) == []


def test_a_nick_name_that_a_title_tells_whose() -> None:
    text = "Rusdi Amran datang bersama Li Wen. Uda, begitu wali kota biasa disapa, senang. Uda pulang."
    persons = [person(text, "Rusdi Amran"), person(text, "Li Wen", "open")]
    found = later_mentions(segment(text), persons, office_words("id"), [])
    assert [(text[each.start : each.end], each.name) for each in found] == [("Uda", "Rusdi Amran")] * 2


def test_a_short_name_becomes_the_full_one() -> None:
    text = "Rosa Tanaka datang. Tanaka senang."
    first, second = person(text, "Rosa Tanaka"), person(text, "Tanaka senang")
    short = PersonCandidate(20, 26, "Tanaka", (20, 26), title="Minister")
    assert [each.name for each in known_by_full_name([first, short])] == ["Rosa Tanaka"] * 2
    assert known_by_full_name([second])[0].name == "Tanaka senang"


def test_a_city_is_nobodys_nickname() -> None:
    text = "Sari Dewanti datang. Warga Medan, sapaan akrab Medan, senang. Sari Dewanti akrab disapa Medan."
    assert ("Medan", "Sari Dewanti") in read(text, "Sari Dewanti")
    assert all(name != "Medan" for name, _ in read(text, "Sari Dewanti", cities=frozenset({"medan"})))
