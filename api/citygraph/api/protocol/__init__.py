"""The SPARQL 1.1 Protocol and the Graph Store HTTP Protocol."""

from fastapi import APIRouter

from . import graph_store, querying, updating
from .direct import DirectQueries
from .writer import Writer

__all__ = ["DirectQueries", "Writer", "router"]

router = APIRouter()
for _part in (querying, updating, graph_store):
    router.include_router(_part.router)
