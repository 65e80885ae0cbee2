"""Which engines read the articles of a batch: the choice that a user makes, and what it opens."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from typing import Final

from citygraph.loaders.extraction.extractor import Extraction, Extractor
from citygraph.loaders.extraction.reading import ArticleText
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister

from .combining import combined
from .endpoint import library
from .engine import AskingEngine
from .prompt import room_for_text
from .settings import EngineSettings

__all__ = ["AskingReader", "EngineChoice"]

_TIMES: Final = 16


class AskingReader:
    """Reads articles as an :class:`~citygraph.loaders.extraction.extractor.Extractor` does, and asks a model.

    Args:
        asking: Asks the model.
        rules: Reads by rules; None to leave it to the model alone.
    """

    def __init__(self, asking: AskingEngine, rules: Extractor | None) -> None:
        self._asking = asking
        self._rules = rules

    def extract(self, article: ArticleText) -> Extraction:
        """Return an article's facts.

        Raises:
            EngineError: The model gives no answer: the facts that rules alone draw would pass for both engines'.
            TextTooLong: The article needs too many questions.
        """
        asked = self._asking.extract(article)
        return asked if self._rules is None else combined(self._rules.extract(article), asked)


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """A second engine that a user has named; goes to other processes, the key with it.

    Attributes:
        settings: How it is asked.
        only: Whether it reads alone, without the rules.
    """

    settings: EngineSettings
    only: bool = False

    @property
    def stamp(self) -> str:
        """One word that changes with whatever may change the facts; nothing of the key is in it."""
        told = {name: value for name, value in asdict(self.settings).items() if name != "key"}
        return hashlib.sha256(repr((sorted(told.items()), self.only)).encode()).hexdigest()[:16]

    @property
    def seconds(self) -> float:
        """How long one article may take at most, several questions being asked about it."""
        return _TIMES * self.settings.timeout

    def check(self) -> None:
        """Make sure that the engine can be asked at all, before any process is started; contacts nothing.

        Raises:
            EngineMissing: httpx is not installed.
            BadEngineSetting: The context leaves no room for an article.
        """
        library()
        room_for_text(self.settings)

    def open(self) -> AskingReader:
        """Return what reads articles.

        Raises:
            EngineMissing: httpx is not installed.
            BadEngineSetting: The context leaves no room for an article.
            GazetteerUnavailable: The gazetteer can be neither read nor built.
        """
        gazetteer, networks = Gazetteer.open(), NetworkRegister.open()
        asking = AskingEngine(self.settings, gazetteer, networks)
        return AskingReader(asking, None if self.only else Extractor.open(gazetteer, networks))
