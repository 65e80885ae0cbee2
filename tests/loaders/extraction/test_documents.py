"""Documents made of drafts."""

from __future__ import annotations

from typing import Any

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.asking.documents import traces_of
from citygraph.loaders.extraction.documents import described, document_of
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.reading import ArticleText, describe_text
from pydantic import ValidationError

ARTICLE: dict[str, object] = {"id": "a", "sha256": "0" * 64, "length": 100}


def draft(kind: str, **values: Any) -> Draft:
    """Return a draft of a fact."""
    return Draft(kind, values, ((0, 5),), f"model.{kind}", 0.5, because=("asked m",))


FORUM = draft("event", name="Forum")
JOINING = draft("participation", participant="Malang, ID", **{"in": "Forum Sungai"})


def test_drafts_that_go_together() -> None:
    drafts = [draft("event", name="Forum Sungai"), JOINING]
    document, kept, dropped = document_of(ARTICLE, drafts)
    assert (len(document.facts), kept, dropped) == (2, drafts, [])
    assert [each.because for each in traces_of(kept)] == [("asked m",), ("asked m",)]


def test_what_refers_to_nothing_is_left_out() -> None:
    document, kept, [dropped] = document_of(ARTICLE, [FORUM, JOINING])
    assert (len(document.facts), kept) == (1, [FORUM])
    assert (dropped.kind, dropped.code) == ("participation", "unknown-name")


def test_a_name_declared_again_is_left_out() -> None:
    _, kept, [dropped] = document_of(ARTICLE, [FORUM, draft("programme", name="Forum")])
    assert (kept, dropped.code) == ([FORUM], "duplicate-name")


def test_one_left_out_takes_those_along_that_need_it() -> None:
    session = draft("event", name="Forum Sungai", part_of="Pekan Air")
    _, kept, dropped = document_of(ARTICLE, [FORUM, session, JOINING])
    assert kept == [FORUM]
    assert [(each.kind, each.code) for each in dropped] == [
        ("event", "unknown-name"),
        ("participation", "unknown-name"),
    ]


def test_what_became_invalid_is_left_out() -> None:
    wrong = draft("membership", member="Malang, ID", network="apeksi", since="2019", until="2018")
    _, kept, [dropped] = document_of(ARTICLE, [FORUM, wrong])
    assert (kept, dropped.code) == ([FORUM], "end-before-start")


def test_what_is_kept_whatever_it_is() -> None:
    document, kept, dropped = document_of(ARTICLE, [JOINING], kept=1)
    assert (len(document.facts), kept, dropped) == (1, [JOINING], [])


def test_an_article_that_is_none() -> None:
    with pytest.raises(ValidationError):
        document_of({"id": "no slug"}, [FORUM])


def test_an_article_described() -> None:
    told = described(ArticleText("a", "Kota\ud800", title="T"), {"engine": "e", "version": "1", "model": "m"})
    assert told["made_by"] == {"engine": "e", "version": "1", "model": "m"}
    assert (told["review"], told["length"], told["title"]) == ("draft", 5, "T")
    assert "url" not in told


def test_a_field_that_it_can_do_without_is_left_out_alone() -> None:
    wrong = draft("membership", member="Malang, ID", network="apeksi", since="1980/1989")
    document, [kept], [left] = document_of(ARTICLE, [wrong])
    assert "since" not in kept.values and document.facts[0].kind == "membership"
    assert (left.kind, left.code) == ("membership", "bad-date")


def test_a_headline_with_control_characters_is_an_articles_headline_without_them() -> None:
    text = "Sura\x07baya joins UCLG\n\nThe city of Surabaya joined UCLG in 2019.\n"
    document = Extractor.open().extract(describe_text(text, id="a", language="en")).document
    assert document.article.title == "Sura baya joins UCLG"
