"""From rows to facts: what the description says of each row, with the governments that were found for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from citygraph.loaders.facts import (
    BadDate,
    CityName,
    Fact,
    Membership,
    Participation,
    Partnership,
    Problem,
    name_key,
)
from citygraph.loaders.networks import NetworkRegister
from pydantic import ValidationError

from .cells import Cell, DateCell
from .dates import date_of
from .description import Description, FactRule
from .nodes import BadCell, sought_in
from .rows import Row, Table
from .sought import Found, Sought
from .stated import RowSource, StatedFact

__all__ = ["Draft", "Drafting"]

_MODELS: dict[str, type[Membership] | type[Partnership] | type[Participation]] = {
    "membership": Membership,
    "partnership": Partnership,
    "participation": Participation,
}
_LONGEST = 300
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact that a row states, before its governments are looked up.

    Attributes:
        row: The row.
        rule: The rule of the description that applies.
        places: The governments that it speaks of, in the order of the fact.
    """

    row: Row
    rule: FactRule
    places: tuple[Sought, ...]


class Drafting:
    """Makes facts of the rows of one table.

    Args:
        table: The table.
        description: What its columns are.
        networks: Knows the city networks.
        nodes: The table of nodes, by id.

    Attributes:
        problems: What is wrong with rows so far, in the order in which they were met.
    """

    def __init__(
        self,
        table: Table,
        description: Description,
        networks: NetworkRegister,
        nodes: Mapping[str, Sought] | None,
    ) -> None:
        self.problems: list[Problem] = []
        self._table = table
        self._description = description
        self._networks = networks
        self._nodes = nodes
        self._programmes = {
            name_key(name): each.name
            for each in description.programmes
            for name in (each.name, *each.aliases)
        }

    def drafts(self) -> Iterator[Draft]:
        """Yield the facts that the rows state, before their governments are looked up."""
        for row in self._table.rows:
            rules = [rule for rule in self._description.facts if rule.applies(row)]
            if not rules:
                hint = "add one under [[facts]], or one of kind nothing to pass such rows over"
                self._note(row, "no-rule", "no rule of the description is for this row", None, hint)
            for rule in rules:
                if rule.kind == "nothing":
                    continue
                single = rule.member or rule.participant
                cells = (
                    rule.partners if rule.kind == "partnership" else (single,) if single is not None else ()
                )
                try:
                    places = tuple(sought_in(each, row, self._nodes) for each in cells)
                except BadCell as bad:
                    self._note(row, bad.code, str(bad), bad.column, bad.hint)
                else:
                    yield Draft(row, rule, places)

    def stated(self, draft: Draft, found: Sequence[Found]) -> StatedFact | None:
        """Return the fact of a draft; None, and a problem, where a cell does not hold what it should."""
        row, rule = draft.row, draft.rule
        governments = {
            CityName(each.government.iri_key, each.government.country): each.government for each in found
        }
        cities = list(governments)
        if rule.kind == "partnership" and len(cities) < len(found):
            names = " and ".join(f"'{place.name}'" for place in draft.places)
            only = found[0].government
            self._note(
                row, "self-tie", f"{names} are one city, {only}, and no city is its own partner", None, None
            )
            return None
        try:
            values = self._values(rule, row)
            match rule.kind:
                case "membership":
                    values |= {"member": cities[0], "network": self._network(rule.network, row)}
                case "participation":
                    values |= {"participant": cities[0], "in": self._taken_part_in(rule.in_, row)}
                case _:
                    values |= {"partners": tuple(sorted(cities, key=str))}
                    if rule.within is not None and rule.within.of(row) is not None:
                        values["within"] = self._taken_part_in(rule.within, row)
            values |= _how(draft.places, found)
            fact: Fact = _MODELS[rule.kind].model_validate(values)
        except BadCell as bad:
            self._note(row, bad.code, str(bad), bad.column, bad.hint)
            return None
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            field = str(first["loc"][0]) if first["loc"] else None
            cell: object = getattr(rule, "in_" if field == "in" else field or "kind", None)
            column = cell.column if isinstance(cell, Cell) else None
            self._note(row, "bad-cell", f"{field}: {first['msg']}" if field else first["msg"], column, None)
            return None
        items = {
            place.wikidata: each.government.iri_key
            for place, each in zip(draft.places, found, strict=True)
            if place.wikidata and each.verified and _ITEM.fullmatch(place.wikidata)
        }
        return StatedFact(fact, (row,), self._source(row), governments, items)

    def _values(self, rule: FactRule, row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {"rule": self._description.name}
        for name in ("role", "form", "stage", "modality"):
            cell: Cell | None = getattr(rule, name)
            if cell is not None and (text := cell.of(row)) is not None:
                values[name] = text
        for name in ("since", "until", "when"):
            date: DateCell | None = getattr(rule, name)
            if date is None:
                continue
            try:
                period = date_of(date, row)
            except BadDate as bad:
                hint = 'write in the description how its dates are written: form = "%d.%m.%Y"'
                raise BadCell("bad-date", str(bad), date.column, hint) from bad
            if period is not None:
                values[name] = period
        if rule.topics is not None and (topics := rule.topics.all_of(row)):
            values["topics"] = topics
        return values

    def _network(self, cell: Cell | None, row: Row) -> str:
        text = cell.of(row) if cell is not None else None
        if cell is None or not text:
            raise BadCell("empty-cell", "there is no network", cell.column if cell else None)
        slug = self._description.networks.get(text, text)
        if slug in self._networks or slug in self._description.new_networks:
            return slug
        named = self._networks.named(text)
        if len(named) == 1:
            return named[0].slug
        near = self._networks.near(text)
        raise BadCell(
            "unknown-network",
            f"the register has no network '{text[:80]}'",
            cell.column,
            (f"did you mean {' or '.join(near)}? " if near else "")
            + f'Write "{text[:80]}" = "SLUG" under [networks] in the description, and SLUG = "its name" under'
            " [new_networks] where the register lacks it",
        )

    def _taken_part_in(self, cell: Cell | None, row: Row) -> str:
        text = cell.of(row) if cell is not None else None
        if cell is None or not text:
            raise BadCell("empty-cell", "there is no programme", cell.column if cell else None)
        programme = self._programmes.get(name_key(text))
        return programme if programme is not None else self._network(cell, row)

    def _source(self, row: Row) -> RowSource | None:
        info = self._description.table
        text = info.source.of(row) if info.source is not None else None
        if text is None:
            return None
        published = None
        if info.source_published is not None:
            try:
                published = date_of(info.source_published, row)
            except BadDate:
                published = None
        return RowSource(" ".join(text.split()), published)

    def _note(self, row: Row, code: str, what: str, column: str | None, hint: str | None) -> None:
        self.problems.append(Problem(code, what, self._table.place(row, column), hint))


def _how(places: Sequence[Sought], found: Sequence[Found]) -> dict[str, Any]:
    """Return as what the governments are printed, and why they were read that way, where that needs saying."""
    values: dict[str, Any] = {}
    printed = [
        place.name
        for place, each in zip(places, found, strict=True)
        if place.name and place.name != each.government.name
    ]
    reasons = [each.reason for each in found if each.reason]
    confidences = [each.confidence for each in found if each.confidence is not None]
    if printed:
        values["stated_as"] = "; ".join(printed)[:_LONGEST].strip()
    if reasons:
        values["resolution"] = "; ".join(reasons)[:_LONGEST].strip()
    if confidences:
        whole = confidences[0]
        for each in confidences[1:]:
            whole *= each
        values["confidence"] = whole
    return values
