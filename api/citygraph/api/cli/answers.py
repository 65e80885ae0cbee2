"""Answers to queries, printed in the format that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import typer
from citygraph.ontology import PREFIXES, XSD, CityGraphError

from .console import emit, emit_json, is_terminal, stdout

if TYPE_CHECKING:
    import pyoxigraph as ox
    from citygraph.api.settings import Settings
    from citygraph.graph import CityGraph, QueryResult
    from citygraph.queries.tables import Value

__all__ = ["InvalidQuery", "QueryFormat", "answer_ready", "answer_sparql", "list_queries"]

_INTEGER: Final = f"{XSD}integer"


class QueryFormat(StrEnum):
    """The formats of an answer."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


_OF_TRIPLES: Final = (QueryFormat.TURTLE, QueryFormat.NTRIPLES)
_OF_ROWS: Final = (QueryFormat.CSV, QueryFormat.TSV)


class InvalidQuery(CityGraphError):
    """The query is no valid SPARQL; the place says where in its file or text."""

    code = "query-syntax"


def answer_sparql(
    graph: CityGraph, text: str, origin: str, form: QueryFormat | None, settings: Settings
) -> None:
    """Print the answer to a SPARQL query.

    Args:
        graph: The graph to ask.
        text: The query.
        origin: What to call the query in errors: its file, or ``query``.
        form: The format, or None for the usual one.
        settings: How long and how deeply nested a query may be.

    Raises:
        InvalidQuery: It is no valid SPARQL.
        QueryRefused: It is nested too deeply, has too many parts, or asks another endpoint.
        QueryFailed: The engine cannot answer.
    """
    import pyoxigraph as ox
    from citygraph.graph import QuerySyntax
    from citygraph.graph.readers.guard import check_query

    def is_local(name: str) -> bool:
        return bool(graph.query(f"ASK {{ GRAPH {ox.NamedNode(name)} {{ ?s ?p ?o }} }}"))

    try:
        check_query(
            text, longest=settings.query_bytes, deepest=settings.query_nesting, is_local_graph=is_local
        )
        result = graph.query(text)
    except QuerySyntax as error:
        column = f"column {error.column}: " if error.column is not None else ""
        where = f"{origin}:{error.line}" if error.line is not None else origin
        raise InvalidQuery(f"{where}: {column}{error.what}", hint=error.hint) from error
    _print(result, form, graph.identifiers.base)


def answer_ready(
    graph: CityGraph, name: str, parameters: Mapping[str, str], form: QueryFormat | None
) -> None:
    """Print the answer to a ready query.

    Raises:
        CityGraphError: There is no such query, or a parameter is missing, unknown or not understood.
    """
    from citygraph.queries import answer_json, answer_table, ask, bound, find_query, to_csv, to_text

    wanted = find_query(name)
    chosen = form or _usual()
    if chosen in (QueryFormat.TSV, QueryFormat.XML, *_OF_TRIPLES):
        sparql = bound(graph, wanted, parameters, identifiers=graph.identifiers)
        _print(graph.query(sparql), chosen, graph.identifiers.base)
        return
    answer = ask(graph, wanted, parameters, identifiers=graph.identifiers)
    if chosen is QueryFormat.JSON:
        emit(answer_json(answer))
    elif chosen is QueryFormat.CSV:
        emit(to_csv(answer_table(answer)))
    else:
        emit(to_text(answer_table(answer), base=graph.identifiers.base))


def list_queries(form: QueryFormat | None) -> None:
    """Print the ready queries: name, question and parameters, or in RDF each as a SHACL executable."""
    from citygraph.queries import describe_catalogue, grouped, load_catalogue

    chosen = form or QueryFormat.TABLE
    catalogue = load_catalogue().values()
    if chosen in _OF_TRIPLES:
        import pyoxigraph as ox

        triples = sorted(describe_catalogue(catalogue), key=str)
        written = ox.RdfFormat.TURTLE if chosen is QueryFormat.TURTLE else ox.RdfFormat.N_TRIPLES
        ox.serialize(triples, stdout(), format=written, prefixes=PREFIXES)
        return
    if chosen is QueryFormat.JSON:
        emit_json(
            [
                {
                    "name": each.name,
                    "group": each.group,
                    "title": {"en": each.title.en, "id": each.title.id},
                    "parameters": [
                        {"name": one.name, "type": one.type, "required": one.required, "example": one.example}
                        for one in each.parameters
                    ],
                }
                for each in catalogue
            ],
            indent=2,
        )
        return
    if chosen is not QueryFormat.TABLE:
        raise typer.BadParameter(
            "the list is printed as table, json, turtle or ntriples", param_hint="--format"
        )
    for title, members in grouped(catalogue):
        emit(f"# {title.en}\n\n")
        for each in members:
            emit(f"{each.name}\n    {each.title.en}\n")
            for one in each.parameters:
                need = "needed" if one.required else "optional"
                emit(f"    --param '{one.name}={one.example}'  ({one.type}, {need})\n")
        emit("\n")


def _usual() -> QueryFormat:
    return QueryFormat.TABLE if is_terminal("stdout") else QueryFormat.JSON


def _print(result: QueryResult, form: QueryFormat | None, base: str) -> None:
    import pyoxigraph as ox

    if isinstance(result, ox.QueryTriples):
        usual = QueryFormat.TABLE if is_terminal("stdout") else QueryFormat.TURTLE
        _print_triples(result, form or usual, base)
    else:
        _print_rows(result, form or _usual(), base)


def _print_triples(triples: ox.QueryTriples, form: QueryFormat, base: str) -> None:
    import pyoxigraph as ox
    from citygraph.graph.readers.xml_text import well_formed

    if form in _OF_ROWS:
        raise typer.BadParameter(
            f"the query gives triples, which {form} cannot hold; choose turtle, ntriples, json, xml or table",
            param_hint="--format",
        )
    if form is QueryFormat.TABLE:
        rows = tuple((_value(each.subject), _value(each.predicate), _value(each.object)) for each in triples)
        _table(("subject", "predicate", "object"), rows, base)
        return
    formats = {
        QueryFormat.TURTLE: ox.RdfFormat.TURTLE,
        QueryFormat.NTRIPLES: ox.RdfFormat.N_TRIPLES,
        QueryFormat.JSON: ox.RdfFormat.JSON_LD,
        QueryFormat.XML: ox.RdfFormat.RDF_XML,
    }
    if form is QueryFormat.XML:
        stdout().write(well_formed(ox.serialize(triples, format=formats[form], prefixes=PREFIXES)))
        return
    ox.serialize(triples, stdout(), format=formats[form], prefixes=PREFIXES)


def _print_rows(result: ox.QuerySolutions | ox.QueryBoolean, form: QueryFormat, base: str) -> None:
    import pyoxigraph as ox
    from citygraph.graph.readers.xml_text import well_formed

    if form in _OF_TRIPLES:
        raise typer.BadParameter(
            f"the query gives rows, which {form} cannot hold; choose json, csv, tsv, xml or table",
            param_hint="--format",
        )
    if form is QueryFormat.TABLE:
        if isinstance(result, ox.QueryBoolean):
            emit("yes\n" if bool(result) else "no\n")
            return
        columns = tuple(variable.value for variable in result.variables)
        rows = tuple(tuple(_value(row[name]) for name in columns) for row in result)
        _table(columns, rows, base)
        return
    formats = {
        QueryFormat.JSON: ox.QueryResultsFormat.JSON,
        QueryFormat.CSV: ox.QueryResultsFormat.CSV,
        QueryFormat.TSV: ox.QueryResultsFormat.TSV,
        QueryFormat.XML: ox.QueryResultsFormat.XML,
    }
    if form is QueryFormat.XML:
        stdout().write(well_formed(result.serialize(format=formats[form])))
        return
    result.serialize(stdout(), format=formats[form])


def _table(columns: tuple[str, ...], rows: tuple[tuple[Value, ...], ...], base: str) -> None:
    from citygraph.queries import Table, to_text

    counted = f"{len(rows):,} row" if len(rows) == 1 else f"{len(rows):,} rows"
    emit(to_text(Table(columns, rows, (counted,)), base=base))


def _value(term: object) -> Value:
    import pyoxigraph as ox

    if isinstance(term, ox.Literal):
        return int(term.value) if term.datatype.value == _INTEGER else term.value
    return term.value if isinstance(term, ox.NamedNode) else None if term is None else str(term)
