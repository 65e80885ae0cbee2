"""Which predicted statement may be which of the gold: the rules of the fact format, one for each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from .names import DESCRIPTION, NAME, PERSON, folded, names_agree
from .periods import overlap
from .places import PlaceNames
from .statements import Fact, Statement, Statements

__all__ = ["REQUIRED", "Rules"]

REQUIRED: dict[str, tuple[str, ...]] = {
    "membership": ("member", "network"),
    "partnership": ("partners",),
    "event": ("name",),
    "programme": ("name",),
    "participation": ("participant", "in"),
    "initiative": ("city", "name"),
    "office": ("person", "of"),
    "figure": ("about", "value"),
}
"""Fields of the gold without which a kind cannot be compared."""


class Rules:
    """The rules between the gold and the prediction of one article.

    Args:
        gold: What the gold states.
        predicted: What the prediction states.
        places: Knows which places bear a name.
    """

    def __init__(self, gold: Statements, predicted: Statements, places: PlaceNames) -> None:
        self._gold = gold
        self._predicted = predicted
        self._places = places
        self._by_kind: dict[str, Callable[[Fact, Fact], bool]] = {
            "membership": self._membership,
            "event": self._event,
            "programme": self._named,
            "participation": self._participation,
            "initiative": self._initiative,
            "office": self._office,
            "figure": self._figure,
        }

    def pair(self, gold: Statement, predicted: Statement) -> bool:
        """Return whether the prediction is right about a statement of the gold.

        What is denied or ended is never what is asserted or planned.
        """
        if gold.kind != predicted.kind or gold.negative != predicted.negative:
            return False
        if gold.pair is not None and predicted.pair is not None:
            return self._partners(gold.pair, predicted.pair)
        return self._by_kind[gold.kind](gold.fact, predicted.fact)

    def _partners(self, gold: tuple[object, object], predicted: tuple[object, object]) -> bool:
        same, (first, second) = self._places.same_body, predicted
        return (same(gold[0], first) and same(gold[1], second)) or (
            same(gold[0], second) and same(gold[1], first)
        )

    def _membership(self, gold: Fact, predicted: Fact) -> bool:
        same_network = folded(gold["network"]) == folded(predicted.get("network"))
        return same_network and self._places.same_body(gold["member"], predicted.get("member"))

    def _event(self, gold: Fact, predicted: Fact) -> bool:
        if self._same_thing(gold["name"], predicted.get("name")):
            return True
        hosts = gold.get("host"), predicted.get("host")
        if not all(hosts) or not overlap(gold.get("when"), predicted.get("when")):
            return False
        return self._places.same_body(*hosts)

    def _named(self, gold: Fact, predicted: Fact) -> bool:
        return self._names_agree(gold["name"], predicted.get("name"))

    def _participation(self, gold: Fact, predicted: Fact) -> bool:
        return (
            (gold.get("role") == "host") == (predicted.get("role") == "host")
            and self._places.same_body(gold["participant"], predicted.get("participant"))
            and self._same_thing(gold["in"], predicted.get("in"))
        )

    def _initiative(self, gold: Fact, predicted: Fact) -> bool:
        same_city = self._places.same_body(gold["city"], predicted.get("city"))
        return same_city and self._names_agree(gold["name"], predicted.get("name"))

    def _office(self, gold: Fact, predicted: Fact) -> bool:
        same_person = names_agree([gold["person"]], [predicted.get("person")], least=PERSON)
        return same_person and self._places.same_body(gold["of"], predicted.get("of"))

    def _figure(self, gold: Fact, predicted: Fact) -> bool:
        if not _same_value(gold["value"], predicted.get("value")):
            return False
        ours, theirs = gold["about"], predicted.get("about")
        return self._places.same_body(ours, theirs) or self._names_agree(ours, theirs)

    def _same_thing(self, ours: object, theirs: object) -> bool:
        nameless = self._gold.described(ours) and self._predicted.described(theirs)
        return self._names_agree(ours, theirs, least=DESCRIPTION if nameless else NAME)

    def _names_agree(self, ours: object, theirs: object, *, least: float = NAME) -> bool:
        return names_agree(self._gold.called(ours), self._predicted.called(theirs), least=least)


def _same_value(ours: object, theirs: object) -> bool:
    """Return whether two values are the same number, or else the same text."""
    try:
        return float(cast("str", ours)) == float(cast("str", theirs))
    except (TypeError, ValueError, OverflowError):
        return str(ours) == str(theirs)
