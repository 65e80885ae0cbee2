"""A report as a page that needs nothing else, as the part of a page that a server shows, and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .citation import cite
from .document import ReportDocument
from .making import FACTS, TIES
from .methods import COLUMNS, methods, recipe_lines, whole_lines
from .styles import style
from .words import Words

__all__ = ["Picture", "body", "markdown", "page"]

_MARKS: Final = re.compile(r"([\\`*_{}\[\]<>|#])")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as it stands in a page.

    Attributes:
        name: Its name.
        title: What it is.
        caption: What it shows.
        svg: The picture.
    """

    name: str
    title: str
    caption: str
    svg: str


def body(document: ReportDocument, pictures: Sequence[Picture]) -> str:
    """Return a report as an ``article`` element."""
    drawn = [
        {"name": each.name, "title": each.title, "caption": each.caption, "svg": _inline(each)}
        for each in pictures
    ]
    return _render("body.html", document, html=True, pictures=drawn)


def page(document: ReportDocument, pictures: Sequence[Picture]) -> str:
    """Return a report as one page: nothing in it is fetched from anywhere, and no script runs."""
    return _render("page.html", document, html=True, body=body(document, pictures), style=style())


def markdown(document: ReportDocument, pictures: Mapping[str, str], drawn: Iterable[Picture]) -> str:
    """Return a report as Markdown (GitHub's).

    Args:
        document: The report.
        pictures: The file of each picture, by name, as seen from the report's own.
        drawn: The pictures.
    """
    shown = [each for each in drawn if each.name in pictures]
    text = _render("report.md", document, html=False, pictures=shown, files=pictures)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _render(template: str, document: ReportDocument, *, html: bool, **values: object) -> str:
    words = Words(document.language)
    environment = Environment(
        loader=PackageLoader("citygraph.queries.reporting"),
        autoescape=html,  # noqa: S701 - Markdown is no markup of HTML; what it must escape, its filter does
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["link"] = _link  # pyright: ignore[reportArgumentType]
    environment.filters["md"] = _escaped  # pyright: ignore[reportArgumentType]
    return environment.get_template(template).render(
        document=document,
        words=words,
        columns=COLUMNS,
        fractions=_fractions(document),
        recipe=recipe_lines(document.recipe, words),
        methods=methods(words),
        whole=whole_lines(document.centrality.whole, words),
        citation=cite(document, words),
        firm=_firm(document, words),
        most_ties=TIES,
        most_facts=FACTS,
        **values,
    )


def _fractions(document: ReportDocument) -> frozenset[str]:
    """Return the columns in which some number has decimals."""
    rows = [story.row for story in document.stories]
    values = {column: [getattr(row, column) for row in rows] for column in COLUMNS}
    return frozenset(
        column
        for column, found in values.items()
        if any(value is not None and not float(value).is_integer() for value in found)
    )


def _firm(document: ReportDocument, words: Words) -> str:
    """Return what the rank intervals are, or why there are none."""
    found = document.firmness
    if found is None:
        return words("report.one_source") if document.centrality.counts.sources == 1 else ""
    return words("report.firmness", draws=found.draws, seed=found.seed, level=round(100 * found.level))


def _link(iri: str) -> str:
    """Return where an IRI may link to: itself when it is an address of the web, else nowhere."""
    return iri if iri.startswith(("http://", "https://")) else "#"


def _escaped(text: object) -> str:
    """Return text as it stands in Markdown: on one line, with no sign that means something."""
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def _inline(picture: Picture) -> Markup:
    """Return a picture with what it shows said to who cannot see it."""
    text = Markup('<svg role="img" aria-label="{}" ').format(f"{picture.title}. {picture.caption}")
    return Markup(picture.svg.replace("<svg ", text, 1))  # noqa: S704 - the drawing library escapes its texts
