"""Who may write: whoever brings the token that the server was started with."""

from __future__ import annotations

import hmac
from collections.abc import Mapping

from pydantic import SecretStr

from .errors import ReadOnly, TokenWrong

__all__ = ["allow_writing", "is_writer"]

_SCHEME = "bearer"


def is_writer(headers: Mapping[str, str], token: SecretStr | None) -> bool:
    """Return whether a request brings the server's token; compared in a time that tells nothing of it."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if token is None or scheme.lower() != _SCHEME:
        return False
    wanted = token.get_secret_value().encode()
    return hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), wanted)


def allow_writing(headers: Mapping[str, str], token: SecretStr | None) -> None:
    """Return when a request may write.

    Raises:
        ReadOnly: The server takes no writes at all.
        TokenWrong: The request brings no token, or another.
    """
    if token is None:
        raise ReadOnly
    if not is_writer(headers, token):
        raise TokenWrong(given="authorization" in headers)
