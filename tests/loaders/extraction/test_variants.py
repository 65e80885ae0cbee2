"""The same constructions with other cities, dates, networks, persons, words and orders score alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pytest
import yaml
from citygraph.loaders.evaluation import CORE, KINDS, ArticleResult, Evaluation, PlaceNames, evaluate
from citygraph.loaders.extraction.extractor import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts import as_yaml

COUNT = 6
LANGUAGES = ("id", "en")
LEAST = {"id": 0.92, "en": 0.97}
"""F1 on core kinds over all variants of a language."""
SPREAD = 0.1
"""Mean distance of a variant's score from the mean of its template."""
ALIKE = 0.7
"""Share of the templates whose variants all score the same."""


@dataclass(frozen=True)
class Scored:
    language: str
    evaluation: Evaluation
    by_template: dict[str, list[ArticleResult]]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


@pytest.fixture(scope="module")
def places() -> PlaceNames:
    return PlaceNames()


@pytest.fixture(scope="module", params=LANGUAGES)
def scored(
    request: pytest.FixtureRequest,
    extractor: Extractor,
    places: PlaceNames,
    make_variants: Callable[..., Iterator],
    tmp_path_factory: pytest.TempPathFactory,
) -> Scored:
    gold, predicted = (tmp_path_factory.mktemp(name) for name in ("gold", "predicted"))
    templates: dict[str, str] = {}
    for variant in make_variants(request.param, COUNT):
        templates[variant.id] = variant.template
        _write(gold, variant.id, yaml.safe_dump({"article": {"id": variant.id}, "facts": variant.facts}))
        (gold / f"{variant.id}.txt").write_text(variant.text, encoding="utf-8")
        article = describe_text(
            variant.text, id=variant.id, language=variant.language, published="2023-09-14"
        )
        _write(predicted, variant.id, as_yaml(extractor.extract(article).document))
    evaluation = evaluate(gold, predicted, places=places)
    by_template: dict[str, list[ArticleResult]] = defaultdict(list)
    for article in evaluation.articles:
        by_template[templates[article.name]].append(article)
    return Scored(request.param, evaluation, by_template)


def _write(folder: Path, name: str, document: str) -> None:
    (folder / f"{name}.yaml").write_text(document, encoding="utf-8")


def test_there_are_variants_of_many_constructions(scored: Scored):
    assert len(scored.by_template) >= 12
    assert len(scored.evaluation.articles) >= 100


def test_variants_of_constructions_are_read(scored: Scored):
    figures = scored.evaluation.figures(*CORE)
    missed = [
        (article.name, *(dict(each.fact) for each in article.misses))
        for article in scored.evaluation.articles
    ]
    assert figures.f1 >= LEAST[scored.language], [each for each in missed if len(each) > 1]


def test_what_fills_a_construction_hardly_changes_its_score(scored: Scored):
    scores = {
        name: [article.figures(*KINDS).f1 for article in articles]
        for name, articles in scored.by_template.items()
    }
    distances = [abs(one - mean(each)) for each in scores.values() for one in each]
    uneven = {name: each for name, each in scores.items() if max(each) > min(each)}
    assert mean(distances) <= SPREAD, uneven
    assert len(uneven) <= (1 - ALIKE) * len(scores), uneven


def test_plans_are_planned_and_denials_denied(scored: Scored):
    stated = [
        (
            str(pair.gold.fact.get("modality", "asserted")),
            str(pair.predicted.fact.get("modality", "asserted")),
        )
        for article in scored.evaluation.articles
        for pair in article.right
    ]
    assert {"planned", "ended", "denied"} <= {gold for gold, _ in stated}
    assert [each for each in stated if each[0] in ("planned", "denied") and each[0] != each[1]] == []
    assert mean(gold == predicted for gold, predicted in stated) >= 0.95


@pytest.mark.parametrize("attribute", ["form", "stage", "role", "when", "since"])
def test_what_is_told_beside_is_read_too(scored: Scored, attribute: str):
    (agreement,) = (each for each in scored.evaluation.agreements if each.attribute == attribute)
    assert agreement.share >= 0.95


def test_the_same_seed_gives_the_same_variants(make_variants: Callable[..., Iterator]):
    first, again = ([each.text for each in make_variants("id", 2)] for _ in range(2))
    assert first == again
    assert len(set(first)) == len(first)
