"""Errors as answers: one table from error codes to HTTP statuses, and RFC 9457 problem documents."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Final, cast

from citygraph.graph.readers import ServerBusy
from citygraph.ontology.errors import CityGraphError
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match

from .errors import NotAcceptable, TokenWrong
from .negotiation import HTML, PLAIN, PROBLEM, choose
from .site import View

__all__ = ["STATUSES", "handle_problems"]

STATUSES: Final[dict[str, int]] = {
    "ambiguous-city": 404,
    "ambiguous-name": 404,
    "bad-parameter": 400,
    "bad-recipe": 400,
    "body-too-large": 413,
    "change-refused": 422,
    "city-mismatch": 404,
    "computation-cancelled": 409,
    "computation-crashed": 500,
    "computation-memory": 507,
    "computation-timeout": 504,
    "computations-busy": 503,
    "date-before-facts": 404,
    "empty-network": 404,
    "endpoint-cut": 502,
    "endpoint-denied": 502,
    "endpoint-failed": 502,
    "endpoint-timeout": 504,
    "endpoint-unfit": 502,
    "endpoint-unreachable": 502,
    "form-not-wanted": 406,
    "graph-protected": 409,
    "missing-parameter": 400,
    "no-coordinates": 404,
    "not-acceptable": 406,
    "not-analysable": 422,
    "payload-unreadable": 400,
    "precondition-failed": 412,
    "query-crashed": 500,
    "query-failed": 500,
    "query-memory": 507,
    "query-refused": 400,
    "query-syntax": 400,
    "query-timeout": 504,
    "query-too-long": 413,
    "read-only": 403,
    "readers-lost": 503,
    "report-gone": 410,
    "request-timeout": 408,
    "result-too-large": 413,
    "server-busy": 503,
    "store-in-use": 503,
    "store-unwritable": 507,
    "token-wrong": 401,
    "undefined-measure": 422,
    "unknown-analysis": 404,
    "unknown-city": 404,
    "unknown-computation": 404,
    "unknown-country": 404,
    "unknown-document": 404,
    "unknown-format": 404,
    "unknown-graph": 404,
    "unknown-name": 404,
    "unknown-network": 404,
    "unknown-parameter": 400,
    "unknown-query": 404,
    "unknown-recipe": 404,
    "unknown-thing": 404,
    "unsupported-media-type": 415,
    "update-failed": 400,
    "withdrawn": 410,
    "writer-crashed": 500,
    "writer-memory": 507,
    "writer-timeout": 504,
    "wrong-operation": 400,
}
"""HTTP status of each error code; a code that is not listed is the server's own fault, 500."""


_SECONDS_TO_RECOVER: Final = 5
"""When to come again once readers or writer are being replaced."""

_CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="citygraph"'}
"""How a client that may write is asked for the token."""


def _answer(
    request: Request,
    *,
    status: int,
    code: str,
    detail: str,
    hint: str | None = None,
    extra: dict[str, object] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """Return the problem as a page or plain text where the client prefers that, else as problem+json."""
    title = HTTPStatus(status).phrase
    try:
        media = choose(request.headers.get("accept"), (PROBLEM, HTML, PLAIN))
    except NotAcceptable:
        media = PROBLEM
    named = dict(headers or {}) | {"Vary": "Accept"}
    if media is HTML:
        page = View.of(request).page(
            "problem.html",
            status=status,
            status_title=title,
            detail=detail,
            hint=hint,
            excerpt=(extra or {}).get("excerpt"),
        )
        page.status_code = status
        page.headers.update(named | {"Vary": _varied(page.headers["Vary"], named["Vary"])})
        return page
    body: dict[str, object] = {
        "type": f"urn:citygraph:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if media is not PROBLEM:
        return Response(_text(status, title, detail, hint, extra or {}), status, named, PLAIN.content_type)
    if hint:
        body["hint"] = hint
    body.update(extra or {})
    return Response(json.dumps(body, ensure_ascii=False), status, named, PROBLEM.type)


def _text(status: int, title: str, detail: str, hint: str | None, extra: dict[str, object]) -> str:
    """Return a problem as lines for people: what, where, the place with a caret under it, and what to do."""
    lines = [f"{status} {title}: {detail}"]
    if "line" in extra and "column" in extra:
        lines.append(f"line {extra['line']}, column {extra['column']}")
    if "excerpt" in extra:
        lines += ["", str(extra["excerpt"]), ""]
    if hint:
        lines.append(f"hint: {hint}")
    return "\n".join(lines) + "\n"


def _headers(error: CityGraphError) -> dict[str, str]:
    """Return the headers that go with an error: what to bring, or when to come again."""
    if isinstance(error, TokenWrong):
        return _CHALLENGE
    if STATUSES.get(error.code) == HTTPStatus.SERVICE_UNAVAILABLE:
        return {
            "Retry-After": str(error.retry_after if isinstance(error, ServerBusy) else _SECONDS_TO_RECOVER)
        }
    return {}


def _varied(*values: str) -> str:
    """Return one Vary header for several."""
    names = [name.strip() for value in values for name in value.split(",")]
    return ", ".join(dict.fromkeys(names))


def _allow(request: Request) -> dict[str, str]:
    """Return the header that names every method that the address takes; HEAD is answered wherever GET is."""
    app: FastAPI = request.app
    taken = [
        method
        for method in ("GET", "POST", "PUT", "DELETE")
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL for route in app.router.routes
        )
    ]
    if "GET" in taken:
        taken.insert(1, "HEAD")
    return {"Allow": ", ".join(taken)}


def _extra(error: CityGraphError) -> dict[str, object]:
    """Return the data of an error that a program can use: its plain attributes."""
    hidden = ("what", "hint", "place")
    data: dict[str, object] = dict(vars(error))
    plain = {name: value for name, value in data.items() if isinstance(value, (str, int, float))}
    several = {
        name: [str(item) for item in cast("tuple[object, ...]", value)]
        for name, value in data.items()
        if isinstance(value, tuple)
    }
    return {name: value for name, value in (plain | several).items() if name not in hidden}


def handle_problems(app: FastAPI) -> None:
    """Make an application answer every error as a problem."""

    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, CityGraphError)
        return _answer(
            request,
            status=STATUSES.get(error.code, 500),
            code=error.code,
            detail=error.what,
            hint=error.hint,
            extra=_extra(error),
            headers=_headers(error),
        )

    def refused_by_router(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
        detail = {
            404: f"there is nothing at {request.url.path}",
            405: f"{request.method} is not taken at {request.url.path}",
        }.get(error.status_code, error.detail)
        headers = dict(error.headers or {}) | (_allow(request) if error.status_code == 405 else {})
        return _answer(request, status=error.status_code, code=code, detail=detail, headers=headers)

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return _answer(
            request,
            status=400,
            code="bad-parameter",
            detail=f"{name}: {first['msg']}",
            extra={"parameter": name},
        )

    def failed(request: Request, error: Exception) -> Response:
        return _answer(
            request,
            status=500,
            code="internal",
            detail="the server failed; its log says why",
            hint="try again, and report it if it happens again",
        )

    app.add_exception_handler(CityGraphError, refused)
    app.add_exception_handler(HTTPException, refused_by_router)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, failed)
