"""Where an engine is reached, and with what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from .errors import EndpointUnfit

__all__ = ["Credentials", "Endpoint", "EndpointLimits", "is_address"]


def is_address(text: str) -> bool:
    """Return whether the text names an endpoint and not a folder.

    >>> is_address("http://127.0.0.1:7878"), is_address("cities")
    (True, False)
    """
    return text.startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks: a token, or a name and a password, or nobody. Their text never shows the secrets.

    Attributes:
        token: Sent as ``Authorization: Bearer``.
        user: Name for Basic or Digest, whichever the endpoint asks for.
        password: Its password.
    """

    token: str | None = field(default=None, repr=False)
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class EndpointLimits:
    """What one request may take.

    Attributes:
        seconds: Most time for one answer.
        answer_bytes: Longest answer, in bytes.
    """

    seconds: float = 60.0
    answer_bytes: int = 268_435_456


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An engine's address and what is needed to use it.

    Attributes:
        address: The address that was given; the three below are found from it where they are None.
        query: Where queries go (SPARQL Protocol).
        update: Where updates go (SPARQL Protocol).
        graphs: Where graphs are put and read (Graph Store Protocol).
        answers: Who answers questions: the ``engine`` itself; a ``copy`` of its data in this process; ``auto`` for
            the engine when it is known to answer right, else a copy.
        credentials: Who asks.
        limits: What one request may take.

    Raises:
        EndpointUnfit: An address is no http or https one, or holds a password.
    """

    address: str
    query: str | None = None
    update: str | None = None
    graphs: str | None = None
    answers: Literal["auto", "engine", "copy"] = "auto"
    credentials: Credentials = Credentials()
    limits: EndpointLimits = EndpointLimits()

    def __post_init__(self) -> None:
        """Check every address."""
        for address in (self.address, self.query, self.update, self.graphs):
            if address is not None:
                _check(address)

    def __str__(self) -> str:
        """Return the address that was given."""
        return self.address


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        _ = parts.port
    except ValueError:
        raise EndpointUnfit(
            repr(address), "is no http address", hint="such as http://127.0.0.1:7878"
        ) from None
    if not usable or any(sign.isspace() or not sign.isprintable() for sign in address):
        raise EndpointUnfit(repr(address), "is no http address", hint="such as http://127.0.0.1:7878")
    if parts.username is not None or parts.password is not None:
        raise EndpointUnfit(
            f"at {parts.hostname}",
            "is given with a name or password in its address, where logs would show it",
            hint="set CITYGRAPH_STORE_USER and CITYGRAPH_STORE_PASSWORD instead",
        )
    if parts.query or parts.fragment:
        raise EndpointUnfit(address, "is given with a query or fragment", hint="give the address alone")
