"""Whether the server is well, and what it serves."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Literal

from citygraph.graph import CityGraph
from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from .site import View

__all__ = ["Health", "router"]

router = APIRouter(tags=["server"])


class Health(BaseModel):
    """What the server says of itself."""

    status: Literal["ok"] = Field(description="ok: the graph answers")
    version: str = Field(description="version of citygraph")
    documents: int = Field(description="source documents in the graph")
    facts: int = Field(description="statements of facts, one for each article that states one")
    triples: int = Field(description="triples in the merged graph")
    digest: str = Field(description="SHA-256 that is the same for the same content")


@router.get("/health", summary="Whether the server is well, and what it serves", operation_id="health")
async def health(view: Annotated[View, Depends(View.of)]) -> Health:
    """Return what the server says of itself; with readers, without asking them, so it is quick under any load."""
    graph = view.site.graph
    if isinstance(graph, CityGraph):
        return await run_in_threadpool(_of_store, graph)
    served = graph.pool.generation
    return Health(
        status="ok",
        version=version("citygraph"),
        documents=served.documents,
        facts=served.facts,
        triples=served.triples,
        digest=served.digest,
    )


def _of_store(graph: CityGraph) -> Health:
    documents = graph.documents()
    return Health(
        status="ok",
        version=version("citygraph"),
        documents=len(documents),
        facts=sum(record.facts for record in documents),
        triples=len(graph),
        digest=graph.digest,
    )
