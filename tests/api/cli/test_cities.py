"""Looking up local governments."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from citygraph.api.cli.cities import LevelName
from citygraph.loaders.gazetteer.government import LEVELS
from typer.testing import Result

Run = Callable[..., Result]


def test_the_levels_are_those_of_the_gazetteer() -> None:
    assert {level.value for level in LevelName} == set(LEVELS)


def test_candidates_are_ranked_and_say_why(run: Run) -> None:
    result = run("cities", "find", "Malang")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Malang:" and lines[1].startswith("  1. Malang, ID (city, ") and "a city" in lines[2]
    assert lines[3].startswith("  2. Kabupaten Malang, ID (regency, ")


def test_json_lines_carry_keys_scores_and_reasons(run: Run) -> None:
    result = run("cities", "find", "Kabupaten Malang, ID", "Jogja", "--json", "--limit", "1")
    regency, city = (json.loads(line) for line in result.stdout.splitlines())
    assert regency["name"] == "Kabupaten Malang, ID"
    assert (regency["candidates"][0]["level"], regency["candidates"][0]["key"]) == ("regency", "id-35.07")
    assert city["candidates"][0]["name"] == "Yogyakarta" and city["candidates"][0]["reasons"]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [(["Malang", "--level", "regency"], {"Kabupaten Malang"}), (["London", "--country", "CA"], {"London"})],
)
def test_country_and_level_narrow_the_search(run: Run, arguments: list[str], names: set[str]) -> None:
    found = json.loads(run("cities", "find", *arguments, "--json", "--limit", "1").stdout)["candidates"]
    assert {one["name"] for one in found} == names


def test_a_name_that_nothing_has_is_refused_and_the_others_are_found(run: Run) -> None:
    result = run("cities", "find", "Nowherexx", "Malang", "--country", "ID", "--json")
    assert result.exit_code == 1
    nowhere, malang = (json.loads(line) for line in result.stdout.splitlines())
    assert nowhere["candidates"] == [] and malang["candidates"]
    assert result.stderr.startswith("error: no local government is called 'Nowherexx, ID'")


def test_wrong_countries_are_refused_and_wrong_levels_wrong_usage(run: Run) -> None:
    assert run("cities", "find", "Malang", "--country", "XX").exit_code == 1
    assert run("cities", "find", "Malang", "--level", "town").exit_code == 2
    assert run("cities", "find").exit_code == 2
