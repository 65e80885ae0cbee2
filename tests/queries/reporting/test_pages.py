"""Reports as pages and as Markdown."""

from __future__ import annotations

import datetime
import re

import pytest
from citygraph.queries import Queryable, Texts, find_recipe
from citygraph.queries.measures import load_measures
from citygraph.queries.reporting.making import make_report
from citygraph.queries.reporting.pages import markdown, page
from markupsafe import escape

DAY = datetime.date(2026, 1, 2)


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_page_tells_the_network_as_a_whole_and_the_method_of_every_measure(
    graph: Queryable, language: str
) -> None:
    document = make_report(graph, find_recipe("shared-themes"), language=language, made=DAY)
    text = page(document, [])
    whole = text[text.index('id="whole"') : text.index('id="pictures"')]
    for name, value in document.centrality.whole.items():
        measure = load_measures()[name]
        assert f"<dt>{escape(measure.title.said_in(language))}</dt>" in whole
        if value is not None and measure.whole_numbers:
            assert f"<dd>{int(value)}</dd>" in whole
    method = text[text.index('id="method"') :]
    for measure in load_measures().values():
        assert f"<dt>{escape(measure.title.said_in(language))}</dt>" in method
    assert not re.search(r"<(script|link|img)\b|src=|@import", text)


def test_markdown_tells_the_same(graph: Queryable) -> None:
    document = make_report(graph, find_recipe("shared-themes"), made=DAY)
    text = markdown(document, {}, [])
    assert f"- Diameter: {int(document.centrality.whole['diameter'] or 0)}\n" in text
    assert "doi:10." in text


def test_measuring_tells_how_much_is_done(graph: Queryable) -> None:
    said: list[tuple[int, int, str]] = []

    def advance(done: int, total: int, what: Texts) -> None:
        said.append((done, total, what.en))

    make_report(graph, find_recipe("shared-themes"), made=DAY, advance=advance)
    assert [done for done, _, _ in said] == sorted(done for done, _, _ in said)
    assert any(done == 1 and what.endswith("%") for done, _, what in said)
