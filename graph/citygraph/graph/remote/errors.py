"""What can go wrong between citygraph and an engine behind an address."""

from __future__ import annotations

from citygraph.ontology import CityGraphError

__all__ = [
    "EndpointCut",
    "EndpointDenied",
    "EndpointError",
    "EndpointFailed",
    "EndpointTimeout",
    "EndpointUnfit",
    "EndpointUnreachable",
]


class EndpointError(CityGraphError):
    """An engine behind an address did not do what it was asked.

    Attributes:
        address: The address, without anything secret.
    """

    code = "endpoint-failed"

    def __init__(self, address: str, what: str, *, hint: str | None = None) -> None:
        super().__init__(f"the endpoint {address} {what}", hint=hint)
        self.address = address


class EndpointUnreachable(EndpointError):
    """Nothing answers at the address."""

    code = "endpoint-unreachable"


class EndpointDenied(EndpointError):
    """The endpoint does not let us in: no credentials, wrong ones, or too few rights."""

    code = "endpoint-denied"


class EndpointTimeout(EndpointError):
    """The endpoint took longer than the limit."""

    code = "endpoint-timeout"


class EndpointUnfit(EndpointError):
    """What answers at the address does not speak SPARQL as citygraph needs it."""

    code = "endpoint-unfit"


class EndpointFailed(EndpointError):
    """The endpoint answered that it failed, or its answer was cut or cannot be read."""

    code = "endpoint-failed"


class EndpointCut(EndpointError):
    """The endpoint gave a part of its answer only, or the answer is over the limit: no part is taken for the whole."""

    code = "endpoint-cut"
