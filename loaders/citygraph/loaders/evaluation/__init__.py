"""Evaluation of an extractor: predicted fact documents against gold ones, in figures and for a person to look at."""

from __future__ import annotations

from .attributes import ATTRIBUTES, Check, Passage
from .comparing import EvaluationRefused, evaluate
from .pages import page
from .places import PlaceNames
from .results import Agreement, ArticleResult, Evaluation, Figures, Right
from .statements import CORE, KINDS, Statement
from .tables import as_plain, differences, table

__all__ = [
    "ATTRIBUTES",
    "CORE",
    "KINDS",
    "Agreement",
    "ArticleResult",
    "Check",
    "Evaluation",
    "EvaluationRefused",
    "Figures",
    "Passage",
    "PlaceNames",
    "Right",
    "Statement",
    "as_plain",
    "differences",
    "evaluate",
    "page",
    "table",
]
