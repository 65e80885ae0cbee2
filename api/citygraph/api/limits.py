"""A small ASGI layer round the application: the size of bodies, and the headers that keep pages safe."""

from __future__ import annotations

from typing import Final

from pydantic import SecretStr
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .access import is_writer
from .errors import BodyTooLarge

__all__ = ["SECURITY", "BodyLimit", "HeadRequests", "SecurityHeaders"]

_CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

SECURITY: Final = {
    "Content-Security-Policy": _CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
"""The headers that keep a page from loading, framing or leaking anything."""


class BodyLimit:
    """Refuses a body over a number of bytes while it is read, so that no more than that is ever held.

    Args:
        app: The application inside.
        limit: Most bytes of a body.
        writing: Most bytes of a body that comes with the token.
        token: The token of those who may write, if anybody may.
    """

    def __init__(
        self, app: ASGIApp, *, limit: int, writing: int | None = None, token: SecretStr | None = None
    ) -> None:
        self._app = app
        self._limit = limit
        self._writing = limit if writing is None else max(limit, writing)
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting the bytes of its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        limit = self._writing if is_writer(Headers(scope=scope), self._token) else self._limit
        received = 0

        async def counted() -> Message:
            nonlocal received
            if announced.isdigit() and int(announced) > limit:
                raise BodyTooLarge(limit)
            message = await receive()
            if message["type"] == "http.request":
                received += len(message.get("body", b""))
                if received > limit:
                    raise BodyTooLarge(limit)
            return message

        await self._app(scope, counted, send)


class HeadRequests:
    """Answers HEAD wherever GET is answered; the server itself leaves the body out.

    Args:
        app: The application inside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a HEAD request on as GET."""
        is_head = scope["type"] == "http" and scope["method"] == "HEAD"
        await self._app({**scope, "method": "GET"} if is_head else scope, receive, send)


class SecurityHeaders:
    """Adds to every answer the headers that keep a page from loading, framing or leaking anything.

    Args:
        app: The application inside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to its answer."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)
