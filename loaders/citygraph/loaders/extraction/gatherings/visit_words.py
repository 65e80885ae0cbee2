"""What a language knows about visits, compiled from its data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record

from .words import Phrases, inflected, inflections

__all__ = ["VisitWords", "visit_words_of"]


@record(frozen=True, slots=True)
class VisitWords:
    """The compiled words of a language and of those it borrows from.

    Attributes:
        name: How a delegation's visit is called, with places for guest and host.
        plain: How a visit of somebody else is called.
        talks: How a meeting of two is called.
        meeting: Verbs and nouns of meeting somebody.
        hosted: Those among them whose host is the second of the two.
        envoys: Titles of those who come for a state or a body.
        missions: What envoys are sent by, by their titles.
        ministries: What ministers head, by their titles.
        states: Words for the government of a state.
        linking: Words inside such a title.
        officials: Words for those who speak for a city without being named.
        kinds: Words for what a city is, between them and its name.
        joining: Words between the two who meet.
        inside: Words before the place where something is.
        receiving: Verbs whose subject is the host.
        received: Words of which one follows a receiving verb.
        hospitality: Meals and parties.
        honouring: Words between those and the guests.
        going: Verbs and nouns whose subject is the guest, the host behind them.
        passive: Those among them that say who received.
        official: Those that say that a minister or another person of state travelled.
        visit: Nouns between which and the host the guest may stand (*kunjungan delegasi A ke B*).
        sending: Verbs whose subject sends guests.
        of: Prepositions before the guests' home.
        homes: Those that stand there only right behind a word for those who travel.
        arriving: Verbs of guests that name no place.
        coming: Those among them that an official does who pays a visit.
        calling: Those among them that are said of visitors only.
        delegation: Words for those who travel.
        folk: Those among them that are said of others than guests, too.
        to: Prepositions before the host.
        towards: Those among them that say whither, never where.
        nouns: Words behind which a verb of receiving is a noun (*a warm welcome*).
        sports: Words of matches; an article full of them has no visits.
        leading: Those that need a word for the guests beside them.
        weak: Phrases of going that need a person or a word for the guests before them.
        homing: Phrases for the city that the article is about, or for its seat.
        thither: Phrases of going to the city spoken of.
        awaited: Phrases of being about to come that name no place.
        doubt: Words that say that nobody travels.
        off: Words that say that the visit was called off.
        staying: Verbs of guests who stay or are shown round.
        seeing: Verbs of guests who look at something.
        by: Words before those who pay a visit.
        strangers: Words for travellers on their own account, of crime and war; where one stands, nobody pays a visit.
        occasions: Words for gatherings that people come for; where one stands, who comes pays no visit.
        bodies: Words for a city's government.
        parties: Words for those who travel that are said of nobody else.
        agent: Words between a visit told and who pays it.
        inviting: Nouns for an invitation.
        visiting: Verbs in their bare form that an invitation is to.
        us: Pronouns of who writes or speaks.
        persons: Pronouns of persons told before.
        relatives: Words before a clause that says which people are meant.
        hoping: Words that say that nobody knows whether somebody will go.
        ours: Words for those who govern or stand for the city that is spoken of.
        them: Words that stand for guests told before.
        guests: Nouns for somebody's guests.
        goals: Nouns for the place that a visit leads to.
        becoming: Words before such a noun that say which place is that.
        encounters: Nouns for a meeting of two.
        took_place: Verbs that say of such a noun that it took or takes place.
        titling: Words between a noun for guests and who they are.
        calls: Nouns for a visit, as against journeys in general.
        young: Words for those who are sent to learn or to play, not on a visit of their city.
        thanks: Words behind a receiving verb that make it one of thanking.
        nots: Words that deny the verb behind them.
        once: Words that say that it was at some time or other.
        there: Words for the city spoken of, behind *from*.
        pointing: Words of which a sentence that names nobody has one where it tells of a visit.
        calendar: Names of months and weekdays.
        when: Those and other words that tell when something was or will be.
        triggers: First words of all that may begin a visit.
    """

    name: str
    plain: str
    talks: str
    meeting: Phrases
    hosted: Phrases
    envoys: frozenset[str]
    missions: Mapping[str, str]
    ministries: Mapping[str, str]
    states: frozenset[str]
    linking: frozenset[str]
    officials: frozenset[str]
    kinds: frozenset[str]
    joining: frozenset[str]
    inside: frozenset[str]
    receiving: Phrases
    received: frozenset[str]
    hospitality: Phrases
    honouring: Phrases
    going: Phrases
    passive: Phrases
    official: Phrases
    visit: frozenset[str]
    sending: frozenset[str]
    of: frozenset[str]
    homes: frozenset[str]
    arriving: frozenset[str]
    coming: frozenset[str]
    calling: frozenset[str]
    delegation: frozenset[str]
    folk: frozenset[str]
    to: frozenset[str]
    towards: frozenset[str]
    nouns: frozenset[str]
    sports: frozenset[str]
    leading: frozenset[str]
    weak: Phrases
    homing: Phrases
    thither: Phrases
    awaited: Phrases
    doubt: frozenset[str]
    off: frozenset[str]
    staying: frozenset[str]
    seeing: frozenset[str]
    by: frozenset[str]
    strangers: frozenset[str]
    occasions: frozenset[str]
    bodies: frozenset[str]
    parties: frozenset[str]
    agent: frozenset[str]
    inviting: frozenset[str]
    visiting: frozenset[str]
    us: frozenset[str]
    persons: frozenset[str]
    relatives: frozenset[str]
    hoping: frozenset[str]
    ours: frozenset[str]
    them: frozenset[str]
    guests: frozenset[str]
    goals: frozenset[str]
    becoming: frozenset[str]
    titling: frozenset[str]
    encounters: frozenset[str]
    took_place: frozenset[str]
    calls: frozenset[str]
    young: frozenset[str]
    thanks: frozenset[str]
    nots: frozenset[str]
    once: frozenset[str]
    there: frozenset[str]
    pointing: frozenset[str]
    calendar: frozenset[str]
    when: frozenset[str]
    triggers: frozenset[str]


@cache
def visit_words_of(language: str) -> VisitWords:
    """Return what a language knows about visits; its name for them is its own or that of the nearest language."""
    data: Sequence[Mapping[str, Any]] = [
        lexicon(tag, "gatherings").get("visits", {}) for tag in chain(language)
    ]

    forms = inflections(chain(language))

    def union(key: str) -> frozenset[str]:
        return frozenset(inflected((word for each in data for word in each.get(key, ())), forms))

    def named(tables: Iterable[Mapping[str, str]]) -> dict[str, str]:
        return {title: body for table in tables for title, body in table.items()}

    def first(key: str) -> str:
        return str(next((each[key] for each in data if key in each), "{guest} - {host}"))

    receiving, going, passive = (Phrases.of(union(key)) for key in ("receiving", "going", "passive"))
    calendar = frozenset(
        name
        for tag in chain(language)
        for key in ("months", "weekdays")
        for names in lexicon(tag, "dates").get(key, ())
        for name in names
    )
    meeting, hospitality = Phrases.of(union("meeting")), Phrases.of(union("hospitality"))
    homing, thither, awaited = (Phrases.of(union(key)) for key in ("homing", "thither", "awaited"))
    return VisitWords(
        name=first("name"),
        plain=first("plain"),
        talks=first("talks"),
        meeting=meeting,
        hosted=Phrases.of(union("hosted")),
        envoys=union("envoys") | union("states"),
        missions=named(
            lexicon(tag, "offices").get("words", {}).get("missions", {}) for tag in chain(language)
        ),
        states=union("states"),
        ministries=named(each.get("ministries", {}) for each in data),
        linking=union("linking"),
        officials=union("officials"),
        kinds=union("kinds"),
        joining=union("joining"),
        inside=union("inside"),
        receiving=receiving,
        received=union("received"),
        hospitality=hospitality,
        honouring=Phrases.of(union("honouring")),
        going=going,
        passive=passive,
        official=Phrases.of(union("official")),
        visit=union("visit"),
        sending=union("sending"),
        of=union("of"),
        homes=union("homes"),
        arriving=union("arriving") | union("calling"),
        coming=union("coming"),
        calling=union("calling"),
        delegation=union("delegation") | union("folk"),
        folk=union("folk"),
        to=union("to"),
        towards=union("towards"),
        nouns=union("nouns"),
        sports=union("sports"),
        leading=union("leading"),
        weak=Phrases.of(union("weak")),
        homing=homing,
        thither=thither,
        awaited=awaited,
        doubt=union("doubt"),
        off=union("off"),
        staying=union("staying"),
        seeing=union("seeing"),
        by=union("by"),
        strangers=union("strangers"),
        occasions=union("occasions"),
        bodies=union("bodies"),
        parties=union("delegation") - union("loose"),
        agent=union("agent"),
        inviting=union("inviting"),
        visiting=union("visiting"),
        us=union("us"),
        persons=union("persons"),
        relatives=union("relatives"),
        hoping=union("hoping"),
        ours=union("ours"),
        them=union("them"),
        guests=union("guests"),
        goals=union("goals"),
        becoming=union("becoming"),
        encounters=union("encounters"),
        took_place=union("took-place"),
        titling=union("of") | union("bodies") | union("received"),
        calls=union("calls"),
        young=union("young"),
        thanks=union("thanks"),
        nots=union("nots"),
        once=union("once"),
        there=union("there"),
        pointing=frozenset(thither.by_first) | union("there") | union("delegation") | union("folk"),
        calendar=calendar,
        when=calendar | union("when"),
        triggers=frozenset(
            {
                *meeting.by_first,
                *receiving.by_first,
                *hospitality.by_first,
                *going.by_first,
                *union("arriving"),
                *union("calling"),
                *union("staying"),
                *union("seeing"),
                *union("visit"),
                *union("inviting"),
                *union("guests"),
                *union("encounters"),
                *union("calls"),
                *union("goals"),
                *union("sending"),
                *homing.by_first,
                *thither.by_first,
                *awaited.by_first,
                *union("delegation"),
            }
        ),
    )
