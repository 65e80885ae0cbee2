"""An evaluation as a text table, as lines on what differs, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Final, Literal, cast

from .results import Evaluation, Figures
from .statements import CORE, KINDS, Statement

__all__ = ["Shown", "as_plain", "described", "differences", "table", "written"]

Shown = Literal["misses", "extras", "both"]
"""Which statements to list."""

_PLACES: Final = 3  # decimal places of a figure
_FIRST: Final = ("kind", "evidence", "topics", "partners")  # fields that are written otherwise, or not at all


def table(evaluation: Evaluation) -> str:
    """Return the figures as an aligned text table, and the agreement on attributes below it."""
    count = len(evaluation.articles)
    lines = [
        f"{count} article{'' if count == 1 else 's'}",
        f"{'':14}{'gold':>6}{'pred':>6}{'right':>6}{'prec':>8}{'recall':>8}{'F1':>8}",
    ]
    for name, figures in _rows(evaluation):
        counts = f"{figures.gold:6}{figures.predicted:6}{figures.right:6}"
        lines.append(f"{name:14}{counts}{figures.precision:8.3f}{figures.recall:8.3f}{figures.f1:8.3f}")
    if agreements := evaluation.agreements:
        shares = (f"{each.attribute} {each.share:.2f}" for each in agreements)
        lines.append(f"on the right ones: {'  '.join(shares)}")
    return "".join(f"{line}\n" for line in lines)


def differences(evaluation: Evaluation, shown: Shown) -> Iterator[str]:
    """Yield a line for each statement that is missed or extra, article by article."""
    for article in evaluation.articles:
        for head, statements, wanted in (
            ("MISSED", article.misses, "misses"),
            ("EXTRA ", article.extras, "extras"),
        ):
            if shown in (wanted, "both"):
                for statement in statements:
                    yield f"{head} {article.name}: {described(statement)}"


def as_plain(evaluation: Evaluation) -> dict[str, object]:
    """Return the evaluation as values that JSON has.

    Each kind, ``core`` and ``all`` have ``gold``, ``predicted``, ``right``, ``precision``, ``recall`` and ``f1``;
    ``attributes`` has the share of right predictions that agree. ``misses`` and ``extras`` list statements,
    ``unread`` the articles without a prediction that can be read, ``unpaired`` predictions for no article.
    """
    plain: dict[str, object] = {
        name: {
            "gold": figures.gold,
            "predicted": figures.predicted,
            "right": figures.right,
            "precision": round(figures.precision, _PLACES),
            "recall": round(figures.recall, _PLACES),
            "f1": round(figures.f1, _PLACES),
        }
        for name, figures in _rows(evaluation)
    }
    plain["attributes"] = {each.attribute: round(each.share, _PLACES) for each in evaluation.agreements}
    plain["articles"] = len(evaluation.articles)
    plain["misses"] = [_listed(each.name, one) for each in evaluation.articles for one in each.misses]
    plain["extras"] = [_listed(each.name, one) for each in evaluation.articles for one in each.extras]
    plain["unread"] = [
        {"article": each.name, "problem": each.problem} for each in evaluation.articles if each.problem
    ]
    plain["unpaired"] = list(evaluation.unpaired)
    return plain


def described(statement: Statement) -> str:
    """Return a statement as one line: its kind, and its fields as written.

    >>> described(Statement("membership", {"kind": "membership", "member": "Malang, ID", "network": "apeksi"}))
    'membership; member: Malang, ID; network: apeksi'
    """
    parts = [statement.kind]
    if statement.pair is not None:
        parts.append(" + ".join(written(one) for one in statement.pair))
    fields = statement.fact.items()
    return "; ".join([*parts, *(f"{name}: {written(value)}" for name, value in fields if name not in _FIRST)])


def written(value: object) -> str:
    """Return a value of a fact as a person writes it.

    >>> written({"name": "Son La", "country": "VN", "geonames": 1567681}), written(["a", 2])
    ('Son La, VN (GeoNames 1567681)', 'a, 2')
    """
    if isinstance(value, list):
        return ", ".join(written(one) for one in cast("list[object]", value))
    if isinstance(value, dict):
        fields = cast("dict[object, object]", value)
        if fields.get("country") and fields.keys() <= {"name", "country", "geonames"}:
            number = f" (GeoNames {fields['geonames']})" if fields.get("geonames") else ""
            return f"{fields.get('name')}, {fields['country']}{number}"
        return ", ".join(f"{name} {written(one)}" for name, one in fields.items())
    return "nothing" if value is None else str(value)


def _rows(evaluation: Evaluation) -> Iterator[tuple[str, Figures]]:
    for kind in KINDS:
        yield kind, evaluation.figures(kind)
    yield "core", evaluation.figures(*CORE)
    yield "all", evaluation.figures(*KINDS)


def _listed(article: str, statement: Statement) -> dict[str, object]:
    listed: dict[str, object] = {"article": article, "kind": statement.kind}
    if statement.pair is not None:
        listed["pair"] = [_json_value(one) for one in statement.pair]
    return {**listed, "fact": _json_value(statement.fact)}


def _json_value(value: object) -> object:
    """Return a value as JSON has it: what JSON has not, such as dates and infinity, as text."""
    if isinstance(value, Mapping):
        fields = cast("Mapping[object, object]", value)
        return {str(name): _json_value(one) for name, one in fields.items()}
    if isinstance(value, list | tuple):
        return [_json_value(one) for one in cast("Sequence[object]", value)]
    if value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and isfinite(value)):
        return value
    return str(value)
