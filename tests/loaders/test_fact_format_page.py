"""The page on the fact format: its example loads, and it names every field and every code."""

from __future__ import annotations

import re
from pathlib import Path

from citygraph.loaders.facts import parse_document
from citygraph.loaders.facts.article import Article
from citygraph.loaders.facts.explanations import KINDS, fields_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "fact-format.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "loaders" / "citygraph" / "loaders" / "facts").glob("*.py"))


def test_the_example_reads_without_a_warning() -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    document = parse_document(example, syntax="yaml")
    assert len(document.facts) == 3
    assert document.warnings == ()


def test_every_field_and_kind_is_named() -> None:
    for model in (Article, *KINDS.values()):
        assert not [field for field in fields_of(model) if f"`{field}`" not in PAGE]
    assert not [kind for kind in KINDS if f"`{kind}`" not in PAGE]


def test_every_code_is_named() -> None:
    raised = re.compile(
        r"(?:Problem|SyntaxRefused|PydanticCustomError|_refused)"
        r'\(\s*(?:path, |file, )?"([a-z]+(?:-[a-z]+)+|empty)"'
    )
    codes = {code for source in SOURCES for code in raised.findall(source.read_text(encoding="utf-8"))}
    assert len(codes) > 25
    assert not [code for code in sorted(codes) if f"`{code}`" not in PAGE]
