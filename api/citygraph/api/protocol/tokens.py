"""How the OpenAPI document says that a route needs the write token; whether it is right is decided elsewhere."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Depends
from fastapi.security import HTTPBearer

__all__ = ["TOKEN"]

TOKEN: Final[Any] = Depends(
    HTTPBearer(
        scheme_name="token",
        description="the token that the server was started with",
        auto_error=False,
    )
)
