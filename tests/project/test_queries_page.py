"""The page on ready queries and recipes is what its generator prints, and names them all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from citygraph.queries import load_catalogue, load_recipes

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    made = subprocess.run([sys.executable, ROOT / "docs/tools/queries.py"], capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == PAGE


def test_every_ready_query_and_recipe_is_on_it() -> None:
    assert not [name for name in (*load_catalogue(), *load_recipes()) if f"\n### {name}\n" not in PAGE]
