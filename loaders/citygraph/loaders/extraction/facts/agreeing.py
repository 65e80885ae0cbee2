"""How facts are stated, held against their dates: what is over was no plan, what is to come is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.drafts import Draft

__all__ = ["agreed"]

_DAY: Final = 10
_TURNED: Final = {"planned": "asserted", "asserted": "planned"}
_BEGINNING: Final = {"membership": "since", "event": "when"}


def agreed(drafts: Sequence[Draft], published: str | None) -> list[Draft]:
    """Return facts that are stated as their dates allow.

    An event that ended before the article came out is told of as one that took place, one that begins after it as one
    that is planned, and whoever takes part in it likewise. A membership that began in an earlier year is no plan.

    Args:
        drafts: Every draft of an article, with dates.
        published: When it came out, as an EDTF date; None where that is not known.
    """
    today = (published or "").split("/")[0].rstrip("~?")
    if len(today) < _DAY:
        return list(drafts)
    turned: dict[str, str] = {}
    result: list[Draft] = []
    for each in drafts:
        meant = _meant(each, today)
        if meant is not None and each.modality == _TURNED[meant]:
            if each.kind == "event":
                turned[str(each.values["name"])] = meant
            result.append(replace(each, modality=meant))
        else:
            result.append(each)
    return [
        replace(each, modality=meant)
        if each.kind == "participation"
        and (meant := turned.get(str(each.values["in"]))) is not None
        and each.modality == _TURNED[meant]
        else each
        for each in result
    ]


def _meant(draft: Draft, today: str) -> str | None:
    """Return how a fact has to be stated by its dates; None where they say nothing."""
    field = _BEGINNING.get(draft.kind)
    if field is None or field not in draft.values:
        return None
    first, last = (
        each.rstrip("~?")
        for each in (str(draft.values[field]).split("/")[0], str(draft.values[field]).split("/")[-1])
    )
    if draft.kind == "membership":
        return "asserted" if first and first[:4] < today[:4] and "role" not in draft.values else None
    if last and last < today[: len(last)]:
        return "asserted"
    return "planned" if first > today[: len(first)] else None
