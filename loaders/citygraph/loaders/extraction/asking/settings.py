"""How an engine is asked: its address, its model, and the bounds of every question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import urlsplit

from .errors import BadEngineSetting

__all__ = ["PREFIX", "EngineSettings"]

PREFIX: Final = "CITYGRAPH_ENGINE_"
"""What the names of the environment variables begin with."""

_PATH: Final = "/chat/completions"
_MODEL: Final = re.compile(r"[!-~](?:[ -~]{0,198}[!-~])?")
_KEY: Final = re.compile(r"[!-~]{1,4096}")
_ADDRESS: Final = re.compile(r"[!-~]{1,2000}")
_NUMBERS: Final[Mapping[str, tuple[Callable[[str], int | float], float, float]]] = {
    "context": (int, 1_024, 10_000_000),
    "answer": (int, 128, 1_000_000),
    "timeout": (float, 0.01, 86_400),
    "attempts": (int, 1, 20),
    "backoff": (float, 0, 600),
    "patience": (float, 0, 3_600),
    "seed": (int, 0, 2**31 - 1),
}


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """An engine and how it is asked; each field is an environment variable ``CITYGRAPH_ENGINE_<NAME>``.

    Attributes:
        url: Address of the interface, such as ``http://127.0.0.1:8080/v1``.
        model: Name of the model there.
        key: Key for it; never shown.
        context: Tokens that the model can take in, question and answer together.
        answer: Most tokens of an answer.
        timeout: Most seconds for an answer.
        attempts: How often a question is put to a server that fails or is busy.
        backoff: Seconds before the second attempt; doubled before each further one.
        patience: Most seconds between two attempts: a server that asks for longer is left alone.
        seed: Seed of the model's choices.

    Raises:
        BadEngineSetting: A field has a value that it cannot have.

    >>> EngineSettings("http://127.0.0.1:8080/v1/", "qwen").endpoint
    'http://127.0.0.1:8080/v1/chat/completions'
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    context: int = 8_192
    answer: int = 2_048
    timeout: float = 120.0
    attempts: int = 4
    backoff: float = 1.0
    patience: float = 60.0
    seed: int = 20

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        _check_address(self.url)
        if not _MODEL.fullmatch(self.model):
            raise BadEngineSetting("model", "a name of 1 to 200 ASCII characters is expected")
        if self.key is not None and not _KEY.fullmatch(self.key):
            raise BadEngineSetting("key", "it holds blanks or characters other than ASCII")
        for name, (_, least, most) in _NUMBERS.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise BadEngineSetting(name, f"{value} is not between {least} and {most}")
        if self.answer > self.context // 2:
            raise BadEngineSetting(
                "answer",
                f"{self.answer} tokens are more than half of the context of {self.context}",
                "allow shorter answers, or name the model's true context",
            )

    @property
    def endpoint(self) -> str:
        """Address that questions are sent to."""
        base = self.url.rstrip("/")
        return base if base.endswith(_PATH) else base + _PATH

    @classmethod
    def read(
        cls, environment: Mapping[str, str], *, url: str | None = None, model: str | None = None
    ) -> Self | None:
        """Return the settings of an environment; None where no engine is named there or here.

        Args:
            environment: Environment variables; an empty one is as good as none.
            url: Address of the engine, instead of the environment's.
            model: Name of the model, instead of the environment's.

        Raises:
            BadEngineSetting: A value is refused, or only one of address and model is there.
        """

        def given(name: str) -> str | None:
            return environment.get(PREFIX + name.upper()) or None

        url, model = url or given("url"), model or given("model")
        if url is None and model is None:
            return None
        if url is None:
            raise BadEngineSetting("url", "there is none", "name it with --engine-url")
        if model is None:
            raise BadEngineSetting("model", "there is none", "name it with --engine-model")
        numbers = {name: _number(name, text) for name in _NUMBERS if (text := given(name)) is not None}
        return cls(url, model, given("key"), **numbers)  # type: ignore[arg-type]


def _number(name: str, text: str) -> int | float:
    try:
        return _NUMBERS[name][0](text)
    except ValueError as error:
        raise BadEngineSetting(name, f"{text[:40]!r} is no number") from error


def _check_address(url: str) -> None:
    hint = "write it like http://127.0.0.1:8080/v1"
    if not _ADDRESS.fullmatch(url):
        raise BadEngineSetting("url", "it is no address", hint)
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError as error:
        raise BadEngineSetting("url", "it is no address", hint) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        raise BadEngineSetting("url", "it is no http or https address", hint)
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        raise BadEngineSetting(
            "url", "it holds more than scheme, host, port and path", "give a key in CITYGRAPH_ENGINE_KEY"
        )
