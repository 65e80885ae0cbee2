"""The graph: documents go in validated and whole, and everything that follows from them is kept true."""

from .curation import Curation
from .decisions import Decision
from .document import SourceDocument, digest_of
from .errors import (
    ChangeRefused,
    DocumentInvalid,
    MergeRefused,
    NotAStore,
    QueryFailed,
    QueryRefused,
    QuerySyntax,
    QueryTooLong,
    StoreDamaged,
    StoreInUse,
    StoreUnwritable,
    UnknownDocument,
)
from .exports import EXPORT_FORMATS, ExportFormat, ExportOptions, NotExpressible
from .findings import Finding
from .manifest import Damage, DocumentRecord
from .register import Register
from .remote import Credentials, Endpoint, EndpointError, EndpointLimits, is_address
from .sparql import QueryResult, Term
from .store import CityGraph, Loaded, Refused

__all__ = [
    "EXPORT_FORMATS",
    "ChangeRefused",
    "CityGraph",
    "Credentials",
    "Curation",
    "Damage",
    "Decision",
    "DocumentInvalid",
    "DocumentRecord",
    "Endpoint",
    "EndpointError",
    "EndpointLimits",
    "ExportFormat",
    "ExportOptions",
    "Finding",
    "Loaded",
    "MergeRefused",
    "NotAStore",
    "NotExpressible",
    "QueryFailed",
    "QueryRefused",
    "QueryResult",
    "QuerySyntax",
    "QueryTooLong",
    "Refused",
    "Register",
    "SourceDocument",
    "StoreDamaged",
    "StoreInUse",
    "StoreUnwritable",
    "Term",
    "UnknownDocument",
    "digest_of",
    "is_address",
]
