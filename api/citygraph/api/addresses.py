"""How an IRI is written in an address and a header, and which IRI an address means."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from starlette.types import Scope

__all__ = ["link_value", "meant_by", "raw_path", "to_uri"]

_RESERVED: Final = "!#$%&'()*+,/:;=?@[]~"
_ENCODED: Final = re.compile("(?:%[0-9A-Fa-f]{2})+")
_PLAIN: Final = frozenset("-._~!'()*")
"""ASCII signs that stand for themselves: the unreserved ones, and those that some clients encode and others do not."""


def to_uri(iri: str) -> str:
    """Return an IRI as ASCII for a header or a link: what a URI cannot hold is percent-encoded, nothing twice.

    >>> to_uri("https://example.org/a%20b/São Paulo>\\r\\nX: 1")
    'https://example.org/a%20b/S%C3%A3o%20Paulo%3E%0D%0AX:%201'
    """
    return quote(iri, safe=_RESERVED)


def raw_path(scope: Scope) -> str:
    """Return the path of a request as it was sent, percent-encoded, below where the application is mounted."""
    raw: bytes | None = scope.get("raw_path")
    path = raw.decode("latin-1").partition("?")[0] if raw is not None else quote(scope["path"])
    root: str = scope.get("root_path", "")
    return path.removeprefix(root) if root else path


def meant_by(path: str) -> str:
    """Return the part of an IRI that a percent-encoded path means.

    Letters, digits and printable characters beyond ASCII stand for themselves, as they do in the IRIs of the data. All
    else stays encoded, so an encoded slash is no slash and an encoded line end reaches nobody.

    >>> meant_by("/organisation/S%c3%a3o%20Paulo%2f..%0d%0a")
    '/organisation/São%20Paulo%2F..%0D%0A'
    """
    return _ENCODED.sub(_decoded, path)


def _decoded(found: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(found[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return found[0].upper()
    return "".join(sign if _stands_for_itself(sign) else quote(sign, safe="") for sign in text)


def _stands_for_itself(sign: str) -> bool:
    return sign.isprintable() if not sign.isascii() else sign.isalnum() or sign in _PLAIN


def link_value(
    address: str, relation: str, *, media_type: str | None = None, language: str | None = None
) -> str:
    """Return one member of a Link header (RFC 8288).

    >>> link_value("/city/1.ttl", "alternate", media_type="text/turtle")
    '</city/1.ttl>; rel="alternate"; type="text/turtle"'
    """
    parts = [f"<{to_uri(address)}>", f'rel="{relation}"']
    if media_type is not None:
        parts.append(f'type="{media_type}"')
    if language is not None:
        parts.append(f'hreflang="{language}"')
    return "; ".join(parts)
