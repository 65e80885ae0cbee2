"""The errors that the HTTP side itself raises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from citygraph.ontology.errors import CityGraphError

__all__ = [
    "BadParameter",
    "BodyTooLarge",
    "NotAcceptable",
    "PreconditionFailed",
    "ReadOnly",
    "ReportGone",
    "RequestTimeout",
    "TokenWrong",
    "UnknownThing",
    "Unplaced",
    "UnsupportedMedia",
    "WrongOperation",
]


class UnknownThing(CityGraphError):
    """Nothing is known under the address.

    Attributes:
        iri: The IRI that was asked for.
    """

    code = "unknown-thing"

    def __init__(self, iri: str) -> None:
        super().__init__(
            f"nothing is known about {iri}", hint="the lists of cities, networks and articles have all"
        )
        self.iri = iri


class PreconditionFailed(CityGraphError):
    """A graph is not in the state that the request wants it to be in before it is written."""

    code = "precondition-failed"

    def __init__(self, what: str) -> None:
        super().__init__(
            f"nothing is changed: {what}", hint="read the graph again, and send its ETag with the new change"
        )


class ReportGone(CityGraphError):
    """A report was on data that have changed since, and it is not kept.

    Attributes:
        recipe: The recipe.
        dataset: Digest of the data that it was on.
    """

    code = "report-gone"

    def __init__(self, recipe: str, dataset: str) -> None:
        super().__init__(
            f"the report on {recipe} of the dataset {dataset[:16]}… is not kept here, and the data have changed since",
            hint=f"a release with that digest gives it again: load it, then citygraph report {recipe}; "
            f"/reports/{recipe} has the report on the present data",
        )
        self.recipe = recipe
        self.dataset = dataset


class Withdrawn(CityGraphError):
    """A thing was known here and is no longer stated by anything.

    Attributes:
        iri: The thing.
        when: When it was withdrawn, as ISO 8601 in UTC.
        source: The graph that had the last statement of it, or the empty string.
    """

    code = "withdrawn"

    def __init__(self, iri: str, when: str, source: str) -> None:
        last = f"; {source} had the last statement of it" if source and source != iri else ""
        super().__init__(
            f"{iri} was withdrawn on {when[:10]}{last}", hint="it comes back when a document states it again"
        )
        self.iri = iri
        self.when = when
        self.source = source


class Unplaced(CityGraphError):
    """A thing has no coordinates, and neither has anything that it ties.

    Attributes:
        iri: The thing.
    """

    code = "no-coordinates"

    def __init__(self, iri: str) -> None:
        super().__init__(
            f"no coordinates are known for {iri}, nor for what it ties", hint="ask for another format"
        )
        self.iri = iri


class NotAcceptable(CityGraphError):
    """The client accepts none of the media types on offer.

    Attributes:
        offered: The media types on offer.
    """

    code = "not-acceptable"

    def __init__(self, accept: str, offered: Iterable[str]) -> None:
        self.offered = tuple(offered)
        super().__init__(
            f"none of {', '.join(self.offered)} is acceptable to 'Accept: {accept}'",
            hint="ask for one of those",
        )


class UnsupportedMedia(CityGraphError):
    """The request's body has a media type that the address does not take.

    Attributes:
        media: The media type of the body.
    """

    code = "unsupported-media-type"

    def __init__(self, media: str, taken: Iterable[str]) -> None:
        super().__init__(
            f"a body of type {media or 'unknown'} is not taken here", hint=f"send {' or '.join(taken)}"
        )
        self.media = media


class BodyTooLarge(CityGraphError):
    """The request's body is larger than the limit.

    Attributes:
        limit: The limit in bytes.
    """

    code = "body-too-large"

    def __init__(self, limit: int) -> None:
        super().__init__(f"the request's body is larger than {limit:,} bytes", hint="send less")
        self.limit = limit


class RequestTimeout(CityGraphError):
    """The request's body did not come in time.

    Attributes:
        seconds: How long it might have taken.
    """

    code = "request-timeout"

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the request's body did not come within {seconds:g} s", hint="send it faster")
        self.seconds = seconds


class BadParameter(CityGraphError):
    """A parameter of the address or form is missing or wrong.

    Attributes:
        parameter: The name of the parameter.
    """

    code = "bad-parameter"

    def __init__(self, parameter: str, what: str, *, hint: str | None = None) -> None:
        super().__init__(f"{parameter}: {what}", hint=hint)
        self.parameter = parameter


class WrongOperation(CityGraphError):
    """An update was sent to where queries are answered, or a query to where updates are taken.

    Attributes:
        taken: What the address takes: ``query`` or ``update``.
    """

    code = "wrong-operation"

    def __init__(self, taken: Literal["query", "update"], *, hint: str) -> None:
        what = (
            "updates are refused: this address only answers queries"
            if taken == "query"
            else "queries are refused: this address only takes updates"
        )
        super().__init__(what, hint=hint)
        self.taken = taken


class ReadOnly(CityGraphError):
    """The server takes no writes."""

    code = "read-only"

    def __init__(self) -> None:
        super().__init__(
            "this server is read-only",
            hint="start it with 'citygraph serve --write-token', or use 'citygraph load'",
        )


class TokenWrong(CityGraphError):
    """Writing needs the server's token, and the request brings none or another.

    Attributes:
        given: Whether the request brings any.
    """

    code = "token-wrong"

    def __init__(self, *, given: bool) -> None:
        super().__init__(
            "the token is not the server's" if given else "writing needs the server's token",
            hint="send the header 'Authorization: Bearer TOKEN'",
        )
        self.given = given
