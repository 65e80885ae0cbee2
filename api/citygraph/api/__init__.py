"""The graph over HTTP: SPARQL, linked data, reports, downloads and pages."""

from .app import create_app
from .serving import PortTaken, serve
from .settings import Settings

__all__ = ["PortTaken", "Settings", "create_app", "serve"]
