"""Languages beside Indonesian and English, as far as their words go: nothing but data makes them."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.languages import chain, lexicon, tags
from citygraph.loaders.extraction.patterns import rule_book
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts import Membership, Partnership


@pytest.fixture(scope="module")
def extractor(gazetteer):
    return Extractor.open(gazetteer)


def facts(extractor, text, language):
    return extractor.extract(describe_text(text, id="article", language=language)).document.facts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Stadt Hannover ist Mitglied von Mayors for Peace."),
        ("ms", "Kota Kuching telah menjadi anggota ICLEI sejak tahun lalu."),
        ("vi", "Thành phố Hà Nội chính thức trở thành thành viên của CITYNET."),
        ("tl", "Ang Lungsod ng Makati ay kasapi ng CITYNET."),
    ],
)
def test_memberships(extractor, language, text):
    found = [fact for fact in facts(extractor, text, language) if isinstance(fact, Membership)]
    assert len(found) == 1, found
    assert found[0].modality == "asserted"


@pytest.mark.parametrize(
    ("language", "text", "modality"),
    [
        ("de", "Hannover und Hiroshima feiern ihre Städtepartnerschaft.", "asserted"),
        ("de", "Die Stadt Leipzig will eine Städtepartnerschaft mit der Stadt Bandung schließen.", "planned"),
        ("ms", "Kuching dan Pontianak menjadi bandar berkembar.", "asserted"),
        ("vi", "Thành phố Đà Nẵng kết nghĩa với thành phố Yokohama.", "asserted"),
    ],
)
def test_partnerships(extractor, language, text, modality):
    found = [fact for fact in facts(extractor, text, language) if isinstance(fact, Partnership)]
    assert [fact.modality for fact in found] == [modality]


def test_the_rule_says_in_which_language_it_was_read(extractor):
    found = facts(extractor, "Die Stadt Hannover ist Mitglied von Mayors for Peace.", "de")
    assert {str(fact.rule).split(".")[0] for fact in found} == {"de"}


@pytest.mark.parametrize("tag", tags())
def test_every_rule_of_every_language_can_be_read(tag):
    assert lexicon(tag, "language")["name"]
    assert chain(tag)[0] == tag and chain(tag)[-1] == "en"
    for subject in ("membership", "partnership", "participation"):
        rule_book(tag, subject)
