from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_a_release_is_made_and_then_nothing_has_changed(run: Run, own_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "releases"
    result = run("release", "--store", own_store, "--out", out, "--date", "2026-01-31")
    assert result.exit_code == 0 and str(out / "2026-01-31") in result.stdout
    again = run("release", "--store", own_store, "--out", out, "--date", "2026-02-28", "--json")
    assert json.loads(again.stdout)["change"] == "unchanged"
    run("remove", "wccf-jakarta", "--store", own_store)
    refused = run("release", "--store", own_store, "--out", out, "--date", "2026-01-31")
    assert refused.exit_code == 1 and "--force" in refused.stderr
    later = run("release", "--store", own_store, "--out", out, "--date", "2026-02-28", "--gzip")
    assert "since 2026-01-31: 0 facts added, 30 removed, 0 changed" in later.stdout
    assert (out / "2026-02-28" / "citygraph.nq.gz").exists()
