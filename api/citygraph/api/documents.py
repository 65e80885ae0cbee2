"""Documents: representations at addresses of their own, with the headers that tie them to what they describe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Final

from citygraph.ontology import OWL
from starlette.responses import RedirectResponse, Response

from .addresses import link_value, raw_path, to_uri
from .conditional import Validators
from .negotiation import HTML, Media, choose
from .site import View

__all__ = ["LICENCE", "answered", "chosen", "links_of", "see_document", "see_other_thing"]

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of all that is served as data."""

_VERSION: Final = version("citygraph")


def chosen(view: View, suffix: Media | None, offered: Sequence[Media]) -> Media:
    """Return the media type that an address's suffix asks for, else what the Accept header does.

    Raises:
        NotAcceptable: There is no suffix and the client accepts nothing on offer.
    """
    return suffix or choose(view.request.headers.get("accept"), offered)


def answered(
    view: View, media: Media, make: Callable[[], Response], *, links: Sequence[str] = (), also: str = ""
) -> Response:
    """Return a document, or 304 where the client has it already; it is made only when it is needed.

    Args:
        view: The request.
        media: What the document is written in.
        make: Makes the document.
        links: Members of the Link header.
        also: What the document follows from beside the data, the address, the language and this version.
    """
    graph, settings = view.site.graph, view.site.settings
    validators = Validators.of(
        (
            graph.digest,
            _VERSION,
            media.type,
            view.language,
            raw_path(view.request.scope),
            view.request.scope["query_string"].decode("latin-1"),
            f"{settings.title} {settings.public_address} {settings.page_rows} {settings.page_facts}",
            also,
        ),
        weak=media is HTML,
        modified=graph.modified,
    )
    known = validators.are_known_to(view.request.headers)
    answer = Response(status_code=304) if known else make()
    answer.headers.update(validators.headers)
    answer.headers["Vary"] = "Accept, Accept-Language"
    if links:
        answer.headers["Link"] = ", ".join(links)
    return answer


def links_of(
    view: View, path: str, offered: Sequence[Media], media: Media | None, *, describes: str | None = None
) -> list[str]:
    """Return the members of the Link header of a document, or of a thing that has documents.

    Args:
        view: The request.
        path: The address without a suffix, percent-encoded.
        offered: What the thing has documents in.
        media: What this document is written in; None at the address of the thing itself.
        describes: What the documents are about.
    """
    relation = "alternate" if media is not None else "describedby"
    found = [
        link_value(view.absolute(f"{path}.{other.suffix}"), relation, media_type=other.type)
        for other in offered
        if other is not media
    ]
    if media is not None:
        found.append(link_value(view.absolute(f"{path}.{media.suffix}"), "canonical"))
        found.append(link_value(LICENCE, "license"))
    if describes is not None and media is not None:
        found.append(link_value(describes, "describes"))
    return found


def see_document(view: View, path: str, media: Media, *, links: Sequence[str] = ()) -> Response:
    """Return 303 from a thing, which is not a document, to one that tells of it."""
    headers = {"Vary": "Accept"} | ({"Link": ", ".join(links)} if links else {})
    return RedirectResponse(_asked(view, f"{path}.{media.suffix}"), status_code=303, headers=headers)


def see_other_thing(view: View, iri: str, suffix: Media | None) -> Response:
    """Return 301 from what was merged into another thing to that thing, or to its document in the same format."""
    path = "/" + to_uri(iri.removeprefix(view.site.base)) + (f".{suffix.suffix}" if suffix else "")
    headers = {"Cache-Control": "no-cache", "Link": link_value(iri, OWL + "sameAs")}
    return RedirectResponse(_asked(view, path), status_code=301, headers=headers)


def _asked(view: View, path: str) -> str:
    """Return an address of this server with the parameters of the request."""
    query = view.request.scope["query_string"].decode("latin-1")
    return view.absolute(path) + (f"?{query}" if query else "")
