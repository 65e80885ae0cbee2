"""Gold and predicted fact documents of two folders, compared article by article."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from citygraph.loaders.facts import DocumentRefused
from citygraph.loaders.facts.files import read_bytes
from citygraph.loaders.facts.texts import text_digest
from citygraph.ontology.errors import CityGraphError, Place

from .attributes import checks
from .documents import PlainDocument, Unreadable, find_document, read_plain
from .pairing import largest_pairing
from .places import PlaceNames
from .results import ArticleResult, Evaluation, Right
from .rules import REQUIRED, Rules
from .statements import Statement, Statements, stated

__all__ = ["EvaluationRefused", "Progress", "evaluate"]

Progress = Callable[[int, int], None]
"""Called with the articles compared and the articles in all."""

_LARGEST_TEXT: Final = 20_000_000
_NO_PREDICTION: Final = "there is no prediction"


class EvaluationRefused(CityGraphError):
    """The folders cannot be compared, or a document of the gold cannot be used."""

    code = "evaluation-refused"


def evaluate(
    gold: Path, predicted: Path, *, places: PlaceNames | None = None, progress: Progress | None = None
) -> Evaluation:
    """Return how far predicted facts agree with the gold ones.

    An article of the gold without a prediction, or with one that cannot be read, counts as all missed.

    Args:
        gold: Folder with a fact document ``NAME.yaml`` and the text ``NAME.txt`` for each article.
        predicted: Folder with the predictions, ``NAME.yaml`` or ``NAME.json``.
        places: Knows which places bear a name; may serve several evaluations.
        progress: Called after each article.

    Raises:
        EvaluationRefused: A folder is not there, or a document of the gold or its text cannot be used.
    """
    for folder in (gold, predicted):
        if not folder.is_dir():
            raise EvaluationRefused("there is no such folder", place=Place(folder))
    names = sorted(path.stem for path in gold.glob("*.yaml"))
    if not names:
        raise EvaluationRefused(
            "the folder has no gold documents", place=Place(gold), hint="they end in .yaml"
        )
    places = places or PlaceNames()
    results: list[ArticleResult] = []
    for name in names:
        results.append(_compared(gold, predicted, name, places))
        if progress is not None:
            progress(len(results), len(names))
    others = {path.stem for suffix in ("yaml", "json") for path in predicted.glob(f"*.{suffix}")}
    return Evaluation(tuple(results), tuple(sorted(others.difference(names))))


def _compared(gold: Path, predicted: Path, name: str, places: PlaceNames) -> ArticleResult:
    text = _text(gold / f"{name}.txt")
    document, ours = _gold(gold / f"{name}.yaml", text)
    warnings = [*_other_text(document, text, "the gold")]
    theirs, problem = stated((), text), None
    path = find_document(predicted, name)
    if path is None:
        problem = _NO_PREDICTION
    else:
        try:
            prediction = read_plain(path)
            theirs = _stated(prediction, text)
            warnings += _other_text(prediction, text, "the prediction")
        except Unreadable as unreadable:
            problem = f"the prediction cannot be read: {unreadable.what}"
    rules = Rules(ours, theirs, places)
    choices = [_best_first(statement, theirs, rules, text) for statement in ours.all]
    pairing = largest_pairing(choices)
    taken = set(pairing.values())
    return ArticleResult(
        name,
        text,
        tuple(
            Right(our, their, checks(our.fact, their.fact, text))
            for our, their in ((ours.all[left], theirs.all[right]) for left, right in sorted(pairing.items()))
        ),
        tuple(statement for number, statement in enumerate(ours.all) if number not in pairing),
        tuple(statement for number, statement in enumerate(theirs.all) if number not in taken),
        problem,
        tuple(warnings),
    )


def _best_first(statement: Statement, theirs: Statements, rules: Rules, text: str) -> list[int]:
    """Return which predicted statements may be one of the gold, those with the most attributes right first."""
    agreeing: dict[int, int] = {}
    for number, other in enumerate(theirs.all):
        if rules.pair(statement, other):
            agreeing[number] = sum(check.agrees for check in checks(statement.fact, other.fact, text))
    return sorted(agreeing, key=lambda number: -agreeing[number])


def _text(path: Path) -> str:
    try:
        return read_bytes(path, _LARGEST_TEXT).decode("utf-8")
    except DocumentRefused as refused:
        raise EvaluationRefused(
            f"the article's text cannot be read: {refused.what}", place=Place(path)
        ) from refused
    except UnicodeDecodeError as error:
        raise EvaluationRefused(
            f"the article's text is not in UTF-8: byte {error.start}", place=Place(path)
        ) from error


def _gold(path: Path, text: str) -> tuple[PlainDocument, Statements]:
    try:
        document = read_plain(path)
        found = _stated(document, text)
    except Unreadable as unreadable:
        raise EvaluationRefused(unreadable.what, place=Place(path)) from unreadable
    for number, fact in enumerate(document.facts, start=1):
        kind = fact.get("kind")
        for field in REQUIRED.get(kind, ()) if isinstance(kind, str) else ():
            if field not in fact:
                raise EvaluationRefused(
                    f"a {kind} of the gold needs it", place=Place(path, None, number, field)
                )
    return document, found


def _stated(document: PlainDocument, text: str) -> Statements:
    try:
        return stated(document.facts, text)
    except (TypeError, ValueError, RecursionError) as error:
        raise Unreadable(document.path, f"its facts cannot be compared: {error}") from error


def _other_text(document: PlainDocument, text: str, whose: str) -> list[str]:
    if document.sha256 is None or document.sha256 == text_digest(text.encode()):
        return []
    return [f"{whose} was made from another text, so its offsets point elsewhere"]
