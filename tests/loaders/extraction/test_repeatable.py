"""The same text gives the same facts, in whatever order a process hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ARTICLES = Path(__file__).parent / "articles"
PROGRAM = """
import sys
from pathlib import Path
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts import as_yaml

extractor = Extractor.open()
for name in sys.argv[1:]:
    path = Path(name)
    article = describe_text(path.read_text(encoding="utf-8"), id=path.stem)
    print(as_yaml(extractor.extract(article).document))
"""


def test_facts_do_not_depend_on_the_order_of_hashes() -> None:
    paths = [str(path) for tag in ("id", "en") for path in sorted((ARTICLES / tag).glob("*.txt"))[::4]]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    one, other = (process.communicate()[0] for process in started)
    assert one.count(b"kind: participation") > 50
    assert one == other
