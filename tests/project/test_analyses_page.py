"""The page on analyses is what its generator prints, and names them all."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from citygraph.queries.analyses import load_analyses

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "analyses.md").read_text(encoding="utf-8")


@pytest.mark.usefixtures("gazetteer")
def test_the_page_is_up_to_date() -> None:
    made = subprocess.run([sys.executable, ROOT / "docs/tools/analyses.py"], capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == PAGE


def test_every_analysis_is_on_it_with_an_answer() -> None:
    for name in load_analyses():
        section = PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
        assert f"$ citygraph analyse {name} --store cities" in section
        assert "error:" not in section


@pytest.mark.usefixtures("gazetteer")
def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    source = re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert source is not None
    exec(compile(source[1], "analyses.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == [
        "night-time economy and silver economy share Guangzhou, London",
        "commemoration in urban space and film cities share London, New York",
    ]
