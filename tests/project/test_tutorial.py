"""The tutorial runs, and shows what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).parents[2] / "docs" / "tutorial.ipynb"


def test_the_tutorial_runs_from_the_articles_to_a_chart() -> None:
    cells = [
        cell
        for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]
    assert len(cells) == 8 and not any(cell["outputs"] for cell in cells)
    names: dict[str, Any] = {}
    for number, cell in enumerate(cells):
        exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)
    assert names["facts"] == 79
    assert (names["best"].name, names["best"].degree) == ("London", 14)
    assert names["nx_graph"].number_of_edges() == 53
    assert "London" in names["report"]._repr_html_() and "<table>" in names["network"]._repr_html_()
    assert names["tie"].facts[0].statements[0].passages[0].start is not None
    assert names["drawn"]["leaders"].to_dict()["datasets"]["leaders"][0]["degree"] == 14
    names["graph"].close()
