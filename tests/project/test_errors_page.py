"""The page on errors: every code, with its HTTP status."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import citygraph
from citygraph.api.problems import STATUSES
from citygraph.ontology import CityGraphError

PAGE = (Path(__file__).parents[2] / "docs" / "errors.md").read_text(encoding="utf-8")
DOCUMENTED = dict(re.findall(r"^\| `([a-z-]+)` \| (\d{3}|–) \|", PAGE, flags=re.MULTILINE))


def raised() -> set[str]:
    """Return the codes of all errors that citygraph defines."""
    for module in pkgutil.walk_packages(citygraph.__path__, "citygraph."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    pending, codes = [CityGraphError], set[str]()
    while pending:
        error = pending.pop()
        pending += error.__subclasses__()
        if error is not CityGraphError and error.__module__.startswith("citygraph."):
            codes.add(error.code)
    return codes


def test_every_code_is_documented_and_none_that_is_not_there() -> None:
    assert set(DOCUMENTED) == raised()


def test_every_http_status_is_the_servers() -> None:
    stated = {code: int(status) for code, status in DOCUMENTED.items() if status != "–"}
    assert stated == {code: status for code, status in STATUSES.items() if code in DOCUMENTED}
