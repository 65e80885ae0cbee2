"""What the OpenAPI document says of the protocol's parameters, bodies and answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from citygraph.api.negotiation import DATASETS, GRAPHS, RESULTS, Media

__all__ = [
    "ANSWERED",
    "GRAPH_BODY",
    "GRAPH_GIVEN",
    "GRAPH_PARAMETERS",
    "KEY_PARAMETER",
    "QUERY_BODY",
    "QUERY_PARAMETERS",
    "UPDATE_BODY",
    "UPDATE_PARAMETERS",
    "WRITTEN",
    "problems",
]

_TEXT: Final = {"type": "string"}
_IRIS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}
_PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "stable name of the error"},
        "detail": {"type": "string", "description": "what is wrong"},
        "hint": {"type": "string", "description": "what to do"},
        "line": {"type": "integer", "description": "line of the error in the query or update"},
        "column": {"type": "integer", "description": "column of the error in that line"},
        "excerpt": {"type": "string", "description": "that line, with a caret under the place"},
    },
}


def problems(**meanings: str) -> dict[int | str, dict[str, Any]]:
    """Return the answers to requests that are refused, by status, from what each of them means.

    Args:
        meanings: Meaning by status, as ``s400="the query is no valid SPARQL"``.
    """
    return {
        int(status.removeprefix("s")): {
            "description": meaning,
            "content": {
                "application/problem+json": {"schema": _PROBLEM},
                "text/plain": {"schema": _TEXT},
                "text/html": {"schema": _TEXT},
            },
        }
        for status, meaning in meanings.items()
    }


def _content(medias: Iterable[Media | str]) -> dict[str, Any]:
    types = [media if isinstance(media, str) else media.type for media in medias]
    return {media: {"schema": {} if media.endswith("json") else _TEXT} for media in types}


def _graphs(default: str, named: str) -> dict[str, str]:
    return {
        default: "a graph that the default graph is made of; may be repeated",
        named: "a graph that GRAPH may reach; may be repeated",
    }


def _form(keyword: str, graphs: dict[str, str]) -> dict[str, Any]:
    properties: dict[str, Any] = {keyword: _TEXT}
    properties |= {name: _IRIS | {"description": text} for name, text in graphs.items()}
    return {"schema": {"type": "object", "properties": properties, "required": [keyword]}}


def _in_address(graphs: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "explode": True,
            "description": text,
            "schema": _IRIS,
        }
        for name, text in graphs.items()
    ]


_QUERIED: Final = _graphs("default-graph-uri", "named-graph-uri")
_UPDATED: Final = _graphs("using-graph-uri", "using-named-graph-uri")

QUERY_PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": "query",
        "in": "query",
        "required": False,
        "description": "SPARQL 1.1 query; the usual prefixes need not be declared",
        "schema": _TEXT,
    },
    *_in_address(_QUERIED),
]
QUERY_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/sparql-query": {"schema": _TEXT},
        "application/x-www-form-urlencoded": _form("query", _QUERIED),
    },
}
UPDATE_PARAMETERS: Final = _in_address(_UPDATED)
UPDATE_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/sparql-update": {"schema": _TEXT},
        "application/x-www-form-urlencoded": _form("update", _UPDATED),
    },
}
GRAPH_PARAMETERS: Final[list[dict[str, Any]]] = [
    {
        "name": "graph",
        "in": "query",
        "required": False,
        "description": "name of the graph",
        "schema": {"type": "string", "format": "iri"},
    },
    {
        "name": "default",
        "in": "query",
        "required": False,
        "allowEmptyValue": True,
        "description": "the default graph, instead of a named one",
        "schema": _TEXT,
    },
]
KEY_PARAMETER: Final[list[dict[str, Any]]] = [
    {
        "name": "key",
        "in": "path",
        "required": True,
        "description": "the rest of the name of a graph whose name is its address here",
        "schema": _TEXT,
    }
]
GRAPH_BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": _content((*GRAPHS, *DATASETS))
    | {
        "multipart/form-data": {
            "schema": {"type": "object", "additionalProperties": {"type": "string", "format": "binary"}}
        }
    },
}
GRAPH_GIVEN: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "the graph", "content": _content((*GRAPHS, *DATASETS))},
    304: {"description": "the client has it already (If-None-Match)"},
}
ANSWERED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "results of SELECT and ASK, or the graph of CONSTRUCT and DESCRIBE",
        "content": _content((*RESULTS, *GRAPHS, *DATASETS, "text/html")),
    },
    **problems(
        s400="the query is no valid SPARQL, asks for what is refused, or a parameter is wrong",
        s406="the client takes none of the formats on offer",
        s413="the query or the body is too long",
        s415="the body has another media type or charset (POST)",
    ),
}
WRITTEN: Final[dict[int | str, dict[str, Any]]] = {
    204: {"description": "done; queries asked from now on see it"},
    **problems(
        s400="the request cannot be read, or asks for what is refused",
        s401="the token is missing or wrong",
        s403="the server is read-only",
        s409="only graphs of documents may be changed",
        s412="the graph is not in the state that If-Match or If-None-Match wants (/store)",
        s413="the body is too large",
        s415="the body has another media type or charset",
        s422="the shapes refuse a document; nothing is changed",
    ),
}
