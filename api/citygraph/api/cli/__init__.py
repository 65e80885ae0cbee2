"""The command line: ``citygraph`` and its commands. Heavy modules load inside the commands that need them."""

from .application import build, main

__all__ = ["build", "main"]
