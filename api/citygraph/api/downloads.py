"""The whole graph as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Annotated

from citygraph.graph import ExportOptions
from citygraph.queries.exports import export_formats, write_export
from fastapi import APIRouter, Depends, Path
from starlette.responses import Response, StreamingResponse

from .errors import UnknownThing
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["downloads"])
_CHUNK = 1 << 16
_IN_MEMORY = 1 << 22


@router.get(
    "/downloads", summary="What can be downloaded", response_class=Response, operation_id="list_downloads"
)
def listing(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return the page of the downloads."""
    return view.page(
        "downloads.html",
        formats=export_formats().values(),
        digest=view.site.graph.digest,
        documents=view.site.graph.documents(),
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
) -> Response:
    """Return the graph in the format of the suffix, streamed from a file written first, so never cut."""
    form = next((form for form in export_formats().values() if form.suffix == suffix), None)
    if form is None:
        raise UnknownThing(f"citygraph.{suffix}")
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    try:
        options = ExportOptions(view.site.graph.identifiers, language=view.language)
        write_export(form, view.site.graph, file, options)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return StreamingResponse(
        _chunks(file),
        headers={
            "Content-Type": form.media_type
            + ("; charset=utf-8" if form.media_type.startswith("text/") else ""),
            "Content-Length": str(size),
            "Content-Disposition": f'attachment; filename="{form.file_name()}"',
        },
    )


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
