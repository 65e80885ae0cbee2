"""The description of a table: where it comes from, and which column is what of which fact."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Annotated, Literal, Self, cast

from citygraph.loaders.facts import Review, is_slug
from citygraph.loaders.facts.names import Language, Name, RuleName, Slug, Title, Topic, WebAddress
from citygraph.loaders.facts.values import SingleDate
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from .cells import Cell, CellOrColumn, DateCell, DateCellOrColumn
from .reading import TableFormat
from .rows import Row

__all__ = [
    "Description",
    "FactRule",
    "NodeColumns",
    "PlaceCells",
    "ProgrammeRule",
    "TableInfo",
    "WithoutCountry",
]

WithoutCountry = Literal["refuse", "only", "outstanding"]
"""What a name without a country may mean: nothing; the only place of that name; or one that stands out."""

_CONFIG = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class PlaceCells(BaseModel):
    """Which cells say which local government is meant."""

    model_config = _CONFIG

    name: CellOrColumn | None = None
    """Its name."""
    country_in_name: bool = False
    """Whether names end with their country's code, as in ``Malang, ID``."""
    country: CellOrColumn | None = None
    """Its country: ISO 3166-1 code or English name."""
    id: CellOrColumn | None = None
    """Its id in the table of nodes, which then says the rest."""
    geonames: CellOrColumn | None = None
    """Its GeoNames id."""
    wikidata: CellOrColumn | None = None
    """Its Wikidata id, such as Q3630."""
    latitude: CellOrColumn | None = None
    """Degrees north."""
    longitude: CellOrColumn | None = None
    """Degrees east."""
    point: CellOrColumn | None = None
    """Both, as ``Point(longitude latitude)``."""
    population: CellOrColumn | None = None
    """People."""

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if self.name is None and self.id is None and self.geonames is None:
            raise PydanticCustomError(
                "no-name", "a name, an id of the table of nodes or a GeoNames id is expected"
            )
        return self


class NodeColumns(PlaceCells):
    """The columns of a table of nodes."""

    key: str
    """The column with the id that the other table refers to."""


def _place(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _listed(value: object) -> object:
    alone: list[object] = [value]
    return alone if isinstance(value, str) else value


Place = Annotated[PlaceCells, BeforeValidator(_place)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class FactRule(BaseModel):
    """How some of the rows become facts of one kind."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    kind: Literal["membership", "partnership", "participation", "nothing"]
    """Kind of fact; ``nothing`` for rows that are to be passed over."""
    where: dict[str, Texts] = Field(default_factory=dict[str, tuple[str, ...]])
    """Which rows: for each column the texts that its cell may have, with ``*`` for anything."""
    member: Place | None = None
    """Who belongs to the network."""
    network: CellOrColumn | None = None
    """The network: its slug, or one of its names."""
    partners: tuple[Place, ...] = ()
    """The partners."""
    participant: Place | None = None
    """Who takes part."""
    in_: Annotated[CellOrColumn | None, Field(alias="in")] = None
    """The programme, by a name under [[programmes]], or the network that it takes part in."""
    within: CellOrColumn | None = None
    """The programme or network that a partnership belongs to."""
    role: CellOrColumn | None = None
    """What it is there."""
    form: CellOrColumn | None = None
    """What kind of tie it is."""
    stage: CellOrColumn | None = None
    """How far it has come."""
    modality: CellOrColumn | None = None
    """asserted, planned, denied or ended."""
    since: DateCellOrColumn | None = None
    """First date."""
    until: DateCellOrColumn | None = None
    """Last date."""
    when: DateCellOrColumn | None = None
    """When it took part."""
    topics: CellOrColumn | None = None
    """What it is about."""

    @model_validator(mode="after")
    def _has_its_parts(self) -> Self:
        wanted = {
            "membership": (("member", self.member), ("network", self.network)),
            "participation": (("participant", self.participant), ("in", self.in_)),
            "partnership": (("partners", self.partners if len(self.partners) > 1 else None),),
            "nothing": (),
        }[self.kind]
        for name, given in wanted:
            if given is None:
                raise PydanticCustomError(
                    "missing-field", "a {kind} needs {name}", {"kind": self.kind, "name": name}
                )
        return self

    def applies(self, row: Row) -> bool:
        """Return whether the rule is for this row."""
        return all(
            any(fnmatchcase(row.cells[column].strip(), wanted) for wanted in texts)
            for column, texts in self.where.items()
        )

    def cells(self) -> Iterator[Cell]:
        """Yield every cell that it speaks of."""
        for name in type(self).model_fields:
            yield from _cells(getattr(self, name))


class ProgrammeRule(BaseModel):
    """A programme that rows take part in."""

    model_config = _CONFIG

    name: Name
    """Its name."""
    aliases: tuple[Name, ...] = ()
    """Other names of it."""
    organiser: tuple[Name, ...] = ()
    """Slugs of the networks, or names of the organisations, that run it."""
    since: SingleDate | None = None
    """When it began."""
    until: SingleDate | None = None
    """When it ended."""
    edition: Name | None = None
    """Round or edition."""
    topics: tuple[Topic, ...] = ()
    """What it is about."""


class TableInfo(BaseModel):
    """Where a table comes from and how it is read."""

    model_config = _CONFIG

    id: Slug | None = None
    """Slug that becomes its address; from the file's name when left out."""
    title: Title | None = None
    """Its title."""
    url: WebAddress | None = None
    """Where it was published."""
    publisher: Name | None = None
    """Who published it."""
    licence: WebAddress | None = None
    """Address of its licence."""
    published: SingleDate | None = None
    """When it was published."""
    retrieved: SingleDate | None = None
    """The day on which it was retrieved."""
    language: Language | None = None
    """BCP 47 tag of its language."""
    source: CellOrColumn | None = None
    """The source that each row states, where rows do."""
    source_published: DateCellOrColumn | None = None
    """When that source was published, or the day whose state it tells."""
    format: TableFormat | None = None
    """What it is written in; by the file's ending when left out."""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """What sets cells apart."""
    sheet: str | None = None
    """Which sheet of a workbook; the first when left out."""
    country: Annotated[str, Field(min_length=2, max_length=2)] | None = None
    """Country of all names that state none, as ISO 3166-1 code."""
    without_country: WithoutCountry = "refuse"
    """What a name may mean whose country is not known."""
    review: Review = Review.ACCEPTED
    """Review state of its facts."""


class Description(BaseModel):
    """A whole description: of a table, of the table of nodes beside it, and of the facts that rows state."""

    model_config = _CONFIG

    name: RuleName = "table"
    """Name of the description: facts carry it as the rule that made them."""
    table: TableInfo = TableInfo()
    """Where the table comes from and how it is read."""
    nodes: NodeColumns | None = None
    """The columns of the table of nodes, if there is one."""
    facts: Annotated[tuple[FactRule, ...], Field(min_length=1)]
    """How rows become facts; every rule that applies to a row makes one."""
    programmes: tuple[ProgrammeRule, ...] = ()
    """The programmes that rows take part in."""
    networks: dict[str, str] = Field(default_factory=dict[str, str])
    """Slugs of networks by the names that the table uses."""
    new_networks: dict[str, Name] = Field(default_factory=dict[str, Name])
    """Names of networks that the register does not know, by the slugs that they get."""
    cities: dict[str, str] = Field(default_factory=dict[str, str])
    """``Name, CC`` or GeoNames id of cities by the names that the table uses."""

    @model_validator(mode="after")
    def _has_slugs(self) -> Self:
        for slug in (*self.networks.values(), *self.new_networks):
            if not is_slug(slug):
                raise PydanticCustomError("bad-slug", "'{slug}' is no slug of a network", {"slug": slug[:60]})
        return self

    def columns(self) -> list[str]:
        """Return the columns that it needs in the table, each once, in their order."""
        cells = [cell for rule in self.facts for cell in rule.cells()]
        cells += [*_cells(self.table.source), *_cells(self.table.source_published)]
        named = [column for rule in self.facts for column in rule.where]
        return list(dict.fromkeys([*named, *_columns(cells)]))

    def node_columns(self) -> list[str]:
        """Return the columns that it needs in the table of nodes."""
        if self.nodes is None:
            return []
        cells = [cell for name in type(self.nodes).model_fields for cell in _cells(getattr(self.nodes, name))]
        return list(dict.fromkeys([self.nodes.key, *_columns(cells)]))


def _columns(cells: list[Cell]) -> Iterator[str]:
    for cell in cells:
        if cell.column is not None:
            yield cell.column
        if isinstance(cell, DateCell) and cell.precision is not None:
            yield cell.precision


def _cells(value: object) -> Iterator[Cell]:
    if isinstance(value, Cell):
        yield value
    elif isinstance(value, PlaceCells):
        for name in type(value).model_fields:
            yield from _cells(getattr(value, name))
    elif isinstance(value, tuple):
        for each in cast("tuple[object, ...]", value):
            yield from _cells(each)
