"""The command that lists the recipes of networks, and writes one as a file to start from."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from .environment import read_settings
from .options import Changes, Force, Out, format_for
from .output import destination

__all__ = ["RecipeFormat", "recipes"]


class RecipeFormat(StrEnum):
    """The formats of recipes."""

    TABLE = "table"
    TOML = "toml"
    TURTLE = "ttl"
    JSON = "json"


_SUFFIXES = {"toml": RecipeFormat.TOML, "ttl": RecipeFormat.TURTLE, "json": RecipeFormat.JSON}


def recipes(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[RECIPE]", help="A recipe's name or file; all are listed if left out."),
    ] = None,
    changes: Changes = None,
    form: Annotated[
        RecipeFormat | None,
        typer.Option("--format", help="By default what the suffix of --out means, else toml; table for all."),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Language of the list: en, id.")
    ] = "en",
    out: Out = None,
    force: Force = False,
) -> None:
    """List the recipes that networks are computed on, or write one as TOML, RDF or JSON."""
    if name is None:
        if changes:
            raise typer.BadParameter("name the recipe that is to be changed", param_hint="RECIPE")
        chosen = format_for(form, out, _SUFFIXES, RecipeFormat.TABLE)
    else:
        chosen = format_for(form, out, _SUFFIXES, RecipeFormat.TOML)
    text = _all(chosen, language) if name is None else _one(name, changes or [], chosen)
    with destination(out, force=force) as stream:
        stream.write(text.encode())


def _one(name: str, changes: list[str], form: RecipeFormat) -> str:
    from citygraph.ontology import Identifiers
    from citygraph.queries import choose_recipe
    from citygraph.queries.recipe_terms import recipe_json, to_toml, to_turtle

    recipe = choose_recipe(name, changes)
    if form is RecipeFormat.TURTLE:
        return to_turtle(recipe, Identifiers(read_settings().base))
    if form is RecipeFormat.JSON:
        return recipe_json([recipe], alone=True)
    if form is RecipeFormat.TABLE:
        raise typer.BadParameter("a table is of all recipes; leave the name out", param_hint="--format")
    return to_toml(recipe)


def _all(form: RecipeFormat, language: str) -> str:
    from citygraph.ontology import Identifiers
    from citygraph.queries import Table, load_recipes, to_text
    from citygraph.queries.recipe_terms import recipe_json, recipes_turtle

    found = load_recipes().values()
    if form is RecipeFormat.JSON:
        return recipe_json(found)
    if form is RecipeFormat.TURTLE:
        return recipes_turtle(found, Identifiers(read_settings().base))
    if form is RecipeFormat.TOML:
        raise typer.BadParameter("TOML holds one recipe: name it", param_hint="RECIPE")
    rows = tuple((one.name, one.title.said_in(language), one.digest[:12]) for one in found)
    return to_text(Table(("name", "title", "sha256"), rows))
