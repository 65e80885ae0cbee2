"""An engine behind an address, over the SPARQL 1.1 Protocol and the Graph Store Protocol."""

from .endpoint import Credentials, Endpoint, EndpointLimits, is_address
from .errors import (
    EndpointCut,
    EndpointDenied,
    EndpointError,
    EndpointFailed,
    EndpointTimeout,
    EndpointUnfit,
    EndpointUnreachable,
)

__all__ = [
    "Credentials",
    "Endpoint",
    "EndpointCut",
    "EndpointDenied",
    "EndpointError",
    "EndpointFailed",
    "EndpointLimits",
    "EndpointTimeout",
    "EndpointUnfit",
    "EndpointUnreachable",
    "is_address",
]
