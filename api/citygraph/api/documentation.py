"""The API's own documentation, served without asking any other server."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.responses import Response

from .errors import UnknownThing
from .site import View

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_ASSETS: Final = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
}
"""What /docs needs of the swagger-ui that the fastapi-offline package carries."""


@router.get("/docs")
def docs(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return the page that reads /openapi.json and shows it."""
    return view.page("docs.html")


@router.get("/docs/{name}")
def asset(name: str) -> Response:
    """Return one of the files of swagger-ui."""
    if name not in _ASSETS:
        raise UnknownThing(f"docs/{name}")
    body = files("fastapi_offline").joinpath("static", name).read_bytes()
    return Response(body, headers={"Content-Type": _ASSETS[name], "Cache-Control": "public, max-age=86400"})
