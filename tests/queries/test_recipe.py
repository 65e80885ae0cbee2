"""Recipes are data, checked when read, and their digest follows what decides the numbers."""

from __future__ import annotations

import pytest
from citygraph.queries import BadRecipe, UnknownRecipe, find_recipe, load_recipes, parse_recipe
from pydantic import ValidationError


def test_the_shipped_recipes() -> None:
    recipes = load_recipes()
    assert {"co-membership", "co-participation", "partnership", "shared-themes"} < set(recipes)
    for recipe in recipes.values():
        assert recipe.modalities == ("asserted",)
        assert not recipe.include_partnerships
        assert recipe.caveats and all(caveat.en and caveat.id for caveat in recipe.caveats)
    assert "exploring" not in recipes["partnership"].stages


def test_an_unknown_recipe_is_named_with_those_spelled_alike() -> None:
    with pytest.raises(UnknownRecipe, match="did you mean 'partnership'") as error:
        find_recipe("parnership")
    assert error.value.code == "unknown-recipe"


def test_an_adjusted_recipe_is_another_recipe() -> None:
    recipe = find_recipe("shared-themes")
    wider = recipe.adjusted(include_partnerships=True)
    assert wider.tie_kinds == ("theme", "partnership")
    assert wider.digest != recipe.digest == find_recipe("shared-themes").digest
    assert recipe.adjusted(title={"en": "x", "id": "y"}).digest == recipe.digest


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"strength": "heaviest"}, "strength"),
        ({"modalities": ["planned"]}, "modalities"),
        ({"ties": ["friendship"]}, "ties"),
        ({"colour": "red"}, "colour"),
        ({"countries": ["Indonesia"]}, "countries"),
        ({"within": "wccf"}, "within"),
        ({"forms": ["> } #"]}, "forms"),
    ],
)
def test_a_field_that_cannot_be_is_refused_by_name(change: dict[str, object], field: str) -> None:
    with pytest.raises(BadRecipe) as error:
        find_recipe("partnership").adjusted(**change)
    assert error.value.field is not None and error.value.field.startswith(field)


@pytest.mark.parametrize(
    ("recipe", "changes", "said"),
    [
        ("partnership", ["on=2024-01-01", "since=2020-01-01"], "one day"),
        ("partnership", ["since=2024-01-02", "until=2024-01-01"], "ends .* before it begins"),
        ("partnership", ["modalities="], "nothing is left"),
        ("partnership", ["undated=left-out"], "give on, since or until"),
        ("partnership", ["mode=two", "strength=newman"], "mode one"),
        ("partnership", ["single_source=half", "strength=sources"], "already"),
        ("partnership", ["hosts=true"], "hosts are of events"),
        ("co-membership", ["forms=sister-city"], "forms are of partnerships"),
        ("co-membership", ["event_forms_excluded=visit"], "about events"),
        ("partnership", ["on=2024-02-30"], "no day"),
        ("partnership", ["on=1706659200"], "no day"),
        ("partnership", ["confidence=nan"], "confidence"),
        ("partnership", ["confidence=1.1"], "confidence"),
        ("partnership", ["contries=ID"], "did you mean 'countries'"),
        ("partnership", ["countries"], "field=value"),
        ("partnership", ["name=other"], "words"),
        ("partnership", ["members_of=<x>"], "members_of"),
    ],
)
def test_settings_that_cannot_be_together_are_refused(recipe: str, changes: list[str], said: str) -> None:
    with pytest.raises(BadRecipe, match=said):
        find_recipe(recipe).changed(changes)


def test_what_a_list_or_a_day_had_can_be_taken_back() -> None:
    recipe = find_recipe("partnership-on-a-day").changed(["on=", "undated=counted", "countries=ID, MY,ID"])
    assert recipe.on is None
    assert recipe.countries == ("ID", "MY")
    assert recipe.changed(["countries="]).countries == ()


def test_neither_order_nor_what_is_as_if_left_out_changes_the_digest() -> None:
    recipe = find_recipe("partnership")
    assert recipe.adjusted(stages=["unstated", "renewed", "agreed", "agreed"]).digest == recipe.digest
    assert recipe.adjusted(plans="left-out").digest == recipe.digest
    assert recipe.adjusted(plans="counted").digest != recipe.digest


def test_a_recipe_that_is_no_toml_is_refused() -> None:
    with pytest.raises(BadRecipe, match="not valid TOML"):
        parse_recipe("mine", "ties = [")
    with pytest.raises(BadRecipe, match="Field required"):
        parse_recipe("mine", 'name = "mine"')


def test_a_recipe_is_frozen() -> None:
    with pytest.raises(ValidationError):
        find_recipe("partnership").hosts = True
