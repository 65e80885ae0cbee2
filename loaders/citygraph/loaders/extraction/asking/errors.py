"""The errors of asking a language model."""

from __future__ import annotations

import re
from typing import Final

from citygraph.ontology import CityGraphError

__all__ = [
    "BadEngineSetting",
    "EngineAnswerUnusable",
    "EngineBusy",
    "EngineCutOff",
    "EngineDeclined",
    "EngineError",
    "EngineFailed",
    "EngineMissing",
    "EngineRedirects",
    "EngineRefused",
    "EngineTooSlow",
    "EngineUnreachable",
    "TextTooLong",
    "excerpt",
]

_MOST: Final = 200
_UNSHOWN: Final = re.compile(r"[^\w\s.,;:!?'\"()\[\]{}<>/=+*@#%&|~^$-]|[\x00-\x1f\x7f]")


def excerpt(text: str, secret: str | None = None) -> str:
    """Return the beginning of what a server said, on one line, without control characters and without the key.

    >>> excerpt("no such\\nmodel \\x1b[31m for key abcdef", secret="abcdef")
    'no such model [31m for key …'
    """
    if secret:
        text = text.replace(secret, "…")
    line = " ".join(_UNSHOWN.sub(lambda found: "…" if found[0] == "…" else " ", text[: 4 * _MOST]).split())
    return line if len(line) <= _MOST else f"{line[: _MOST - 1]}…"


class BadEngineSetting(CityGraphError):
    """The engine cannot be asked in the way that the settings say.

    Attributes:
        setting: Name of the setting.
    """

    code = "bad-engine-setting"

    def __init__(self, setting: str, reason: str, hint: str | None = None) -> None:
        super().__init__(f"the engine's {setting} is refused: {reason}", hint=hint or "correct it")
        self.setting = setting


class EngineMissing(CityGraphError):
    """What is needed for asking an engine is not installed."""

    code = "engine-missing"

    def __init__(self) -> None:
        super().__init__(
            "asking an engine needs httpx, which is not installed", hint="pip install 'citygraph[engine]'"
        )


class EngineError(CityGraphError):
    """The engine gave no answer that can be used.

    Attributes:
        address: Address that was asked.
    """

    code = "engine-error"

    def __init__(self, address: str, what: str, hint: str) -> None:
        super().__init__(f"the engine at {address} {what}", hint=hint)
        self.address = address


class EngineUnreachable(EngineError):
    """Nothing answers at the engine's address."""

    code = "engine-unreachable"

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(address, f"cannot be reached: {reason}", "start it, or correct its address")


class EngineTooSlow(EngineError):
    """The answer did not come in time.

    Attributes:
        seconds: How long was waited.
    """

    code = "engine-timeout"

    def __init__(self, address: str, seconds: float) -> None:
        super().__init__(
            address,
            f"did not answer within {seconds:g} seconds",
            "allow more in CITYGRAPH_ENGINE_TIMEOUT, or ask for less with a smaller CITYGRAPH_ENGINE_CONTEXT",
        )
        self.seconds = seconds


class EngineRefused(EngineError):
    """The server refuses the request.

    Attributes:
        status: Its HTTP status.
    """

    code = "engine-refused"

    def __init__(self, address: str, status: int, said: str) -> None:
        hints = {
            401: "give a valid key in CITYGRAPH_ENGINE_KEY",
            403: "give a key in CITYGRAPH_ENGINE_KEY that may use the model",
            404: "check address and model: the address is what comes before /chat/completions",
        }
        told = f": {said}" if said else ""
        super().__init__(
            address,
            f"refuses with HTTP {status}{told}",
            hints.get(status, "see what the server says about it"),
        )
        self.status = status


class EngineFailed(EngineError):
    """The server fails, however often it is asked.

    Attributes:
        status: Its HTTP status.
    """

    code = "engine-failed"

    def __init__(self, address: str, status: int, said: str) -> None:
        told = f": {said}" if said else ""
        super().__init__(
            address, f"fails with HTTP {status}{told}", "see the server's log, or try again later"
        )
        self.status = status


class EngineBusy(EngineError):
    """The server allows no more requests for now.

    Attributes:
        wait: Seconds after which it may be asked again, where it says so.
    """

    code = "engine-busy"

    def __init__(self, address: str, wait: float | None) -> None:
        told = "" if wait is None else f" for {wait:.0f} seconds"
        super().__init__(
            address, f"takes no more requests{told} (HTTP 429)", "go on later: what is done is kept"
        )
        self.wait = wait


class EngineRedirects(EngineError):
    """The server sends the request to another address, which is not followed.

    Attributes:
        host: The other host.
    """

    code = "engine-redirects"

    def __init__(self, address: str, host: str) -> None:
        super().__init__(
            address,
            f"sends requests to {host}, which was not named",
            "name that address itself if you trust it",
        )
        self.host = host


class EngineDeclined(EngineError):
    """The model declines to answer."""

    code = "engine-declined"

    def __init__(self, address: str, said: str) -> None:
        told = f": {said}" if said else ""
        super().__init__(address, f"declines to read the article{told}", "ask another model")


class EngineCutOff(EngineError):
    """The answer does not end, however little is asked for."""

    code = "engine-cut-off"

    def __init__(self, address: str, start: int, end: int) -> None:
        super().__init__(
            address,
            f"does not finish its answer about characters {start} to {end}",
            "allow longer answers in CITYGRAPH_ENGINE_ANSWER",
        )
        self.start = start
        self.end = end


class EngineAnswerUnusable(EngineError):
    """What comes back is no answer of a chat, or holds no JSON."""

    code = "engine-answer"

    def __init__(self, address: str, what: str) -> None:
        super().__init__(address, what, "ask another model, or check that the address is a chat endpoint's")


class TextTooLong(CityGraphError):
    """An article would need more questions than are asked.

    Attributes:
        parts: How many it would need.
    """

    code = "engine-text-too-long"

    def __init__(self, parts: int, most: int) -> None:
        super().__init__(
            f"the article needs {parts} questions to the engine, more than {most}",
            hint="ask a model with more room and set CITYGRAPH_ENGINE_CONTEXT to it",
        )
        self.parts = parts
