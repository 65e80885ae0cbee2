"""What the routes that read share: how much a client may use, and how data is answered."""

from __future__ import annotations

from dataclasses import replace

from citygraph.api.access import is_writer
from citygraph.api.errors import NotAcceptable
from citygraph.api.negotiation import Media, choose
from citygraph.api.site import Site
from citygraph.graph.readers import Limits
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from .execution import Answer, limits_of
from .operations import Asked

__all__ = ["acceptable", "data_answer", "limits_for"]


def limits_for(request: Request, asked: Asked | None = None) -> Limits:
    """Return how much the question of a request may use: less time if it says so, any result with the token."""
    site: Site = request.app.state.site
    limits = limits_of(site)
    if asked is not None and asked.seconds is not None:
        limits = replace(limits, seconds=min(limits.seconds, asked.seconds))
    if is_writer(request.headers, site.settings.write_token):
        limits = replace(limits, rows=None, size=None)
    return limits


def data_answer(answer: Answer, media: Media) -> Response:
    """Return an answer in a media type: at once where it is whole, else as it comes."""
    headers = {"Content-Type": media.content_type, "Vary": "Accept"}
    if answer.body is not None or answer.chunks is None:
        return Response(answer.body, headers=headers)
    return StreamingResponse(answer.chunks, headers=headers)


def acceptable(accept: str | None, offered: tuple[Media, ...]) -> Media | None:
    """Return what the client likes best of what is on offer, or None where it takes none of it."""
    try:
        return choose(accept, offered)
    except NotAcceptable:
        return None
