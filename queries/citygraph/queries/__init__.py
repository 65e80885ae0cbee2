"""Ready queries, networks projected on named recipes, and the reports made of them.

Measures need numpy and scipy. They are loaded when a network's numbers are asked for, and
:mod:`citygraph.queries.centrality` and :mod:`citygraph.queries.measures` are not imported here, so that asking a query
does not wait for them.
"""

from .answer import Answer, ask, bound
from .catalogue import Parameter, ParameterType, ReadyQuery, find_query, load_catalogue
from .columns import load_columns
from .errors import (
    AmbiguousName,
    BadParameter,
    BadQueryFile,
    BadRecipe,
    DateBeforeFacts,
    EmptyNetwork,
    MissingParameter,
    NotAnalysable,
    UndefinedMeasure,
    UnknownAnalysis,
    UnknownName,
    UnknownParameter,
    UnknownQuery,
    UnknownRecipe,
)
from .executables import describe_catalogue, describe_query
from .groups import grouped, load_groups
from .incidence import Description, Incidence, describe
from .names import read_names, resolve
from .projection import Affiliation, Network, Tie, project, project_incidences
from .queryable import Cell, Queryable, Term
from .recipe import Recipe, Strength, TieKind
from .recipe_book import choose_recipe, find_recipe, load_recipes, parse_recipe, read_recipe
from .report import CentralityReport, CentralityRow, Counts
from .selection import Drop, Selection, incidences, select_incidences
from .tables import (
    Table,
    answer_json,
    answer_table,
    report_json,
    report_table,
    to_csv,
    to_text,
)
from .texts import Texts

__all__ = [
    "Affiliation",
    "AmbiguousName",
    "Answer",
    "BadParameter",
    "BadQueryFile",
    "BadRecipe",
    "Cell",
    "CentralityReport",
    "CentralityRow",
    "Counts",
    "DateBeforeFacts",
    "Description",
    "Drop",
    "EmptyNetwork",
    "Incidence",
    "MissingParameter",
    "Network",
    "NotAnalysable",
    "Parameter",
    "ParameterType",
    "Queryable",
    "ReadyQuery",
    "Recipe",
    "Selection",
    "Strength",
    "Table",
    "Term",
    "Texts",
    "Tie",
    "TieKind",
    "UndefinedMeasure",
    "UnknownAnalysis",
    "UnknownName",
    "UnknownParameter",
    "UnknownQuery",
    "UnknownRecipe",
    "answer_json",
    "answer_table",
    "ask",
    "bound",
    "choose_recipe",
    "describe",
    "describe_catalogue",
    "describe_query",
    "find_query",
    "find_recipe",
    "grouped",
    "incidences",
    "load_catalogue",
    "load_columns",
    "load_groups",
    "load_recipes",
    "parse_recipe",
    "project",
    "project_incidences",
    "read_names",
    "read_recipe",
    "report_json",
    "report_table",
    "resolve",
    "select_incidences",
    "to_csv",
    "to_text",
]
