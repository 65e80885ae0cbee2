"""From an article to its fact document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from typing import Final, Self, cast

from citygraph.loaders.facts import FactDocument
from citygraph.loaders.gazetteer import Candidate, Gazetteer, Government
from citygraph.loaders.networks import NetworkRegister

from .analysis import Analysis
from .assembling import connected, consistent, merged, sufficient
from .chunks import Chunker
from .dates import DateFinder
from .discourse import Discourse, topic_of
from .documents import described, document_of
from .drafts import Draft
from .facts import (
    Reading,
    answered,
    membership_drafts,
    participation_drafts,
    partnership_drafts,
    timed,
)
from .figures import figure_drafts
from .gatherings import GatheringFinder, gathering_drafts, hinted, nameless, shared
from .layout import Span
from .names import NetworkFinder, OrganisationFinder, PersonFinder, office_drafts, offices_held_in, settle
from .numbers import NumberFinder
from .places import PlaceContext, PlaceFinder, as_written, but_for_last, dateline, fact_name
from .reading import ArticleText
from .records import changed, record
from .representing import represented
from .segmenting import segment
from .supporting import supported
from .tagging import NameTagger, Tagger
from .weighing import hosted, nameless_drafts, tells_of_cooperation, weighed, with_hosts

__all__ = ["ENGINE", "Extraction", "Extractor", "Trace", "Unresolved"]

ENGINE: Final = "citygraph-extraction"
"""Name of the engine in the documents that it drafts."""


_BODIES: Final = frozenset(
    {"member", "partners", "host", "participant", "of", "city", "about", "organiser", "said_by"}
)
_REMEMBERED: Final = 20_000


@record(frozen=True, slots=True)
class Unresolved:
    """A name that may be a city's, and was taken for none.

    Attributes:
        name: The name as written.
        start: First offset.
        end: Offset after the last character.
        candidates: What it may mean, the likeliest first.
        reasons: Why it stayed open.
    """

    name: str
    start: int
    end: int
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]


@record(frozen=True, slots=True)
class Trace:
    """Why a fact was drawn.

    Attributes:
        fact: Index of the fact in the document.
        passages: Passages that say so.
        rule: Name of the rule.
        confidence: From 0 to 1.
        because: What was reasoned, in words.
    """

    fact: int
    passages: tuple[Span, ...]
    rule: str
    confidence: float
    because: tuple[str, ...]


@record(frozen=True, slots=True)
class Extraction:
    """What was read in an article.

    Attributes:
        article: The article.
        document: Its fact document, all facts drafts.
        analysis: What it mentions.
        unresolved: Names left open.
        traces: Why each fact was drawn, in the order of the facts.
    """

    article: ArticleText
    document: FactDocument
    analysis: Analysis
    unresolved: tuple[Unresolved, ...]
    traces: tuple[Trace, ...]


class Extractor:
    """Reads articles; holds the gazetteer's names and the languages' data, and nothing of any article.

    Use :meth:`open`.

    Args:
        gazetteer: Names of places.
        networks: Names of networks.
        weigh: Decides which relations hold, from the article, its other drafts, and what the rules drew.
        host: Decides who hosts the events of an article, from its drafts.
        about: Decides by what was read so far whether an article tells of cooperation at all; one that does not
            gives no facts.
        nameless: Finds gatherings without a name that no rule finds.
        tagger: Finds names of gatherings that no rule finds; the shipped one by default.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        networks: NetworkRegister,
        *,
        weigh: Callable[[Reading, Sequence[Draft], Sequence[Draft]], list[Draft]] = weighed,
        host: Callable[[Reading, Sequence[Draft]], list[Draft]] = hosted,
        about: Callable[[Reading], bool] = tells_of_cooperation,
        nameless: Callable[[Reading], list[Draft]] = nameless_drafts,
        tagger: NameTagger | None = None,
    ) -> None:
        self._weigh = weigh
        self._host = host
        self._about = about
        self._nameless = nameless
        self._gazetteer = gazetteer
        self._names: dict[tuple[str, str], object] = {}
        self._places = PlaceFinder.open(gazetteer)
        self._networks = NetworkFinder(networks)
        self._organisations = OrganisationFinder()
        self._persons = PersonFinder(gazetteer.country_name)
        self._gatherings = GatheringFinder()
        self._tagger = tagger or Tagger.open()
        self._version = version("citygraph")

    @classmethod
    def open(cls, gazetteer: Gazetteer | None = None, networks: NetworkRegister | None = None) -> Self:
        """Return an extractor over a gazetteer and a register of networks; the shipped ones by default.

        Raises:
            GazetteerUnavailable: The gazetteer can be neither read nor built.
        """
        return cls(gazetteer or Gazetteer.open(), networks or NetworkRegister.open())

    def analyse(self, article: ArticleText) -> Analysis:
        """Return what an article mentions."""
        return self._read(article)[0]

    def _read(self, article: ArticleText) -> tuple[Analysis, list[Draft]]:
        language = article.language or "en"
        layout = article.layout or segment(article.text, article.furniture)
        networks = self._networks.find(layout, language)
        dates = DateFinder(language).find(layout, article.published)
        candidates = self._places.candidates(layout, language)
        organisations = self._organisations.find(layout, language, networks=networks, places=candidates)
        offices = self._persons.find(layout, language, candidates, networks, organisations)
        bodies = sorted(
            [(each.span, "C") for each in candidates]
            + [(each.span, "O") for each in organisations]
            + [(each.name_span, "P") for each in offices]
        )
        named = [span for span, _ in bodies]
        tagged = self._tagger.find(layout, sorted([*bodies, *((each.span, "N") for each in networks)]))
        gatherings = self._gatherings.find(layout, language, networks, named, tagged)
        taken = sorted(
            [mention.span for row in (networks, organisations) for mention in row]
            + but_for_last(candidates, [mention.span for mention in gatherings])
            + [each.name_span for each in offices]
        )
        places = self._places.link(
            candidates, PlaceContext(layout, language, taken, held=offices_held_in(offices))
        )
        gatherings = shared(layout, language, gatherings, networks, places)
        persons = settle(offices, places, layout, organisations, networks, language)
        analysis = Analysis(
            layout,
            language,
            article.published,
            places=places,
            networks=networks,
            organisations=organisations,
            persons=persons,
            dates=dates,
            numbers=NumberFinder(language).find(layout, dates),
            dateline=dateline(layout, places),
        )
        analysis = changed(analysis, gatherings=gatherings, topic=topic_of(analysis, as_written))
        visits = nameless(analysis)
        every = sorted([*gatherings, *(visit.mention for visit in visits)], key=lambda each: each.span)
        analysis = changed(analysis, gatherings=every)
        drawn = gathering_drafts(analysis, visits)
        if drawn.mentions:
            every = sorted([*every, *drawn.mentions], key=lambda each: each.span)
            analysis = changed(analysis, gatherings=every)
        return analysis, drawn.drafts

    def extract(self, article: ArticleText) -> Extraction:
        """Return an article's facts, each with its passages, its rule and its confidence."""
        analysis, gathered = self._read(article)
        drafts, cooperates = self._drafts(analysis, gathered)
        found = connected(consistent(sufficient(merged(drafts))), cooperates=cooperates)
        facts = supported(hinted(represented(found), analysis.language), analysis)
        document, facts, _ = document_of(
            described(article, {"engine": ENGINE, "version": self._version}),
            facts,
            written=self._names_of(analysis),
        )
        return Extraction(
            article,
            document,
            analysis,
            tuple(_unresolved(analysis)),
            tuple(
                Trace(number, fact.evidence, fact.rule, fact.confidence, fact.because)
                for number, fact in enumerate(facts)
            ),
        )

    def _drafts(self, analysis: Analysis, gathered: Sequence[Draft]) -> tuple[list[Draft], bool]:
        """Return what an article states, and whether it speaks of cooperation between cities at all."""
        discourse = Discourse(analysis, as_written)
        sentences = tuple(Chunker(discourse).symbols())
        language, layout = analysis.language, analysis.layout
        drafts = [
            *gathered,
            *office_drafts(analysis.persons, layout, language=language, dates=analysis.dates),
            *figure_drafts(
                layout, language, analysis.numbers, analysis.gatherings, analysis.networks, analysis.places
            ),
        ]
        reading = Reading(analysis, discourse, sentences, drafts)
        tied = [*membership_drafts(reading), *partnership_drafts(reading)]
        if not self._about(changed(reading, drafts=[*drafts, *tied])):
            return [], False
        drafts += self._nameless(reading)
        reading = changed(reading, drafts=drafts)
        drafts = self._host(reading, drafts)
        reading = changed(reading, drafts=drafts)
        told = [*tied, *participation_drafts(reading)]
        weighed_drafts = answered(self._weigh(reading, drafts, told), reading)
        return timed(with_hosts([*drafts, *weighed_drafts]), analysis), reading.cooperates

    def _names_of(self, analysis: Analysis) -> Callable[[Draft], Draft]:
        """Return what names the governments of a draft as a document has to.

        A government whose name several share in its country is named with its GeoNames id.
        """
        governments = {each.government for each in analysis.places if each.government is not None}
        names = {as_written(each): self._name(each) for each in governments}
        names = {short: name for short, name in names.items() if short != name}

        def named(value: object) -> object:
            if isinstance(value, list):
                return [names.get(str(each), each) for each in cast("list[object]", value)]
            return names.get(str(value), value)

        def written(draft: Draft) -> Draft:
            values = {
                name: named(value) if name in _BODIES else value for name, value in draft.values.items()
            }
            return changed(draft, values=values)

        return written if names else lambda draft: draft

    def _name(self, government: Government) -> object:
        key = government.iri_key, government.name
        if key not in self._names:
            if len(self._names) >= _REMEMBERED:
                self._names.clear()
            self._names[key] = fact_name(government, self._gazetteer)
        return self._names[key]


def _unresolved(analysis: Analysis) -> Iterator[Unresolved]:
    for place in analysis.places:
        if place.government is None and not place.is_country and place.candidates:
            yield Unresolved(place.name, place.start, place.end, place.candidates, place.reasons)
