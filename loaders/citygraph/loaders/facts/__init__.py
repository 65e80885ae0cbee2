"""Fact documents: their models, strict reading, dates, and the check against an article's text."""

from __future__ import annotations

from .article import Article, MadeBy, Review
from .dates import BadDate, Period, Precision, parse_period
from .document import FactDocument
from .evidence import Offsets, Quote, ResolvedEvidence
from .kinds import (
    Bound,
    Event,
    Fact,
    FactBase,
    Figure,
    Initiative,
    Membership,
    Modality,
    Office,
    Participation,
    Partnership,
    PartnershipForm,
    Programme,
    Stage,
)
from .names import is_slug
from .positions import Places
from .problems import DocumentRefused, Problem
from .reading import SUFFIXES, check_document, parse_document, read_document
from .references import declared_names, name_key
from .schema import document_schema, schema_text
from .syntax import Limits
from .texts import ArticleTexts, with_offsets
from .values import CityName
from .writing import as_json, as_plain, as_yaml

__all__ = [
    "SUFFIXES",
    "Article",
    "ArticleTexts",
    "BadDate",
    "Bound",
    "CityName",
    "DocumentRefused",
    "Event",
    "Fact",
    "FactBase",
    "FactDocument",
    "Figure",
    "Initiative",
    "Limits",
    "MadeBy",
    "Membership",
    "Modality",
    "Office",
    "Offsets",
    "Participation",
    "Partnership",
    "PartnershipForm",
    "Period",
    "Places",
    "Precision",
    "Problem",
    "Programme",
    "Quote",
    "ResolvedEvidence",
    "Review",
    "Stage",
    "as_json",
    "as_plain",
    "as_yaml",
    "check_document",
    "declared_names",
    "document_schema",
    "is_slug",
    "name_key",
    "parse_document",
    "parse_period",
    "read_document",
    "schema_text",
    "with_offsets",
]
