"""The recipes that networks are computed on: which facts tie two cities, and how strongly."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Sequence
from typing import Annotated, Final, Literal, get_args

import pyoxigraph as ox
from citygraph.ontology import Identifiers
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from .errors import BadRecipe, did_you_mean
from .texts import Texts

__all__ = [
    "Level",
    "Modality",
    "Mode",
    "Plans",
    "Recipe",
    "Review",
    "Setting",
    "SingleSource",
    "Stage",
    "Strength",
    "TieKind",
    "Undated",
    "checked_recipe",
]

TieKind = Literal["partnership", "membership", "participation", "theme"]
Modality = Literal["asserted", "denied", "ended"]
Review = Literal["draft", "accepted", "rejected"]
Stage = Literal["exploring", "agreed", "renewed", "suspended", "ended", "unstated"]
Setting = Literal["event", "programme", "network"]
Level = Literal["city", "regency", "province", "metropolitan-area"]
Plans = Literal["left-out", "apart", "counted"]
SingleSource = Literal["kept", "left-out", "half"]
Undated = Literal["counted", "from-publication", "left-out"]
Mode = Literal["one", "two"]
Strength = Literal["count", "newman", "sources"]

_WORDS: Final = frozenset({"title", "description", "caveats"})


def _day(value: object) -> object:
    """Return a text that writes a day as that day; what else there is, the model judges."""
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is no day, such as 2024-07-31") from None
    if isinstance(value, datetime.datetime) or (value is not None and not isinstance(value, datetime.date)):
        raise ValueError(f"{value} is no day, such as 2024-07-31")
    return value


_Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Document = Annotated[str, Field(pattern=r"^(table/)?[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$")]
_Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
_Day = Annotated[datetime.date | None, BeforeValidator(_day)]


class Recipe(BaseModel):
    """What ties two cities in a network.

    A list holds each thing once, and its order does not matter. All conditions must be met.

    Attributes:
        name: Short name, as in addresses and on the command line.
        title: What the network is.
        description: When two cities are tied.
        ties: What cities share: a partnership, the membership of a network, the participation in an event or
            programme, or a theme within one.
        include_partnerships: Whether partnerships tie too, beside ``ties``.
        modalities: Facts of these modalities count; for plans see ``plans``.
        plans: What is only planned is left out, or stands apart from the network (its ties are listed and
            measure nothing), or counts like the rest. A planned partnership may be at the stage of exploring.
        reviews: Facts in these review states count.
        stages: Partnerships at these stages count; ``unstated`` is one whose article names no stage.
        forms: Partnerships of these forms count, by slug; none given: every form.
        roles_excluded: Memberships and participations in these roles do not count, by slug.
        event_forms_excluded: Events of these forms tie nobody, by slug.
        settings: Participation in these counts.
        hosts: Whether the host of an event counts as a participant.
        within: Only what happens within this network, programme or event, or None: its IRI, or the IRI's part
            below the base, such as ``network/wccf``.
        on: Only what may hold on this day, or None.
        since: Only what may hold on this day or later, or None.
        until: Only what may hold on this day or earlier, or None.
        undated: What has no date of its own, when days are asked for: it counts, or counts from the day that its
            article appeared on, or is left out. An event without a date is always left out then.
        countries: Only cities of these countries (ISO 3166-1 alpha-2); none given: every country.
        levels: Only local governments of these levels; none given: every level.
        members_of: Only members of this network (by the same modalities, reviews and days): its slug, or None.
        articles_excluded: What these articles state does not count, by the ids of their documents; a table is
            ``table/ID``.
        confidence: Only facts whose maker is at least this sure of them, from 0 to 1; one without a figure is
            sure.
        single_source: A city's part in something that a single article states is kept, or left out, or what
            it ties counts half.
        mode: ``one``: cities tied to cities; ``two``: cities tied to what they have part in.
        strength: How strong a tie is: the number of things shared (``count``); the same, each shared by k
            cities counting 1/(k-1) (``newman``, doi:10.1103/PhysRevE.64.016132); or the number of articles
            that state it (``sources``).
        caveats: What a reader must know to read the numbers right.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=80)
    title: Texts
    description: Texts
    ties: tuple[TieKind, ...] = Field(min_length=1)
    include_partnerships: bool = False
    modalities: tuple[Modality, ...] = ("asserted",)
    plans: Plans = "left-out"
    reviews: tuple[Review, ...] = Field(("draft", "accepted"), min_length=1)
    stages: tuple[Stage, ...] = Field(("agreed", "renewed", "unstated"), min_length=1)
    forms: tuple[_Slug, ...] = ()
    roles_excluded: tuple[_Slug, ...] = ()
    event_forms_excluded: tuple[_Slug, ...] = ()
    settings: tuple[Setting, ...] = Field(("event", "programme"), min_length=1)
    hosts: bool = False
    within: str | None = None
    on: _Day = None
    since: _Day = None
    until: _Day = None
    undated: Undated = "counted"
    countries: tuple[_Country, ...] = ()
    levels: tuple[Level, ...] = ()
    members_of: _Slug | None = None
    articles_excluded: tuple[_Document, ...] = ()
    confidence: float = Field(0.0, ge=0.0, le=1.0, allow_inf_nan=False)
    single_source: SingleSource = "kept"
    mode: Mode = "one"
    strength: Strength = "count"
    caveats: tuple[Texts, ...] = ()

    @field_validator(
        "ties", "modalities", "reviews", "stages", "forms", "roles_excluded", "event_forms_excluded",
        "settings", "countries", "levels", "articles_excluded",
    )  # fmt: skip
    @classmethod
    def _in_order(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(value), key=lambda one: (_RANK.get(one, 0), one)))

    @field_validator("modalities", mode="before")
    @classmethod
    def _without_plans(cls, value: object) -> object:
        if isinstance(value, list | tuple) and "planned" in value:
            raise ValueError("what is planned is a matter of plans: left-out, apart or counted")
        return value  # pyright: ignore[reportUnknownVariableType]

    @field_validator("within")
    @classmethod
    def _is_iri(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[\w.-]+(/[\w.-]+)+", value):
            ox.NamedNode(value)  # raises ValueError, which becomes this field's problem
        return value

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Recipe:
        for wrong, why in _contradictions(self):
            if wrong:
                raise ValueError(why)
        return self

    @property
    def tie_kinds(self) -> tuple[TieKind, ...]:
        """Everything that ties, with partnerships where they are asked for."""
        kinds: tuple[TieKind, ...] = (*self.ties, "partnership") if self.include_partnerships else self.ties
        return tuple(dict.fromkeys(kinds))

    @property
    def dated(self) -> bool:
        """Whether it asks what holds on certain days."""
        return not (self.on is None and self.since is None and self.until is None)

    @property
    def digest(self) -> str:
        """SHA-256 of what decides the numbers: everything but the words, and but what is as if left out."""
        chosen = self.model_dump(mode="json", exclude=set(_WORDS), exclude_defaults=True)
        return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()

    def within_iri(self, identifiers: Identifiers) -> str | None:
        """Return the IRI of what ``within`` names under a base."""
        if self.within is None or ":" in self.within:
            return self.within
        return identifiers.base + self.within

    def sources_excluded(self, identifiers: Identifiers) -> tuple[str, ...]:
        """Return the IRIs of the articles and tables that do not count, in their order."""
        return tuple(
            identifiers.base + one if "/" in one else identifiers.article(one)
            for one in self.articles_excluded
        )

    def adjusted(self, **changes: object) -> Recipe:
        """Return the recipe with some fields changed, checked like any other.

        Raises:
            BadRecipe: A field does not exist, its value is none it can have, or two of them contradict each other.

        >>> from citygraph.queries import find_recipe
        >>> find_recipe("shared-themes").adjusted(include_partnerships=True).tie_kinds
        ('theme', 'partnership')
        """
        return checked_recipe(self.name, {**self.model_dump(), **changes})

    def changed(self, changes: Sequence[str]) -> Recipe:
        """Return the recipe with one-off changes, each written ``field=value``.

        Several values stand with commas between them; no value takes back what a list or a day had.

        Raises:
            BadRecipe: A change is not of that form, or what it asks for cannot be.

        >>> from citygraph.queries import find_recipe
        >>> recipe = find_recipe("partnership").changed(["countries=ID,MY", "on=2024-07-31"])
        >>> recipe.countries, recipe.on
        (('ID', 'MY'), datetime.date(2024, 7, 31))
        """
        values: dict[str, object] = {}
        for change in changes:
            field, equals, value = (part.strip() for part in change.partition("="))
            if not equals:
                raise BadRecipe(self.name, f"{change!r} is no change, which is written field=value")
            if field in _WORDS or field == "name":
                raise BadRecipe(self.name, "words cannot be changed this way", field)
            values[field] = self._value(field, value)
        return self.adjusted(**values)

    def _value(self, field: str, value: str) -> object:
        known = type(self).model_fields
        if field not in known:
            near = did_you_mean(field, [name for name in known if name not in _WORDS])
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(known))}"
            raise BadRecipe(self.name, f"a recipe has no field {field!r}; {hint}", field)
        if isinstance(getattr(self, field), tuple):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value or known[field].get_default()


def checked_recipe(name: str, content: dict[str, object]) -> Recipe:
    """Return the recipe of these fields.

    Args:
        name: What to call it in errors.
        content: The fields by name.

    Raises:
        BadRecipe: A field is missing, unknown, or wrong, or two contradict each other.
    """
    try:
        return Recipe.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = [str(part) for part in first["loc"]]
        if first["type"] == "extra_forbidden":
            near = did_you_mean(place[0], Recipe.model_fields)
            raise BadRecipe(
                name,
                f"a recipe has no field {place[0]!r}" + (f"; did you mean {near[0]!r}?" if near else ""),
                place[0],
            ) from error
        what = first["msg"].removeprefix("Value error, ")
        raise BadRecipe(name, what, ".".join(place) or None) from error


def _contradictions(recipe: Recipe) -> list[tuple[bool, str]]:
    """Return what may be at odds in a recipe: whether it is, and why that cannot be."""
    kinds = set(recipe.tie_kinds)
    part = kinds & {"participation", "theme"}
    return [
        (
            not recipe.modalities and recipe.plans != "counted",
            "modalities is empty and plans do not count: nothing is left to tie anybody",
        ),
        (
            recipe.on is not None and (recipe.since is not None or recipe.until is not None),
            "on is one day, since and until are a window: give the one or the other",
        ),
        (
            recipe.since is not None and recipe.until is not None and recipe.since > recipe.until,
            f"the window ends ({recipe.until}) before it begins ({recipe.since})",
        ),
        (
            recipe.undated != "counted" and not recipe.dated,
            "undated says what becomes of facts without a date when days are asked for: give on, since or until",
        ),
        (
            recipe.mode == "two" and recipe.strength == "newman",
            "Newman's strength is of cities tied to each other (mode one), not to what they share (mode two)",
        ),
        (
            recipe.single_source == "half" and recipe.strength == "sources",
            "strength by sources counts articles already: keep what a single one states, or leave it out",
        ),
        (
            bool(recipe.forms) and "partnership" not in kinds,
            "forms are of partnerships, and no partnership ties here: event_forms_excluded is about events",
        ),
        (
            recipe.hosts and "participation" not in kinds,
            "hosts are of events, and no participation ties here",
        ),
        (
            bool(recipe.event_forms_excluded) and not part,
            "event_forms_excluded is about events, and no participation ties here",
        ),
    ]


_RANK: Final[dict[str, int]] = {
    word: place
    for words in (TieKind, Modality, Review, Stage, Setting, Level)
    for place, word in enumerate(get_args(words))
}
