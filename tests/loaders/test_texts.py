"""Texts: passages held against the article, by code points of the text as stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from citygraph.loaders.facts import (
    ArticleTexts,
    DocumentRefused,
    FactDocument,
    Offsets,
    Quote,
    ResolvedEvidence,
    with_offsets,
)
from citygraph.loaders.facts.texts import resolved, text_digest
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Kota 🏙 Malang\r\nber\u0301gabung  dengan Apeksi. Apeksi berdiri."


def document(evidence: Any, **article: Any) -> FactDocument:
    return FactDocument.model_validate(
        {
            "article": {"id": "example", **article},
            "facts": [
                {"kind": "membership", "member": "Malang, ID", "network": "apeksi", "evidence": evidence}
            ],
        }
    )


def passages(done: FactDocument) -> Any:
    return done.facts[0].evidence


def refusal(evidence: Any, text: str = TEXT, **article: Any) -> str:
    with pytest.raises(DocumentRefused) as caught:
        resolved(document(evidence, sha256="0" * 64, **article), text)
    return str(caught.value)


def test_offsets_count_code_points_and_translate_nothing() -> None:
    start = TEXT.index("Malang")
    assert start == 7
    done = resolved(document({"start": start, "end": start + 8}, sha256="0" * 64), TEXT)
    assert passages(done) == (
        ResolvedEvidence(start=7, end=15, exact="Malang\r\n", prefix="Kota 🏙 ", suffix=TEXT[15 : 15 + 32]),
    )


def test_a_quotation_gets_its_place_and_context() -> None:
    (passage,) = passages(resolved(document("Apeksi berdiri"), TEXT))
    assert TEXT[passage.start : passage.end] == passage.exact == "Apeksi berdiri"
    assert (passage.prefix, passage.suffix) == (TEXT[passage.start - 32 : passage.start], ".")


@given(st.text(min_size=1, max_size=200).filter(lambda text: text.isprintable()), st.data())
def test_any_substring_is_found_where_it_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (passage,) = passages(resolved(document(text[start:end]), text))
    assert passage.start <= start
    assert text[passage.start : passage.end] == text[start:end]
    (place,) = passages(with_offsets(document(text[start:end]), text))
    assert place == Offsets(start=passage.start, end=passage.end)


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        ("Apeksi tidak ada", "the text does not hold the quotation"),
        ("gabung dengan Apeksi", "with other blanks between them"),
        ("malang", "the words are at 7 to 13 with other capitals"),
        ("Apeksi berdiri, katanya", "14 of its 23 characters are at"),
        ({"start": 0, "end": 1000}, "the passage ends at 1000, but the text has"),
        ({"start": 0, "end": 4, "exact": "Kotx"}, "the text has something else at 0 to 4"),
    ],
)
def test_a_passage_that_is_not_there_is_refused_with_a_hint(evidence: Any, says: str) -> None:
    assert says in refusal(evidence)


def test_the_unicode_form_is_named() -> None:
    assert "another Unicode form" in refusal("caf\u00e9", "di cafe\u0301 itu")


def test_a_control_character_stays_out_of_context_and_passage() -> None:
    text = "a\x0cb Malang c\x00d"
    (passage,) = passages(resolved(document("Malang"), text))
    assert (passage.prefix, passage.suffix) == ("b ", " c")
    assert "control character" in refusal({"start": 0, "end": 5}, text)


def test_another_length_is_refused() -> None:
    assert "the text has 3 characters, but the document says 4" in refusal([], "abc", length=4)


def test_a_repeated_quotation_is_taken_first_with_a_warning() -> None:
    done = resolved(document("Apeksi"), TEXT)
    assert passages(done)[0].start == TEXT.index("Apeksi")
    assert [warning.code for warning in done.warnings] == ["quote-repeated"]


def test_offsets_can_stand_for_quotations() -> None:
    done = with_offsets(document(["Malang", {"start": 0, "end": 4, "exact": "Kota"}]), TEXT)
    assert passages(done) == (Offsets(start=7, end=13), Offsets(start=0, end=4))
    assert (done.article.sha256, done.article.length) == (text_digest(TEXT.encode()), len(TEXT))
    kept = with_offsets(document("Malang"), TEXT, keep_quotes=True)
    assert passages(kept)[0].exact == "Malang"
    with pytest.raises(DocumentRefused, match="was written on"):
        with_offsets(document("Malang", sha256="0" * 64), TEXT)


def test_texts_are_found_by_id_or_digest(tmp_path: Path) -> None:
    data = TEXT.encode()
    by_digest = document("Malang", sha256=text_digest(data))
    missing = ArticleTexts(tmp_path).verified(by_digest)
    assert [warning.code for warning in missing.warnings] == ["text-missing"]
    assert passages(missing) == (Quote(text="Malang"),)
    (tmp_path / "renamed.txt").write_bytes(data)
    assert passages(ArticleTexts(tmp_path).verified(by_digest))[0].start == 7
    (tmp_path / "example.txt").write_bytes(data)
    assert passages(ArticleTexts(tmp_path).verified(document("Malang")))[0].start == 7


def test_another_text_is_refused_with_both_digests(tmp_path: Path) -> None:
    (tmp_path / "example.txt").write_bytes(b"Malang")
    with pytest.raises(DocumentRefused) as caught:
        ArticleTexts(tmp_path).verified(document("Malang", sha256="0" * 64))
    assert caught.value.problems[0].code == "text-digest"
    assert text_digest(b"Malang") in str(caught.value)
    assert "0" * 64 in str(caught.value)


def test_a_text_in_another_encoding_or_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "example.txt").write_bytes("Malang é".encode("latin-1"))
    with pytest.raises(DocumentRefused, match="byte 7 is 0xE9"):
        ArticleTexts(tmp_path).verified(document("Malang"))
    with pytest.raises(DocumentRefused, match="more than the 5 allowed"):
        ArticleTexts(tmp_path, most=5).verified(document("Malang"))


def test_the_corpus_holds_every_passage_of_its_documents(shared: Path) -> None:
    from citygraph.loaders.facts import read_document

    for folder in ("seeds", "dev"):
        texts = ArticleTexts(shared / "corpus" / folder)
        for path in sorted((shared / "corpus" / folder).glob("*.yaml")):
            done = texts.verified(read_document(path))
            assert not {warning.code for warning in done.warnings} - {"quote-repeated"}
