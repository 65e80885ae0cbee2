"""Tables as sources: rows of sister cities, members and participants become facts, and are their evidence."""

from __future__ import annotations

from .describing import parse_description, read_description, ready_descriptions
from .description import Description
from .errors import DescriptionRefused, TableRefused
from .guessing import draft_description
from .loading import PreparedTable, TableLoader, TableOutcome, documents_of_table
from .reading import TABLE_SUFFIXES, read_table
from .rows import Row, Table
from .spreadsheet import SpreadsheetsUnavailable
from .unresolved import Unresolved, read_corrections, unresolved_csv

__all__ = [
    "TABLE_SUFFIXES",
    "Description",
    "DescriptionRefused",
    "PreparedTable",
    "Row",
    "SpreadsheetsUnavailable",
    "Table",
    "TableLoader",
    "TableOutcome",
    "TableRefused",
    "Unresolved",
    "documents_of_table",
    "draft_description",
    "parse_description",
    "read_corrections",
    "read_description",
    "read_table",
    "ready_descriptions",
    "unresolved_csv",
]
