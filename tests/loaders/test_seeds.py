"""The five articles: their facts, and their offsets against the articles where those are at hand."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from citygraph.loaders.facts import (
    ArticleTexts,
    FactDocument,
    Membership,
    Offsets,
    Participation,
    Partnership,
    Quote,
    as_plain,
    read_document,
)
from citygraph.loaders.seeds import seed_paths

FACTS = {
    "apeksi-malang": 9,
    "ascn-luang-prabang": 15,
    "gnlc-son-la": 15,
    "uclg-aspac-palembang": 10,
    "wccf-jakarta": 30,
}


@pytest.fixture(scope="module")
def seeds() -> dict[str, FactDocument]:
    return {path.stem: read_document(path) for path in seed_paths()}


def test_all_facts_are_there(seeds: dict[str, FactDocument]) -> None:
    assert {name: len(document.facts) for name, document in seeds.items()} == FACTS
    kinds = Counter(fact.kind for document in seeds.values() for fact in document.facts)
    assert kinds == {
        "membership": 6,
        "partnership": 2,
        "event": 8,
        "programme": 1,
        "participation": 31,
        "initiative": 8,
        "office": 10,
        "figure": 13,
    }


def test_no_document_has_a_warning_or_a_sentence(seeds: dict[str, FactDocument]) -> None:
    for document in seeds.values():
        assert document.warnings == ()
        assert all(type(passage) is Offsets for fact in document.facts for passage in fact.evidence)


def test_the_exchange_has_its_cities_and_themes(seeds: dict[str, FactDocument]) -> None:
    takers = [fact for fact in seeds["wccf-jakarta"].facts if isinstance(fact, Participation)]
    assert len({fact.participant for fact in takers}) == 19
    assert len({topic for fact in takers for topic in fact.topics}) == 7
    assert sum(len(fact.topics) for fact in takers) == 27


def test_malang_and_nonsan_only_intend_to_cooperate(seeds: dict[str, FactDocument]) -> None:
    (pair,) = [fact for fact in seeds["apeksi-malang"].facts if isinstance(fact, Partnership)]
    assert (pair.modality, pair.stage) == ("planned", "exploring")


def test_the_wrong_acronym_is_kept_with_its_reading(seeds: dict[str, FactDocument]) -> None:
    (fact,) = [
        fact
        for fact in seeds["uclg-aspac-palembang"].facts
        if isinstance(fact, Membership) and fact.network == "apeksi"
    ]
    assert fact.stated_as is not None and "Apkasi" in fact.stated_as
    assert fact.resolution


def test_every_offset_is_the_passage_that_was_chosen_by_hand(
    seeds: dict[str, FactDocument], shared: Path
) -> None:
    folder = shared / "corpus" / "seeds"
    differing = 0
    for name, document in seeds.items():
        data = (folder / f"{name}.txt").read_bytes()
        assert hashlib.sha256(data).hexdigest() == document.article.sha256
        ArticleTexts(folder).verified(document)
        text = data.decode("utf-8")
        chosen = {
            passage.text
            for fact in read_document(folder / f"{name}.yaml").facts
            for passage in fact.evidence
            if isinstance(passage, Quote)
        }
        used = {
            text[passage.start : passage.end]
            for fact in document.facts
            for passage in fact.evidence
            if isinstance(passage, Offsets)
        }
        differing += len(used - chosen)
    assert differing == 7


def test_no_text_field_holds_a_sentence_of_the_article(seeds: dict[str, FactDocument], shared: Path) -> None:
    for name, document in seeds.items():
        text = (shared / "corpus" / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
        for fact in as_plain(document)["facts"]:  # type: ignore[union-attr]
            for field, value in fact.items():  # type: ignore[union-attr]
                if isinstance(value, str) and field not in ("name", "part_of", "in", "about", "title"):
                    assert len(value) < 60 or value not in text
