"""What a model is told and asked: the rules of the fact format, then the article as data."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from .errors import BadEngineSetting
from .parts import Part, tokens_of
from .settings import EngineSettings

__all__ = ["About", "Message", "messages", "room_for_text"]

Message = Mapping[str, str]
"""A turn of a conversation: ``role`` and ``content``."""

_LEAST_ROOM: Final = 200
_HEAD: Final = 400
_LINE: Final = 300


@dataclass(frozen=True, slots=True)
class About:
    """What is told about an article beside its text.

    Attributes:
        language: BCP 47 tag.
        published: Its date as EDTF, or None.
        title: Headline, or None.
        networks: City networks that it names, by slug.
    """

    language: str
    published: str | None
    title: str | None
    networks: Mapping[str, str]


def messages(about: About, part: Part, number: int, parts: int) -> tuple[Message, ...]:
    """Return the question about a part of an article.

    The marks around the text are made from the text itself, so that no text can hold its own.

    Args:
        about: What is told about the article.
        part: The part.
        number: Which one it is, from 1.
        parts: How many there are.
    """
    mark = hashlib.sha256(part.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    told = {
        "language": about.language,
        "published": about.published or "not known",
        "title": _line(about.title) or "none",
        "mark": mark,
        "networks": _line(", ".join(f"{slug} ({name})" for slug, name in about.networks.items())) or "none",
        "part": f"{number} of {parts}",
        "text": part.text.encode("utf-8", "replace").decode("utf-8"),
    }
    return (
        {"role": "system", "content": _templates()["system"].strip()},
        {"role": "user", "content": _templates()["user"].strip().format_map(told)},
    )


def room_for_text(settings: EngineSettings) -> int:
    """Return how many tokens of a text fit beside the rules and the answer.

    Raises:
        BadEngineSetting: None do.
    """
    room = settings.context - settings.answer - tokens_of(_templates()["system"]) - _HEAD
    if room < _LEAST_ROOM:
        least = settings.context - room + _LEAST_ROOM
        raise BadEngineSetting(
            "context",
            f"{settings.context} tokens leave no room for an article",
            f"at least {least} are needed with answers of {settings.answer} tokens; allow shorter answers",
        )
    return room


def _line(text: str | None) -> str:
    return " ".join((text or "").encode("utf-8", "replace").decode("utf-8").split())[:_LINE]


@cache
def _templates() -> Mapping[str, str]:
    return tomllib.loads(
        files("citygraph.loaders.extraction.asking").joinpath("prompt.toml").read_text(encoding="utf-8")
    )
