"""Linked data: everything that has an IRI below the base answers there, and its documents beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from .addresses import meant_by, raw_path
from .descriptions import SUFFIXES, Description, sections
from .documents import answered, chosen, links_of, see_document, see_other_thing
from .errors import Unplaced
from .facts import Facts
from .kinds import KINDS, Kind
from .negotiation import HTML, split_suffix
from .paging import page_of
from .site import View
from .standing import standing_of

__all__ = ["router"]

router = APIRouter(tags=["things"])


def _resource(kind: Kind) -> Callable[[str, View], Response]:
    """Return the route of one kind's things and of their documents."""

    def resource(
        key: Annotated[
            str, Path(description="The rest of the IRI, with a suffix such as .ttl for a document")
        ],
        view: Annotated[View, Depends(View.of)],
    ) -> Response:
        stem, suffix = split_suffix(meant_by(raw_path(view.request.scope)), SUFFIXES)
        iri = f"{view.site.base}{stem.removeprefix('/')}"
        into = standing_of(view, iri).into
        if into is not None:
            return see_other_thing(view, into, suffix)
        description = Description(view, kind, iri)
        if suffix is None:
            media = chosen(view, None, description.formats)
            links = links_of(view, description.path, description.formats, None)
            return see_document(view, description.path, media, links=links)
        if suffix not in description.formats:
            raise Unplaced(iri)
        links = links_of(view, description.path, description.formats, suffix, describes=iri)
        return answered(view, suffix, lambda: description.written(suffix), links=links)

    return resource


def _list(kind: Kind) -> Callable[[View], Response]:
    """Return the route of one kind's list."""

    def listing(view: Annotated[View, Depends(View.of)]) -> Response:
        make = _facts_of if kind.is_fact else _things_of
        return answered(view, HTML, lambda: make(view, kind))

    return listing


def _facts_of(view: View, kind: Kind) -> Response:
    facts = Facts(view.site.selections, view.labels)
    listed = facts.of_kind(kind.type.rsplit("#", 1)[-1])
    page = page_of(listed, view.request.query_params.get("page"), view.site.settings.page_facts)
    shown = [fact for section in sections(facts, listed, page) for fact in section.facts]
    return view.page("list.html", kind=kind, page=page, facts=shown)


def _things_of(view: View, kind: Kind) -> Response:
    prefix = f"{view.site.base}{kind.path}/"
    counts: dict[str, int] = {}
    for row in view.site.selections.rows("things", this=NamedNode(kind.type)):
        thing, named = row["thing"].value, row.get("facts")
        if thing.startswith(prefix):
            counts[thing] = int(named.value) if isinstance(named, Literal) else 0
    view.labels.look_up(counts)
    counted = [(view.labels.of(iri), count) for iri, count in counts.items()]
    counted.sort(key=lambda pair: (not pair[1], pair[0].label.casefold(), pair[0].iri))
    page = page_of(counted, view.request.query_params.get("page"), view.site.settings.page_rows)
    unnamed = sum(not count for _, count in counted)
    return view.page("list.html", kind=kind, page=page, facts=[], unnamed=unnamed)


for _kind in KINDS.values():
    if _kind.path != "conflict":
        router.add_api_route(
            f"/{_kind.path}",
            _list(_kind),
            methods=["GET"],
            name=f"{_kind.path} list",
            summary=f"Every {_kind.path}",
            response_class=Response,
            operation_id=f"list_{_kind.path}",
        )
    router.add_api_route(
        f"/{_kind.path}/{{key:path}}",
        _resource(_kind),
        methods=["GET"],
        name=_kind.path,
        summary=f"One {_kind.path}: 303 to a document, or with a suffix the document "
        f"({', '.join(media.title for media in SUFFIXES)})",
        response_class=Response,
        operation_id=f"get_{_kind.path}",
    )
