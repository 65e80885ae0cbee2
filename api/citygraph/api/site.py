"""What every route works with: the graph, the settings and the pages of one application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from citygraph.graph import CityGraph
from citygraph.graph.readers import ReaderGraph
from citygraph.ontology.namespaces import PREFIXES
from citygraph.queries import load_columns
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from .addresses import raw_path
from .computing import ComputingLimits, Runner, shelf_in
from .export_shelf import ExportShelf
from .labels import Labels, TermLabels
from .languages import LANGUAGES, Language, Messages, choose_language
from .network_shelf import NetworkShelf
from .selections import Selections
from .settings import Settings
from .shelf import Shelf
from .tabulation import Headings, has_period, is_iri, is_number, short, shown_columns, stated_fields

if TYPE_CHECKING:
    from .overview import Overview
    from .statistics import Statistics

__all__ = ["Site", "View"]

_PLAIN: Final = "/:@=,;~!$&()*+-._%"
"""What stays as it is in the path of a link; a percent sign in an IRI has encoded something already."""


@dataclass(frozen=True, slots=True)
class Site:
    """One application's parts; made once by ``create_app`` and found through the request.

    Attributes:
        graph: The graph that is served.
        settings: The deployment's choices.
        selections: The queries behind the pages.
        messages: The texts of the pages.
        terms: Labels of the vocabulary's terms.
        templates: The page templates, escaping on.
        networks: Networks that were explained last.
        runner: Computes what takes long, in processes of its own.
        exports: Exports that were written.
        statistics: Counts that were asked for.
        overviews: What the first page tells of the whole graph.
        listening: Where the server listens, if known.
        bare: Whether a bare dataset is served, with no pages about cities.
    """

    graph: CityGraph | ReaderGraph
    settings: Settings
    selections: Selections
    messages: Messages
    terms: TermLabels
    templates: Environment
    networks: NetworkShelf
    runner: Runner
    exports: ExportShelf
    statistics: Shelf[Statistics]
    overviews: Shelf[Overview]
    listening: str | None = None
    bare: bool = False

    @property
    def address(self) -> str:
        """Where clients reach the server, without a last slash; never what a request says of it."""
        return self.settings.public_address or self.listening or self.base.rstrip("/")

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The prefixes that queries and updates need not declare."""
        return () if self.bare else tuple(PREFIXES)

    @property
    def base(self) -> str:
        """Where the graph's instance IRIs live."""
        return self.graph.identifiers.base

    @classmethod
    def build(
        cls,
        graph: CityGraph | ReaderGraph,
        settings: Settings,
        *,
        address: str | None = None,
        bare: bool = False,
    ) -> Site:
        """Return the parts for a graph and settings, with everything that ships in the package read."""
        templates = Environment(
            loader=PackageLoader("citygraph.api"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # Jinja does not say what its globals may hold; its own filters are of other types.
        templates.globals |= {  # pyright: ignore[reportAttributeAccessIssue, reportOperatorIssue]
            "has_period": has_period,
            "headings": Headings(load_columns()),
            "is_iri": is_iri,
            "is_number": is_number,
            "short": short,
            "shown_columns": shown_columns,
            "stated_fields": stated_fields,
        }
        return cls(
            graph=graph,
            settings=settings,
            selections=Selections.load(graph),
            messages=Messages.load(),
            terms=TermLabels.load(graph.identifiers.base),
            templates=templates,
            networks=NetworkShelf(graph),
            runner=Runner(
                graph, shelf_in(settings.computed, kept=settings.computations_kept), _limits(settings)
            ),
            exports=ExportShelf(graph),
            statistics=Shelf(),
            overviews=Shelf(),
            listening=address,
            bare=bare,
        )


def _limits(settings: Settings) -> ComputingLimits:
    """Return how much computations may take."""
    return ComputingLimits(
        running=settings.computations,
        waiting=settings.computations_waiting,
        seconds=settings.computation_seconds,
        memory=settings.computation_memory << 20,
    )


class View:
    """One request seen by the pages: its language, its labels and its links.

    Args:
        site: The application's parts.
        request: The request.
    """

    def __init__(self, site: Site, request: Request) -> None:
        self.site = site
        self.request = request
        self.asked = request.query_params.get("lang")
        self.language: Language = choose_language(self.asked, request.headers.get("accept-language"))
        self.root = request.scope.get("root_path", "")

    @classmethod
    def of(cls, request: Request) -> View:
        """Return the view of a request; a FastAPI dependency."""
        return cls(request.app.state.site, request)

    @cached_property
    def labels(self) -> Labels:
        """Labels of things in the page's language, each looked up once."""
        return Labels(self.site.selections, self.site.terms, self.language, self.link)

    def text(self, key: str, **values: object) -> str:
        """Return a text of the catalogue in the page's language."""
        return self.site.messages.get(key, self.language, **values)

    def link(self, iri: str) -> str | None:
        """Return where an IRI links to: our own to here, another http(s) one to itself, else nowhere."""
        base = self.site.base
        if iri.startswith(base):
            return self.path("/" + iri[len(base) :])
        return iri if iri.startswith(("http://", "https://")) else None

    def path(self, path: str, **query: str | None) -> str:
        """Return a link to a path of this server, which keeps the language that the reader asked for."""
        path, hash_mark, fragment = path.partition("#")
        parameters = {name: value for name, value in query.items() if value is not None}
        if self.asked in LANGUAGES:
            parameters.setdefault("lang", self.language)
        asked = f"?{urlencode(parameters)}" if parameters else ""
        return f"{self.root}{quote(path, safe=_PLAIN)}{asked}{hash_mark}{quote(fragment, safe='=,')}"

    def here(self, **changes: str | int) -> str:
        """Return a link to this page with some of its parameters changed."""
        kept: Mapping[str, str | int] = dict(self.request.query_params) | changes
        return f"{self.root}{quote(self._own_path, safe=_PLAIN)}?{urlencode(kept)}"

    def beside(self, suffix: str, **changes: str) -> str:
        """Return a link to what this page shows, in the format of a suffix, with some parameters changed."""
        left_out = ("lang", "page", *changes)
        given = self.request.query_params.multi_items()
        kept = [(name, value) for name, value in given if name not in left_out] + list(changes.items())
        asked = f"?{urlencode(kept)}" if kept else ""
        path = self._own_path.removesuffix(".html") + f".{suffix}"
        return f"{self.root}{quote(path, safe=_PLAIN)}{asked}"

    def absolute(self, path: str) -> str:
        """Return an address for a header: below the public address where the settings name one."""
        return f"{self.site.settings.public_address or self.root}{path}"

    def is_below(self, path: str) -> bool:
        """Return whether this page is that path or below it."""
        return self._own_path == path or self._own_path.startswith(f"{path}/")

    @property
    def _own_path(self) -> str:
        return raw_path(self.request.scope)

    def page(self, template: str, **context: object) -> HTMLResponse:
        """Return a page made from a template."""
        always = {"view": self, "t": self.text, "settings": self.site.settings, "languages": LANGUAGES}
        body = self.site.templates.get_template(template).render(
            {"canonical": None, "links": (), "structured": None} | always | context
        )
        return HTMLResponse(
            body, headers={"Vary": "Accept, Accept-Language", "Content-Language": self.language}
        )
