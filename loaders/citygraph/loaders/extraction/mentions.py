"""What an article mentions: places, networks, bodies, persons, gatherings, dates and numbers."""

from __future__ import annotations

from typing import Literal

from citygraph.loaders.gazetteer import Candidate, Government, Level

from .layout import Span
from .records import record

__all__ = [
    "BodyRef",
    "DateMention",
    "GatheringMention",
    "Mention",
    "NetworkMention",
    "NumberMention",
    "OrganisationMention",
    "PersonMention",
    "PlaceCandidate",
    "PlaceMention",
]


@record(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names something.

    Attributes:
        start: First offset in the text as stored.
        end: Offset after the last character.
    """

    start: int
    end: int

    @property
    def span(self) -> Span:
        """Its offsets."""
        return self.start, self.end


@record(frozen=True, slots=True)
class PlaceCandidate(Mention):
    """A stretch that may name a place, before anything is decided.

    Attributes:
        name: The name without its level word, as written (``Malang`` of ``Pemkot Malang``).
        level: What its level word says; None without one.
        name_start: Where the name begins (``start`` includes the level word).
        country_name: Whether it is the name of a country (code in ``country``).
        country: ISO 3166-1 code, of a country's name or of the country written after the place.
        epithet: Whether it is a by-name (``Kota Pahlawan``) and not a name.
        located: Whether a word stands before it that says where something is, comes from or goes.
    """

    name: str
    level: Level | None
    name_start: int
    country_name: bool = False
    country: str | None = None
    epithet: bool = False
    located: bool = False


@record(frozen=True, slots=True)
class PlaceMention(Mention):
    """A place named in the text: a local government, a country, or a name that stays open.

    Attributes:
        name: The name without its level word, as written.
        government: What it was taken for; None for a country, or when unresolved.
        country: ISO 3166-1 code of the country meant, or of the government.
        level: What its level word says; None without one.
        confidence: From 0 to 1.
        reasons: Why it was taken so, the strongest first.
        candidates: What else it may be; for the queue when unresolved.
        is_country: Whether it names a country.
    """

    name: str
    government: Government | None
    country: str | None
    level: Level | None
    confidence: float
    reasons: tuple[str, ...]
    candidates: tuple[Candidate, ...] = ()
    is_country: bool = False


@record(frozen=True, slots=True)
class NetworkMention(Mention):
    """A city network.

    Attributes:
        slug: Its slug in the register, or one made from its name.
        known: Whether the register has it.
        title: Whether it is named by a title that its members bear (UNESCO City of Music).
    """

    slug: str
    known: bool = True
    title: bool = False


@record(frozen=True, slots=True)
class OrganisationMention(Mention):
    """A body that is neither a city nor a network: a ministry, an agency, a company, a university.

    Attributes:
        name: Its name in the article's longest form.
        acronym: Its acronym, where the article gives one.
    """

    name: str
    acronym: str | None = None


@record(frozen=True, slots=True)
class BodyRef:
    """The body that somebody holds office in: exactly one of the three is set.

    Attributes:
        place: A local government.
        network: Slug of a network.
        organisation: Name of another body.
    """

    place: PlaceMention | None = None
    network: str | None = None
    organisation: str | None = None


@record(frozen=True, slots=True)
class PersonMention(Mention):
    """A person, with the office where the text gives it here.

    Attributes:
        name: Full name in the article's longest form, without honorifics.
        title: The office as written (``Wali Kota``); None for a later mention by name alone.
        of: The body of that office; None where not told.
        name_span: Where the name itself stands.
        ended: Whether the office is past (``mantan``, ``then mayor``).
        first: Whether this is the mention that states the office.
        planned: Whether the office is still to come (``is to become president``).
        evidence: The passages that state the office.
        rule: How title, body and name stand to each other there (``title-name``).
        governs: Whether it is an office that a government has one of: a mayor's, a regent's, a governor's.
    """

    name: str
    title: str | None
    of: BodyRef | None
    name_span: Span
    ended: bool = False
    first: bool = False
    planned: bool = False
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    governs: bool = False


@record(frozen=True, slots=True)
class GatheringMention(Mention):
    """An event, programme or initiative, by its name or by a word that means it again.

    Attributes:
        kind: What it is.
        name: Its name in the article's longest form.
        form: Form of an event (congress, meeting, visit, ...).
        again: Whether it is a short form or a pronoun of one named elsewhere.
        network: Slug of the network whose name it carries.
        tagged: Whether no rule finds its name, only the sequence model.
    """

    kind: Literal["event", "programme", "initiative"]
    name: str
    form: str | None = None
    again: bool = False
    network: str | None = None
    tagged: bool = False


@record(frozen=True, slots=True)
class DateMention(Mention):
    """A date or a period.

    Attributes:
        edtf: The date as EDTF level 0/1 (``2019-07-03/2019-07-05``).
        relative: Whether it was worked out from the article's own date.
        tense: ``past``, ``future`` or None where the wording does not say.
    """

    edtf: str
    relative: bool = False
    tense: Literal["past", "future"] | None = None


@record(frozen=True, slots=True)
class NumberMention(Mention):
    """A number in digits or words.

    Attributes:
        value: The number.
        approximate: Whether it is said to be about that many.
        bound: ``at-least`` or ``at-most``, where it is said so.
        unit: ``percent`` or a currency, where it is written with one.
    """

    value: int | float
    approximate: bool = False
    bound: Literal["at-least", "at-most"] | None = None
    unit: str | None = None
