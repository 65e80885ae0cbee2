"""Who represented a city at a visit, a meeting or a signing, where the article names one official of it only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from .drafts import Draft
from .gatherings import UNTITLED
from .records import changed

__all__ = ["represented"]

_PRESENT: Final = frozenset({"asserted", "planned"})


def represented(facts: Sequence[Draft]) -> list[Draft]:
    """Return facts with the person of those who took part without one.

    Only at gatherings that are told by who met whom, and where the article names one official of the body and no other:
    at a congress a mayor who is quoted need not be the one who was there.

    Args:
        facts: The facts of an article.
    """
    met = {
        str(each.values["name"])
        for each in facts
        if each.kind == "event" and each.values.get("form") in UNTITLED
    }
    officials = _officials(facts)
    found: list[Draft] = []
    for each in facts:
        values = each.values
        if (
            each.kind == "participation"
            and "person" not in values
            and values["in"] in met
            and values.get("role") != "absent"
            and each.modality in _PRESENT
            and len(persons := officials.get(str(values["participant"]), set[str]())) == 1
        ):
            (person,) = persons
            because = f"the only official of {values['participant']} in the article: {person}"
            each = changed(each, values={**values, "person": person}, because=(*each.because, because))
        found.append(each)
    return found


def _officials(facts: Sequence[Draft]) -> Mapping[str, set[str]]:
    """Return the names of those who hold office in each body now."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in facts:
        if each.kind == "office" and each.modality == "asserted":
            found[str(each.values["of"])].add(str(each.values["person"]))
    return found
