"""The page shows all that the ontology defines, and the documentation's copy is the same."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from citygraph.ontology.description import describe
from citygraph.ontology.page import html, markdown

COPY = Path(__file__).parents[2] / "docs" / "ontology.md"


class Anchors(HTMLParser):
    """Collects the ids of a page and checks that its elements close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.open: list[str] = []
        self.languages: set[str | None] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.open.append(tag)
        self.languages.add(given.get("lang"))
        if identifier := given.get("id"):
            self.ids.append(identifier)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_documentation_is_up_to_date() -> None:
    hint = "run: python -m citygraph.ontology.page > docs/ontology.md"
    assert COPY.read_text(encoding="utf-8") == markdown(), hint


def test_the_page_has_an_anchor_for_every_term_and_shape() -> None:
    about = describe()
    page = Anchors()
    page.feed(html())
    assert page.open == []
    assert {"en", "id"} <= page.languages
    assert len(page.ids) == len(set(page.ids))
    named = (*about.classes, *about.individuals, *about.properties)
    assert {term.name for term in named} <= set(page.ids)
    assert {f"shape-{each.name}" for each in about.constraints} <= set(page.ids)


def test_every_message_is_on_the_page_in_both_languages() -> None:
    text = markdown()
    for each in describe().constraints:
        assert each.message.en in text
        assert each.message.id in text
