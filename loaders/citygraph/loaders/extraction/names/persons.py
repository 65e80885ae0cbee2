"""Persons named in a text beside the offices that they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence, Span
from citygraph.loaders.extraction.mentions import NetworkMention, OrganisationMention, PlaceCandidate
from citygraph.loaders.extraction.tokens import fold_word

from .bodies import Bodies
from .candidates import PersonCandidate
from .later import known_by_full_name, later_mentions
from .led import leaders
from .nations import Nations
from .office_words import OfficeWords, office_words
from .plural import told_together
from .readings import Reading
from .succession import successors
from .title_reader import TitleReader

__all__ = ["PersonFinder"]

_JOINTS: Final = frozenset({"and", "&", "dan", "serta", "or", "atau", "und"})


class PersonFinder:
    """Finds persons by the titles of office beside their names.

    Args:
        country: Returns the English name of a country by its code.
    """

    def __init__(self, country: Callable[[str], str | None] = lambda code: None) -> None:
        self._country = country

    def find(
        self,
        layout: Layout,
        language: str,
        places: Sequence[PlaceCandidate] = (),
        networks: Sequence[NetworkMention] = (),
        organisations: Sequence[OrganisationMention] = (),
    ) -> list[PersonCandidate]:
        """Return the persons that a text names, one for each office and each later mention, in order.

        Headlines name nobody: their capitals and missing words make names of what is none.

        Args:
            layout: The text.
            language: BCP 47 tag of the article.
            places: What may be places.
            networks: The networks that it names.
            organisations: The other bodies that it names.
        """
        words = office_words(language)
        bodies = Bodies.of(places, networks, organisations)
        reader = TitleReader(words, bodies, Nations(language, self._country))
        found: list[PersonCandidate] = []
        previous: Sentence | None = None
        for sentence in layout.sentences:
            if sentence.furniture or (sentence.heading and not sentence.item):
                continue
            if not words.gate.isdisjoint(sentence.words) or _compound(sentence.words, words):
                found += Reading(sentence, previous, layout, words, bodies, reader).persons()
            previous = sentence
        for sentence in layout.sentences:
            if not (sentence.furniture or sentence.heading or words.led.firsts.isdisjoint(sentence.words)):
                inside = [each for each in found if sentence.start <= each.start < sentence.end]
                found += leaders(sentence, layout.text, words, bodies, inside)
            if not (
                sentence.furniture or sentence.heading or words.plurals.firsts.isdisjoint(sentence.words)
            ):
                named = {each.name_span for each in found if each.title}
                together = told_together(sentence, layout.text, words, bodies)
                found += [each for each in together if each.name_span not in named]
        found = known_by_full_name([*found, *successors(layout, found, words, bodies.stops)])
        taken = [each.span for each in (*networks, *organisations)]
        taken += _in_lists(layout.text, places, found)
        cities = frozenset(fold_word(each.name) for each in places if each.level is not None or each.located)
        later = later_mentions(layout, found, words, taken, not_persons=cities)
        return sorted([*found, *later], key=lambda each: each.span)


def _in_lists(text: str, places: Sequence[PlaceCandidate], persons: Sequence[PersonCandidate]) -> list[Span]:
    """Return where a place stands side by side with another that bears no person's name."""
    parts = {fold_word(part) for each in persons for part in each.name.split()}
    spans: list[Span] = []
    for first, second in pairwise(places):
        if first.country_name or second.country_name or first.name == second.name:
            continue
        if text[first.end : second.start].strip(" ,") in _JOINTS:
            pair = [each for each in (first, second) if fold_word(each.name) not in parts]
            if len(pair) == 1:
                spans += [(each.name_start, each.end) for each in (first, second)]
    return spans


def _compound(folded: Iterable[str], words: OfficeWords) -> bool:
    """Return whether a compound ends with a word that titles begin with (``then-mayor``)."""
    return any(each.rpartition("-")[2] in words.triggers for each in folded if "-" in each)
