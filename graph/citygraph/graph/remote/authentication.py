"""Shows an endpoint who asks, in the way that it wants."""

from __future__ import annotations

from collections.abc import Generator

import httpx

from .endpoint import Credentials

__all__ = ["authentication"]


def authentication(credentials: Credentials) -> httpx.Auth | None:
    """Return what adds the credentials to requests; None where there are none."""
    if credentials.token is not None:
        return _Bearer(credentials.token)
    if credentials.user is not None:
        return _Challenged(credentials.user, credentials.password or "")
    return None


class _Bearer(httpx.Auth):
    """Sends a token with each request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the token."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Challenged(httpx.Auth):
    """Sends name and password once the endpoint has said how: as a digest where it takes one, else as they are."""

    def __init__(self, user: str, password: str) -> None:
        self._digest = httpx.DigestAuth(user, password)
        self._basic = httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask without credentials first, then as the answer wants it."""
        if self._chosen is None:
            response = yield request
            if response.status_code != 401:
                return
            wanted = response.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if "digest" in wanted else self._basic if "basic" in wanted else None
            if self._chosen is None:
                return
        yield from self._chosen.auth_flow(request)
