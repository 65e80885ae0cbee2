"""The named graphs and the concept schemes at their own addresses; both are documents, so they answer themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path
from pyoxigraph import NamedNode, Quad
from starlette.responses import RedirectResponse, Response

from .addresses import meant_by, raw_path, to_uri
from .answers import graph_answer
from .documents import answered, chosen, links_of
from .errors import UnknownThing
from .negotiation import DATASETS, GRAPHS, HTML, split_suffix
from .site import View
from .standing import standing_of

__all__ = ["router"]

router = APIRouter(tags=["graphs"])
_NAMED_GRAPHS: Final = {
    "graph": "What one document says",
    "derived": "The direct edges that one document gives",
}
_SCHEMES: Final = {"topics": "topic", "roles": "role", "forms": "form"}
"""Concept schemes, with the kind whose list shows their concepts."""

_OFFERED: Final = (*GRAPHS, *DATASETS)
_SCHEME_OFFERED: Final = (HTML, *_OFFERED)


def _graph(path: str) -> Callable[[str, View], Response]:
    """Return the route of one kind of named graphs."""

    def graph(
        key: Annotated[
            str, Path(description="The rest of the graph's name, with a suffix such as .ttl if wanted")
        ],
        view: Annotated[View, Depends(View.of)],
    ) -> Response:
        stem, suffix = split_suffix(meant_by(raw_path(view.request.scope)), _OFFERED)
        name = f"{view.site.base}{stem.removeprefix('/')}"
        selections = view.site.selections
        node = _node(name)
        if not selections.rows("graph", g=node):
            standing_of(view, name)  # withdrawn, if it was ever there
            raise UnknownThing(name)
        media = chosen(view, suffix, _OFFERED)

        def make() -> Response:
            triples = selections.triples("graph_triples", g=node)
            if media in DATASETS:
                return graph_answer([Quad(t.subject, t.predicate, t.object, node) for t in triples], media)
            return graph_answer(triples, media)

        return answered(view, media, make, links=links_of(view, to_uri(stem), _OFFERED, media))

    return graph


def _scheme(path: str, kind: str) -> Callable[[View], Response]:
    """Return the route of one concept scheme and those within it."""

    def scheme(view: Annotated[View, Depends(View.of)], key: str = "") -> Response:
        stem, suffix = split_suffix(meant_by(raw_path(view.request.scope)), _SCHEME_OFFERED)
        iri = f"{view.site.base}{stem.removeprefix('/')}"
        standing_of(view, iri)
        media = chosen(view, suffix, _SCHEME_OFFERED)
        if media is HTML:
            return RedirectResponse(view.path(f"/{kind}"), status_code=303, headers={"Vary": "Accept"})
        links = links_of(view, to_uri(stem), _SCHEME_OFFERED, media)

        def make() -> Response:
            selections = view.site.selections
            triples = selections.triples("describe", this=NamedNode(iri))
            return graph_answer(selections.in_their_graphs(triples) if media in DATASETS else triples, media)

        return answered(view, media, make, links=links)

    return scheme


def _node(name: str) -> NamedNode:
    try:
        return NamedNode(name)
    except ValueError:
        raise UnknownThing(name) from None


for _path, _summary in _NAMED_GRAPHS.items():
    router.add_api_route(
        f"/{_path}/{{key:path}}",
        _graph(_path),
        methods=["GET"],
        summary=f"{_summary}: {', '.join(media.title for media in _OFFERED)}",
        response_class=Response,
        operation_id=f"get_{_path}",
    )
for _path, _kind in _SCHEMES.items():
    router.add_api_route(
        f"/{_path}",
        _scheme(_path, _kind),
        methods=["GET"],
        summary=f"The scheme of {_path}",
        response_class=Response,
        operation_id=f"get_{_path}",
    )
    router.add_api_route(
        f"/{_path}/{{key:path}}", _scheme(_path, _kind), methods=["GET"], include_in_schema=False
    )
    for _media in _SCHEME_OFFERED:
        router.add_api_route(
            f"/{_path}.{_media.suffix}", _scheme(_path, _kind), methods=["GET"], include_in_schema=False
        )
