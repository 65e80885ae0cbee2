"""Sends requests to an endpoint: within limits, to no other host, with errors that say what happened."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin, urlsplit

import httpx

from .authentication import authentication
from .endpoint import Endpoint
from .errors import (
    EndpointCut,
    EndpointDenied,
    EndpointFailed,
    EndpointTimeout,
    EndpointUnfit,
    EndpointUnreachable,
)

__all__ = ["Answer", "Client"]

_CONNECTING: Final = 5.0
_ATTEMPTS: Final = 2
_PAUSE: Final = 0.2
_HOPS: Final = 3
_SHOWN: Final = 300
_PASSING: Final = (502, 503, 504)
"""Statuses of a server that may do better in a moment."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer.

    Attributes:
        status: HTTP status, below 300 or one that the caller asked to see.
        media: Its media type, without parameters.
        body: Its body.
        headers: Its headers, names in small letters.
    """

    status: int
    media: str
    body: bytes
    headers: Mapping[str, str]

    @property
    def excerpt(self) -> str:
        """The beginning of the body as one line, for messages."""
        text = " ".join(self.body[: _SHOWN * 4].decode("utf-8", "replace").split())
        text = "".join(sign if sign.isprintable() else "�" for sign in text)
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


class Client:
    """Sends requests to one endpoint; threads may share it.

    Proxies and ``.netrc`` of the environment are not used: credentials go to the endpoint's own host alone.

    Args:
        endpoint: Where to and with what.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._limits = endpoint.limits
        self._client = httpx.Client(
            auth=authentication(endpoint.credentials),
            timeout=httpx.Timeout(endpoint.limits.seconds, connect=min(_CONNECTING, endpoint.limits.seconds)),
            follow_redirects=False,
            trust_env=False,
            headers={"Accept-Encoding": "identity", "User-Agent": "citygraph"},
        )

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close its connections."""
        self.close()

    def send(
        self,
        method: str,
        address: str,
        *,
        parameters: Mapping[str, str | list[str]] | None = None,
        form: Mapping[str, str | list[str]] | None = None,
        content: bytes | None = None,
        media: str | None = None,
        accept: str = "*/*",
        repeatable: bool = True,
        seen: tuple[int, ...] = (),
    ) -> Answer:
        """Return the whole answer to a request.

        Args:
            method: The HTTP method.
            address: Where to.
            parameters: Parameters of the address.
            form: Parameters sent as a form.
            content: The body, where there is no form.
            media: Its media type.
            accept: The media types wanted.
            repeatable: Whether sending it twice does the same as once, so that it may be sent again on failure.
            seen: Statuses over 299 that the caller deals with.

        Raises:
            EndpointUnreachable: Nothing answers.
            EndpointDenied: It answers 401 or 403.
            EndpointTimeout: It takes too long.
            EndpointCut: The answer is longer than the limit.
            EndpointUnfit: It is somewhere else, or does not know the request.
            EndpointFailed: It fails, or its answer is cut.
        """
        headers = {"Accept": accept} | ({"Content-Type": media} if media else {})
        request = self._client.build_request(
            method, address, params=parameters, data=form, content=content, headers=headers
        )
        shown = str(request.url.copy_with(query=None))
        for attempt in range(1, _ATTEMPTS + 1):
            last = attempt == _ATTEMPTS or not repeatable
            try:
                answer = self._once(request, shown)
            except (EndpointUnreachable, EndpointFailed):
                if last:
                    raise
            else:
                if last or answer.status not in _PASSING:
                    return _judged(answer, shown, seen)
            time.sleep(_PAUSE)
        raise AssertionError("the last attempt returns or raises")  # pragma: no cover

    def _once(self, request: httpx.Request, shown: str) -> Answer:
        """Return the answer to one sending; a redirection within the host is followed."""
        deadline = time.monotonic() + self._limits.seconds
        try:
            for _ in range(_HOPS + 1):
                response = self._client.send(request, stream=True)
                try:
                    if response.status_code in (301, 302, 303, 307, 308):
                        request = self._redirected(request, response, shown)
                        continue
                    body = self._body(response, shown, deadline)
                finally:
                    response.close()
                media = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                return Answer(response.status_code, media, body, dict(response.headers))
        except (httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise EndpointUnreachable(shown, "cannot be reached in time", hint=_START) from error
        except httpx.TimeoutException as error:
            raise self._late(shown) from error
        except httpx.ConnectError as error:
            raise EndpointUnreachable(shown, f"cannot be reached: {error}", hint=_START) from error
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
            raise EndpointFailed(shown, f"gave no whole answer: {error}", hint="look at its log") from error
        raise EndpointUnfit(shown, "sends from one address to the next without end")

    def _body(self, response: httpx.Response, shown: str, deadline: float) -> bytes:
        parts: list[bytes] = []
        size = 0
        for part in response.iter_raw():
            parts.append(part)
            size += len(part)
            if size > self._limits.answer_bytes:
                raise EndpointCut(
                    shown,
                    f"answers with more than {self._limits.answer_bytes:,} bytes",
                    hint="ask for less at once, or raise CITYGRAPH_STORE_ANSWER_BYTES",
                )
            if time.monotonic() > deadline:
                raise self._late(shown)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise EndpointUnfit(shown, "packs its answers, which it was asked not to do")
        return b"".join(parts)

    def _late(self, shown: str) -> EndpointTimeout:
        return EndpointTimeout(
            shown,
            f"took longer than {self._limits.seconds:g} s",
            hint="ask for less at once, or raise CITYGRAPH_STORE_SECONDS",
        )

    def _redirected(self, request: httpx.Request, response: httpx.Response, shown: str) -> httpx.Request:
        """Return the request for where the endpoint sends us, when that is on the same host."""
        target = urljoin(str(request.url), response.headers.get("location", ""))
        if response.status_code not in (307, 308) and request.method not in ("GET", "HEAD"):
            raise EndpointUnfit(
                shown, f"sends to {_plain(target)}", hint="give that address, if you trust it"
            )
        if urlsplit(target)[:2] != urlsplit(str(request.url))[:2]:
            raise EndpointUnfit(
                shown,
                f"sends to another host, {_plain(target)}, where citygraph does not follow",
                hint="give that address, if you trust it",
            )
        return self._client.build_request(
            request.method, target, content=request.content, headers=_kept(request.headers)
        )


_START: Final = "start the engine, or correct the address"


def _kept(headers: httpx.Headers) -> dict[str, str]:
    return {
        n: v for n, v in headers.items() if n in ("accept", "content-type", "accept-encoding", "user-agent")
    }


def _plain(address: str) -> str:
    """Return an address without its query, user and password."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"


def _judged(answer: Answer, shown: str, seen: tuple[int, ...]) -> Answer:
    """Return an answer that is good or that the caller wants to see."""
    status = answer.status
    if status < 300 or status in seen:
        return answer
    if status in (401, 403):
        raise EndpointDenied(
            shown,
            f"refuses ({status}): {answer.excerpt or 'wrong or no credentials'}",
            hint="set CITYGRAPH_STORE_TOKEN, or CITYGRAPH_STORE_USER and CITYGRAPH_STORE_PASSWORD",
        )
    if status in (404, 405, 406, 415):
        raise EndpointUnfit(
            shown,
            f"does not know the request ({status}): {answer.excerpt}",
            hint="name its addresses with CITYGRAPH_STORE_QUERY, _UPDATE and _GRAPHS",
        )
    if status == 408 or status == 504:
        raise EndpointTimeout(shown, f"gave up ({status}): {answer.excerpt}", hint="ask for less at once")
    raise EndpointFailed(shown, f"failed ({status}): {answer.excerpt}", hint="look at its log")
