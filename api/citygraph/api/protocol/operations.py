"""What a request of the SPARQL 1.1 Protocol asks: a query or an update, and the graphs it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import parse_qsl

from citygraph.api.errors import BadParameter, UnsupportedMedia, WrongOperation
from pyoxigraph import NamedNode
from starlette.requests import Request

__all__ = [
    "FORM",
    "QUERY",
    "UPDATE",
    "Asked",
    "Kind",
    "accepted",
    "address_items",
    "check_charset",
    "from_address",
    "from_body",
    "is_iri",
    "media_type",
]

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

Kind = Literal["query", "update"]

_DIRECT: Final[dict[Kind, str]] = {"query": QUERY, "update": UPDATE}
_GRAPHS: Final[dict[Kind, tuple[str, str]]] = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
_ELSEWHERE: Final[dict[Kind, str]] = {
    "query": "send queries to /sparql as query=…",
    "update": "send updates to /update as update=…",
}
_ENCODINGS: Final = ("utf-8", "utf8", "us-ascii", "ascii")
_MOST_FIELDS: Final = 1_000
_LONGEST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """An operation as the protocol brings it.

    Attributes:
        text: The query or update, or None where the request has none.
        default_graphs: Names of the graphs that make up the default graph, if the client says.
        named_graphs: Names of the graphs that GRAPH may reach, if the client says.
        has_parameters: Whether the address has any parameter of the protocol.
        seconds: Longest time that the client wants to wait, if it says.
    """

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    has_parameters: bool = False
    seconds: float | None = None

    @property
    def names_dataset(self) -> bool:
        """Whether the client says which graphs the operation is about."""
        return bool(self.default_graphs or self.named_graphs)


def accepted(request: Request) -> str | None:
    """Return what the request accepts, its Accept headers as one; None where it has none."""
    values = request.headers.getlist("accept")
    return ", ".join(values) if values else None


def is_iri(name: str) -> bool:
    """Return whether a text is an absolute IRI."""
    try:
        NamedNode(name)
    except ValueError:
        return False
    return True


def from_address(request: Request, kind: Kind) -> Asked:
    """Return what the parameters of the address ask.

    Raises:
        BadParameter: A parameter is wrong, or there where one alone may be.
        WrongOperation: The request asks for the other kind of operation.
    """
    return _asked(address_items(request), kind)


async def from_body(request: Request, kind: Kind) -> Asked:
    """Return what a POST request asks: by a form, or as the body itself.

    The parameters of the address count too: with a direct POST they are where the protocol has them.

    Raises:
        BadParameter: A parameter is wrong or missing, or the body is not UTF-8.
        BodyTooLarge: The body is over the limit.
        UnsupportedMedia: The body has another media type or charset.
        WrongOperation: The request asks for the other kind of operation.
    """
    media = media_type(request)
    if media in _DIRECT.values() and media != _DIRECT[kind]:
        raise WrongOperation(kind, hint=_ELSEWHERE["query" if media == QUERY else "update"])
    if media not in (FORM, _DIRECT[kind]):
        raise UnsupportedMedia(media, (_DIRECT[kind], FORM))
    check_charset(request, media)
    body = await request.body()
    items = address_items(request)
    if media == FORM:
        items += _items(body)
    else:
        try:
            items.append((kind, body.decode("utf-8")))
        except UnicodeDecodeError:
            raise BadParameter(kind, "the body is not UTF-8", hint="send UTF-8") from None
    asked = _asked(items, kind)
    if asked.text is None or not asked.text.strip():
        raise BadParameter(kind, "there is none", hint=f"send {kind}=…")
    return asked


def media_type(request: Request) -> str:
    """Return the media type of the body, in small letters and without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def check_charset(request: Request, media: str) -> None:
    """Return when the body of a media type is in UTF-8, as far as its header says.

    Raises:
        UnsupportedMedia: It names another charset.
    """
    charset = _charset(request)
    if charset not in _ENCODINGS:
        raise UnsupportedMedia(f"{media}; charset={charset[:_LONGEST_SHOWN]}", (f"{media} in UTF-8",))


def _charset(request: Request) -> str:
    """Return the charset that the body's media type names; UTF-8 where it names none."""
    for parameter in request.headers.get("content-type", "").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return "utf-8"


def address_items(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of the address.

    Raises:
        BadParameter: They are not UTF-8, or too many.
    """
    return _items(request.scope["query_string"])


def _items(text: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        what = "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise BadParameter(
            "parameters", f"they cannot be read: {what}", hint="send UTF-8, percent-encoded"
        ) from None


def _asked(items: list[tuple[str, str]], kind: Kind) -> Asked:
    """Return the operation that parameters describe."""
    other: Kind = "update" if kind == "query" else "query"
    if any(name == other for name, _ in items):
        raise WrongOperation(kind, hint=_ELSEWHERE[other])
    texts = [value for name, value in items if name == kind]
    if len(texts) > 1:
        raise BadParameter(kind, f"there are {len(texts)} of them", hint="send one")
    graphs: list[tuple[str, ...]] = []
    for parameter in _GRAPHS[kind]:
        names = tuple(dict.fromkeys(value for name, value in items if name == parameter))
        for name in names:
            if not is_iri(name):
                raise BadParameter(
                    parameter,
                    f"{name[:_LONGEST_SHOWN]!r} is no absolute IRI",
                    hint="give the graph's whole name, percent-encoded",
                )
        graphs.append(names)
    return Asked(
        texts[0] if texts else None,
        graphs[0],
        graphs[1],
        has_parameters=any(name in (kind, *_GRAPHS[kind]) for name, _ in items),
        seconds=_seconds([value for name, value in items if name == "timeout"]),
    )


def _seconds(values: list[str]) -> float | None:
    """Return the time that a client gives a query, or None where it gives none."""
    if not values:
        return None
    if len(values) == 1 and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", values[0], re.ASCII):
        seconds = float(values[0])
        if seconds > 0:
            return seconds
    raise BadParameter("timeout", "it is no number of seconds above 0", hint="send timeout=5")
