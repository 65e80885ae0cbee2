"""Recipes are data, checked when read, and their digest follows what decides the numbers."""

from __future__ import annotations

import pytest
from citygraph.queries import BadRecipe, UnknownRecipe, find_recipe, load_recipes, parse_recipe
from pydantic import ValidationError


def test_the_shipped_recipes() -> None:
    recipes = load_recipes()
    assert list(recipes) == ["co-membership", "co-participation", "partnership", "shared-themes"]
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


def test_a_recipe_that_is_no_toml_is_refused() -> None:
    with pytest.raises(BadRecipe, match="not valid TOML"):
        parse_recipe("mine", "ties = [")
    with pytest.raises(BadRecipe, match="Field required"):
        parse_recipe("mine", 'name = "mine"')


def test_a_recipe_is_frozen() -> None:
    with pytest.raises(ValidationError):
        find_recipe("partnership").hosts = True
