"""The second engine: an article's facts as a language model of the user's choice reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from types import TracebackType
from typing import Final, Self

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.assembling import connected, merged, sufficient
from citygraph.loaders.extraction.documents import described, document_of
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.extractor import Extraction
from citygraph.loaders.extraction.layout import Layout, Span
from citygraph.loaders.extraction.names import NetworkFinder
from citygraph.loaders.extraction.reading import ArticleText
from citygraph.loaders.extraction.records import record
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.facts.syntax import Value
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister

from .documents import traces_of, what_is_said
from .endpoint import ChatEndpoint
from .errors import EngineCutOff, TextTooLong, excerpt
from .grounding import Grounding
from .judging import MOST_CONFIDENCE, Dropped, Judge, Statement
from .parts import Part, parts_of
from .passages import Passages
from .prompt import About, messages, room_for_text
from .questions import Questions, TooMuch
from .settings import EngineSettings

__all__ = ["ENGINE", "Asked", "AskingEngine"]

ENGINE: Final = "citygraph-asking"
"""Name of the engine in the documents that it drafts."""

_MOST_PARTS: Final = 64
_DEEPEST: Final = 5
_MOST_FACTS: Final = 1_000


@record(frozen=True, slots=True)
class Asked(Extraction):
    """What a model read in an article.

    Attributes:
        dropped: Facts of the model that were not taken, with the reason of each.
        questions: How many questions were asked.
    """

    dropped: tuple[Dropped, ...]
    questions: int


class AskingEngine:
    """Asks a language model for the facts of articles; one article at a time.

    Nothing is contacted but the endpoint that the settings name, and it only when an article is read.

    Args:
        settings: The endpoint and how it is asked.
        gazetteer: Knows the cities.
        networks: Knows the networks.

    Raises:
        EngineMissing: httpx is not installed.
        BadEngineSetting: The context leaves no room for an article.
    """

    def __init__(self, settings: EngineSettings, gazetteer: Gazetteer, networks: NetworkRegister) -> None:
        self._settings = settings
        self._room = room_for_text(settings)
        self._grounding = Grounding(gazetteer, networks)
        self._networks = networks
        self._finder = NetworkFinder(networks)
        self._endpoint = ChatEndpoint(settings)
        self._questions = Questions(settings, self._endpoint)
        self._version = version("citygraph")

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._endpoint.close()

    def extract(self, article: ArticleText) -> Asked:
        """Return an article's facts as the model reads them, all drafts.

        Raises:
            EngineError: There is no answer about some part of the article.
            TextTooLong: The article needs too many questions.
        """
        layout = article.layout or segment(article.text, article.furniture)
        language = article.language or "und"
        mentions = self._finder.find(layout, language)
        names = {each.slug: self._named(each.slug) for each in mentions}
        about = About(language, article.published, article.title, names)
        parts = parts_of(layout, self._room)
        if len(parts) > _MOST_PARTS:
            raise TextTooLong(len(parts), _MOST_PARTS)
        statements: list[Statement] = []
        questions = 0
        for number, part in enumerate(parts, start=1):
            for within, facts in self._read(layout, about, part, (number, len(parts)), 0):
                questions += 1
                statements += [Statement(each, within) for each in facts]
        furniture = [(each.start, each.end) for each in layout.sentences if each.furniture]
        told = described(article, {"engine": ENGINE, "version": self._version, "model": self._settings.model})
        passages = Passages(article.text, furniture)
        judged = Judge(told, passages, self._grounding, self._settings.model).judged(statements)
        drafts = [
            replace(each, confidence=min(each.confidence, MOST_CONFIDENCE)) for each in merged(judged.drafts)
        ]
        sure = sufficient(drafts)
        linked = connected(sure)
        unsure = [
            Dropped(each.kind, "unsure", "the model itself doubts it") for each in drafts if each not in sure
        ]
        document, kept, left = document_of(told, linked)
        apart = [Dropped(each.kind, each.code, excerpt(each.what)) for each in left]
        return Asked(
            article,
            document,
            Analysis(layout, language, article.published, networks=mentions),
            judged.unresolved,
            traces_of(kept),
            (*judged.dropped, *unsure, *_left_out(sure, linked), *apart),
            questions,
        )

    def _read(
        self, layout: Layout, about: About, part: Part, which: tuple[int, int], depth: int
    ) -> Iterator[tuple[Span, list[Value]]]:
        """Yield the facts of a part; those of its halves where it is too much for the model."""
        try:
            facts = self._questions.ask(messages(about, part, *which))
        except TooMuch:
            smaller = part.smaller(layout) if depth < _DEEPEST else ()
            if not smaller:
                raise EngineCutOff(self._endpoint.address, *part.span) from None
            for each in smaller:
                yield from self._read(layout, about, each, which, depth + 1)
        else:
            yield part.span, facts[:_MOST_FACTS]

    def _named(self, slug: str) -> str:
        network = self._networks.get(slug)
        return slug if network is None else network.acronym or network.name()


def _left_out(drafts: Sequence[Draft], linked: Sequence[Draft]) -> Iterator[Dropped]:
    kept = {what_is_said(each) for each in linked}
    for each in drafts:
        if what_is_said(each) not in kept:
            yield Dropped(each.kind, "alone", "nothing else of the article gives it a meaning")
