"""Lets scripts of other sites read what the server says, as anybody may; never with a browser's credentials."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CROSS_ORIGIN", "CrossOrigin"]

_METHODS: Final = "GET, HEAD, POST, PUT, DELETE, OPTIONS"
_SENT: Final = (
    "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match"
)
_READ: Final = (
    "Allow, Content-Disposition, Content-Language, ETag, Last-Modified, Link, Location, Retry-After, "
    "WWW-Authenticate"
)
_SECONDS: Final = "86400"

CROSS_ORIGIN: Final = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": _READ}
"""The headers of every answer."""


class CrossOrigin:
    """Adds the headers of the CORS protocol to every answer, and answers what browsers ask before they send.

    The answers are the same for every origin, so they need not vary with it. A script that writes brings the token
    itself: cookies and other credentials that a browser would add are never allowed.

    Args:
        app: The application inside.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight request; pass every other on and add the headers to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if (
            scope["method"] == "OPTIONS"
            and "origin" in headers
            and "access-control-request-method" in headers
        ):
            allowed = {
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Allow-Methods": _METHODS,
                "Access-Control-Allow-Headers": _SENT,
                "Access-Control-Max-Age": _SECONDS,
            }
            await Response(status_code=204, headers=allowed)(scope, receive, send)
            return

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.update(CROSS_ORIGIN)
            await send(message)

        await self._app(scope, receive, opened)
