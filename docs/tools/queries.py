"""Prints docs/queries.md, the page on ready queries and recipes, from their own headers.

python docs/tools/queries.py > docs/queries.md
"""

from __future__ import annotations

from citygraph.queries import ReadyQuery, Recipe, load_catalogue, load_recipes

_INTRODUCTION = """\
# Ready queries and recipes

Made by `python docs/tools/queries.py` from the files in `queries/citygraph/queries/catalogue/` and
`queries/citygraph/queries/recipes/`; change those, not this page.

## Ready queries

Ask one with `citygraph query --name NAME --param PARAMETER=VALUE --store DIR`, at `/queries/NAME` on a server, or in
Python with `citygraph.queries.ask`. Each is a file of plain SPARQL that any SPARQL engine reads. An optional parameter
that is left out restricts nothing. A city is written `Palembang, ID`, a network as its slug, a date as `2024-07-31`.
`language` is the language in which names are preferred.
"""

_RECIPES = """\

## Recipes

A recipe says what ties two cities in a network, so that a report can be repeated. Use one with
`citygraph report centrality --recipe NAME --store DIR`; `--partnerships` adds partnerships to any of them.
Every report prints its recipe, the recipe's SHA-256, its caveats and the digest of the dataset.
"""


def _query(query: ReadyQuery) -> str:
    lines = [f"\n### {query.name}\n", f"{query.title.en} *{query.title.id}*\n", f"{query.description.en}\n"]
    lines += ["| parameter | type | needed | example | meaning |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| `{p.name}` | {p.type} | {'yes' if p.required else 'no'} | `{p.example}` | {p.title.en} |"
        for p in query.parameters
    ]
    return "\n".join(lines)


def _recipe(recipe: Recipe) -> str:
    lines = [f"\n### {recipe.name}\n", f"{recipe.title.en}. *{recipe.title.id}.*", recipe.description.en, ""]
    lines += [f"- {caveat.en}" for caveat in recipe.caveats]
    return "\n".join(lines)


def page() -> str:
    """Return the page as Markdown."""
    queries = "\n".join(_query(query) for query in load_catalogue().values())
    recipes = "\n".join(_recipe(recipe) for recipe in load_recipes().values())
    return f"{_INTRODUCTION}{queries}\n{_RECIPES}{recipes}\n"


if __name__ == "__main__":
    print(page(), end="")
