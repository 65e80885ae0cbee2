"""From an article to its fact document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Final, Self

from citygraph.loaders.facts import FactDocument
from citygraph.loaders.gazetteer import Candidate, Gazetteer
from citygraph.loaders.networks import NetworkRegister

from .analysis import Analysis
from .assembling import merged, sufficient
from .chunks import Chunker
from .dates import DateFinder
from .discourse import Discourse
from .drafts import Draft
from .facts import Reading, membership_drafts, participation_drafts, partnership_drafts
from .figures import figure_drafts
from .gatherings import GatheringFinder, gathering_drafts
from .layout import Layout, Span
from .mentions import Mention, PlaceMention
from .names import NetworkFinder, OrganisationFinder, PersonFinder, office_drafts, settle
from .numbers import NumberFinder
from .places import PlaceFinder, as_written
from .reading import ArticleText
from .segmenting import segment

__all__ = ["ENGINE", "Extraction", "Extractor", "Trace", "Unresolved"]

ENGINE: Final = "citygraph-extraction"
"""Name of the engine in the documents that it drafts."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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
    """

    def __init__(self, gazetteer: Gazetteer, networks: NetworkRegister) -> None:
        self._places = PlaceFinder.open(gazetteer)
        self._networks = NetworkFinder(networks)
        self._organisations = OrganisationFinder()
        self._persons = PersonFinder()
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
        language = article.language or "en"
        layout = segment(article.text, article.furniture)
        networks = self._networks.find(layout, language)
        gatherings = GatheringFinder(language).find(layout, networks)
        return self._settled(article, layout, language, networks, gatherings)

    def extract(self, article: ArticleText) -> Extraction:
        """Return an article's facts, each with its passages, its rule and its confidence."""
        raise NotImplementedError
