"""What a language says around a gathering, compiled from its data."""

from __future__ import annotations

from functools import cache

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record

from .words import Phrases

__all__ = ["CircumstanceWords", "circumstance_words_of"]


@record(frozen=True, slots=True)
class CircumstanceWords:
    """The compiled words of a language and of those it borrows from.

    Attributes:
        place: Prepositions before the place of a gathering.
        moving: Verbs of gatherings that go from city to city.
        towards: Prepositions after these.
        held: Verbs of taking place.
        host: Phrases that name a host.
        welcome: Phrases of the person who receives.
        organised: Phrases before the organiser.
        coming: Words of what is still to come.
        bidding: Words by which somebody is asked to what is to come, or is given it.
        cancelled: Words of what will not take place.
        attending: Verbs of those who go to what others hold.
        since: Words before the beginning of a scheme.
        not_when: Words before a date that is not the gathering's own.
        until: Words before a date with which it ends.
        dating: Small words between these and the date.
        projects: Words that a project's name begins with where it is none of a city's.
        people: Words for those who take part.
        rounds: Words for an edition.
        companions: Words before a partner.
        edition: Words for one of a series.
        earlier: Words before the places and years in which it took place.
        chosen: Words that say that places were chosen or joined in those years instead.
        ellipsis: Phrases that behind an article mean one of a series without naming it.
        the: Articles.
        years: Phrases of another year, which in a short sentence mean another of a series.
        predicating: Words before an article behind which a number says what something else is, or on which day.
        verbs: Words that follow a number that stands for one of a series.
        refused: Phrases of hosts that do not become one.
        local: Words of a city's own quarters and citizens.
        here: Words that point at what was spoken of.
        kinds: Words after which a head word means no single gathering.
        deictic: Phrases for the city that the article is about.
        pronoun: Pronouns and nouns for the city spoken of last.
        joints: Words that join two hosts.
        where: Words that lead from a place to what takes place there.
        staging: Phrases whose subject is the host.
        staged: Phrases right behind which the host stands.
        done: Words that say that something has begun.
        owning: Words for its government that may stand between.
        relative: Words that lead from a gathering to who stages it.
        rulers: Words for who governs a place: behind a comma they begin what has nothing to do with where it is.
    """

    place: frozenset[str]
    moving: frozenset[str]
    towards: frozenset[str]
    held: frozenset[str]
    host: Phrases
    welcome: Phrases
    organised: Phrases
    coming: Phrases
    bidding: Phrases
    cancelled: Phrases
    attending: frozenset[str]
    since: frozenset[str]
    not_when: frozenset[str]
    until: frozenset[str]
    dating: frozenset[str]
    projects: frozenset[str]
    people: Phrases
    rounds: frozenset[str]
    companions: Phrases
    edition: frozenset[str]
    earlier: frozenset[str]
    chosen: frozenset[str]
    ellipsis: Phrases
    the: frozenset[str]
    predicating: frozenset[str]
    verbs: frozenset[str]
    years: Phrases
    refused: Phrases
    local: frozenset[str]
    here: frozenset[str]
    kinds: frozenset[str]
    deictic: Phrases
    where: Phrases
    pronoun: Phrases
    joints: frozenset[str]
    staging: Phrases
    staged: Phrases
    done: frozenset[str]
    owning: frozenset[str]
    relative: frozenset[str]
    rulers: frozenset[str]


@cache
def circumstance_words_of(language: str) -> CircumstanceWords:
    """Return what a language says around gatherings, with the words of the languages that it borrows from."""
    data = [lexicon(tag, "gatherings").get("circumstances", {}) for tag in chain(language)]

    def union(key: str) -> frozenset[str]:
        return frozenset(word for each in data for word in each.get(key, ()))

    return CircumstanceWords(
        place=union("in"),
        moving=union("moving"),
        towards=union("towards"),
        held=union("held"),
        host=Phrases.of(union("host")),
        welcome=Phrases.of(union("welcome")),
        organised=Phrases.of(union("organised")),
        coming=Phrases.of(union("coming")),
        bidding=Phrases.of(union("bidding")),
        cancelled=Phrases.of(union("cancelled")),
        attending=union("attending"),
        since=union("since"),
        not_when=union("not-when"),
        until=union("until"),
        dating=union("dating"),
        projects=union("projects"),
        people=Phrases.of(union("people")),
        rounds=union("rounds"),
        companions=Phrases.of(union("with")),
        edition=union("edition"),
        earlier=union("earlier"),
        chosen=union("chosen"),
        ellipsis=Phrases.of(union("ellipsis")),
        the=union("the"),
        years=Phrases.of(union("years")),
        predicating=union("predicating"),
        verbs=union("numbered-by"),
        refused=Phrases.of(union("refused")),
        local=union("local"),
        here=union("here"),
        kinds=union("kinds"),
        deictic=Phrases.of(union("deictic")),
        pronoun=Phrases.of(union("pronoun")),
        joints=union("joints"),
        where=Phrases.of(union("where")),
        staging=Phrases.of(union("staging")),
        staged=Phrases.of(union("staged")),
        done=union("done"),
        owning=union("owning"),
        relative=union("relative"),
        rulers=union("rulers"),
    )
