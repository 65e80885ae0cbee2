"""Why facts were drawn, from the text to the words of an explanation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from citygraph.loaders.extraction.batches.explanations import explain
from citygraph.loaders.extraction.extractor import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def extractor(gazetteer: Gazetteer) -> Extractor:
    return Extractor.open(gazetteer)


def test_each_fact_has_its_sentences_on_one_line_with_the_passages_in_place(
    extractor: Extractor, article: Callable[..., str], tmp_path: Path
) -> None:
    text = article()
    extraction = extractor.extract(describe_text(text, id="a"))
    explanation = explain(extraction)
    assert len(explanation.facts) == len(extraction.document.facts)
    for explained, fact in zip(explanation.facts, extraction.document.facts, strict=True):
        assert explained.fact["kind"] == fact.kind
        assert not {"evidence", "rule", "confidence"} & explained.fact.keys()
        marked = {stated.text[a:b] for stated in explained.stated for a, b in stated.marks}
        passages = {
            " ".join(text[each.start : each.end].split()) for each in fact.evidence if hasattr(each, "start")
        }
        assert passages == {" ".join(each.split()) for each in marked}
        assert all("\n" not in stated.text for stated in explained.stated)


def test_a_name_left_open_comes_with_what_it_may_mean(extractor: Extractor) -> None:
    extraction = extractor.extract(
        describe_text(
            "The mayors of Springfield and San Pedro signed a sister city agreement on Monday.", id="a"
        )
    )
    explanation = explain(extraction)
    assert [each.written for each in explanation.unresolved] == [each.name for each in extraction.unresolved]
    for told, name in zip(explanation.unresolved, extraction.unresolved, strict=True):
        assert told.taken_for is None
        assert any(reason.startswith("may be ") for reason in told.reasons) == bool(name.candidates)
