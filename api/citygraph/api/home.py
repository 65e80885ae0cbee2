"""The first page, and the page of conflicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from citygraph.ontology.namespaces import SCHEMA
from citygraph.queries import AmbiguousName, Answer, ReadyQuery, Recipe, UnknownName, find_query
from fastapi import APIRouter, Depends
from pyoxigraph import NamedNode
from starlette.responses import JSONResponse, Response

from .answers import negotiated
from .conflicts import Conflict, Conflicts
from .documents import see_document
from .facts import Facts
from .negotiation import GRAPHS, HTML, JSON
from .overview import overview_of
from .ready_queries import ask_with_language
from .report_summary import ReportSummary
from .reports import top_cities
from .site import View
from .statements import Article

__all__ = ["router"]

router = APIRouter(tags=["pages"])

_QUESTIONS: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    ("memberships", {}),
    ("participants", {"programme": "Leadership Exchange Programme"}),
    ("said-about-city", {"city": "Palembang, ID"}),
    ("partnerships", {}),
    ("events", {}),
)
"""The questions on the first page, with the values that they are asked with."""

_EVERYTHING: Final = {"memberships": "Membership", "partnerships": "Partnership", "events": "Event"}
"""Questions that list all facts of a kind: with many they are left to their own pages."""
_MANY: Final = 3_000

_QUESTION_ROWS: Final = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question with the beginning of its answer.

    Attributes:
        query: The question.
        values: What it is asked with.
        answer: Its whole answer.
    """

    query: ReadyQuery
    values: dict[str, str]
    answer: Answer


@router.get("/", summary="The first page", response_class=Response, operation_id="home")
def home(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return counts, articles, partnerships, top cities and ready questions on one page.

    The address is the IRI of the dataset, too: who asks for RDF is sent to its description.
    """
    media = negotiated(view.request, None, (HTML, *GRAPHS))
    if media is not HTML:
        return see_document(view, "/void", media)
    facts = Facts(view.site.selections, view.labels)
    overview = overview_of(view.site)
    top = top_cities(view)
    conflicts = Conflicts(view.site.selections, view.labels, facts).all()
    return view.page(
        "home.html",
        counts=overview.counts,
        articles=articles(view, facts),
        partnerships=facts.sorted(overview.partnerships),
        ranking=top if isinstance(top, ReportSummary) else None,
        ranking_awaited=top if isinstance(top, Recipe) else None,
        conflicts=conflicts,
        questions=questions(view, overview.counts),
        question_rows=_QUESTION_ROWS,
    )


def articles(view: View, facts: Facts) -> list[tuple[Article, int]]:
    """Return every article with the number of facts that it states, newest first."""
    rows = view.site.selections.rows("articles", this=NamedNode(SCHEMA + "NewsArticle"))
    counts = {row["article"].value: int(row["facts"].value) for row in rows}
    found = [(article, counts[article.thing.iri]) for article in facts.articles(counts)]
    return sorted(found, key=lambda pair: (_published(pair[0]), pair[0].thing.iri), reverse=True)


def _published(article: Article) -> str:
    moment = article.properties.moment("published")
    return moment.date if moment else ""


def questions(view: View, counts: Mapping[str, int]) -> list[Question]:
    """Return the first page's questions with their answers, without those about what is not in the data.

    Args:
        view: The request.
        counts: How many facts of each kind there are.
    """
    found: list[Question] = []
    for name, values in _QUESTIONS:
        if counts.get(_EVERYTHING.get(name, ""), 0) > _MANY:
            continue
        query = find_query(name)
        try:
            found.append(Question(query, values, ask_with_language(view, query, values)))
        except (UnknownName, AmbiguousName):
            continue
    return found


@router.get(
    "/conflicts",
    summary="Where sources contradict each other",
    response_class=Response,
    operation_id="list_conflicts",
)
@router.get("/conflicts.json", include_in_schema=False)
def conflicts(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return every conflict with the statements involved and its resolution."""
    suffix = JSON if view.request.url.path.endswith(".json") else None
    facts = Facts(view.site.selections, view.labels)
    found = Conflicts(view.site.selections, view.labels, facts).all()
    if negotiated(view.request, suffix, (HTML, JSON)) is HTML:
        return view.page("conflicts.html", conflicts=found)
    return JSONResponse([_described(conflict) for conflict in found], headers={"Vary": "Accept"})


def _described(conflict: Conflict) -> dict[str, object]:
    """Return a conflict for programs."""
    said = conflict.properties
    return {
        "conflict": conflict.thing.iri,
        "kind": next(iter(said.iris("conflict_kind")), None),
        "open": conflict.is_open,
        "concerns": said.iris("concerns"),
        "involves": said.iris("involves"),
        "sources": said.iris("source"),
        "values": said.texts("stated_value"),
        "resolution": said.said_in("resolution", "en") or None,
    }
