"""What else is right about a right fact: form, stage, role, modality, dates, and its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

from .periods import overlap
from .statements import Fact, as_list

__all__ = ["ATTRIBUTES", "Check", "Passage", "checks", "passages"]

ATTRIBUTES: Final = ("form", "stage", "role", "modality", "when", "since", "until", "evidence")
"""Every attribute, in the order of the tables."""

_WORDS: Final = ("form", "stage", "role")
_DATES: Final = ("when", "since", "until")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the article.

    Attributes:
        start: Its first character, counted from 0.
        end: The one after its last.
    """

    start: float
    end: float

    def overlaps(self, other: Passage) -> bool:
        """Return whether both have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Check:
    """Whether a right prediction agrees with the gold on an attribute.

    Attributes:
        attribute: Its name.
        agrees: Whether it does.
    """

    attribute: str
    agrees: bool


def checks(gold: Fact, predicted: Fact, text: str) -> tuple[Check, ...]:
    """Return the checks on what the gold fact says; its modality and evidence always.

    Args:
        gold: The fact of the gold.
        predicted: The fact predicted for it.
        text: The article's text, as stored.
    """
    found = [Check(name, bool(gold[name] == predicted.get(name))) for name in _WORDS if gold.get(name)]
    modality = gold.get("modality", "asserted") == predicted.get("modality", "asserted")
    found.append(Check("modality", bool(modality)))
    found += [Check(name, overlap(gold[name], predicted.get(name))) for name in _DATES if gold.get(name)]
    theirs = passages(predicted, text)
    found.append(
        Check("evidence", any(ours.overlaps(other) for ours in passages(gold, text) for other in theirs))
    )
    return tuple(found)


def passages(fact: Fact, text: str) -> tuple[Passage, ...]:
    """Return where a fact's evidence is in the text; a quotation that is not in it is nowhere."""
    found: list[Passage] = []
    for item in as_list(fact.get("evidence")):
        quote = item
        if isinstance(item, dict):
            fields = cast("Mapping[object, object]", item)
            if "start" in fields:
                start, end = fields["start"], fields.get("end")
                if isinstance(start, int | float) and isinstance(end, int | float):
                    found.append(Passage(start, end))
                continue
            quote = fields.get("quote")
        at = text.find(str(quote)) if quote else -1
        if at >= 0:
            found.append(Passage(at, at + len(str(quote))))
    return tuple(found)
