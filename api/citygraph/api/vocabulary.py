"""The ontology's own documents at their addresses: vocabulary, shapes and JSON-LD context."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Final

from citygraph.ontology import CG, context, shapes, vocabulary
from citygraph.ontology.description import describe
from fastapi import APIRouter, Depends, Path
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse
from starlette.responses import RedirectResponse, Response

from .answers import graph_answer
from .documents import answered, chosen, links_of
from .errors import UnknownThing
from .negotiation import GRAPHS, HTML, Media
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["vocabulary"])
_OFFERED: Final = {
    "ontology": (HTML, *GRAPHS),
    "shapes": (HTML, *(media for media in GRAPHS if media.suffix != "rdf")),
}
"""What each is written in. XML 1.0 cannot hold the control characters that a shape's pattern names."""

_CONTEXT: Final = Media("application/ld+json", "jsonld", "JSON-LD")


def _document(path: str, read: Callable[[], bytes]) -> Callable[[View], Response]:
    """Return the route of a document that negotiates."""

    def document(view: Annotated[View, Depends(View.of)]) -> Response:
        return _answer(view, path, read, None)

    return document


def _by_suffix(path: str, read: Callable[[], bytes]) -> Callable[[str, View], Response]:
    """Return the route of a document in the format of a suffix."""

    def by_suffix(
        suffix: Annotated[str, Path(description="html, ttl, jsonld, nt or rdf")],
        view: Annotated[View, Depends(View.of)],
    ) -> Response:
        media = next((media for media in _OFFERED[path] if media.suffix == suffix), None)
        if media is None:
            raise UnknownThing(f"{path}.{suffix}")
        return _answer(view, path, read, media)

    return by_suffix


def _answer(view: View, path: str, read: Callable[[], bytes], suffix: Media | None) -> Response:
    media = chosen(view, suffix, _OFFERED[path])
    if media is HTML and path != "ontology":
        return RedirectResponse(
            view.path("/ontology#section-shapes"), status_code=303, headers={"Vary": "Accept"}
        )

    def make() -> Response:
        if media is HTML:
            return view.page("vocabulary.html", formats=GRAPHS, links=GRAPHS, about=describe(), namespace=CG)
        dataset = Dataset(parse(read(), format=RdfFormat.TURTLE))
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)  # the same names for blank nodes each time
        return graph_answer((quad.triple for quad in dataset), media)

    return answered(view, media, make, links=links_of(view, f"/{path}", _OFFERED[path], media))


@router.get(
    "/context.jsonld",
    summary="The JSON-LD context of fact documents",
    response_class=Response,
    operation_id="context",
)
def json_ld_context(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return the JSON-LD context."""
    body = json.dumps(context(), ensure_ascii=False, indent=1)
    return answered(view, _CONTEXT, lambda: Response(body, media_type=_CONTEXT.type))


@router.get("/ontology/{release}", include_in_schema=False)
def release(release: str, view: Annotated[View, Depends(View.of)]) -> Response:
    """Return 303 from the address of this version of the vocabulary to the vocabulary."""
    if release != describe().version:
        raise UnknownThing(f"ontology/{release}")
    return RedirectResponse(view.absolute("/ontology"), status_code=303)


for _path, _read, _summary in (
    ("ontology", vocabulary, "The vocabulary: page, Turtle, JSON-LD, N-Triples or RDF/XML"),
    ("shapes", shapes, "The SHACL shapes: Turtle, JSON-LD or N-Triples"),
):
    router.add_api_route(
        f"/{_path}",
        _document(_path, _read),
        methods=["GET"],
        summary=_summary,
        response_class=Response,
        operation_id=_path,
    )
    router.add_api_route(
        f"/{_path}.{{suffix}}",
        _by_suffix(_path, _read),
        methods=["GET"],
        summary=f"The same in the format of the suffix: {_path}",
        response_class=Response,
        operation_id=f"{_path}_as",
    )
