"""How a report is cited."""

from __future__ import annotations

from dataclasses import dataclass

from .document import ReportDocument
from .methods import Line
from .words import Words

__all__ = ["Citation", "cite"]

_SHORT = 12


@dataclass(frozen=True, slots=True)
class Citation:
    """How a report is cited.

    Attributes:
        text: In one line, for a list of references.
        bibtex: As an entry of BibTeX.
        command: What makes the report again.
        lines: What the numbers depend on, in full.
    """

    text: str
    bibtex: str
    command: str
    lines: tuple[Line, ...]


def cite(document: ReportDocument, words: Words) -> Citation:
    """Return how a report is cited."""
    found = document.centrality
    recipe = document.recipe
    address = document.base + document.address
    text = words(
        "cite.text",
        title=document.title,
        version=found.version,
        recipe=recipe.name,
        recipe_short=recipe.digest[:_SHORT],
        dataset_short=found.dataset[:_SHORT],
        date=words.day(document.made),
        address=address,
    )
    title = document.title.replace("{", "").replace("}", "")
    bibtex = (
        f"@misc{{citygraph-{recipe.name}-{found.dataset[:_SHORT]},\n"
        f"  title = {{{title}: {words('report.kind').lower()}}},\n"
        "  author = {{citygraph}},\n"
        f"  year = {{{document.made.year}}},\n"
        f"  howpublished = {{\\url{{{address}}}}},\n"
        f"  note = {{citygraph {found.version}, recipe sha256 {recipe.digest[:_SHORT]}, "
        f"dataset sha256 {found.dataset[:_SHORT]}}}\n}}"
    )
    lines = (
        Line(words("cite.recipe"), recipe.name),
        Line(words("cite.recipe_digest"), recipe.digest),
        Line(words("cite.dataset"), found.dataset),
        Line(words("cite.version"), f"citygraph {found.version}"),
        Line(words("cite.date"), document.made.isoformat()),
        Line(words("cite.address"), address),
    )
    command = f"citygraph report {recipe.name} --store STORE --language {document.language} --out report.html"
    return Citation(text, bibtex, command, lines)
