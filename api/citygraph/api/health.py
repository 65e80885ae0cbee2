"""Whether the server is well, and what it serves."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

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
def health(view: Annotated[View, Depends(View.of)]) -> Health:
    """Return what the server says of itself."""
    graph = view.site.graph
    documents = graph.documents()
    return Health(
        status="ok",
        version=version("citygraph"),
        documents=len(documents),
        facts=sum(record.facts for record in documents),
        triples=len(graph),
        digest=graph.digest,
    )
