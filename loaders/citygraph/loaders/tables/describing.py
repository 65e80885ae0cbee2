"""Descriptions of tables from TOML files: those that come with citygraph, and one's own."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from citygraph.loaders.facts import DocumentRefused, Problem
from citygraph.loaders.facts.files import decoded, read_bytes
from citygraph.ontology import Place
from pydantic import ValidationError

from .description import Description
from .errors import DescriptionRefused

__all__ = ["READY", "parse_description", "read_description", "ready_descriptions"]

READY: Final[Traversable] = files("citygraph.loaders.tables") / "ready"
"""The folder of the descriptions that come with citygraph."""

_NOT_IN_RULES: Final = re.compile(r"[^A-Za-z0-9._-]")
_LARGEST: Final = 1_000_000
_MESSAGES: Final = {"extra_forbidden": "there is no such field", "missing": "it is missing"}


def ready_descriptions() -> dict[str, str]:
    """Return the text of each description that comes with citygraph, by name."""
    found = sorted(each.name for each in READY.iterdir() if each.name.endswith(".toml"))
    return {name.removesuffix(".toml"): (READY / name).read_text(encoding="utf-8") for name in found}


def read_description(source: Path | str) -> Description:
    """Return the description in a file, or the ready one of that name.

    Raises:
        DescriptionRefused: There is none, or it is not right; with every problem found.
    """
    ready = ready_descriptions()
    if str(source) in ready:
        return parse_description(ready[str(source)], name=str(source))
    file = Path(source)
    try:
        text = decoded(read_bytes(file, _LARGEST), file)
    except DocumentRefused as error:
        problem = error.problems[0]
        if problem.code == "file-missing":
            hint = f"name a file in TOML, or one of: {', '.join(ready)}"
            problem = Problem(problem.code, problem.what, problem.place, hint)
        raise DescriptionRefused([problem], file=file) from error
    return parse_description(text, name=None, file=file)


def parse_description(text: str, *, name: str | None = None, file: Path | None = None) -> Description:
    """Return the description in a text.

    Args:
        text: TOML.
        name: Its name, where the text does not say one; by default the file's.
        file: The file to name in problems.

    Raises:
        DescriptionRefused: It is not right; with every problem found.
    """
    try:
        tree = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = Problem("bad-toml", f"it is no TOML: {error}", Place(file))
        raise DescriptionRefused([problem], file=file) from error
    own = name or (
        "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "-" for c in file.stem) if file else ""
    )
    if own:
        tree.setdefault("name", own)
    try:
        return Description.model_validate(tree)
    except ValidationError as error:
        problems = [
            Problem(
                each["type"].replace("_", "-"),
                _MESSAGES.get(each["type"], each["msg"].removeprefix("Value error, ")),
                Place(file, None, None, ".".join(_step(part) for part in each["loc"])),
            )
            for each in error.errors(include_url=False)
        ]
        raise DescriptionRefused(problems, file=file) from error


def _step(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else part
