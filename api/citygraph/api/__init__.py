"""The graph over HTTP and on the command line: SPARQL, linked data, reports, downloads and pages.

The names below load at their first use, so that the command line does not wait for a web framework.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .app import create_app
    from .serving import PortTaken, serve
    from .settings import Settings

__all__ = ["PortTaken", "Settings", "create_app", "serve"]

_MODULES: Final = {"create_app": "app", "PortTaken": "serving", "serve": "serving", "Settings": "settings"}


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULES[name]}", __name__), name)
