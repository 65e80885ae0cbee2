"""Where a server of a bare dataset begins: there are no pages about cities, so the form for queries is the first."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import RedirectResponse, Response

from .site import View

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/")
def entrance(view: Annotated[View, Depends(View.of)]) -> Response:
    """Lead to the form for queries."""
    return RedirectResponse(view.path("/sparql"), status_code=303)
