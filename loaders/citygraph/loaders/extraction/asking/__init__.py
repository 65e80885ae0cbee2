"""The second engine, off unless a user names one: a language model behind an OpenAI-compatible chat endpoint.

Its facts are taken only where the article has the passage and the gazetteer the city. Nothing here is imported by
the rules, and nothing is contacted but the endpoint named.
"""

from .combining import combined
from .engine import ENGINE, Asked, AskingEngine
from .errors import (
    BadEngineSetting,
    EngineAnswerUnusable,
    EngineBusy,
    EngineCutOff,
    EngineDeclined,
    EngineError,
    EngineFailed,
    EngineMissing,
    EngineRedirects,
    EngineRefused,
    EngineTooSlow,
    EngineUnreachable,
    TextTooLong,
)
from .judging import MOST_CONFIDENCE, Dropped
from .reader import AskingReader, EngineChoice
from .settings import PREFIX, EngineSettings

__all__ = [
    "ENGINE",
    "MOST_CONFIDENCE",
    "PREFIX",
    "Asked",
    "AskingEngine",
    "AskingReader",
    "BadEngineSetting",
    "Dropped",
    "EngineAnswerUnusable",
    "EngineBusy",
    "EngineChoice",
    "EngineCutOff",
    "EngineDeclined",
    "EngineError",
    "EngineFailed",
    "EngineMissing",
    "EngineRedirects",
    "EngineRefused",
    "EngineSettings",
    "EngineTooSlow",
    "EngineUnreachable",
    "TextTooLong",
    "combined",
]
