"""The kinds of fact that a document states."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from .article import Review
from .evidence import Evidence
from .names import Name, RuleName, Slug, Topic, Unit
from .values import Body, City, CityName, Confidence, Date, Figured, SingleDate

__all__ = [
    "Bound",
    "Event",
    "Fact",
    "FactBase",
    "Figure",
    "Initiative",
    "Membership",
    "Modality",
    "Office",
    "Participation",
    "Partnership",
    "PartnershipForm",
    "Programme",
    "Stage",
]


class Modality(StrEnum):
    """How the article states a fact."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    DENIED = "denied"
    ENDED = "ended"


class Stage(StrEnum):
    """How far a partnership has come."""

    EXPLORING = "exploring"
    AGREED = "agreed"
    RENEWED = "renewed"
    SUSPENDED = "suspended"
    ENDED = "ended"


class PartnershipForm(StrEnum):
    """What kind of tie a partnership is."""

    SISTER_CITY = "sister-city"
    MEMORANDUM = "memorandum"
    LETTER_OF_INTENT = "letter-of-intent"
    PROGRAMME_PAIRING = "programme-pairing"
    FRIENDSHIP = "friendship"
    COOPERATION = "cooperation"


class Bound(StrEnum):
    """Which side of a stated number the true one lies on."""

    AT_LEAST = "at-least"
    AT_MOST = "at-most"


def _as_list(value: object) -> object:
    alone: list[object] = [value]
    return alone if isinstance(value, (str, dict, CityName)) else value


Names = Annotated[tuple[Name, ...], BeforeValidator(_as_list), Field(max_length=100)]
Topics = Annotated[tuple[Topic, ...], BeforeValidator(_as_list), Field(max_length=100)]
Bodies = Annotated[tuple[Body, ...], BeforeValidator(_as_list), Field(max_length=1_000)]


class FactBase(BaseModel):
    """What every fact may say of itself."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    named: ClassVar[bool] = False
    """Whether facts of this kind have a name that other facts refer to."""

    id: Slug | None = None
    """Identifier of the fact, unique in its document."""
    evidence: Evidence = ()
    """The shortest passages that say so, at least one: each an exact quotation or offsets into the text."""
    modality: Modality = Modality.ASSERTED
    """Whether the article asserts, plans or denies it, or says that it has ended."""
    review: Review | None = None
    """Review state, where it differs from the document's."""
    confidence: Confidence | None = None
    """How sure the maker of the fact is, from 0 to 1."""
    rule: RuleName | None = None
    """The extraction rule that made it."""
    said_by: Body | None = None
    """The quoted speaker whose words the fact rests on: a person's or a body's name."""
    stated_as: Name | None = None
    """A name as the article prints it, where it is not the one that the fact uses."""
    resolution: Name | None = None
    """Why that name was read the way it was."""

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        own = self.__dict__  # asking a model for what it has not is slow
        since, until = own.get("since"), own.get("until")
        if since is not None and until is not None and until.last < since.first:
            raise PydanticCustomError(
                "end-before-start",
                "the end {until} is before the start {since}",
                {"since": since.text, "until": until.text},
            )
        return self


class Membership(FactBase):
    """A city, or another body, belongs to a city network."""

    kind: Literal["membership"] = "membership"
    member: Body
    """Who belongs to the network."""
    network: Slug
    """Slug of the network."""
    role: Slug | None = None
    """What it is there: member, candidate, coordinator, pilot, founder, …"""
    since: SingleDate | None = None
    """First date of the membership."""
    until: SingleDate | None = None
    """Last date of the membership."""


class Partnership(FactBase):
    """Two or more cities cooperate as partners."""

    kind: Literal["partnership"] = "partnership"
    partners: Annotated[tuple[Body, ...], Field(max_length=1_000)]
    """The partners, at least two."""
    form: PartnershipForm | None = None
    """What kind of tie it is."""
    stage: Stage | None = None
    """How far it has come."""
    since: SingleDate | None = None
    """First date of the partnership."""
    until: SingleDate | None = None
    """Last date of the partnership."""
    topics: Topics = ()
    """What it is about."""
    within: Name | None = None
    """The programme of this document, or the network's slug, that it belongs to."""

    @model_validator(mode="after")
    def _has_two_partners(self) -> Self:
        if len(self.partners) < 2:
            raise PydanticCustomError("too-few-partners", "a partnership has at least two partners")
        seen: set[CityName | str] = set()
        for partner in self.partners:
            if partner in seen:
                raise PydanticCustomError(
                    "partner-twice", "'{partner}' is a partner twice", {"partner": str(partner)[:60]}
                )
            seen.add(partner)
        return self


class Event(FactBase):
    """A dated gathering."""

    named: ClassVar[bool] = True

    kind: Literal["event"] = "event"
    name: Name
    """Its longest name in the article."""
    aliases: Names = ()
    """Other names of it in the article."""
    form: Slug | None = None
    """What kind of gathering: congress, conference, meeting, visit, signing, festival, training, …"""
    when: Date | None = None
    """When it took or takes place."""
    host: City | None = None
    """The city where it is."""
    organiser: Bodies = ()
    """Networks or organisations that hold it."""
    topics: Topics = ()
    """What it is about."""
    attendance: Name | None = None
    """Who came and how many, in words."""
    part_of: Name | None = None
    """The event of this document that it is a part of."""


class Programme(FactBase):
    """A lasting scheme that cities take part in."""

    named: ClassVar[bool] = True

    kind: Literal["programme"] = "programme"
    name: Name
    """Its longest name in the article."""
    aliases: Names = ()
    """Other names of it in the article."""
    organiser: Bodies = ()
    """Networks or organisations that run it."""
    since: SingleDate | None = None
    """When it began."""
    until: SingleDate | None = None
    """When it ended."""
    edition: Name | None = None
    """Round or edition that the article is about."""
    topics: Topics = ()
    """What it is about."""


class Participation(FactBase):
    """A city, or another body, takes part in an event or programme."""

    kind: Literal["participation"] = "participation"
    participant: Body
    """Who takes part."""
    in_: Annotated[Name, Field(validation_alias="in", serialization_alias="in")]
    """The event or programme of this document; a network's slug where only that is named."""
    role: Slug | None = None
    """What it does there: host, organiser, delegate, speaker, selected, awarded, observer, …"""
    topics: Topics = ()
    """On which themes."""
    person: Name | None = None
    """Who represents it."""
    when: Date | None = None
    """When it took part."""


class Initiative(FactBase):
    """A city's own project or practice, shared with others."""

    named: ClassVar[bool] = True

    kind: Literal["initiative"] = "initiative"
    city: City
    """The city whose project it is."""
    name: Name
    """Its longest name in the article."""
    aliases: Names = ()
    """Other names of it in the article."""
    partners: Bodies = ()
    """Cities and organisations that work on it with the city."""
    topics: Topics = ()
    """What it is about."""
    since: SingleDate | None = None
    """When it began."""
    extent: Name | None = None
    """Its size, in words."""


class Office(FactBase):
    """A person holds an office."""

    kind: Literal["office"] = "office"
    person: Name
    """Who holds it, without titles."""
    title: Name
    """The office, as the article names it."""
    of: Body
    """The city, network or organisation whose office it is."""
    when: Date | None = None
    """When the person held it."""


class Figure(FactBase):
    """A number that the article states about something."""

    kind: Literal["figure"] = "figure"
    about: Body
    """An event, programme or initiative of this document, a city, a network's slug or a body."""
    measure: Name
    """What is counted or measured."""
    value: Figured
    """The number."""
    unit: Unit | None = None
    """Its unit, such as percent."""
    when: Date | None = None
    """The time that it is about."""
    approximate: Annotated[bool, Field(strict=True)] = False
    """Whether the article says "about"."""
    bound: Bound | None = None
    """Whether the article says "at least" or "at most"."""


Fact: TypeAlias = Annotated[
    Membership | Partnership | Event | Programme | Participation | Initiative | Office | Figure,
    Field(discriminator="kind"),
]
"""Any fact; ``kind`` tells which."""
