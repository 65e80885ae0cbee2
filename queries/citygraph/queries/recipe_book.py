"""Finds recipes: the shipped ones by name, a user's own in a file."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from .errors import BadRecipe, UnknownRecipe
from .recipe import Recipe, checked_recipe
from .recipe_terms import recipe_from_turtle

__all__ = ["choose_recipe", "find_recipe", "load_recipes", "parse_recipe", "read_recipe"]

_LARGEST: Final = 1_000_000


def load_recipes() -> dict[str, Recipe]:
    """Return every shipped recipe by name, in the order of names."""
    return {name: find_recipe(name) for name in _names()}


def find_recipe(name: str) -> Recipe:
    """Return the shipped recipe of this name.

    Raises:
        UnknownRecipe: There is none; the error names those that are spelled alike.

    >>> find_recipe("partnership").modalities
    ('asserted',)
    """
    names = _names()
    if name not in names:
        raise UnknownRecipe(name, names)
    return parse_recipe(name, (_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def choose_recipe(text: str, changes: Sequence[str] = ()) -> Recipe:
    """Return the recipe that a user of this machine means, with the user's one-off changes.

    It reads files, so nothing that comes over a network may choose: there, :func:`find_recipe` and
    :meth:`Recipe.changed` do.

    Args:
        text: The name of a shipped recipe, or a file that ends in ``.toml`` or ``.ttl``.
        changes: Changes, each written ``field=value``.

    Raises:
        UnknownRecipe: There is no recipe of that name.
        BadRecipe: The file cannot be read or is no recipe, or a change is none.
    """
    recipe = read_recipe(Path(text)) if text.lower().endswith((".toml", ".ttl")) else find_recipe(text)
    return recipe.changed(changes) if changes else recipe


def read_recipe(path: Path) -> Recipe:
    """Return the recipe in a file: TOML, or Turtle where the name ends in ``.ttl``.

    Raises:
        BadRecipe: The file cannot be read, or is not a recipe.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise BadRecipe(str(path), f"the file is larger than {_LARGEST:,} bytes")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadRecipe(str(path), f"the file cannot be read: {reason}") from error
    read = recipe_from_turtle if path.suffix.lower() == ".ttl" else parse_recipe
    return read(str(path), text)


def parse_recipe(name: str, text: str) -> Recipe:
    """Return the recipe that a TOML text describes.

    Args:
        name: What to call it in errors.
        text: The TOML.

    Raises:
        BadRecipe: It is no TOML, or not a recipe.
    """
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadRecipe(name, f"it is not valid TOML: {error}") from error
    return checked_recipe(name, content)


def _folder() -> Traversable:
    return files("citygraph.queries") / "recipes"


def _names() -> tuple[str, ...]:
    entries = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in entries if name.endswith(".toml")))
