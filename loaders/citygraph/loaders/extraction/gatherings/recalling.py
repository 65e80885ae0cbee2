"""Gatherings that one sentence places or dates and those before it tell of: *The meeting took place on Friday.*"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from citygraph.loaders.extraction.mentions import PersonMention

from .companies import Companies
from .company import Actor, Company, Pair, Visitor, local
from .envoys import envoys_of, governing
from .scenes import has_phrase
from .visit_words import VisitWords

__all__ = ["recalled"]

_OPENING: Final = 8
_REACH: Final = 4
_BACK: Final = 2
_GUESSED: Final = 0.5


def recalled(here: Company, words: VisitWords, companies: Companies) -> Iterator[Pair]:
    """Yield the two who met by the sentences before, where this one says of a meeting or a visit that it took place.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
        companies: Who is in the article's other sentences.
    """
    home = here.home
    if here.busy or home is None or here.sentence.heading or here.sentence.words.isdisjoint(words.took_place):
        return
    form = _form(here, words)
    if form is None:
        return
    for company in companies.before(here.sentence, _BACK):
        if company.busy:
            return
        guest = _other(company, words, home)
        if guest is not None:
            yield Pair(guest, home, _GUESSED, form=form)
            return


def _form(here: Company, words: VisitWords) -> str | None:
    """Return what a sentence says took place: a noun near its beginning, and a verb of taking place behind."""
    tokens = here.sentence.tokens[:_OPENING]
    for index, token in enumerate(tokens):
        if token.folded not in words.calls and token.folded not in words.encounters:
            continue
        behind = here.sentence.tokens[index + 1 : index + 1 + _REACH]
        held = any(each.folded in words.took_place for each in behind)
        if not held or not (here.timed or has_phrase(here.sentence, words.homing)):
            return None
        return "visit" if token.folded in words.calls else "meeting"
    return None


def _other(company: Company, words: VisitWords, home: Actor) -> Actor | PersonMention | Visitor | None:
    """Return the one of another body than the city at home who holds office in a sentence; None where more do."""
    found: dict[str, Actor | PersonMention | Visitor] = {}
    for each in company.actors:
        if each.key == home.key or each.place.is_country:
            continue
        if each.person is not None or governing(company, each, words):
            found.setdefault(each.key, each)
    for person in company.persons:
        if person.of is not None and not local(person):
            found.setdefault(person.of.organisation or person.of.network or person.name, person)
    if not found:
        for envoy in envoys_of(company, words):
            found.setdefault(envoy.body or envoy.name, envoy)
    return next(iter(found.values())) if len(found) == 1 else None
