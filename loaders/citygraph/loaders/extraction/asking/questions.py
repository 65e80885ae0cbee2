"""Putting questions to a model in the way that its server takes them, and again where an answer is of no use."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

from citygraph.loaders.facts.syntax import Value

from .endpoint import ChatEndpoint, HttpAnswer
from .errors import EngineAnswerUnusable, EngineRefused, excerpt
from .prompt import Message
from .replies import NoFacts, facts_in, reply_of
from .schema import answer_schema
from .settings import EngineSettings

__all__ = ["Questions", "TooMuch"]

_FORMS: Final = ("json_schema", "json_object", "text")
_NOT_THAT_WAY: Final = frozenset({400, 415, 422, 501})
_TOO_LONG: Final = re.compile(
    r"context[ _](?:length|size|window)|maximum context|too many tokens|prompt is too long|exceed_context",
    re.IGNORECASE,
)
_OPTIONS: Final = ("temperature", "seed", "max_tokens")
_TRIES: Final = 2


class TooMuch(Exception):
    """The question is too long for the model, or its answer would be."""


class Questions:
    """Asks one model, and remembers what its server does not take.

    Args:
        settings: The engine's settings.
        endpoint: Where it is asked.
    """

    def __init__(self, settings: EngineSettings, endpoint: ChatEndpoint) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._form = 0
        self._refused: set[str] = set()

    def ask(self, messages: Sequence[Message]) -> list[Value]:
        """Return the facts of a model's answer.

        An answer without JSON is asked for once more, with another seed.

        Raises:
            TooMuch: The question does not fit, or the answer does not end.
            EngineError: There is no answer of use.
        """
        said = ""
        for attempt in range(_TRIES):
            body = self._answered(messages, self._settings.seed + attempt)
            reply = reply_of(body, self._endpoint.address, self._settings.key)
            if not reply.whole:
                raise TooMuch
            try:
                return facts_in(reply.text)
            except NoFacts as none:
                said = excerpt(none.said, self._settings.key)
        raise EngineAnswerUnusable(
            self._endpoint.address, f"answers with no facts in JSON: {said or 'nothing'}"
        )

    def _answered(self, messages: Sequence[Message], seed: int) -> str:
        """Return the body of an answer, asked for in ever simpler ways while the server refuses."""
        while True:
            answer = self._endpoint.post(self._body(messages, seed))
            if answer.status == 200:
                return answer.text
            if answer.status == 413 or (400 <= answer.status < 500 and _TOO_LONG.search(answer.text[:4_000])):
                raise TooMuch
            if not self._simplified(answer):
                said = excerpt(_message(answer.text), self._settings.key)
                raise EngineRefused(self._endpoint.address, answer.status, said)

    def _simplified(self, answer: HttpAnswer) -> bool:
        """Leave out what the server does not take; return whether there was anything."""
        if answer.status not in _NOT_THAT_WAY:
            return False
        named = _parameter(answer.text)
        if named in _OPTIONS and named not in self._refused:
            self._refused.add(named)
            return True
        if self._form + 1 < len(_FORMS):
            self._form += 1
            return True
        return False

    def _body(self, messages: Sequence[Message], seed: int) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._settings.model,
            "messages": list(messages),
            "stream": False,
            "temperature": 0,
            "seed": seed,
            "max_tokens": self._settings.answer,
        }
        for name in self._refused:
            del body[name]
        if "max_tokens" in self._refused:
            body["max_completion_tokens"] = self._settings.answer
        form = _FORMS[self._form]
        if form == "json_schema":
            wanted = {"name": "facts", "strict": True, "schema": answer_schema()}
            body["response_format"] = {"type": "json_schema", "json_schema": wanted}
        elif form == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body


def _error_of(text: str) -> Mapping[str, object]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    error = cast("dict[str, object]", told).get("error") if isinstance(told, dict) else None
    return cast("dict[str, object]", error) if isinstance(error, dict) else {}


def _parameter(text: str) -> str | None:
    """Return the request's field that an error of OpenAI's form is about."""
    named = _error_of(text).get("param")
    return named if isinstance(named, str) else None


def _message(text: str) -> str:
    said = _error_of(text).get("message")
    return said if isinstance(said, str) else text
