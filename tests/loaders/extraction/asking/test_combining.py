"""What rules and a model read, in one document."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.asking import combined
from citygraph.loaders.extraction.asking.documents import traces_of
from citygraph.loaders.extraction.documents import described, document_of
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.extractor import Extraction, Unresolved
from citygraph.loaders.extraction.reading import ArticleText
from citygraph.loaders.extraction.segmenting import segment

ARTICLE = ArticleText("a", "Bandung anggota Citynet. Medan dan Bandung di Forum Kota Sungai.", language="id")


def read(
    engine: str, *facts: tuple[str, dict[str, Any]], modality: str = "asserted", **more: Any
) -> Extraction:
    """Return what an engine read: kinds with values."""
    rule, confidence = ("id.rule", 0.8) if engine == "rules" else ("model.rule", 0.6)
    drafts = [
        Draft(kind, values, ((0, 7),), rule, confidence, modality, (f"{engine} said so",))
        for kind, values in facts
    ]
    told = described(
        ARTICLE, {"engine": engine, "version": "1"} | ({"model": "m"} if engine == "asked" else {})
    )
    document, kept, dropped = document_of(told, drafts)
    assert dropped == []
    analysis = Analysis(segment(ARTICLE.text), "id", None)
    return Extraction(ARTICLE, document, analysis, more.get("unresolved", ()), traces_of(kept))


MEMBER = ("membership", {"member": "Bandung, ID", "network": "citynet"})
FORUM = ("event", {"name": "Forum Kota Sungai", "aliases": ["Forum Sungai"]})


def test_a_fact_that_both_state() -> None:
    rules = read("rules", MEMBER)
    asked = read("asked", ("membership", {**MEMBER[1], "role": "member", "since": "2019"}))
    both = combined(rules, asked)
    [fact] = both.document.facts
    assert (fact.rule, fact.confidence) == ("id.rule", Decimal("0.86"))
    assert (fact.role, str(fact.since)) == ("member", "2019")
    assert both.traces[0].because == ("rules said so", "model.rule says so too", "asked said so")
    assert both.traces[0].confidence == 0.86
    assert both.analysis is rules.analysis


def test_the_rules_fields_stay() -> None:
    told = ("membership", {**MEMBER[1], "role": "founder", "since": "2010"})
    other = ("membership", {**MEMBER[1], "role": "member", "until": "2001"})
    [fact] = combined(read("rules", told), read("asked", other)).document.facts
    assert (fact.role, str(fact.since), fact.until) == ("founder", "2010", None)


def test_another_modality_makes_nothing_surer() -> None:
    both = combined(read("rules", MEMBER), read("asked", MEMBER, modality="planned"))
    [fact] = both.document.facts
    assert (fact.modality, fact.confidence) == ("asserted", Decimal("0.8"))
    assert "the model takes it for planned" in both.traces[0].because


def test_facts_that_one_states() -> None:
    partners = ("partnership", {"partners": ["Bandung, ID", "Medan, ID"]})
    both = combined(read("rules", MEMBER), read("asked", partners))
    assert [(each.kind, each.rule) for each in both.document.facts] == [
        ("membership", "id.rule"),
        ("partnership", "model.rule"),
    ]
    assert [each.fact for each in both.traces] == [0, 1]
    assert both.traces[1].because == ("asked said so",)


def test_who_made_it() -> None:
    maker = combined(read("rules", MEMBER), read("asked", MEMBER)).document.article.made_by
    assert maker is not None
    assert (maker.engine, maker.version, maker.model) == ("rules", "1", "m")


@pytest.mark.parametrize("name", ["Forum Sungai", "FORUM KOTA SUNGAI", "Forum"])
def test_a_gathering_by_another_name(name: str) -> None:
    aliases = ["Forum Kota Sungai"] if name == "Forum" else []
    asked = read(
        "asked",
        ("event", {"name": name, "aliases": aliases, "when": "2019"}),
        ("participation", {"participant": "Medan, ID", "in": name}),
    )
    both = combined(read("rules", FORUM), asked)
    event, joining = both.document.facts
    assert (event.name, event.aliases, str(event.when)) == ("Forum Kota Sungai", ("Forum Sungai",), "2019")
    assert joining.in_ == "Forum Kota Sungai"


def test_a_gathering_of_another_kind_is_the_rules() -> None:
    both = combined(read("rules", FORUM), read("asked", ("programme", {"name": "Forum Sungai"})))
    assert [each.kind for each in both.document.facts] == ["event"]


def test_no_alias_stands_for_two() -> None:
    asked = read("asked", ("programme", {"name": "Sungai Bersih", "aliases": ["Bersih"]}))
    rules = read("rules", FORUM, ("initiative", {"name": "Bersih", "city": "Bandung, ID"}))
    both = combined(rules, asked)
    assert [each.kind for each in both.document.facts] == ["event", "initiative"]


def test_names_left_open_by_either() -> None:
    left = Unresolved("Batu", 3, 7, (), ("rules",))
    other = Unresolved("Solo", 1, 2, (), ("model",))
    again = Unresolved("Batu", 3, 7, (), ("model",))
    both = combined(read("rules", unresolved=(left,)), read("asked", unresolved=(again, other)))
    assert both.unresolved == (other, left)


def test_cities_with_their_ids() -> None:
    springfield = {"name": "Springfield", "country": "US", "geonames": 4250542}
    partners = ("partnership", {"partners": ["Bandung, ID", springfield]})
    rules = read("rules", partners, ("membership", {"member": springfield, "network": "c40"}))
    both = combined(rules, read("asked", MEMBER))
    assert [each.kind for each in both.document.facts] == ["partnership", "membership", "membership"]
    assert len(combined(rules, read("asked", partners)).document.facts) == 2


def test_nothing_and_something() -> None:
    assert combined(read("rules"), read("asked")).document.facts == ()
    assert len(combined(read("rules"), read("asked", MEMBER)).document.facts) == 1
    assert (
        combined(read("rules", MEMBER, FORUM), read("asked")).document.facts
        == read("rules", MEMBER, FORUM).document.facts
    )
