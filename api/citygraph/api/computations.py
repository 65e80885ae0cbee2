"""Long computations over HTTP: how far one is, and its cancellation; and the answer while there is no result."""

from __future__ import annotations

import time
from typing import Annotated, Final
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Depends
from starlette.responses import JSONResponse, RedirectResponse, Response

from .answers import negotiated
from .computing import Computation, Progress, Result
from .negotiation import HTML, JSON, split_suffix
from .site import View

__all__ = ["computed", "progress_answer", "router"]

router = APIRouter(tags=["computations"])
_OFFERED: Final = (JSON, HTML)
_AGAIN: Final = 2
"""Seconds after which a page or program looks again."""


def computed(view: View, computation: Computation, *, patience: float | None = None) -> Result | Progress:
    """Return the result of a computation, or how far it is once the settings' patience is over.

    Raises:
        CityGraphError: It failed, or there is no room for one more.
    """
    wait = view.site.settings.computations_patience if patience is None else patience
    return view.site.runner.ask(computation, patience=wait)


def progress_answer(view: View, progress: Progress, *, html: bool) -> Response:
    """Return the answer to who wants a result that is not there yet: 202, with where to look and how far it is."""
    where = f"/computations/{progress.key}"
    headers = {
        "Location": view.absolute(where),
        "Retry-After": str(_AGAIN),
        "Cache-Control": "no-store",
        "Vary": "Accept, Accept-Language",
    }
    if html:
        page = view.page("computation.html", progress=progress, seconds=_seconds(progress), again=_AGAIN)
        page.headers.update(headers)
        page.status_code = 202
        return page
    return JSONResponse(_described(view, progress), 202, headers)


@router.get(
    "/computations/{key}",
    summary="How far a long computation is",
    response_class=Response,
    operation_id="computation",
)
def computation(key: str, view: Annotated[View, Depends(View.of)]) -> Response:
    """Return how far a computation is, as a page that looks again by itself or as JSON."""
    stem, suffix = split_suffix(key, _OFFERED)
    progress = view.site.runner.progress(stem)
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
    if negotiated(view.request, suffix, _OFFERED) is JSON:
        return JSONResponse(_described(view, progress), headers=headers)
    if progress.state == "done" and progress.address:
        return RedirectResponse(_result(view, progress), 303, headers)
    page = view.page("computation.html", progress=progress, seconds=_seconds(progress), again=_AGAIN)
    page.headers.update(headers)
    return page


@router.delete(
    "/computations/{key}",
    summary="Cancel a long computation, for all who wait for it",
    response_class=Response,
    operation_id="cancel_computation",
)
def cancel(key: str, view: Annotated[View, Depends(View.of)]) -> Response:
    """End a computation; one that has ended stays as it is."""
    return JSONResponse(_described(view, view.site.runner.cancel(key)), headers={"Cache-Control": "no-store"})


@router.post(
    "/computations/{key}/cancel",
    summary="Cancel a long computation, as the button of its page does",
    response_class=Response,
    operation_id="cancel_computation_by_button",
)
def cancel_by_button(key: str, view: Annotated[View, Depends(View.of)]) -> Response:
    """End a computation, and show its page."""
    view.site.runner.cancel(key)
    return RedirectResponse(view.path(f"/computations/{key}"), 303, {"Cache-Control": "no-store"})


def _described(view: View, progress: Progress) -> dict[str, object]:
    found: dict[str, object] = {
        "computation": view.absolute(f"/computations/{progress.key}"),
        "state": progress.state,
        "title": progress.title.said_in(view.language),
        "what": progress.what.said_in(view.language),
        "done": progress.done,
        "total": progress.total,
    }
    if progress.address:
        found["result"] = view.absolute(progress.address)
    if progress.error:
        found |= {"code": progress.code, "error": progress.error}
    return found


def _result(view: View, progress: Progress) -> str:
    parts = urlsplit(progress.address)
    return view.path(parts.path, **dict(parse_qsl(parts.query)))


def _seconds(progress: Progress) -> int:
    return max(0, round(time.time() - progress.began))
