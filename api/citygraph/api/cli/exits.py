"""Exit statuses, and how what went wrong becomes one line and a status instead of a traceback."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

import typer
from citygraph.ontology import CityGraphError

from .console import error
from .signals import Terminated

__all__ = ["INTERRUPTED", "PIPE_CLOSED", "REFUSED", "guarded", "refused"]

REFUSED: Final = 1
"""The input was refused. (Wrong usage is 2, which typer gives.)"""

INTERRUPTED: Final = 130
"""Ctrl-C: 128 and the number of SIGINT, as shells count."""

PIPE_CLOSED: Final = 141
"""The reader of the output went away: 128 and the number of SIGPIPE."""

P = ParamSpec("P")


def refused() -> typer.Exit:
    """Return the exit to raise once it has been said what was refused."""
    return typer.Exit(REFUSED)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Return the command with its errors said on standard error, a line each, and its exit status set."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except CityGraphError as problem:
            error(str(problem))
            raise refused() from problem
        except BrokenPipeError as problem:
            _discard_output()
            raise typer.Exit(PIPE_CLOSED) from problem
        except OSError as problem:
            error(_said(problem))
            _discard_output()
            raise refused() from problem
        except Terminated as problem:
            raise typer.Exit(128 + problem.number) from problem
        except KeyboardInterrupt as problem:
            error("interrupted")
            raise typer.Exit(INTERRUPTED) from problem

    return run


def _said(problem: OSError) -> str:
    what = problem.strerror or str(problem)
    return f"{problem.filename}: {what}" if problem.filename else what


def _discard_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter does not complain at its end."""
    try:
        descriptor = sys.stdout.fileno()
    except (io.UnsupportedOperation, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
