"""The named graphs and the concept schemes at their own addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Path
from pyoxigraph import NamedNode
from starlette.responses import RedirectResponse, Response

from .answers import graph_answer, negotiated
from .errors import UnknownThing
from .negotiation import GRAPHS, HTML, split_suffix
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["graphs"])
_NAMED_GRAPHS: Final = {
    "graph": "What one document says",
    "derived": "The direct edges that one document gives",
}
_SCHEMES: Final = {"topics": "topic", "roles": "role", "forms": "form"}
"""Concept schemes, with the kind whose list shows their concepts."""


def _graph(path: str) -> Callable[[str, View], Response]:
    """Return the route of one kind of named graphs."""

    def graph(
        key: Annotated[
            str, Path(description="The rest of the graph's name, with a suffix such as .ttl if wanted")
        ],
        view: Annotated[View, Depends(View.of)],
    ) -> Response:
        stem, suffix = split_suffix(key, GRAPHS)
        media = negotiated(view.request, suffix, GRAPHS)
        name = f"{view.site.base}{path}/{stem}"
        try:
            node = NamedNode(name)
        except ValueError:
            raise UnknownThing(name) from None
        if not view.site.selections.rows("graph", g=node):
            raise UnknownThing(name)
        return graph_answer(view.site.selections.triples("graph_triples", g=node), media)

    return graph


def _scheme(path: str, kind: str) -> Callable[[View], Response]:
    """Return the route of one concept scheme and those within it."""

    def scheme(view: Annotated[View, Depends(View.of)], key: str = "") -> Response:
        stem, suffix = split_suffix(f"{path}/{key}" if key else path, GRAPHS)
        iri = f"{view.site.base}{stem}"
        try:
            node = NamedNode(iri)
        except ValueError:
            raise UnknownThing(iri) from None
        if not view.site.selections.rows("known", this=node):
            raise UnknownThing(iri)
        media = negotiated(view.request, suffix, (HTML, *GRAPHS))
        if media is HTML:
            return RedirectResponse(view.path(f"/{kind}"), status_code=303, headers={"Vary": "Accept"})
        return graph_answer(view.site.selections.triples("describe", this=node), media)

    return scheme


for _path, _summary in _NAMED_GRAPHS.items():
    router.add_api_route(
        f"/{_path}/{{key:path}}",
        _graph(_path),
        methods=["GET"],
        summary=f"{_summary}: Turtle, JSON-LD, N-Triples or RDF/XML",
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
