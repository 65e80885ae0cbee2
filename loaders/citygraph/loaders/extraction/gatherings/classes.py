"""The classes of gatherings, whatever the language: what each is, and what may be said of it again."""

from __future__ import annotations

from typing import Final, Literal

from citygraph.loaders.extraction.records import record

__all__ = ["CLASSES", "TAGGED", "UNTITLED", "GatheringClass", "Kind", "covers"]

Kind = Literal["event", "programme", "initiative"]


@record(frozen=True, slots=True)
class GatheringClass:
    """What a head word such as *congress* or *program* stands for.

    Attributes:
        name: Its key in the languages' data.
        kind: Kind of fact.
        form: Form of the event as the fact format writes it; None for other kinds.
        strong: Whether a capitalised name with this head is a gathering wherever it stands; without it the
            sentence must say that something took place.
        parent: Class whose words may mean it again (*the meeting* of a congress).
    """

    name: str
    kind: Kind
    form: str | None
    strong: bool
    parent: str | None = None


_ROWS: Final[tuple[GatheringClass, ...]] = (
    GatheringClass("meeting", "event", "meeting", False),
    GatheringClass("congress", "event", "congress", True, "meeting"),
    GatheringClass("conference", "event", "conference", True, "meeting"),
    GatheringClass("summit", "event", "conference", True, "conference"),
    GatheringClass("forum", "event", "conference", False, "meeting"),
    GatheringClass("dialogue", "event", "meeting", False, "meeting"),
    GatheringClass("work-meeting", "event", "meeting", True, "meeting"),
    GatheringClass("national-meeting", "event", "meeting", True, "work-meeting"),
    GatheringClass("technical-meeting", "event", "meeting", True, "work-meeting"),
    GatheringClass("coordination-meeting", "event", "meeting", True, "meeting"),
    GatheringClass("national-assembly", "event", "congress", True, "meeting"),
    GatheringClass("regional-assembly", "event", "meeting", True, "meeting"),
    GatheringClass("general-assembly", "event", "meeting", True, "meeting"),
    GatheringClass("seminar", "event", "seminar", True, "meeting"),
    GatheringClass("workshop", "event", "workshop", True, "meeting"),
    GatheringClass("training", "event", "training", False),
    GatheringClass("festival", "event", "festival", False),
    GatheringClass("exhibition", "event", "exhibition", True),
    GatheringClass("competition", "initiative", None, False),
    GatheringClass("campaign", "event", "campaign", False),
    GatheringClass("celebration", "event", "ceremony", False),
    GatheringClass("signing", "event", "signing", False, "celebration"),
    GatheringClass("dinner", "event", "meeting", False),
    GatheringClass("visit", "event", "visit", False),
    GatheringClass("programme", "programme", None, True),
    GatheringClass("award", "programme", None, True, "programme"),
    GatheringClass("scheme", "initiative", None, False, "programme"),
    GatheringClass("gathering", "event", None, True),
)
CLASSES: Final = {row.name: row for row in _ROWS}
TAGGED: Final = {
    "event": CLASSES["gathering"],
    "programme": CLASSES["programme"],
    "initiative": CLASSES["scheme"],
}
"""What a name without a head word stands for, by its kind."""
UNTITLED: Final = frozenset({"visit", "meeting", "signing", "ceremony"})
"""Forms of events that an article may tell of by who met whom, without a name."""


def covers(word: str, classes: frozenset[str]) -> bool:
    """Return whether a word of one class may mean a gathering of the given classes.

    >>> covers("meeting", frozenset({"national-meeting"})), covers("congress", frozenset({"conference"}))
    (True, False)
    """
    for name in classes:
        at: str | None = name
        while at is not None:
            if at == word:
                return True
            at = CLASSES[at].parent
    return False
