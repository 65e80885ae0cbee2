"""The page on ready queries and recipes is what its generator prints, and names them all."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from citygraph.queries import load_catalogue, load_recipes

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    made = subprocess.run([sys.executable, ROOT / "docs/tools/queries.py"], capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == PAGE


def test_every_ready_query_and_recipe_is_on_it() -> None:
    assert not [name for name in load_catalogue() if f"\n#### {name}\n" not in PAGE]
    assert not [name for name in load_recipes() if f"\n### {name}\n" not in PAGE]


@pytest.mark.usefixtures("gazetteer")
def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    source = re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert source is not None
    exec(compile(source[1], "queries.md", "exec"), {})
    article = "https://w3id.org/citygraph/article/ascn-luang-prabang"
    members = ["Kabupaten Banyuwangi", "Kementerian Dalam Negeri", "Makassar"]
    assert capsys.readouterr().out.splitlines() == [f"{name} {article}" for name in members]
