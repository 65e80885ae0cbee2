"""A chat endpoint over HTTP: one address, bounded waits, bounded answers, bounded attempts."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from .errors import (
    EngineAnswerUnusable,
    EngineBusy,
    EngineError,
    EngineFailed,
    EngineMissing,
    EngineRedirects,
    EngineTooSlow,
    EngineUnreachable,
    excerpt,
)
from .settings import EngineSettings

if TYPE_CHECKING:
    import httpx

__all__ = ["MOST_BYTES", "ChatEndpoint", "HttpAnswer", "library"]

MOST_BYTES: Final = 4_000_000
"""Most bytes of an answer that are read."""

_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_MOST_REDIRECTS: Final = 3
_CONNECTING: Final = 10.0


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer that is neither a failure of the server nor a redirection.

    Attributes:
        status: HTTP status.
        text: The body.
    """

    status: int
    text: str


class ChatEndpoint:
    """Sends requests to the address that the settings name, and to no other: no proxy, no other host.

    Args:
        settings: The engine's settings.

    Raises:
        EngineMissing: httpx is not installed.
    """

    def __init__(self, settings: EngineSettings) -> None:
        self._settings = settings
        self._httpx = library()
        self.address = settings.endpoint
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "citygraph"}
        if settings.key is not None:
            headers["Authorization"] = f"Bearer {settings.key}"
        limit = self._httpx.Timeout(settings.timeout, connect=min(settings.timeout, _CONNECTING))
        self._client: httpx.Client = self._httpx.Client(
            headers=headers, timeout=limit, follow_redirects=False, trust_env=False
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def post(self, body: Mapping[str, Any]) -> HttpAnswer:
        """Return the answer to a request, which is repeated where the server fails or is busy.

        Raises:
            EngineError: No answer came: the server cannot be reached, is too slow, fails, is busy, sends
                elsewhere, or answers without end.
        """
        data = json.dumps(body, ensure_ascii=False).encode()
        wait = self._settings.backoff
        for attempt in range(1, self._settings.attempts + 1):
            last = attempt == self._settings.attempts
            try:
                answer, asked = self._once(data)
            except EngineUnreachable:
                if last:
                    raise
                asked = None
            else:
                if answer.status not in _AGAIN:
                    return answer
                if last or (asked is not None and asked > self._settings.patience):
                    raise self._given_up(answer, asked)
            time.sleep(min(wait if asked is None else asked, self._settings.patience))
            wait *= 2
        raise AssertionError("there is at least one attempt")  # pragma: no cover

    def _given_up(self, answer: HttpAnswer, asked: float | None) -> EngineError:
        if answer.status == 429:
            return EngineBusy(self.address, asked)
        return EngineFailed(self.address, answer.status, excerpt(answer.text, self._settings.key))

    def _once(self, data: bytes) -> tuple[HttpAnswer, float | None]:
        """Return the answer to one request, and the seconds that the server asks to wait."""
        address, deadline = self.address, time.monotonic() + self._settings.timeout
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                with self._client.stream(
                    "POST", address, content=data, headers={"Content-Type": "application/json"}
                ) as response:
                    if not response.has_redirect_location:
                        text = self._body(response, deadline)
                        return HttpAnswer(response.status_code, text), _retry_after(response.headers)
                    address = self._elsewhere(response)
            except (self._httpx.ConnectTimeout, self._httpx.PoolTimeout) as error:
                raise EngineUnreachable(self.address, "no connection in time") from error
            except self._httpx.TimeoutException as error:
                raise EngineTooSlow(self.address, self._settings.timeout) from error
            except (self._httpx.HTTPError, self._httpx.InvalidURL, self._httpx.StreamError) as error:
                raise EngineUnreachable(self.address, excerpt(str(error), self._settings.key)) from error
        raise EngineRedirects(self.address, "itself without end")

    def _elsewhere(self, response: httpx.Response) -> str:
        """Return where the server sends the request, if that is the same server and the request stays one."""
        try:
            target = urljoin(str(response.url), response.headers["Location"])
            here, there = urlsplit(str(response.url)), urlsplit(target)
        except ValueError as error:
            raise EngineRedirects(self.address, "an address that is none") from error
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            raise EngineRedirects(self.address, excerpt(f"{there.scheme}://{there.hostname}"))
        if response.status_code not in (307, 308):
            raise EngineRedirects(self.address, excerpt(there.path, self._settings.key))
        return target

    def _body(self, response: httpx.Response, deadline: float) -> str:
        encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in ("", "identity"):
            raise EngineAnswerUnusable(self.address, "answers in a compressed form that was not asked for")
        data = bytearray()
        for chunk in response.iter_raw():
            data += chunk
            if len(data) > MOST_BYTES:
                raise EngineAnswerUnusable(
                    self.address, f"answers with more than {MOST_BYTES:,} bytes; the rest was not read"
                )
            if time.monotonic() > deadline:
                raise EngineTooSlow(self.address, self._settings.timeout)
        return data.decode("utf-8", "replace")


def _retry_after(headers: Mapping[str, str]) -> float | None:
    said = headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        when = parsedate_to_datetime(said)
    except ValueError:
        return None
    when = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
    return max((when - datetime.now(UTC)).total_seconds(), 0.0)


def library() -> ModuleType:
    """Return httpx, which is imported only where an engine is asked.

    Raises:
        EngineMissing: It is not installed.
    """
    try:
        return import_module("httpx")
    except ModuleNotFoundError as error:
        raise EngineMissing from error
