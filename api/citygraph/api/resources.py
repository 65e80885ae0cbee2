"""Linked data: a page and a description for everything that has an IRI below the base."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pyoxigraph import Literal, NamedNode
from starlette.responses import Response

from .answers import graph_answer, negotiated
from .conflicts import Conflicts
from .errors import UnknownThing
from .kinds import KINDS, Kind
from .labels import Reference
from .negotiation import GRAPHS, HTML, split_suffix
from .site import View
from .statements import KIND_ORDER, Fact, Facts

__all__ = ["router"]

router = APIRouter(tags=["things"])
_OFFERED = (HTML, *GRAPHS)


def _resource(kind: Kind) -> Callable[[str, View], Response]:
    """Return the route of one kind's things."""

    def resource(
        key: Annotated[str, Path(description="The rest of the IRI, with a suffix such as .ttl if wanted")],
        view: Annotated[View, Depends(View.of)],
    ) -> Response:
        stem, suffix = split_suffix(key, _OFFERED)
        media = negotiated(view.request, suffix, _OFFERED)
        iri = f"{view.site.base}{kind.path}/{stem}"
        node = _node(iri)
        if not view.site.selections.rows("known", this=node):
            raise UnknownThing(iri)
        answer = (
            _page(view, kind, iri)
            if media is HTML
            else graph_answer(view.site.selections.triples("describe", this=node), media)
        )
        path = f"{view.root}/{kind.path}/{stem}"
        alternates = [
            f'<{view.absolute(f"{path}.{other.suffix}")}>; rel="alternate"; type="{other.type}"'
            for other in GRAPHS
        ]
        answer.headers["Link"] = ", ".join([*alternates, f'<{iri}>; rel="describes"'])
        return answer

    return resource


def _node(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise UnknownThing(iri) from None


def _page(view: View, kind: Kind, iri: str) -> Response:
    """Return the page of one thing."""
    facts = Facts(view.site.selections, view.labels)
    conflicts = Conflicts(view.site.selections, view.labels, facts)
    thing = view.labels.of(iri)
    if kind.path == "conflict":
        return view.page("conflict.html", kind=kind, thing=thing, conflict=conflicts.one(iri), formats=GRAPHS)
    if kind.path == "article":
        return view.page(
            "article.html",
            kind=kind,
            thing=thing,
            article=facts.article(iri),
            facts=facts.of_article(iri),
            conflicts=conflicts.about(iri),
            formats=GRAPHS,
        )
    own = facts.one(iri) if kind.is_fact else None
    naming = [fact for fact in facts.about(iri) if fact.iri != iri]
    return view.page(
        "thing.html",
        kind=kind,
        thing=thing,
        properties=facts.properties(iri),
        own=own,
        groups=grouped(naming),
        conflicts=conflicts.about(iri),
        formats=GRAPHS,
    )


def grouped(facts: list[Fact]) -> list[tuple[str, list[Fact]]]:
    """Return facts under headings: by kind, and partnerships that nobody has agreed apart from the others."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        settled = fact.kind != "Partnership" or fact.is_settled
        groups.setdefault(fact.kind if settled else "Unsettled", []).append(fact)
    order = [
        name for kind in KIND_ORDER for name in ((kind, "Unsettled") if kind == "Partnership" else (kind,))
    ]
    return [(name, groups[name]) for name in order if name in groups]


def _list(kind: Kind) -> Callable[[View], Response]:
    """Return the route of one kind's list."""

    def listing(view: Annotated[View, Depends(View.of)]) -> Response:
        rows = view.site.selections.rows("things", this=NamedNode(kind.type))
        prefix = f"{view.site.base}{kind.path}/"
        counted: list[tuple[Reference, int]] = []
        for row in rows:
            thing, named = row["thing"], row.get("facts")
            if thing.value.startswith(prefix):
                counted.append(
                    (view.labels.of(thing.value), int(named.value) if isinstance(named, Literal) else 0)
                )
        counted.sort(key=lambda pair: (pair[0].label.casefold(), pair[0].iri))
        facts = Facts(view.site.selections, view.labels)
        stated = facts.of_kind(kind.type.rsplit("#", 1)[-1]) if kind.is_fact else []
        return view.page("list.html", kind=kind, counted=counted, facts=stated)

    return listing


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
        summary=f"One {_kind.path}: page, Turtle, JSON-LD, N-Triples or RDF/XML",
        response_class=Response,
        operation_id=f"get_{_kind.path}",
    )
