"""The whole graph as a file."""

from __future__ import annotations

from base64 import b64encode
from typing import Annotated, Final

from citygraph.queries import find_recipe, load_recipes
from citygraph.queries.exports import export_formats
from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import FileResponse, Response

from .addresses import link_value
from .conditional import Validators
from .documents import LICENCE
from .errors import BadParameter, UnknownThing
from .export_shelf import DEFAULT_RECIPE
from .negotiation import GRAPHS
from .paging import page_of
from .site import View
from .statistics import statistics_of

__all__ = ["router"]

router = APIRouter(tags=["downloads"])
_PATIENCE: Final = 0.5
"""Seconds that the page waits for the checksums of files that are being written."""


@router.get(
    "/downloads", summary="What can be downloaded", response_class=Response, operation_id="list_downloads"
)
def listing(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return the page of the downloads."""
    exports = view.site.exports
    exports.prepare(view.language, wait=_PATIENCE)
    return view.page(
        "downloads.html",
        formats=[(form, exports.ready(form, view.language)) for form in export_formats().values()],
        networks=[form for form in export_formats().values() if form.network],
        recipes=load_recipes().values(),
        counts=statistics_of(view.site),
        described=GRAPHS,
        digest=view.site.graph.digest,
        page=page_of(
            view.site.graph.documents(),
            view.request.query_params.get("page"),
            view.site.settings.page_rows,
        ),
    )


@router.get(
    "/downloads/citygraph.{suffix}",
    summary="The whole graph as a file",
    response_class=Response,
    operation_id="download",
)
def download(
    suffix: Annotated[str, Path(description="such as trig, nq or ttl; the page of downloads lists them all")],
    view: Annotated[View, Depends(View.of)],
    recipe: Annotated[
        str | None,
        Query(description="for gexf, graphml and geojson: what ties two cities; /recipes lists them"),
    ] = None,
) -> Response:
    """Return the graph in the format of the suffix, from a file written first: it is never cut, and can be resumed."""
    form = view.site.exports.formats().get(suffix) or next(
        (form for form in export_formats().values() if form.suffix == suffix), None
    )
    if form is None:
        raise UnknownThing(f"citygraph.{suffix}")
    if recipe is not None:
        find_recipe(recipe)
        if not form.network:
            raise BadParameter("recipe", f"citygraph.{suffix} holds no network", hint="leave recipe out")
    file = view.site.exports.file(form, view.language, recipe or DEFAULT_RECIPE)
    checksum = b64encode(bytes.fromhex(file.sha256)).decode("ascii")
    validators = Validators(file.sha256, weak=False, modified=view.site.graph.modified)
    headers = validators.headers | {
        "Vary": "Accept-Language",
        "Repr-Digest": f"sha-256=:{checksum}:",
        "Link": link_value(LICENCE, "license"),
    }
    if validators.are_known_to(view.request.headers):
        return Response(status_code=304, headers=headers)
    media_type = form.media_type + ("; charset=utf-8" if form.media_type.startswith("text/") else "")
    name = form.file_name("citygraph" if recipe is None else f"citygraph-{recipe}")
    return FileResponse(file.path, headers=headers, media_type=media_type, filename=name)
