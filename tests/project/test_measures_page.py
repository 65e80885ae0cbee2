"""The page on measures is what its generator prints, and its example runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")


def test_the_page_is_up_to_date() -> None:
    made = subprocess.run([sys.executable, ROOT / "docs/tools/measures.py"], capture_output=True, check=True)
    assert made.stdout.decode("utf-8") == PAGE


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    source = re.search(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)
    assert source is not None
    exec(compile(source[1], "measures.md", "exec"), {})
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "{'Jakarta': 0.0, 'London': 0.0, 'Malang': 0.0, 'Milan': 1.0}"
    assert said[2].startswith("2 Wasserman")
