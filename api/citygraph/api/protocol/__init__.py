"""The SPARQL 1.1 Protocol and the Graph Store HTTP Protocol."""

from fastapi import APIRouter

from . import graph_store, querying, updating
from .direct import DirectQueries
from .short_way import short_way_protocol
from .writer import Writer

__all__ = ["DirectQueries", "Writer", "router", "short_way_protocol"]

router = APIRouter()
for _part in (querying, updating, graph_store):
    router.include_router(_part.router)
