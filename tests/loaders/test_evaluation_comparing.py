"""Folders compared: what counts, what cannot be read, what is refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from citygraph.loaders.evaluation import (
    ArticleResult,
    EvaluationRefused,
    PlaceNames,
    evaluate,
)

Fact = dict[str, Any]

TEXT = "The cities of Alpha and Beta met; Alpha belongs to the network."


def member(city: str = "Malang, ID", **fields: object) -> Fact:
    return {"kind": "membership", "member": city, "network": "apeksi", "evidence": TEXT[:10], **fields}


@pytest.fixture(scope="module")
def places() -> PlaceNames:
    return PlaceNames(towns=())  # no two names of one place


@pytest.fixture
def compare(tmp_path: Path, places: PlaceNames) -> Callable[..., ArticleResult]:
    """Compares one article's facts with a prediction: facts, the bytes of a document, or none."""

    def run(gold: list[Fact], predicted: list[Fact] | bytes | None, suffix: str = ".yaml") -> ArticleResult:
        for folder in ("gold", "predicted"):
            (tmp_path / folder).mkdir()
        (tmp_path / "gold" / "a.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "gold" / "a.yaml").write_text(yaml.safe_dump({"facts": gold}), encoding="utf-8")
        if predicted is not None:
            data = predicted if isinstance(predicted, bytes) else json.dumps({"facts": predicted}).encode()
            (tmp_path / "predicted" / f"a{suffix}").write_bytes(data)
        (result,) = evaluate(tmp_path / "gold", tmp_path / "predicted", places=places).articles
        return result

    return run


def test_an_article_without_a_prediction_is_all_missed_and_says_so(
    compare: Callable[..., ArticleResult],
) -> None:
    result = compare([member(), member("Surabaya, ID")], None)
    assert len(result.misses) == 2 and result.problem == "there is no prediction"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"facts: [", "line 2"),
        (b"\xff\xfe", "not in UTF-8"),
        (b"- 1", "no mapping"),
        (b"facts: {a: b}", "no list"),
        (b"facts: [a]", "fact 1 is no mapping"),
        (b"facts: [{kind: event, when: 2018-02-30}]", "day"),
        (b"facts: [{kind: event, name: [1, &a [*a]]}]", "inside one another"),
        (b"facts: " + b"[" * 900 + b"]" * 900, "inside one another"),
        (b"facts: [{kind: event, 2018-02-03: a}]", "cannot be compared"),
        (b"facts: [{kind: figure, value: 0x" + b"f" * 9000 + b"}]", "too long"),
        (b"facts: [{kind: figure, value: !!int ''}]", ""),
        (b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
            b"%c: &%c [%s]\n" % (98 + n, 98 + n, b", ".join([b"*%c" % (97 + n)] * 10)) for n in range(9)
        ), "aliases written out"),
        (b"facts: [{kind: partnership, partners: [" + b"1, " * 1000 + b"2]}]", "more than 100,000"),
        (b"x" * 5_000_001, "more than the 5,000,000 allowed"),
    ],
)  # fmt: skip
def test_a_prediction_that_cannot_be_read_is_all_missed(
    compare: Callable[..., ArticleResult], data: bytes, says: str
) -> None:
    result = compare([member()], data)
    assert len(result.misses) == 1 and not result.extras
    assert result.problem is not None
    assert result.problem.startswith("the prediction cannot be read: ") and says in result.problem


@pytest.mark.parametrize(
    "data", [b'{"facts": [', b"[" * 100_000, b'{"facts": [{"kind": "event", "x": NaN}', b"\xef\xbb\xbf{}"]
)
def test_broken_json_is_all_missed(compare: Callable[..., ArticleResult], data: bytes) -> None:
    assert (compare([member()], data, ".json").problem or "").startswith("the prediction cannot be read")


def test_predictions_that_break_the_format_are_compared_all_the_same(
    compare: Callable[..., ArticleResult],
) -> None:
    strange: list[Fact] = [
        {"kind": "membership", "member": {"name": "Malang", "country": "id", "geonames": "none"},
         "network": "APEKSI", "evidence": [{"start": "a", "end": 3}, {"start": 3}, {"quote": 7}, None], "x": 1},
        {"kind": "membership"},
        {"kind": ["event"]},
        {"kind": "sports match"},
        {"kind": "figure", "value": [float("inf")], "about": {"of": "it"}},
        {"kind": "participation", "in": None, "role": ["host"]},
    ]  # fmt: skip
    result = compare([member(), {"kind": "figure", "about": "it", "value": 10**400}], strange)
    assert [pair.predicted.fact["network"] for pair in result.right] == ["APEKSI"]
    assert {check.attribute: check.agrees for check in result.right[0].checks} == {
        "modality": True, "evidence": False,
    }  # fmt: skip
    assert len(result.misses) == 1 and len(result.extras) == 3


def test_what_is_said_twice_counts_once(compare: Callable[..., ArticleResult]) -> None:
    result = compare(
        [member()], [member(), member(evidence="elsewhere", confidence=0.5), member(role="member")]
    )
    assert (len(result.right), len(result.extras)) == (1, 1)


def test_the_fact_with_most_attributes_right_is_taken(compare: Callable[..., ArticleResult]) -> None:
    gold = [member(role="founder", since="1999")]
    predicted = [member(), member(role="founder", since="1999-05"), member(role="founder")]
    result = compare(gold, predicted)
    assert all(check.agrees for check in result.right[0].checks)


def test_another_text_is_warned_of(compare: Callable[..., ArticleResult]) -> None:
    digest = hashlib.sha256(b"another").hexdigest()
    data = json.dumps({"article": {"sha256": digest}, "facts": []}).encode()
    result = compare([], data)
    assert result.warnings == ("the prediction was made from another text, so its offsets point elsewhere",)


def test_yaml_goes_before_json_and_others_are_named(tmp_path: Path, places: PlaceNames) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for name in ("a.yaml", "a.json", "b.json"):
        content = {"facts": [member()] if name == "a.yaml" else []}
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    found = evaluate(tmp_path, tmp_path, places=places)
    assert found.figures("membership").right == 1 and found.unpaired == ("b",)


def test_folders_and_gold_that_cannot_be_used_are_refused(tmp_path: Path, places: PlaceNames) -> None:
    def refused(says: str) -> None:
        with pytest.raises(EvaluationRefused, match=says):
            evaluate(tmp_path / "gold", tmp_path, places=places)

    refused("there is no such folder")
    (tmp_path / "gold").mkdir()
    refused("no gold documents")
    (tmp_path / "gold" / "a.yaml").write_text("facts: []", encoding="utf-8")
    refused("a.txt: the article's text cannot be read")
    (tmp_path / "gold" / "a.txt").write_bytes(b"\xff")
    refused("not in UTF-8")
    (tmp_path / "gold" / "a.txt").write_text(TEXT, encoding="utf-8")
    for broken, says in (
        ("facts: [", "a.yaml: line 2"),
        ("facts: [{kind: office, person: A}]", "fact 1: field of: a office of the gold needs it"),
    ):
        (tmp_path / "gold" / "a.yaml").write_text(broken, encoding="utf-8")
        refused(says)
