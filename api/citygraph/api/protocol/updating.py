"""The update operation of the SPARQL 1.1 Protocol, at /update."""

from __future__ import annotations

from citygraph.api.site import Site
from citygraph.graph import QuerySyntax
from citygraph.graph.writing import UpdateOrder
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from .interface import UPDATE_BODY, UPDATE_PARAMETERS, WRITTEN
from .mistakes import explained
from .operations import from_body
from .tokens import TOKEN
from .writers import done_answer, writer_of

__all__ = ["router"]

router = APIRouter(tags=["SPARQL"])


@router.post(
    "/update",
    summary="Carry out a SPARQL update, for those who have the write token",
    response_class=Response,
    status_code=204,
    operation_id="update",
    responses=WRITTEN,
    openapi_extra={
        "parameters": UPDATE_PARAMETERS,
        "requestBody": UPDATE_BODY,
    },
    dependencies=[TOKEN],
)
async def update(request: Request) -> Response:
    """Carry out the update of the body; answer once queries see what it has changed."""
    site: Site = request.app.state.site
    writer = writer_of(request)
    asked = await from_body(request, "update")
    assert asked.text is not None  # from_body refuses a request without one
    try:
        done = await writer.carry_out(UpdateOrder(asked.text, asked.default_graphs, asked.named_graphs))
    except QuerySyntax as error:
        raise explained(asked.text, error, "update", prefixes=site.prefixes) from None
    return done_answer(done)
