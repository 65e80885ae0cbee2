"""Makes the weights of relations from the articles of the tests: ``uv run --group train python docs/tools/weights.py``.

A logistic regression learns from the cases of the articles (``cases.py``) what tells.

With ``--check``, nothing is written: articles are put into five parts, each is judged by the weights of the others, and
precision and recall are printed for several thresholds.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from cases import WEIGHED, Article, Reader
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests" / "loaders" / "extraction"
LEARNT = [TESTS / folder / tag for folder in ("training", "training/retold") for tag in ("id", "en")]
"""Articles that no rule was made on, and retold ones, some of which were read for rules."""
SHORT = [TESTS / "training/short" / tag for tag in ("id", "en")]
"""Texts of a few sentences."""
KNOWN = [TESTS / folder / tag for folder in ("articles", "training/read") for tag in ("id", "en")]
"""Articles that the rules were made on."""
OUT = ROOT / "loaders" / "citygraph" / "loaders" / "extraction" / "weighing" / "weights"

LEAST = {
    "membership": 0.15, "partnership": 0.25, "participation": 0.25, "attending": 0.25, "hosting": 0.15, "subject": 0.52,
}  # fmt: skip
"""How likely what a rule drew has to be, to stand; what no rule draws has none."""
ENOUGH = {
    "membership": 0.33, "partnership": 0.25, "participation": 0.45, "attending": 0.4, "hosting": 0.6, "subject": 0.52,
    "nameless": 0.3, "receiving": 0.25, "coming": 0.3,
}  # fmt: skip
"""How likely what no rule drew has to be, to be drawn."""
STRENGTH = {"subject": 0.1, "nameless": 0.07}
"""Inverse strength of the regularisation, where it is not the usual one."""
USUAL = 0.15
RAREST = {"nameless": 4}
"""In how many cases a feature must be found, where it is not the usual number."""
TOLD_BY_SHARE = {"partnership"}
"""Relations whose features are scaled by how much oftener they stand where it is told."""
OF_WHOLE_ARTICLES = {"subject", "receiving", "coming"}
"""Relations that short texts tell nothing of: they have no further sentences and no other cities."""
OFTEN = 2
SMALLEST = 0.01
"""Smaller weights are left out."""
PARTS = 5


def named(features: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Return features as the vectoriser takes them."""
    return {f"{template}\t{value}": 1.0 for template, value in features}


def learnt(articles: Iterable[Article], relation: str) -> tuple[DictVectorizer, LogisticRegression]:
    """Return what a regression learns of a relation."""
    cases = [c for each in articles for c in each.cases if c.relation == relation and c.says is not None]
    often = Counter(feature for case in cases for feature in case.features)
    rows = [named(f for f in case.features if often[f] >= RAREST.get(relation, OFTEN)) for case in cases]
    vectoriser = DictVectorizer()
    matrix = vectoriser.fit_transform(rows)
    matrix.indices = matrix.indices.astype(np.int32)
    matrix.indptr = matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=STRENGTH.get(relation, USUAL), max_iter=5000, solver="liblinear")
    says = np.array([case.says for case in cases])
    if relation not in TOLD_BY_SHARE:
        return vectoriser, model.fit(matrix, says)
    scale = log_ratios(matrix, says)
    model.fit(matrix @ diags(scale), says)
    model.coef_ *= scale
    return vectoriser, model


def log_ratios(matrix: csr_matrix, says: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return how much oftener each feature stands in the cases that say so than in the others, or the reverse.

    The scale of Wang and Manning, *Baselines and Bigrams*, 2012.

    Args:
        matrix: Cases by features, sparse.
        says: What each case says.
    """
    told, other = (1 + np.asarray(matrix[rows].sum(axis=0)).ravel() for rows in (says, ~says))
    return np.abs(np.log((told / told.sum()) / (other / other.sum())))


def written(relation: str, vectoriser: DictVectorizer, model: LogisticRegression) -> dict[str, Any]:
    """Return a regression as the file of weights."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for name, weight in zip(vectoriser.get_feature_names_out(), model.coef_[0], strict=True):
        if abs(weight) >= SMALLEST:
            template, value = str(name).split("\t")
            weights[template][value] = round(float(weight), 3)
    ordered = {template: dict(sorted(weights[template].items())) for template in sorted(weights)}
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "least": LEAST.get(relation, 0.0),
        "enough": ENOUGH[relation],
        "weights": ordered,
    }


def check(articles: Sequence[Article], judged: set[str]) -> None:
    """Print how well articles are judged by the weights of others."""
    for relation in WEIGHED:
        best: dict[tuple[str, tuple[str, str]], float] = defaultdict(float)
        facts: dict[tuple[str, tuple[str, str]], Any] = {}
        for part in range(PARTS):
            vectoriser, model = learnt((a for at, a in enumerate(articles) if at % PARTS != part), relation)
            for article in (a for at, a in enumerate(articles) if at % PARTS == part and a.name in judged):
                cases = [case for case in article.cases if case.relation == relation]
                if not cases:
                    continue
                sure = model.predict_proba(vectoriser.transform([named(c.features) for c in cases]))[:, 1]
                for case, probability in zip(cases, sure, strict=True):
                    key = article.name, case.pair
                    best[key] = max(best[key], float(probability))
                    facts[key] = (article.name, case.fact) if case.fact else None
        gold = sum(each.gold[relation] for each in articles if each.name in judged)
        for least in (0.2, 0.3, 0.4, 0.45, 0.5, 0.6):
            drawn = [key for key in best if best[key] >= least]
            right = len({facts[key] for key in drawn if facts[key]})
            print(
                f"{relation:14} {least:.2f}  precision {right / max(1, len(drawn)):.2f}  recall {right / gold:.2f}"
            )


def main() -> None:
    """Make the weights, or check them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="judge articles by the weights of others; write nothing"
    )
    parser.add_argument("relations", nargs="*", help="make only the weights of these")
    chosen = parser.parse_args()
    reader = Reader()
    whole, short = (
        [reader.article(path) for folder in folders for path in sorted(folder.glob("*.yaml"))]
        for folders in ((*LEARNT, *KNOWN), SHORT)
    )
    if chosen.check:
        check(whole, {path.stem for folder in LEARNT for path in folder.glob("*.yaml")})
        return
    for relation in chosen.relations or WEIGHED:
        articles = whole if relation in OF_WHOLE_ARTICLES else [*whole, *short]
        weights = written(relation, *learnt(articles, relation))
        text = json.dumps(weights, ensure_ascii=False, indent=0)
        (OUT / f"{relation}.json").write_text(text + "\n", encoding="utf-8")
        print(f"{relation}: {len(text):,} characters")


if __name__ == "__main__":
    main()
