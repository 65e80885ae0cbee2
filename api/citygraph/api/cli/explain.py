"""The command that tells what a city's numbers rest on, down to the sentences."""

from __future__ import annotations

from typing import Annotated

import typer
from citygraph.ontology import Identifiers

from .console import note
from .environment import read_settings
from .options import Changes, Force, Json, Out, Store, required
from .output import destination
from .signals import interruptible

__all__ = ["explain"]

_DEFAULT_RECIPE = "shared-themes"


def explain(
    city: Annotated[str, typer.Argument(metavar="CITY", help="The city, as in 'Surabaya, ID', or its IRI.")],
    store: Store = None,
    recipe: Annotated[
        str,
        typer.Option("--recipe", metavar="RECIPE", help="The network: a recipe's name or file."),
    ] = _DEFAULT_RECIPE,
    changes: Changes = None,
    page: Annotated[int, typer.Option("--page", min=1, metavar="N", help="Which page of ties.")] = 1,
    size: Annotated[int, typer.Option("--size", min=1, max=200, metavar="N", help="Ties on a page.")] = 20,
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Language of names and words: en, id.")
    ] = "en",
    json: Json = False,
    out: Out = None,
    force: Force = False,
) -> None:
    """Tell what a city's numbers rest on: its ties, their facts, and the sentence or row that says so."""
    folder, settings = required(store), read_settings()
    from citygraph.graph import CityGraph
    from citygraph.queries import choose_recipe, project, resolve
    from citygraph.queries.evidence import evidence_json, evidence_of, evidence_text

    chosen = choose_recipe(recipe, changes or [])
    with CityGraph.open(folder.place, mode="read", identifiers=Identifiers(settings.base)) as graph:
        for line in graph.notices:
            note(line)
        with interruptible():
            wanted = resolve(graph, "city", city, identifiers=graph.identifiers).value
            network = project(graph, chosen, language=language, identifiers=graph.identifiers)
            found = evidence_of(graph, network, wanted, page=page, size=size)
    text = evidence_json(found) if json else evidence_text(found, language=language, size=size)
    with destination(out, force=force) as stream:
        stream.write(text.encode())
