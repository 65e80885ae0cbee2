"""Facts that rows state, with the rows that are their evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citygraph.loaders.facts import CityName, Fact, Period
from citygraph.loaders.gazetteer import Government

from .rows import Row

__all__ = ["Contradiction", "RowSource", "StatedFact", "merged"]


@dataclass(frozen=True, slots=True)
class RowSource:
    """The source that a row states.

    Attributes:
        text: Its address, or what the table calls it.
        published: When it was published, or the day whose state it tells.
    """

    text: str
    published: Period | None


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that one or several rows state.

    Attributes:
        fact: The fact, in which a city's name is the key of its IRI.
        rows: The rows.
        source: The source that they state; None for the table itself.
        governments: The governments by the names that the fact has for them.
        items: Keys of governments by the Wikidata ids that the table gives them, where more than names agree.
    """

    fact: Fact
    rows: tuple[Row, ...]
    source: RowSource | None
    governments: Mapping[CityName, Government]
    items: Mapping[str, str]

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it that fact: kind, parties, form or role, as for its IRI."""
        fact = self.fact
        match fact.kind:
            case "membership":
                return fact.kind, fact.member, fact.network, fact.role
            case "partnership":
                return fact.kind, *sorted(map(str, fact.partners)), fact.form
            case "participation":
                return fact.kind, fact.participant, fact.in_, fact.role
            case _:
                return fact.kind, str(fact)


class Contradiction(ValueError):
    """Two rows state one fact with different values.

    Attributes:
        field: The field.
        values: The two values.
    """

    def __init__(self, field: str, one: object, other: object) -> None:
        super().__init__(f"'{one}' and '{other}' are stated for {field}")
        self.field = field


def merged(one: StatedFact, other: StatedFact) -> StatedFact:
    """Return one fact of two that have the same key: with the rows of both, and what either says.

    Raises:
        Contradiction: They say different things.
    """
    changes: dict[str, object] = {}
    for field in type(one.fact).model_fields:
        mine, theirs = getattr(one.fact, field), getattr(other.fact, field)
        if mine == theirs or field == "partners":
            continue
        if field == "topics":
            changes[field] = tuple(dict.fromkeys([*mine, *theirs]))
        elif field in ("stated_as", "resolution", "confidence"):
            continue
        elif mine is None:
            changes[field] = theirs
        elif theirs is not None:
            raise Contradiction(field, mine, theirs)
    fact = one.fact.model_copy(update=changes) if changes else one.fact
    return StatedFact(
        fact,
        (*one.rows, *other.rows),
        one.source,
        {**one.governments, **other.governments},
        {**one.items, **other.items},
    )
