"""Names of gatherings that the sequence model tells."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.extraction.tagging import Tagger, tagged_layout


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.open()


def names(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in tagger.find(segment(text, ()))]


def test_a_name_is_told(tagger: Tagger) -> None:
    text = "Riga hosted the Amber Cities Summit in 2019.\n"
    assert [kind for kind, _ in names(tagger, text)] == ["event"]


def test_a_sentence_without_a_gathering_has_no_name(tagger: Tagger) -> None:
    assert names(tagger, "The council raised the price of parking on Monday.\n") == []


def test_probabilities_are_probabilities_and_names_are_in_order(tagger: Tagger) -> None:
    text = "Riga hosted the Amber Cities Summit in 2019, and Tartu the Amber Cities Summit 2021.\n"
    found = tagger.find(segment(text, ()))
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(0 < each.probability <= 1 for each in found)


def test_what_is_known_of_a_token_is_among_its_features() -> None:
    text = "Riga hosted the summit.\n"
    [(sentence, features)] = tagged_layout(segment(text, ()), [((0, 4), "C")])
    assert "k=C" in features[0]
    assert "k-1=C" in features[1]
    assert len(features) == len(sentence.tokens)


def test_furniture_is_not_read(tagger: Tagger) -> None:
    text = "Riga hosted the Amber Cities Summit 2021.\n"
    assert list(tagged_layout(segment(text, [(0, len(text))]), [])) == []


def test_what_only_the_model_tells_is_no_fact_where_an_article_does_not_speak_of_cooperation() -> None:
    text = (
        "Two records in Oslo\n\nThe Winter Swimmers Encounter 2023 took place in Oslo on 4 March 2023. "
        "Two records were broken, the organisers said, and the sauna stayed open until midnight.\n"
    )
    facts = Extractor.open().extract(describe_text(text, id="swimmers")).document.facts
    assert not [each for each in facts if (each.rule or "").endswith(".tagged")]
