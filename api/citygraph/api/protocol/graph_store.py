"""The SPARQL 1.1 Graph Store HTTP Protocol, at /store: one graph as a whole, read and written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Any, Final, Literal, cast
from urllib.parse import quote
from uuid import uuid4

from citygraph.api.errors import BadParameter, PreconditionFailed, UnsupportedMedia
from citygraph.api.negotiation import DATASETS, GRAPHS, choose
from citygraph.api.site import Site
from citygraph.graph.writing import MEDIA_TYPES, GraphOrder, Payload, UnknownGraph
from fastapi import APIRouter
from pyoxigraph import NamedNode, RdfFormat
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from .asking import data_answer, limits_for
from .execution import GRAPH_NAMES, Question, ask
from .interface import GRAPH_BODY, GRAPH_GIVEN, GRAPH_PARAMETERS, KEY_PARAMETER, WRITTEN, problems
from .operations import accepted, address_items, check_charset, is_iri, media_type
from .tokens import TOKEN
from .writers import done_answer, writer_of

__all__ = ["router"]

router = APIRouter(tags=["SPARQL"])

_MULTIPART: Final = "multipart/form-data"
_FORMATS: Final = (*GRAPHS, *DATASETS)
_BY_SUFFIX: Final = {media.suffix: media.type for media in _FORMATS}
_MOST_FILES: Final = 100
_CREATED: Final = {201: {"description": "the graph is there now, and was not before"}}


async def read(request: Request) -> Response:
    """Return the graph that the address names."""
    graph = _graph(request)
    media = choose(accepted(request), _FORMATS)
    if not await _is_there(request, graph):
        raise UnknownGraph(graph or "default")
    tag = _tag(request, graph, media.suffix)
    known = request.headers.get("if-none-match", "").split(",")
    if f'"{tag}"' in (each.strip().removeprefix("W/") for each in known):
        return Response(status_code=304, headers={"ETag": f'"{tag}"', "Vary": "Accept"})
    pattern = "?s ?p ?o" if graph is None else f"GRAPH {NamedNode(graph)} {{ ?s ?p ?o }}"
    question = Question(
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}",
        graphs=GRAPH_NAMES[cast(RdfFormat, media.rdf)],
        limits=limits_for(request),
    )
    answer = data_answer(await ask(request, question), media)
    answer.headers["ETag"] = f'"{tag}"'
    return answer


async def put(request: Request) -> Response:
    """Put the graph of the body in the place of the one that the address names."""
    return await _write(request, "put", _graph(request))


async def post(request: Request) -> Response:
    """Put the triples of the body into the graph that the address names, or into a new one where it names none."""
    writer_of(request)
    if _is_store(request):
        graph = f"{_own_graphs(request)}{uuid4()}"
        return await _write(request, "post", graph)
    return await _write(request, "post", _graph(request))


async def delete(request: Request) -> Response:
    """Take away the graph that the address names."""
    writer, graph = writer_of(request), _graph(request)
    return done_answer(await writer.carry_out(GraphOrder("delete", graph), _condition(request, graph)))


async def _write(request: Request, action: Literal["put", "post"], graph: str | None) -> Response:
    writer = writer_of(request)
    order = GraphOrder(action, graph, await _payloads(request))
    done = await writer.carry_out(order, _condition(request, graph))
    return done_answer(done, location=_location(request, graph) if done.created and graph else None)


def _condition(request: Request, graph: str | None) -> Callable[[], Awaitable[None]]:
    """Return what sees whether a graph is in the state that a request wants to change (RFC 9110, section 13).

    A tag stands for the state of the whole dataset: where another graph was changed since, the client reads again.
    """
    matching, other = request.headers.get("if-match"), request.headers.get("if-none-match")

    async def hold() -> None:
        if matching is not None or other is not None:
            there = await _is_there(request, graph)
            if matching is not None and not (there and _names(matching, _tag(request, graph, ""))):
                raise PreconditionFailed("the graph is not in the state that If-Match names")
            if other is not None and there and _names(other, _tag(request, graph, "")):
                raise PreconditionFailed("the graph is in the state that If-None-Match rules out")

    return hold


def _names(tags: str, state: str) -> bool:
    """Return whether a list of tags has that of a state, in any format, or stands for any state."""
    return tags.strip() == "*" or any(
        each.strip().strip('"').startswith(state) for each in tags.split(",") if "W/" not in each
    )


def _tag(request: Request, graph: str | None, suffix: str) -> str:
    """Return what the entity tag of a graph quotes, in a format; without one, how all of them begin."""
    site: Site = request.app.state.site
    state = sha256(f"{site.graph.digest} {graph or ''}".encode()).hexdigest()[:32]
    return f"{state}-{suffix}"


async def _is_there(request: Request, graph: str | None) -> bool:
    """Return whether there is a graph of that name; the default graph always is."""
    if graph is None:
        return True
    question = Question(f"ASK {{ GRAPH {NamedNode(graph)} {{}} }}", results="csv", trusted=True)
    return (await (await ask(request, question)).whole()).strip() == b"true"


async def _payloads(request: Request) -> tuple[Payload, ...]:
    """Return the graphs of the body: one, or those of a form's files."""
    media = media_type(request)
    if media != _MULTIPART:
        if media not in MEDIA_TYPES:
            raise UnsupportedMedia(media, MEDIA_TYPES)
        check_charset(request, media)
        return (Payload(media, await request.body()),)
    payloads: list[Payload] = []
    async with request.form(max_files=_MOST_FILES, max_fields=_MOST_FILES) as form:
        for _, part in form.multi_items():
            if not isinstance(part, UploadFile):
                continue
            named = (part.content_type or "").partition(";")[0].strip().lower()
            suffix = (part.filename or "").rpartition(".")[2].lower()
            kind = named if named in MEDIA_TYPES else _BY_SUFFIX.get(suffix, named)
            if kind not in MEDIA_TYPES:
                raise UnsupportedMedia(kind, MEDIA_TYPES)
            payloads.append(Payload(kind, await part.read()))
    if not payloads:
        raise BadParameter("form", "it has no file", hint="send each graph as a file with its media type")
    return tuple(payloads)


def _is_store(request: Request) -> bool:
    """Return whether the address is that of the whole graph store."""
    return not request.path_params.get("key") and not address_items(request)


def _graph(request: Request) -> str | None:
    """Return the name of the graph that the address names; None is the default graph.

    Raises:
        BadParameter: It names none, or more than one.
    """
    items = address_items(request)
    names = [value for name, value in items if name == "graph"]
    defaults = [value for name, value in items if name == "default"]
    key: str = request.path_params.get("key", "")
    if key:
        if names or defaults:
            raise BadParameter(
                "graph", "the path names a graph already", hint="leave out ?graph and ?default"
            )
        names = [_own_graphs(request) + quote(key, safe="/:@!$&'()*+,;=~-._")]
    if len(names) + len(defaults) != 1:
        raise BadParameter(
            "graph", "name one graph", hint="send ?graph=IRI, or ?default for the default graph"
        )
    if not names:
        return None
    if not is_iri(names[0]):
        raise BadParameter(
            "graph", f"{names[0][:200]!r} is no absolute IRI", hint="give the graph's whole name"
        )
    return names[0]


def _own_graphs(request: Request) -> str:
    """Return where the names of graphs begin that are also their addresses."""
    site: Site = request.app.state.site
    return f"{site.address}/store/"


def _location(request: Request, graph: str) -> str:
    """Return the address of a graph."""
    site: Site = request.app.state.site
    own = _own_graphs(request)
    return graph if graph.startswith(own) else f"{site.address}/store?graph={quote(graph, safe='')}"


def _described(parameters: list[dict[str, Any]], body: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the OpenAPI document says of a route that writes."""
    described: dict[str, Any] = {"parameters": parameters}
    return described if body is None else described | {"requestBody": body}


for _path, _suffix, _parameters in (
    ("/store", "", GRAPH_PARAMETERS),
    ("/store/{key:path}", "_by_address", KEY_PARAMETER),
):
    router.add_api_route(
        _path,
        read,
        methods=["GET"],
        summary="A graph as a whole",
        response_class=Response,
        operation_id=f"read_graph{_suffix}",
        responses=GRAPH_GIVEN
        | problems(
            s400="no graph or more than one is named", s404="there is no such graph", s406="no such format"
        ),
        openapi_extra={"parameters": _parameters},
    )
    for _method, _route, _summary in (
        ("PUT", put, "Put a graph in the place of the one of that name, for those who have the write token"),
        ("POST", post, "Put triples into a graph, or into a new one, for those who have the write token"),
        ("DELETE", delete, "Take a graph away, for those who have the write token"),
    ):
        router.add_api_route(
            _path,
            _route,
            methods=[_method],
            summary=_summary,
            response_class=Response,
            status_code=204,
            operation_id=f"{_method.lower()}_graph{_suffix}",
            responses=(WRITTEN if _method == "DELETE" else WRITTEN | _CREATED)
            | (problems(s404="there is no such graph") if _method == "DELETE" else {}),
            openapi_extra=_described(_parameters, None if _method == "DELETE" else GRAPH_BODY),
            dependencies=[TOKEN],
        )
