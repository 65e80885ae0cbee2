"""Where the dataset is described: as a DCAT catalogue, in VoID, and at the address that crawlers look at first."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from pyoxigraph import Triple
from starlette.responses import RedirectResponse, Response

from .addresses import raw_path
from .answers import graph_answer
from .catalogue import catalogue, void_description
from .documents import answered, chosen, links_of
from .negotiation import GRAPHS, HTML, Media, split_suffix
from .site import View
from .statistics import statistics_of

__all__ = ["router"]

router = APIRouter(tags=["dataset"])

_OFFERED: Final = (HTML, *GRAPHS)
_PATIENCE: Final = 1.0
"""Seconds that a description waits for the checksums of exports that are being written."""


def catalog(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return the dataset, its exports with their sizes and checksums, and the query endpoint, in DCAT 3."""
    media = _media(view)
    if media is HTML:
        return _see_downloads(view)
    exports = view.site.exports
    exports.prepare("en", wait=_PATIENCE)
    ready = [form.name for form in exports.formats().values() if exports.ready(form, "en") is not None]
    return _described(view, media, catalogue(view), also=" ".join(ready))


def void(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return what the dataset holds: counts, partitions by class and property, links to other datasets."""
    media = _media(view)
    return (
        _see_downloads(view)
        if media is HTML
        else _described(view, media, void_description(view, statistics_of(view.site)))
    )


def well_known(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return 302 to the VoID description, from the address that the W3C registered for it."""
    return RedirectResponse(view.absolute("/void"), status_code=302)


def _media(view: View) -> Media:
    _, suffix = split_suffix(raw_path(view.request.scope), _OFFERED)
    return chosen(view, suffix, _OFFERED)


def _see_downloads(view: View) -> Response:
    return RedirectResponse(view.path("/downloads"), status_code=303, headers={"Vary": "Accept"})


def _described(view: View, media: Media, triples: list[Triple], *, also: str = "") -> Response:
    path, _ = split_suffix(raw_path(view.request.scope), _OFFERED)
    links = links_of(view, path, _OFFERED, media, describes=view.site.base)
    return answered(view, media, lambda: graph_answer(set(triples), media), links=links, also=also)


for _path, _route, _summary in (
    ("catalog", catalog, "The catalogue (DCAT 3): the dataset, its exports and the query endpoint"),
    ("void", void, "What the dataset holds (VoID)"),
):
    router.add_api_route(
        f"/{_path}", _route, methods=["GET"], summary=_summary, response_class=Response, operation_id=_path
    )
    for _media_type in _OFFERED:
        router.add_api_route(
            f"/{_path}.{_media_type.suffix}", _route, methods=["GET"], include_in_schema=False
        )
router.add_api_route(
    "/.well-known/void",
    well_known,
    methods=["GET"],
    summary="Where the description of the dataset is",
    response_class=Response,
    operation_id="well_known_void",
)
