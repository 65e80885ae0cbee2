"""Analyses of networks of cities, each with its method in words, its references and its caveats.

Each is a TOML file with its texts, options and columns, and a module with a function ``analyse`` that takes a
:class:`Setting` and returns :class:`Findings`. Modules are loaded when their analysis is carried out.
"""

from .description import Analysis, Column, Figure, Option, Reference, TableDescription
from .findings import AnalysisResult, Basis, Entry, Findings, OptionValue, Row, entries_of
from .registry import carry_out, find_analysis, load_analyses
from .setting import Advance, Setting
from .writing import describe_analysis, explanation, find_table, result_json, result_table, shown_entry

__all__ = [
    "Advance",
    "Analysis",
    "AnalysisResult",
    "Basis",
    "Column",
    "Entry",
    "Figure",
    "Findings",
    "Option",
    "OptionValue",
    "Reference",
    "Row",
    "Setting",
    "TableDescription",
    "carry_out",
    "describe_analysis",
    "entries_of",
    "explanation",
    "find_analysis",
    "find_table",
    "load_analyses",
    "result_json",
    "result_table",
    "shown_entry",
]
