"""How long a client may take: for the header, for the body, for each part of the answer, and for the whole request."""

from __future__ import annotations

import asyncio
from typing import Final

from citygraph.graph.readers import budget
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .errors import RequestTimeout
from .settings import Settings

__all__ = ["DeadlineProtocol", "Deadlines"]

_LONGEST_HEADER: Final = 65_536
_TOO_SLOW: Final = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_TOO_LARGE: Final = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
)


class Deadlines:
    """Gives up on a body that does not come, on a client that does not read, and on work that takes too long.

    Args:
        app: The application inside.
        settings: The deployment's choices.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._body = settings.body_seconds
        self._send = settings.send_seconds
        self._request = settings.request_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, within its time."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        loop = asyncio.get_running_loop()
        until = loop.time() + self._body
        is_read = False

        async def timely() -> Message:
            nonlocal is_read
            if is_read:  # what comes now is that the client has gone
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(until - loop.time(), 0.001))
            except TimeoutError:
                raise RequestTimeout(self._body) from None
            is_read = message["type"] != "http.request" or not message.get("more_body", False)
            return message

        async def patient(message: Message) -> None:
            if message.get("more_body", False):
                await asyncio.wait_for(send(message), self._send)
            else:
                await send(message)

        has_body = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        with budget(self._request):
            await self._app(scope, timely if has_body else receive, patient)


class DeadlineProtocol(HttpToolsProtocol):
    """HTTP/1.1 from clients that say soon what they want: a deadline and a size for the header of each request.

    Attributes:
        header_seconds: Longest time that a header may take to come.
    """

    header_seconds = 10.0

    _header_timer: asyncio.TimerHandle | None = None
    _header_size = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._expect_header()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self.have_header()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes; a header that grows too large is refused."""
        if self._header_timer is not None:
            self._header_size += len(data)
            if self._header_size > _LONGEST_HEADER + len(data):
                self._refuse(_TOO_LARGE)
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a header."""
        self._expect_header()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Have the header."""
        self.have_header()
        super().on_headers_complete()

    def _expect_header(self) -> None:
        if self._header_timer is None:
            self._header_size = 0
            self._header_timer = self.loop.call_later(self.header_seconds, self._refuse, _TOO_SLOW)

    def have_header(self) -> None:
        """Wait for the header no more."""
        if self._header_timer is not None:
            self._header_timer.cancel()
            self._header_timer = None

    def _refuse(self, answer: bytes) -> None:
        self._header_timer = None
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()
