"""The ontology at its own address: a page for people, RDF for programs."""

from __future__ import annotations

from typing import Annotated

from citygraph.ontology import CG, vocabulary
from citygraph.ontology.description import describe
from fastapi import APIRouter, Depends, Path
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse
from starlette.responses import Response

from .answers import graph_answer, negotiated
from .errors import UnknownThing
from .negotiation import GRAPHS, HTML, Media
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["vocabulary"])


@router.get(
    "/ontology",
    summary="The vocabulary: page, Turtle, JSON-LD, N-Triples or RDF/XML",
    response_class=Response,
    operation_id="ontology",
)
def page(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return the vocabulary."""
    return _answer(view, None)


@router.get(
    "/ontology.{suffix}",
    summary="The vocabulary in the format of the suffix",
    response_class=Response,
    operation_id="ontology_as",
)
def by_suffix(
    suffix: Annotated[str, Path(description="ttl, jsonld, nt or rdf")],
    view: Annotated[View, Depends(View.of)],
) -> Response:
    """Return the vocabulary in one format."""
    media = next((media for media in GRAPHS if media.suffix == suffix), None)
    if media is None:
        raise UnknownThing(f"ontology.{suffix}")
    return _answer(view, media)


def _answer(view: View, suffix: Media | None) -> Response:
    media = negotiated(view.request, suffix, (HTML, *GRAPHS))
    if media is HTML:
        about = describe()
        return view.page("vocabulary.html", formats=GRAPHS, about=about, namespace=CG)
    dataset = Dataset(parse(vocabulary(), format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)  # the same names for blank nodes each time
    return graph_answer((quad.triple for quad in dataset), media)
