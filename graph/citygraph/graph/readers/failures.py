"""Errors as frames and back: a process tells another why there is no answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, cast

from citygraph.graph.errors import (
    NotAStore,
    QueryFailed,
    QueryRefused,
    QuerySyntax,
    QueryTooLong,
    StoreUnwritable,
)
from citygraph.ontology import CityGraphError

from .errors import FormNotWanted, QueryMemory, ReadersLost, ResultTooLarge
from .frames import Kind, pack

__all__ = ["failure_frame", "read_failure"]

_DATA: Final = ("line", "column", "limit", "unit", "form", "seconds")


def failure_frame(error: CityGraphError, kind: Kind = Kind.FAILURE) -> bytes:
    """Return an error as it is sent."""
    known = cast("dict[str, object]", vars(error))
    data = {name: known[name] for name in _DATA if name in known}
    content = {"code": error.code, "what": error.what, "hint": error.hint, "data": data}
    return pack(kind, json.dumps(content).encode())


def read_failure(payload: bytes) -> CityGraphError:
    """Return the error that was sent."""
    content: dict[str, Any] = json.loads(payload)
    what, hint, data = content["what"], content["hint"], content["data"]
    makers: dict[str, Callable[[], CityGraphError]] = {
        QuerySyntax.code: lambda: QuerySyntax(what, line=data["line"], column=data["column"], hint=hint),
        QueryTooLong.code: lambda: QueryTooLong(data["limit"]),
        QueryRefused.code: lambda: QueryRefused(what, hint=hint),
        QueryMemory.code: lambda: QueryMemory(data["limit"]),
        ResultTooLarge.code: lambda: ResultTooLarge(data["limit"], data["unit"]),
        FormNotWanted.code: lambda: FormNotWanted(data["form"]),
        QueryFailed.code: lambda: QueryFailed(what, hint=hint),
        NotAStore.code: lambda: NotAStore(what, hint=hint),
        StoreUnwritable.code: lambda: StoreUnwritable(what, hint=hint),
    }
    maker = makers.get(content["code"])
    return maker() if maker else ReadersLost(what, hint=hint)
