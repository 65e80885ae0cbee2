"""The recipes that networks are computed on: which facts tie two cities, and how strongly."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import pyoxigraph as ox
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from .errors import BadRecipe, UnknownRecipe
from .texts import Texts

__all__ = ["Recipe", "Strength", "TieKind", "find_recipe", "load_recipes", "parse_recipe"]

TieKind = Literal["partnership", "membership", "participation", "theme"]
Strength = Literal["count", "newman", "sources"]

_Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Recipe(BaseModel):
    """What ties two cities in a network.

    Attributes:
        name: Short name, as in addresses and on the command line.
        title: What the network is.
        description: When two cities are tied.
        ties: What cities share: a partnership, the membership of a network, the participation in an event or
            programme, or a theme within one.
        include_partnerships: Whether partnerships tie too, beside ``ties``.
        modalities: Facts of these modalities count.
        reviews: Facts in these review states count.
        stages: Partnerships at these stages count; ``unstated`` is one whose article names no stage.
        forms: Partnerships of these forms count, by slug; none given: every form.
        roles_excluded: Memberships and participations in these roles do not count, by slug.
        event_forms_excluded: Events of these forms tie nobody, by slug.
        settings: Participation in these counts.
        hosts: Whether the host of an event counts as a participant.
        within: Only what happens within this network, programme or event (its IRI), or None.
        countries: Only cities of these countries (ISO 3166-1 alpha-2); none given: every country.
        strength: How strong a tie is: the number of things shared (``count``); the same, each shared by k
            cities counting 1/(k-1) (``newman``, doi:10.1103/PhysRevE.64.016132); or the number of articles
            that state it (``sources``).
        caveats: What a reader must know to read the numbers right.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: Texts
    description: Texts
    ties: tuple[TieKind, ...] = Field(min_length=1)
    include_partnerships: bool = False
    modalities: tuple[Literal["asserted", "planned", "denied", "ended"], ...] = Field(
        ("asserted",), min_length=1
    )
    reviews: tuple[Literal["draft", "accepted", "rejected"], ...] = Field(("draft", "accepted"), min_length=1)
    stages: tuple[Literal["exploring", "agreed", "renewed", "suspended", "ended", "unstated"], ...] = Field(
        ("agreed", "renewed", "unstated"), min_length=1
    )
    forms: tuple[_Slug, ...] = ()
    roles_excluded: tuple[_Slug, ...] = ()
    event_forms_excluded: tuple[_Slug, ...] = ()
    settings: tuple[Literal["event", "programme", "network"], ...] = Field(
        ("event", "programme"), min_length=1
    )
    hosts: bool = False
    within: str | None = None
    countries: tuple[str, ...] = ()
    strength: Strength = "count"
    caveats: tuple[Texts, ...] = ()

    @field_validator("within")
    @classmethod
    def _is_iri(cls, value: str | None) -> str | None:
        if value is not None:
            ox.NamedNode(value)  # raises ValueError, which becomes this field's problem
        return value

    @field_validator("countries")
    @classmethod
    def _are_countries(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(re.fullmatch(r"[A-Z]{2}", country) for country in value):
            raise ValueError("a country is two capital letters, such as ID")
        return value

    @property
    def tie_kinds(self) -> tuple[TieKind, ...]:
        """Everything that ties, with partnerships where they are asked for."""
        kinds: tuple[TieKind, ...] = (*self.ties, "partnership") if self.include_partnerships else self.ties
        return tuple(dict.fromkeys(kinds))

    @property
    def digest(self) -> str:
        """SHA-256 of what decides the numbers: everything but the words."""
        chosen = self.model_dump(mode="json", exclude={"title", "description", "caveats"})
        return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()

    def adjusted(self, **changes: object) -> Recipe:
        """Return the recipe with some fields changed, checked like any other.

        Raises:
            BadRecipe: A field does not exist or its value is none it can have.

        >>> find_recipe("shared-themes").adjusted(include_partnerships=True).tie_kinds
        ('theme', 'partnership')
        """
        return _checked(self.name, {**self.model_dump(), **changes})


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
    except tomllib.TOMLDecodeError as error:
        raise BadRecipe(name, f"it is not valid TOML: {error}") from error
    return _checked(name, content)


def _checked(name: str, content: dict[str, object]) -> Recipe:
    try:
        return Recipe.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadRecipe(name, first["msg"], ".".join(str(part) for part in first["loc"])) from error


def _folder() -> Traversable:
    return files("citygraph.queries") / "recipes"


def _names() -> tuple[str, ...]:
    entries = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in entries if name.endswith(".toml")))
