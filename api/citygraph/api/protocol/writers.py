"""What the routes that write share: who may, who does it, and how it is answered."""

from __future__ import annotations

from citygraph.api.access import allow_writing
from citygraph.api.errors import ReadOnly
from citygraph.api.site import Site
from citygraph.graph.writing import Done
from starlette.requests import Request
from starlette.responses import Response

from .writer import Writer

__all__ = ["done_answer", "writer_of"]


def writer_of(request: Request) -> Writer:
    """Return what carries out the orders of a request that may give some.

    Raises:
        ReadOnly: The server takes no writes.
        TokenWrong: The request does not bring the token.
    """
    site: Site = request.app.state.site
    allow_writing(request.headers, site.settings.write_token)
    writer: Writer | None = request.app.state.writer
    if writer is None:
        raise ReadOnly
    return writer


def done_answer(done: Done, *, location: str | None = None) -> Response:
    """Return the answer to an order that was carried out: 201 with the place of what is new, or 204."""
    headers = {} if location is None else {"Location": location}
    return Response(status_code=204 if location is None else 201, headers=headers)
